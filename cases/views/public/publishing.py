"""The secretary publishes approved minutes: what is masked is chosen, looked at, and then it is public."""

from io import BytesIO

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access
from cases.forms.fields import ReasonForm
from cases.forms.publishing import PublishForm
from cases.meetings import public_text, publishing, unpublishing
from cases.models import ApprovalOccasion
from cases.paper.minutes_words import paragraphs
from cases.views.downloads import inert_bytes
from cases.views.meetings.head import head
from cases.views.meetings.steps import take
from cases.views.support import perform, posted
from organisation.http import SignedInRequest, form_page

RELATED = ("meeting__body__unit", "meeting__case")


@form_page
def publish_minutes(request: SignedInRequest, public_id: str) -> HttpResponse | FileResponse:
    """Choose what is masked, look at the file as it would be, and publish it, for the first time or again."""
    occasion = _found(request, public_id)
    secret = public_text.secret_items(occasion)
    form = PublishForm(
        posted(request),
        said=public_text.readable(occasion),
        secret=secret,
        earlier=occasion.publications.first(),
        ahead=publishing.is_ahead(occasion),
    )
    if request.POST.get("do") == "preview" and occasion.completed_at and form.is_valid_to_look_at():
        return _preview(occasion, form)
    if done := take(
        request,
        form,
        lambda: publishing.publish(occasion, by=request.user, **form.choices()),
        name="publish_minutes",
        success=_("Protokollet är publicerat."),
        go_to=_address(occasion),
    ):
        return done
    due = publishing.notice_due(occasion)
    return _page(request, "publish", occasion, form, secret=_numbers(occasion, secret), notice_due=due)


@form_page
def withdraw_minutes(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Take published minutes away, saying why."""
    occasion = _found(request, public_id)
    form = ReasonForm(posted(request))
    done = take(
        request,
        form,
        lambda: unpublishing.withdraw(occasion, by=request.user, **form.cleaned_data),
        name="withdraw_minutes",
        success=_("Protokollet är inte publicerat längre."),
        go_to=_address(occasion),
    )
    return done or _page(request, "withdraw", occasion, form)


@require_POST
def leave_withdrawn(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say that withdrawn minutes were looked at and stay withdrawn."""
    occasion = _found(request, public_id)
    return perform(
        request,
        lambda: unpublishing.leave_withdrawn(occasion, by=request.user),
        name="leave_withdrawn",
        success=_("Protokollet förblir avpublicerat."),
        go_to=_address(occasion),
    )


def _found(request: SignedInRequest, public_id: str) -> ApprovalOccasion:
    found: ApprovalOccasion = access.find_any(
        request.user, ApprovalOccasion, "keep_meetings", related=RELATED, public_id=public_id
    )
    return found


def _address(occasion: ApprovalOccasion) -> str:
    return reverse("publish_minutes", args=[occasion.public_id])


def _preview(occasion: ApprovalOccasion, form: PublishForm) -> FileResponse:
    chosen = form.choices()
    content = public_text.as_published(occasion, chosen["masks"], chosen["left_out"])
    name = f"protokoll-{occasion.meeting.on}-forhandsvisning.pdf"
    return inert_bytes(BytesIO(content), name, publishing.PDF)


def _page(
    request: SignedInRequest, name: str, occasion: ApprovalOccasion, form: object, **more: object
) -> HttpResponse:
    editions = list(occasion.publications.select_related("published_by", "withdrawn_by"))
    context = {
        "occasion": occasion,
        "meeting": occasion.meeting,
        "head": head(occasion.meeting, may_keep=True),
        "form": form,
        "editions": editions,
        "published": next((one for one in editions if one.withdrawn_at is None), None),
        "latest": editions[0] if editions else None,
        "to_review": unpublishing.waits_for_review(occasion),
        "numbers": _numbers(occasion, {row["id"] for row in occasion.content["items"]}),
    }
    return render(request, f"public/{name}.html", context | more)


def _numbers(occasion: ApprovalOccasion, items: set[str]) -> str:
    rows = occasion.content["items"]
    return paragraphs(row["paragraph"] for row in rows if row["paragraph"] and row["id"] in items)
