"""Mail that waits, sent: at least once, with the same Message-ID however often.

Each mail is locked, written and sent by itself and its outcome committed at once, over one
connection to the mail server: whoever is killed between the server's yes and the commit leaves one
mail to be sent again, never a batch. A server that is away costs nothing but time.
"""

import logging
import time
from datetime import timedelta
from typing import Any

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet

from cases import history
from ledger.models import Event
from organisation import clock

from . import messages, reminders
from .models import Notice
from .refusals import Refusal, understand

logger = logging.getLogger(__name__)

MINUTES = (1, 5, 15, 60, 120, 240, 480, 720, 720, 720, 720)  # three days in all
LONGEST_RUN = 200.0  # seconds; the next ring or sweep goes on
STATE = Notice.State


def drain() -> int:
    """Send what waits and is due; answers how many mails were sent, failed or dropped.

    May run side by side with itself: each skips what another has locked.
    """
    if not _due().exists():
        return 0
    until, settled = time.monotonic() + LONGEST_RUN, 0
    try:
        with get_connection() as server:
            while time.monotonic() < until and _deliver_next(server):
                settled += 1
    except OSError as error:  # smtplib's errors are OSErrors: no server, or not for us
        logger.warning("The mail server does not answer (%s); the mail waits.", error)
    return settled


def _due() -> QuerySet[Notice]:
    return Notice.objects.filter(state=STATE.WAITING, next_try_at__lte=clock.now())


def _deliver_next(server: BaseEmailBackend) -> bool:
    """Settle or put off the next mail; False when none is due or the server is gone."""
    with transaction.atomic():
        rows = _due().select_for_update(skip_locked=True, of=("self",)).select_related("recipient")
        notice = rows.order_by("next_try_at", "id").first()
        if notice is None:
            return False
        refusal = _send(notice, server)
        if refusal is not None:
            _note(notice, refusal)
        return refusal is None or not refusal.gone


def _send(notice: Notice, server: BaseEmailBackend) -> Refusal | None:
    """Write the mail anew, ask whether it may still be told, and hand it over; the refusal if it was refused."""
    try:
        with transaction.atomic():
            message = _message(notice)
    except Exception as error:  # one mail that cannot be written stops no other
        logger.exception("Notice %s cannot be written.", notice.pk)
        return Refusal(type(error).__name__)
    if message is None:
        _settle(notice, STATE.DROPPED, dropped_at=clock.now())
        return None
    try:
        server.send_messages([message.to(notice.recipient.email, message_id=notice.message_id)])
    except (OSError, ValueError) as error:
        return understand(error)
    _settle(notice, STATE.SENT, sent_at=clock.now(), address=notice.recipient.email)
    return None


def _message(notice: Notice) -> messages.Message | None:
    person, event = notice.recipient, Event.objects.get(pk=notice.event_id)
    if not (person.is_active and person.email and history.may_know(person, event)):
        return None
    return messages.compose(event, person) if reminders.still_holds(event) else None


def _note(notice: Notice, refusal: Refusal) -> None:
    """Put the mail off a little longer each time; give up at once, or when three days have passed."""
    tried = notice.attempts
    if refusal.permanent or tried >= len(MINUTES):
        address = notice.recipient.email or notice.address
        _settle(notice, STATE.FAILED, failed_at=clock.now(), failure=refusal.text, address=address)
    else:
        later = clock.now() + timedelta(minutes=MINUTES[tried])
        _settle(notice, STATE.WAITING, next_try_at=later, failure=refusal.text)


def _settle(notice: Notice, state: str, **facts: Any) -> None:
    changes = {"next_try_at": None, "attempts": notice.attempts + 1, **facts}
    Notice.objects.filter(pk=notice.pk).update(state=state, **changes)
