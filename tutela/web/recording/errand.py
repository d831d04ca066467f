"""What somebody has come to write: an entry of a kind, or the correction of one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from uuid import UUID, uuid4

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tutela.access.asked import Action
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Kind, Problem, Question, UnknownKind, all_kinds, kind_of
from tutela.doors.errors import NotAllowed
from tutela.doors.reading import Record
from tutela.people import lists
from tutela.web import drafts
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Ask, Wrong
from tutela.web.asking.choices import AskOne, Offer
from tutela.web.asking.form import REFERS_TO, Filled, KindForm
from tutela.web.dates import moment_in_words
from tutela.web.telling import in_a_line


@dataclass(frozen=True)
class Errand:
    """A kind to be recorded for a child, or an entry of that kind to be corrected."""

    record: Record
    kind: Kind
    entry: Entry | None = None

    @property
    def corrects(self) -> UUID | None:
        """The entry that is corrected."""
        return self.entry.id if self.entry else None

    @cached_property
    def form(self) -> KindForm:
        """The questions."""
        return KindForm(
            self.kind,
            refers=self._refers(),
            mends=self.entry is not None,
            kept_back=self.entry.kept_back if self.entry else frozenset(),
        )

    @cached_property
    def draft(self) -> drafts.Unfinished | None:
        """What was begun before, and has not become an entry: answers that were kept while
        somebody typed may arrive after those that were sent."""
        found = drafts.find(self.record.gate, self.kind.slug, self.corrects)
        return None if found is None or found.id in self.record.chronology else found

    def start(self, address: Mapping[str, str] = MappingProxyType({})) -> tuple[UUID, Answers]:
        """The id of the entry to come, and the answers to begin from. A page that links here may
        give answers in its ``address``, but only such as stand on a list."""
        if self.draft is not None:
            return self.draft.id, self.draft.answers
        if self.entry is not None:
            return uuid4(), self.form.answers_of(self.entry)
        return uuid4(), self._only_candidate().merged(self._linked(address))

    def _linked(self, address: Mapping[str, str]) -> Answers:
        content = self.kind.content
        lists_of = {name: content.question(name).choices for name in content.model_fields}
        return Answers(
            {
                name: [address[name]]
                for name, listed in lists_of.items()
                if listed and name in address and address[name] in lists.by_value(listed)
            }
        )

    def take(
        self, posted: Answers, names: Collection[str], window: drafts.Window
    ) -> tuple[UUID, Answers]:
        """The id of the entry to come, and its answers with those now sent to these questions.

        Whoever goes back to a form that became an entry, changes it and sends it again, makes
        another entry.
        """
        given = posted.only(*names)
        if self.draft is not None:
            return self.draft.id, self.draft.taking(given, names, window)
        entry, before = self.start()
        if window.entry is not None and window.entry not in self.record.chronology:
            entry = window.entry
        return entry, before.without(*names).merged(given)

    def keep(self, entry: UUID, answers: Answers) -> None:
        """Keep unfinished answers."""
        drafts.keep(self.record.gate, self.kind.slug, self.corrects, entry=entry, answers=answers)

    def url(self, which: str = "ask", step: int = 0) -> str:
        """The address of a page of this errand: ``ask``, ``check`` or ``afresh``."""
        if self.entry is None:
            address = reverse(f"record_{which}", args=[self.record.child, self.kind.slug])
        else:
            address = reverse(f"correct_{which}", args=[self.record.child, self.entry.id])
        return f"{address}?step={step}" if step > 1 else address

    @property
    def title(self) -> str:
        """What the pages are called."""
        title = _(self.kind.title)
        return _("Correct: %(kind)s") % {"kind": title} if self.entry else title

    @cached_property
    def candidates(self) -> tuple[Entry, ...]:
        """Entries that an entry of this kind may answer to, latest first."""
        return tuple(
            e
            for e in reversed(self.record.chronology.standing_entries)
            if e.kind.slug in self.kind.refers_to
        )

    @property
    def needs_another_first(self) -> tuple[Kind, ...]:
        """Kinds of which one must be recorded before this can be."""
        if self.candidates or not self.kind.refers_to or self.kind.refers_optionally:
            return ()
        known = all_kinds()
        return tuple(known[slug] for slug in self.kind.refers_to if slug in known)

    def wrong_of(self, problems: Sequence[Problem]) -> tuple[Wrong, ...]:
        """Problems that a door found, at their fields."""
        return tuple(self.form.wrong_at(p.field, p.message) for p in problems)

    def refers_to(self, filled: Filled) -> UUID | None:
        """The entry that was chosen."""
        return UUID(filled.refers_to) if filled.refers_to else None

    def _refers(self) -> Ask | None:
        if not self.candidates:
            return None
        question = Question(
            gettext_noop("What does this answer to?"), optional=self.kind.refers_optionally
        )
        offers = tuple(Offer(str(e.id), _offered(e)) for e in self.candidates)
        return AskOne(REFERS_TO, REFERS_TO, question, offers=offers)

    def _only_candidate(self) -> Answers:
        one = len(self.candidates) == 1 and not self.kind.refers_optionally
        return Answers({REFERS_TO: [str(self.candidates[0].id)]} if one else {})


def to_record(record: Record, slug: str) -> Errand:
    """Somebody comes to record an entry of this kind. Raises Http404 and NotAllowed."""
    try:
        kind = kind_of(slug)
    except UnknownKind:
        raise Http404 from None
    if not kind.offered:
        raise Http404
    record.gate.must(Action.RECORD, kind.category)
    return Errand(record, kind)


def to_correct(record: Record, entry_id: UUID) -> Errand:
    """Somebody comes to correct this entry. Raises Http404 and NotAllowed."""
    entry = seen_entry(record, entry_id)
    record.gate.must(Action.CORRECT, entry.category)
    if not may_be_mended(entry):
        raise NotAllowed("entries of this kind are not corrected by hand")
    return Errand(record, entry.kind, entry)


def seen_entry(record: Record, entry_id: UUID) -> Entry:
    """The entry, where this viewer may read it. Raises Http404."""
    if entry_id not in record.chronology:
        raise Http404
    return record.chronology.entry(entry_id)


def may_be_mended(entry: Entry) -> bool:
    """Can people correct it? Not a withdrawal, nor what the program writes by itself."""
    return entry.withdraws is None and entry.content is not None and entry.kind.offered


def _offered(entry: Entry) -> str:
    return f"{in_a_line(entry)} ({moment_in_words(entry.happened)})"
