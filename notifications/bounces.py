"""Delivery reports (RFC 3464): which of our mails came back, and why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from typing import Any, cast

from organisation import clock

from .models import Notice
from .refusals import shortened

MESSAGE_ID = re.compile(r"^Message-ID:\s*(<[^>\s]+>)", re.IGNORECASE | re.MULTILINE)
STATE = Notice.State


@dataclass(frozen=True)
class Report:
    """A mail that did not arrive: its Message-ID, and what the other side said."""

    message_id: str
    failure: str


def read(report: bytes) -> Report | None:
    """The failure a report tells of; None when it is no report, or tells of a delay or a success."""
    message = message_from_bytes(report, policy=default)
    failures = [part for part in _statuses(message) if str(part["Action"] or "").lower().strip() == "failed"]
    known = _original_id(message)
    if not failures or known is None:
        return None
    said = failures[0]["Diagnostic-Code"] or failures[0]["Status"] or "failed"
    return Report(known, shortened(str(said)))


def mark(report: Report) -> Notice | None:
    """Mark the mail as not delivered; None when we sent no such mail. A second report changes nothing."""
    notice = Notice.objects.filter(message_id=report.message_id).exclude(state=STATE.DROPPED).first()
    if notice is not None and notice.state != STATE.FAILED:
        facts = {"failed_at": clock.now(), "failure": report.failure, "next_try_at": None}
        Notice.objects.filter(pk=notice.pk).update(state=STATE.FAILED, **facts)
        notice.refresh_from_db()
    return notice


def _statuses(message: EmailMessage) -> Iterator[Message]:
    """The groups of fields that tell of one recipient each; the first group is of the report itself."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            yield from cast(list[Message], part.get_payload())


def _original_id(message: EmailMessage) -> str | None:
    """The Message-ID in the returned mail, or in what is left of its headers."""
    for part in message.walk():
        payload: Any = part.get_payload()
        if part.get_content_type() == "message/rfc822":
            return str(payload[0]["Message-ID"] or "").strip() or None
        if part.get_content_type() == "text/rfc822-headers":
            found = MESSAGE_ID.search(str(payload))
            return found.group(1) if found else None
    return None
