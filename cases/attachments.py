"""Files that belong to an answer, and the store's own housekeeping."""

from datetime import timedelta
from typing import BinaryIO

from django.db import connection
from django.utils.translation import gettext_lazy as _

from ledger.work import work
from organisation import clock
from organisation.models import User

from . import file_store
from .answers import open_answer
from .errors import Refused
from .models import Answer, AnswerAttachment, StoredFile
from .uploads import check_upload

MOST_ATTACHMENTS = 20
STORE_LOCK = 7_301_954
KEEP_UNREFERENCED = timedelta(hours=24)


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
        _share_store()
        stream.seek(0)
        sha256, stored_size = file_store.store(stream)
        file, _made = StoredFile.objects.get_or_create(
            sha256=sha256,
            defaults={
                "size": stored_size,
                "media_type": checked.media_type,
                "stored_at": clock.now(),
            },
        )
        return AnswerAttachment.objects.create(
            answer=locked,
            file=file,
            name=_free_name(locked, checked.name),
            added_at=clock.now(),
            added_by=by,
        )


def detach(attachment: AnswerAttachment, *, by: User) -> None:
    """Take a file out of an answer that is not given yet."""
    with work():
        open_answer(attachment.answer)
        attachment.delete()


def collect_unreferenced() -> int:
    """Remove files nothing has pointed to for 24 hours; answers how many. Uploads wait meanwhile."""
    with work():
        _own_store()
        old = StoredFile.objects.filter(stored_at__lt=clock.now() - KEEP_UNREFERENCED)
        orphans = list(old.exclude(pk__in=AnswerAttachment.objects.values("file")))
        for orphan in orphans:
            sha256 = orphan.sha256
            orphan.delete()
            file_store.path_of(sha256).unlink(missing_ok=True)
        return len(orphans)


def _free_name(answer: Answer, name: str) -> str:
    taken = set(answer.attachments.values_list("name", flat=True))
    stem, dot, extension = name.rpartition(".")
    candidates = (f"{stem[:110]} ({number}){dot}{extension}" for number in range(2, 99))
    return name if name not in taken else next(name for name in candidates if name not in taken)


def _share_store() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [STORE_LOCK])


def _own_store() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORE_LOCK])
