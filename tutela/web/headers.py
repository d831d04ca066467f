"""Headers of every answer, beside the Content Security Policy in the settings."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

_SWITCHED_OFF = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture",
    "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "usb", "web-share", "xr-spatial-tracking",
)  # fmt: skip
_OUR_OWN_PAGES_ALONE = ("publickey-credentials-create", "publickey-credentials-get")

HEADERS = {
    # Nothing that knows where a device is, or looks or listens, is ever used.
    "Permissions-Policy": ", ".join(
        [f"{feature}=()" for feature in _SWITCHED_OFF]
        # Passkeys.
        + [f"{feature}=(self)" for feature in _OUR_OWN_PAGES_ALONE]
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Robots-Tag": "noindex, nofollow",
}


STATIC_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""Of a static file opened by itself: it fetches and runs nothing, and stands in no frame."""


def dress_static(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Headers of static files, which are answered before any middleware of ours."""
    headers["Content-Security-Policy"] = STATIC_POLICY
    headers["X-Frame-Options"] = "DENY"


class HeadersMiddleware:
    """Sets the headers above, and forbids keeping any page that is not a static file.

    Sign-in and error pages are not kept either: the Back button on a shared machine must show
    nothing of who was here.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and dress the answer."""
        # TRACE would send back what a browser sent, cookies too.
        response = (
            HttpResponse(status=405) if request.method == "TRACE" else self.get_response(request)
        )
        for name, value in HEADERS.items():
            response.headers[name] = value
        response.headers["Cache-Control"] = "no-store"
        return response
