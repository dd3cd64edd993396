"""Files of registered documents, given out to whoever may read the document."""

from django.http import FileResponse
from django.views.decorators.http import require_safe

from cases import access, opened
from cases.models import DocumentFile
from cases.views.downloads import inert
from organisation.http import SignedInRequest


@require_safe
def document_file(request: SignedInRequest, public_id: str, file_id: str) -> FileResponse:
    """The file under its own name: saved, never shown or run by the browser."""
    found: DocumentFile = access.find_any(
        request.user,
        DocumentFile,
        "see_case",
        "read_shared",
        related=("file", "document__case"),
        public_id=file_id,
        document__public_id=public_id,
    )
    opened.note(request, found, found.document.case)
    return inert(found.file, found.name)
