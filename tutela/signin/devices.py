"""What a browser says of itself, in the few words by which its owner knows it again. Pure."""

from __future__ import annotations

# The first that is named counts: most browsers name those they descend from, too.
_BROWSERS = {
    "Edg/": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "Chromebook",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


def device_in_words(user_agent: str | None) -> str:
    """Such as “Firefox, Windows”; empty where a browser says nothing that we know."""
    said = user_agent or ""
    found = [
        next((name for mark, name in names.items() if mark in said), "")
        for names in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(filter(None, found))
