"""The chronology as a page tells it: each entry once, kept rendered under its digest.

An entry never changes, so neither does the way it reads. Only what surrounds it does: whether it
still stands, and what this viewer may do with it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tutela.access.asked import Action
from tutela.chronology.entry import Entry, Standing
from tutela.doors.places import may_ask_where
from tutela.doors.reading import Record
from tutela.web.components import Link, Name, Shown, Tag, TimelineEntry
from tutela.web.dates import moment_in_words, time_in_words
from tutela.web.recording.errand import may_be_mended
from tutela.web.rooms import link_of
from tutela.web.telling import further_answers, in_a_line, own_words

MOST_KEPT = 20_000
"""Rendered entries kept in this process. They hold what the entries hold, so they stay in memory
and are never written anywhere."""


_MENDING = (Action.CORRECT, Action.WITHDRAW)


class _Kept:
    """The entries last rendered, by digest and all that changes how they read."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._rendered: OrderedDict[tuple[str, ...], SafeString] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, ...]) -> SafeString | None:
        """What was rendered under this key."""
        with self._lock:
            found = self._rendered.get(key)
            if found is not None:
                self._rendered.move_to_end(key)
            return found

    def put(self, key: tuple[str, ...], rendered: SafeString) -> None:
        """Keep it, and let go of what was used longest ago."""
        with self._lock:
            self._rendered[key] = rendered
            while len(self._rendered) > self._most:
                self._rendered.popitem(last=False)


_kept = _Kept(MOST_KEPT)


def render_story(record: Record, entries: Iterable[Entry]) -> SafeString:
    """Entries as list items, in the order given. The viewer's right to read each was decided when
    the record was read; what they may do with it is part of the key."""
    return SafeString("\n".join(_rendered(record, entry) for entry in entries))


def _rendered(record: Record, entry: Entry) -> SafeString:
    key = _key(record, entry)
    found = _kept.get(key)
    if found is None:
        part = tell_entry(record, entry)
        found = SafeString(get_template(part.template).render({"part": part}))
        _kept.put(key, found)
    return found


def _key(record: Record, entry: Entry) -> tuple[str, ...]:
    mended = record.chronology.mended_by(entry.id)
    refers = _referred(record, entry)
    return (
        entry.digest,
        mended.digest if mended else "",
        refers.digest if refers else "",
        "".join("1" if record.may(a, entry.category) else "0" for a in _MENDING),
        " ".join(sorted(entry.kept_back)),
        "1" if may_ask_where(entry, record.gate) else "0",
        get_language() or "",
    )


def tell_entry(record: Record, entry: Entry, *, opened: bool = False) -> TimelineEntry:
    """One entry as a part of a page; ``opened`` shows all its answers at once."""
    standing = record.chronology.standing(entry.id)
    return TimelineEntry(
        id=str(entry.id),
        when=moment_in_words(entry.happened),
        title=_(entry.kind.title),
        says=Name(in_a_line(entry)),
        own_words=own_words(entry.content) if entry.content else (),
        answers=further_answers(entry) if entry.content else (),
        opened=opened,
        by=_("Recorded by %(name)s, %(agency)s, on %(when)s")
        % {
            "name": entry.by_name,
            "agency": entry.agency_name,
            "when": time_in_words(entry.recorded),
        },
        standing=standing.value,
        tag=_standing_tag(standing),
        note=_note(record, entry),
        doing=_doing(record, entry, standing),
    )


def _standing_tag(standing: Standing) -> Tag | None:
    words = {Standing.CORRECTED: _("Corrected"), Standing.WITHDRAWN: _("Withdrawn")}
    return Tag(words[standing]) if standing in words else None


def _note(record: Record, entry: Entry) -> Shown:
    """How it hangs together with other entries: what became of it goes before what it is about."""
    later = record.chronology.mended_by(entry.id)
    if later is not None:
        words = (
            _("Withdrawn by %(who)s, because: %(why)s")
            if later.withdraws is not None
            else _("Corrected by %(who)s, because: %(why)s")
        )
        return Name(words % {"who": later.by_name, "why": later.reason})
    if entry.withdraws is not None:
        return Name(_("Withdraws an entry, because: %(why)s") % {"why": entry.reason})
    if entry.corrects is not None:
        return Name(_("Corrects an earlier entry, because: %(why)s") % {"why": entry.reason})
    refers = _referred(record, entry)
    if refers is not None:
        return Name(_("About: %(what)s") % {"what": in_a_line(refers)})
    return ""


def _referred(record: Record, entry: Entry) -> Entry | None:
    if entry.refers_to is None or entry.refers_to not in record.chronology:
        return None
    return record.chronology.now_reads(entry.refers_to)


def _doing(record: Record, entry: Entry, standing: Standing) -> tuple[Link, ...]:
    if standing is not Standing.STANDS:
        return (*_of_the_room(entry), _link(_("History"), "entry", entry))
    links: list[Link] = [*_of_the_room(entry)]
    if may_ask_where(entry, record.gate):
        links.append(_link(_("Ask where"), "ask_where", entry))
    if entry.corrects is not None:
        links.append(_link(_("History"), "entry", entry))
    if may_be_mended(entry) and record.may(Action.CORRECT, entry.category):
        links.append(_link(_("Correct"), "correct_ask", entry))
    if may_be_mended(entry) and record.may(Action.WITHDRAW, entry.category):
        links.append(_link(_("Withdraw"), "withdraw", entry))
    return tuple(links)


def _of_the_room(entry: Entry) -> tuple[Link, ...]:
    offered = link_of(entry.kind.slug)
    return (_link(str(offered[0]), offered[1], entry),) if offered else ()


def _link(words: str, url_name: str, entry: Entry) -> Link:
    return Link(words, reverse(url_name, args=[entry.child, entry.id]), about=_(entry.kind.title))
