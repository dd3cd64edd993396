"""Published minutes, for anybody."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import condition, require_safe

from cases.models import PublicMinutes
from cases.views.downloads import inert

FRESH = "public, no-cache"  # may be kept by anyone, and is asked for each time: nothing is sent when it is the same


def _etag(_request: HttpRequest, public_id: str) -> str | None:
    """The file's own hash: an edition never changes."""
    found = _public().filter(occasion__public_id=public_id).values_list("file__sha256", flat=True)
    sha256: Any = found.first()
    return f'"{sha256}"' if sha256 else None


@login_not_required
@require_safe
@condition(etag_func=_etag)
def public_minutes(request: HttpRequest, public_id: str) -> FileResponse | HttpResponse:
    """The edition that is public: personal data masked, nothing of a secret § in it; 410 when it is withdrawn."""
    found = (
        _public()
        .select_related("file", "occasion__meeting")
        .defer("occasion__content")
        .filter(occasion__public_id=public_id)
        .first()
    )
    if found is None:
        return _gone(request, public_id)
    response = inert(found.file, f"protokoll-{found.occasion.meeting.on}.pdf")
    response["Cache-Control"] = FRESH
    response["X-Robots-Tag"] = "noindex"
    return response


def _gone(request: HttpRequest, public_id: str) -> HttpResponse:
    """Nothing of what was public once; 404 for what never was."""
    get_object_or_404(PublicMinutes.objects.filter(occasion__public_id=public_id).only("pk")[:1])
    response = render(request, "public/minutes_gone.html", status=410)
    response["Cache-Control"] = FRESH
    response["X-Robots-Tag"] = "noindex"
    return response


def _public() -> Any:
    return PublicMinutes.objects.filter(occasion__completed_at__isnull=False, withdrawn_at__isnull=True)
