"""Mail that says only that there is something to read: no name, no child, no reason.

A notice is the outbox itself: it is written in the transaction of what it tells of, and mailed once
that stands. Taking and sending are one transaction, so a mail that could not be sent waits.
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.message import EmailMessage
from django.db import connection, transaction

_log = logging.getLogger(__name__)
SUBJECT = "Tutela"
BODY = "There is something for you to read in Tutela. Sign in to see it.\n"


def mail_soon() -> None:
    """Send what waits, once the present transaction stands. Nothing where no mail is set up."""
    if settings.EMAIL_HOST:
        transaction.on_commit(_send_quietly, robust=True)


def send_waiting() -> int:
    """Send a mail to each address that waits for one. Returns how many; raises OSError when the
    mail server can't be reached, and then all of them still wait."""
    sent = 0
    while True:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT email FROM door_take_mail()")
                addresses = [email for (email,) in cursor.fetchall()]
            if not addresses:
                return sent
            mails = [EmailMessage(SUBJECT, BODY, to=[address]) for address in addresses]
            sent += get_connection(timeout=settings.EMAIL_TIMEOUT).send_messages(mails) or 0


def _send_quietly() -> None:
    """What was done stands, whether or not its mail can be sent now."""
    try:
        send_waiting()
    except OSError as problem:
        _log.warning("mail waits: %s", type(problem).__name__)
