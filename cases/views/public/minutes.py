"""Published minutes, for anybody."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import condition, require_safe

from cases.models import PublicMinutes
from cases.views.downloads import inert

FRESH = "public, no-cache"  # may be kept by anyone, and is asked for each time: nothing is sent when it is the same


def _etag(_request: HttpRequest, public_id: str) -> str | None:
    """The file's own hash: published minutes never change."""
    found = _published().filter(occasion__public_id=public_id).values_list("file__sha256", flat=True)
    sha256: Any = found.first()
    return f'"{sha256}"' if sha256 else None


@login_not_required
@require_safe
@condition(etag_func=_etag)
def public_minutes(request: HttpRequest, public_id: str) -> FileResponse:
    """The file as it was published: personal data masked, nothing of a secret § in it."""
    found = get_object_or_404(
        _published().select_related("file", "occasion__meeting").defer("occasion__content"),
        occasion__public_id=public_id,
    )
    response = inert(found.file, f"protokoll-{found.occasion.meeting.on}.pdf")
    response["Cache-Control"] = FRESH
    response["X-Robots-Tag"] = "noindex"
    return response


def _published() -> Any:
    return PublicMinutes.objects.filter(occasion__completed_at__isnull=False)
