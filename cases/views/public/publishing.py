"""The secretary publishes approved minutes: what is masked is chosen, looked at, and then it is public."""

from io import BytesIO

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import access
from cases.forms.publishing import PublishForm
from cases.meetings import publishing
from cases.models import ApprovalOccasion, PublicMinutes
from cases.paper.minutes_words import paragraphs
from cases.views.downloads import inert_bytes
from cases.views.meetings.head import head
from cases.views.meetings.steps import FORM, take
from cases.views.support import posted
from organisation.http import SignedInRequest

RELATED = ("meeting__body__unit", "meeting__case")


@require_http_methods(FORM)
def publish_minutes(request: SignedInRequest, public_id: str) -> HttpResponse | FileResponse:
    """Choose what is masked, look at the file as it would be, and publish it, once."""
    occasion: ApprovalOccasion = access.find_any(
        request.user, ApprovalOccasion, "keep_meetings", related=RELATED, public_id=public_id
    )
    secret = publishing.secret_items(occasion)
    form = PublishForm(posted(request), said=publishing.readable(occasion), secret=secret)
    if request.POST.get("do") == "preview" and occasion.completed_at and form.is_valid():
        return _preview(occasion, form)
    if done := take(
        request,
        form,
        lambda: publishing.publish(occasion, by=request.user, **form.choices()),
        name="publish_minutes",
        success=_("Protokollet är publicerat."),
        go_to=reverse("publish_minutes", args=[occasion.public_id]),
    ):
        return done
    return _page(request, occasion, secret, form)


def _preview(occasion: ApprovalOccasion, form: PublishForm) -> FileResponse:
    content = publishing.as_published(occasion, **form.choices())
    name = f"protokoll-{occasion.meeting.on}-forhandsvisning.pdf"
    return inert_bytes(BytesIO(content), name, publishing.PDF)


def _page(
    request: SignedInRequest, occasion: ApprovalOccasion, secret: set[str], form: PublishForm
) -> HttpResponse:
    rows = occasion.content["items"]
    context = {
        "occasion": occasion,
        "meeting": occasion.meeting,
        "head": head(occasion.meeting, may_keep=True),
        "form": form,
        "published": PublicMinutes.objects.filter(occasion=occasion).first(),
        "numbers": paragraphs(row["paragraph"] for row in rows if row["paragraph"]),
        "secret": paragraphs(row["paragraph"] for row in rows if row["id"] in secret),
    }
    return render(request, "public/publish.html", context)
