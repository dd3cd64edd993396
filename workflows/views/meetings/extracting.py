"""The extracts of a meeting's minutes: addressed, sent, noted as posted, read."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import access
from cases.forms.minutes import ExtractForm, PostedForm
from cases.meetings import extracts, minutes_files
from cases.models import AgendaItem, Extract
from cases.views.downloads import inert_bytes
from cases.views.meetings.finding import kept_item, kept_meeting
from cases.views.meetings.steps import take, too_late
from cases.views.support import perform
from organisation import clock
from organisation.http import SignedInRequest

from .after import address, page


@require_POST
def extract_address(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Name somebody who shall have an extract of one §."""
    item = kept_item(request, public_id)
    form = ExtractForm(request.POST, prefix=item.public_id)
    meeting = kept_meeting(request, item.meeting.public_id if item.meeting else "")
    if done := take(
        request,
        form,
        lambda: extracts.address(item, by=request.user, **form.cleaned_data),
        name="extract_address",
        success=_("Mottagaren är tillagd."),
        go_to=f"{address(meeting)}#utdrag-{item.public_id}",
    ):
        return done
    return page(request, meeting, extract=(item.pk, form))


@require_POST
def extracts_suggested(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add every suggested recipient of every § at once."""
    meeting = kept_meeting(request, public_id)
    return perform(
        request,
        lambda: extracts.address_suggested(meeting, by=request.user),
        name="extracts_suggested",
        success=_("Mottagarna är tillagda."),
        go_to=address(meeting),
    )


@require_POST
def extracts_done(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say that nobody else shall have an extract."""
    meeting = kept_meeting(request, public_id)
    return perform(
        request,
        lambda: extracts.send_no_more(meeting, by=request.user),
        name="extracts_done",
        success=_("Utdragen är klara."),
        go_to=address(meeting),
    )


@require_POST
def extract_remove(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Take a recipient away before anything is sent."""
    extract = _extract(request, public_id)
    return perform(
        request,
        lambda: extracts.remove(extract, by=request.user),
        name="extract_remove",
        success=_("Mottagaren är borttagen."),
        go_to=_after_item(extract.item),
    )


@require_POST
def extract_posted(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Note the day an extract went by post."""
    extract = _extract(request, public_id)
    form = PostedForm(request.POST, prefix=extract.public_id)
    if done := take(
        request,
        form,
        lambda: extracts.note_posted(extract, by=request.user, **form.cleaned_data),
        name="extract_posted",
        success=_("Noterat."),
        go_to=_after_item(extract.item),
    ):
        return done
    return too_late(request, form, _after_item(extract.item))


@require_POST
def extracts_send(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Send what waits, one message per unit."""
    meeting = kept_meeting(request, public_id)
    sent: dict[str, int] = {}

    def send() -> None:
        sent["units"] = len(extracts.send_messages(meeting, by=request.user))

    return perform(
        request, send, name="extracts_send", success=_("Utdragen är skickade."), go_to=address(meeting)
    )


@require_safe
def extract_pdf(request: SignedInRequest, public_id: str) -> FileResponse:
    """One extract as PDF, certified by whoever fetches it."""
    extract = _readable(request, public_id)
    item = extract.item
    if item.occasion is None or item.paragraph is None or not _may_read(request, extract):
        raise Http404
    content = minutes_files.extract(
        item.occasion,
        [item.paragraph],
        by=extract.delivered_by or request.user,
        at=extract.delivered_at or clock.now(),
        recipient=extract.unit.name if extract.unit else extract.recipient,
    )
    return inert_bytes(
        BytesIO(content), f"protokollsutdrag-{item.paragraph}-{item.year}.pdf", "application/pdf"
    )


def _may_read(request: SignedInRequest, extract: Extract) -> bool:
    """Who keeps the meetings reads a secret § with its case's right alone; it is theirs whom it was sent to."""
    keeps = access.can(request.user, "keep_meetings", extract.item)
    return keeps or access.can(request.user, "read_extract", extract)


def _extract(request: SignedInRequest, public_id: str, *also: str) -> Extract:
    related = ("item__meeting", "item__occasion__meeting", "item__body__unit", "unit", "delivered_by")
    found: Extract = access.find_any(
        request.user, Extract, "keep_meetings", *also, related=related, public_id=public_id
    )
    return found


def _readable(request: SignedInRequest, public_id: str) -> Extract:
    """The sender's before it is sent, and its receivers' afterwards."""
    return _extract(request, public_id, "read_extract")


def _after_item(item: AgendaItem) -> str:
    return f"{address(item.meeting)}#utdrag-{item.public_id}" if item.meeting else reverse("meetings")
