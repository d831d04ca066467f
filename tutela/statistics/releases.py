"""What happens to a release: brought, checked by somebody else, published, perhaps withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import Error, IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tutela.access.viewer import Viewer
from tutela.doors.gate import stand_at_the_door
from tutela.people.models import Practitioner
from tutela.statistics.brought import MANIFEST, Brought, sha256
from tutela.statistics.models import Release, ReleaseFile, Step, StepKind
from tutela.statistics.signing import sign

_REFUSALS = {
    "TU021": "The files of a release are frozen once it is drafted.",
    "TU022": "You are not named for this work.",
    "TU023": "That step can't be taken now: somebody else has taken another one.",
    "TU024": "Nobody checks their own draft. Somebody else must.",
}


class Refused(ValueError):
    """The step can't be taken; says why in plain words."""


@dataclass(frozen=True)
class Told:
    """A release with its steps, oldest first."""

    release: Release
    steps: tuple[Step, ...]

    @property
    def state(self) -> StepKind:
        """What happened last."""
        return StepKind(self.steps[-1].kind)

    @property
    def author(self) -> Practitioner:
        """Who brought it."""
        return self.steps[0].by

    def step(self, kind: StepKind) -> Step | None:
        """A step, if it was taken."""
        return next((one for one in self.steps if one.kind == kind), None)


def draft(brought: Brought, *, by: Viewer, at: datetime, reason: str) -> Release:
    """Freeze what was brought. Raises Refused."""
    with _at_the_door(by):
        release = Release(
            slug=brought.slug,
            title=brought.title[:300],
            label=brought.label[:100],
            manifest_sha256=sha256(brought.files[MANIFEST]),
        )
        try:
            with transaction.atomic():
                release.save(force_insert=True)
        except IntegrityError as fault:
            raise Refused(
                _("There is a release called %(label)s already. One is never replaced: give the "
                  "new one another label") % {"label": brought.label}
            ) from fault  # fmt: skip
        ReleaseFile.objects.bulk_create(
            ReleaseFile(release=release, name=name, sha256=sha256(content), content=content)
            for name, content in sorted(brought.files.items())
        )
        _step(release, 0, StepKind.DRAFTED, by=by, at=at, reason=reason)
    return release


def take_step(
    told: Told, kind: StepKind, *, by: Viewer, at: datetime, reason: str
) -> None:  # fmt: skip
    """Check, send back, publish or withdraw. Raises Refused."""
    if not reason.strip():
        raise Refused(_("Say why, or what was checked"))
    signature = ""
    if kind is StepKind.PUBLISHED:
        _still_whole(told.release)
        signature = sign(file_of(told.release, MANIFEST)).hex()
    with _at_the_door(by):
        _step(
            told.release, len(told.steps), kind, by=by, at=at, reason=reason.strip(),
            signature=signature,
        )  # fmt: skip


def all_releases() -> list[Told]:
    """Every release, the last one brought first: for those who work on them."""
    return _told(Release.objects.all())


def one_release(id_: UUID) -> Told | None:
    """A release in any state: for those who work on them."""
    return next(iter(_told(Release.objects.filter(id=id_))), None)


def published_releases() -> list[Told]:
    """What readers may see: published, the last one first. Withdrawn ones are named, not shown."""
    public = {StepKind.PUBLISHED, StepKind.WITHDRAWN}
    found = [one for one in all_releases() if one.state in public]
    return sorted(found, key=_went_out, reverse=True)


def published_release(slug: str) -> Told | None:
    """A release that is, or was, published; None for anything else."""
    return next((one for one in published_releases() if one.release.slug == slug), None)


def _went_out(told: Told) -> datetime:
    step = told.step(StepKind.PUBLISHED)
    assert step is not None
    return step.at


def file_of(release: Release, name: str) -> bytes:
    """A file's content. Raises ReleaseFile.DoesNotExist."""
    return bytes(ReleaseFile.objects.get(release=release, name=name).content)


def names_of(release: Release) -> list[str]:
    """The names of the files, in order."""
    return list(
        ReleaseFile.objects.filter(release=release).order_by("name").values_list("name", flat=True)
    )


def _told(releases: QuerySet[Release]) -> list[Told]:
    steps: dict[UUID, list[Step]] = {}
    found = list(releases)
    for step in Step.objects.filter(release__in=found).select_related("by").order_by("place"):
        steps.setdefault(step.release_id, []).append(step)
    told = [Told(one, tuple(steps[one.id])) for one in found if one.id in steps]
    return sorted(told, key=lambda one: one.steps[0].at, reverse=True)


def _still_whole(release: Release) -> None:
    """What is about to be signed must be what was brought."""
    if sha256(file_of(release, MANIFEST)) != release.manifest_sha256:
        raise Refused(_("The manifest is not the one that was brought"))
    for one in ReleaseFile.objects.filter(release=release).iterator(chunk_size=20):
        if sha256(bytes(one.content)) != one.sha256:
            raise Refused(_("%(file)s is not as it was brought") % {"file": one.name})


def _step(
    release: Release, place: int, kind: StepKind, *, by: Viewer, at: datetime, reason: str,
    signature: str = "",
) -> None:  # fmt: skip
    Step.objects.create(
        release=release, place=place, kind=kind, by_id=by.id, at=at, reason=reason,
        signature=signature,
    )  # fmt: skip


@contextmanager
def _at_the_door(viewer: Viewer) -> Iterator[None]:
    """One step, as the viewer; the database's refusals become words."""
    try:
        with transaction.atomic():
            stand_at_the_door(viewer)
            yield
    except Error as fault:
        state = getattr(fault.__cause__, "sqlstate", "")
        if state not in _REFUSALS:
            raise
        raise Refused(_(_REFUSALS[state])) from fault
