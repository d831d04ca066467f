"""How hard a password is to guess.

Fifteen characters or more, none of Django's list of 20,000 breached passwords, nothing made of the
person's own name or agency, and at least ten thousand million guesses by zxcvbn's estimate, which
knows lists of words, names, keyboard rows, dates and repetitions. Both lists come with the
libraries and need no network. No rule about capitals or figures, and none that lets them age.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tutela.people.models import Practitioner

HARD_ENOUGH = 4
"""zxcvbn's highest score: more than 10^10 guesses."""

_LOOKED_AT = 72
"""Characters that zxcvbn looks at; more can only make a password harder."""

_OUR_WORDS = ("tutela", "guardianship", "safeguarding", "social worker", "children")


class HardToGuess:
    """A password validator for Django."""

    def validate(self, password: str, user: Practitioner | None = None) -> None:
        """Raises ValidationError where the password could be guessed."""
        from zxcvbn import zxcvbn  # noqa: PLC0415 - reads its word lists, which few pages need

        known = [*_OUR_WORDS, *([] if user is None else _words_of(user))]
        if zxcvbn(password[:_LOOKED_AT], user_inputs=known)["score"] < HARD_ENOUGH:
            raise ValidationError(
                _("This password could be guessed. Four words that have nothing in common do well.")
            )

    def get_help_text(self) -> str:
        """What a form says of it."""
        return str(_("Four words that have nothing in common do well."))


def _words_of(person: Practitioner) -> list[str]:
    texts = (person.email, person.name, person.job_title, person.agency.name)
    return [word.casefold() for text in texts for word in (text, *text.split())]
