"""Handing out a stored file so that no browser shows or runs it."""

from typing import IO

from django.http import FileResponse, Http404

from cases import file_store
from cases.models import StoredFile


def inert(file: StoredFile, name: str) -> FileResponse:
    """The file as an attachment called ``name``; Http404 when the store has lost it."""
    try:
        content = file_store.open_stored(file.sha256)
    except FileNotFoundError as error:
        raise Http404 from error
    return inert_bytes(content, name, file.media_type)


def inert_bytes(content: IO[bytes], name: str, media_type: str) -> FileResponse:
    """Content that is stored nowhere, handed out the same way."""
    response = FileResponse(content, as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
