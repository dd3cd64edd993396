"""What a mail server's no means: for good, for now, or that it is gone."""

from dataclasses import dataclass
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused

LONGEST = 500


@dataclass(frozen=True)
class Refusal:
    """The server's words; ``permanent`` when asking again is no use, ``gone`` when nobody answers."""

    text: str
    permanent: bool = False
    gone: bool = False


def understand(error: Exception) -> Refusal:
    """A refusal of this mail (RFC 5321: 5xx for good, 4xx for now), or of us, or no server at all.

    That our own address is refused says nothing of the recipient's: it is for now, until we mend it.
    """
    if isinstance(error, SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _reply(code, words, permanent=500 <= code < 600)
    if isinstance(error, SMTPResponseException):
        theirs = 500 <= error.smtp_code < 600 and not isinstance(error, SMTPSenderRefused)
        return _reply(error.smtp_code, error.smtp_error, permanent=theirs)
    if isinstance(error, (SMTPException, OSError)):
        return Refusal(shortened(f"{type(error).__name__}: {error}"), gone=True)
    if isinstance(error, ValueError):  # an address or a header that is no address, no header
        return Refusal(shortened(str(error) or type(error).__name__), permanent=True)
    return Refusal(type(error).__name__)


def shortened(text: str) -> str:
    """The text on one line, as long as there is room for."""
    return " ".join(text.split())[:LONGEST]


def _reply(code: int, words: bytes | str, *, permanent: bool) -> Refusal:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return Refusal(shortened(f"{code} {said}"), permanent=permanent, gone=code == 421)
