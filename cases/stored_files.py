"""Rows of stored files: kept under the lock the collector takes, so that nothing in use is removed."""

from datetime import timedelta
from typing import IO, Any

from django.db import connection

from ledger.work import work
from organisation import clock

from . import file_store
from .models import AnswerAttachment, DocumentFile, PublicMinutes, StoredFile, Summons

STORE_LOCK = 7_301_954
KEEP_UNREFERENCED = timedelta(hours=24)
POINTING: tuple[Any, ...] = (AnswerAttachment, DocumentFile, PublicMinutes, Summons)


def keep(stream: IO[bytes], media_type: str) -> StoredFile:
    """The row of this content; the bytes are safely on disk before it says that they are."""
    with work():
        _share_store()
        sha256, size = file_store.store(stream)
        file, _made = StoredFile.objects.get_or_create(
            sha256=sha256,
            defaults={"size": size, "media_type": media_type, "stored_at": clock.now()},
        )
        return file


def collect_unreferenced() -> int:
    """Remove files nothing has pointed to for 24 hours; answers how many. Uploads wait meanwhile."""
    with work():
        _own_store()
        old = StoredFile.objects.filter(stored_at__lt=clock.now() - KEEP_UNREFERENCED)
        for pointing in POINTING:
            old = old.exclude(pk__in=pointing.objects.values("file"))
        orphans = list(old)
        for orphan in orphans:
            sha256 = orphan.sha256
            orphan.delete()
            file_store.path_of(sha256).unlink(missing_ok=True)
        return len(orphans)


def _share_store() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [STORE_LOCK])


def _own_store() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORE_LOCK])
