"""Files that belong to an answer."""

from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from ledger.work import work
from organisation import clock
from organisation.models import User

from . import stored_files
from .answers import open_answer
from .errors import Refused
from .models import Answer, AnswerAttachment
from .uploads import check_upload

MOST_ATTACHMENTS = 20


class TooManyAttachments(Refused):
    """The answer already has as many files as it may."""

    message = _("Ett svar kan ha högst 20 bilagor.")


def attach(answer: Answer, *, name: str, stream: BinaryIO, size: int, by: User) -> AnswerAttachment:
    """Check a file by its content and add it to the answer.

    The bytes are safely on disk before the row says that they are. A taken name gets a number.
    Raises UploadRefused, TooManyAttachments, AnswerClosed.
    """
    checked = check_upload(name, stream, size)
    with work():
        locked = open_answer(answer)
        if locked.attachments.count() >= MOST_ATTACHMENTS:
            raise TooManyAttachments
        return AnswerAttachment.objects.create(
            answer=locked,
            file=stored_files.keep(stream, checked.media_type),
            name=_free_name(locked, checked.name),
            added_at=clock.now(),
            added_by=by,
        )


def detach(attachment: AnswerAttachment, *, by: User) -> None:
    """Take a file out of an answer that is not given yet."""
    with work():
        open_answer(attachment.answer)
        attachment.delete()


def _free_name(answer: Answer, name: str) -> str:
    taken = set(answer.attachments.values_list("name", flat=True))
    stem, dot, extension = name.rpartition(".")
    candidates = (f"{stem[:110]} ({number}){dot}{extension}" for number in range(2, 99))
    return name if name not in taken else next(name for name in candidates if name not in taken)
