"""When the minutes are approved: the notice goes up, and the page shows what is left to send."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cases import access, deadlines
from cases.forms.minutes import ExtractForm, NoticeForm, PostedForm
from cases.meetings import extracts, notices, publishing, veiling
from cases.models import AgendaItem, ApprovalOccasion, Extract, Meeting, PublicNotice, WorkItem
from cases.paper.minutes_words import paragraphs
from cases.views.meetings.finding import kept_meeting
from cases.views.meetings.head import head
from cases.views.meetings.steps import take, too_late
from cases.work_items import open_about
from organisation import clock
from organisation.http import SignedInRequest
from organisation.models import Unit


@require_safe
def meeting_after(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Notices and extracts of a meeting, and what is left to do."""
    meeting = kept_meeting(request, public_id)
    return page(request, meeting)


@require_safe
def minutes_notice(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Lead from the task about one approval to its place on the meeting's page."""
    occasion = access.find(request.user, ApprovalOccasion, "keep_meetings", public_id=public_id)
    return redirect(f"{address(occasion.meeting)}#anslag-{occasion.public_id}")


@require_POST
def notice_post(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Put the notice up."""
    occasion = access.find(request.user, ApprovalOccasion, "keep_meetings", public_id=public_id)
    form = NoticeForm(request.POST)
    if done := take(
        request,
        form,
        lambda: notices.post_notice(occasion, by=request.user, **form.cleaned_data),
        name="post_notice",
        success=_("Protokollet är anslaget."),
        go_to=address(occasion.meeting),
    ):
        return done
    if PublicNotice.objects.filter(occasion=occasion).exists() or occasion.completed_at is None:
        return too_late(request, form, address(occasion.meeting))
    return page(request, kept_meeting(request, occasion.meeting.public_id), notice=(occasion.pk, form))


def page(
    request: SignedInRequest,
    meeting: Meeting,
    notice: tuple[int, NoticeForm] | None = None,
    extract: tuple[int, ExtractForm] | None = None,
) -> HttpResponse:
    """The page; ``notice`` and ``extract`` are a refused form with the id of the approval or § it is about."""
    approved = meeting.occasions.filter(completed_at__isnull=False).select_related("notice").order_by("pk")
    items = (
        meeting.items.filter(occasion__completed_at__isnull=False)
        .select_related("case__unit", "body__unit", "occasion")
        .prefetch_related("extracts__unit", "points__to_unit")
        .order_by("position")
    )
    units = list(ExtractForm(None, prefix="").fields["unit"].choices)  # type: ignore[attr-defined]
    hidden = veiling.unreadable(request.user, meeting)
    rows = [_item(item, extract, units) | _shown(item, hidden) for item in items]
    left = sum(row["left"] for row in rows)
    context = {
        "meeting": meeting,
        "head": head(meeting, may_keep=True),
        "occasions": [_occasion(occasion, meeting, notice) for occasion in approved],
        "rows": rows,
        "suggested": _by_unit((unit, row["item"]) for row in rows for unit in row["suggested"]),
        "nobody_yet": not any(row["extracts"] or row["suggested"] or row["by_post"] for row in rows),
        "may_finish": not any(row["left"] for row in rows) and _waits(meeting),
        "collected": _by_unit((unit, row["item"]) for row in rows for unit in row["messages"]),
        "left": ngettext("%(n)d utdrag är inte skickat", "%(n)d utdrag är inte skickade", left) % {"n": left}
        if left
        else "",
    }
    return render(request, "minutes/after.html", context)


def _waits(meeting: Meeting) -> bool:
    """Whether the secretary's task to send extracts is still open."""
    return open_about(meeting).filter(kind=WorkItem.Kind.DELIVER).exists()


def _occasion(
    occasion: ApprovalOccasion, meeting: Meeting, tried: tuple[int, NoticeForm] | None
) -> dict[str, Any]:
    notice = PublicNotice.objects.filter(occasion=occasion).first()
    form = tried[1] if tried and tried[0] == occasion.pk else None
    approved = clock.local(occasion.completed_at).date() if occasion.completed_at else meeting.on
    kept = meeting.body.minutes_kept_at or meeting.body.unit.name
    return {
        "occasion": occasion,
        "notice": notice,
        "published": publishing.current(occasion),
        "numbers": paragraphs(row["paragraph"] for row in occasion.content["items"] if row["paragraph"]),
        "approved": approved,
        "due": deadlines.notice_due(approved),
        "last_day": notice.last_appeal_day if notice else deadlines.last_appeal_day(clock.today()),
        "state": "planned" if notice is None else "down" if notice.taken_down_at else "up",
        "form": form or NoticeForm(initial={"kept_at": kept}, prefix=None),
    }


def _item(
    item: AgendaItem, tried: tuple[int, ExtractForm] | None, units: list[tuple[str, Any]]
) -> dict[str, Any]:
    rows = list(item.extracts.all())
    known, named = {row.unit_id for row in rows}, {row.recipient for row in rows}
    waiting = [row for row in rows if row.delivered_at is None]
    form = (
        tried[1] if tried and tried[0] == item.pk else ExtractForm(None, prefix=item.public_id, units=units)
    )
    return {
        "item": item,
        "extracts": [_extract_row(row) for row in rows],
        "suggested": [unit for unit in extracts.suggested(item) if unit.pk not in known],
        "by_post": [words for words in extracts.suggested_words(item) if words not in named],
        "form": form,
        "left": len(waiting),
        "messages": [row.unit for row in waiting if row.way == Extract.Way.MESSAGE and row.unit],
    }


def _shown(item: AgendaItem, hidden: set[str]) -> dict[str, Any]:
    """What the § is called; a secret one has its number alone, and no PDF to fetch."""
    readable = item.public_id not in hidden
    return {"title": item.title if readable else _("omfattas av sekretess"), "readable": readable}


def _by_unit(pairs: Iterable[tuple[Unit, AgendaItem]]) -> list[dict[str, Any]]:
    """Each unit once, with the § it gets: "§ 61, 63"."""
    found: dict[Unit, list[int]] = {}
    for unit, item in pairs:
        found.setdefault(unit, []).append(item.paragraph or 0)
    return [{"unit": unit, "about": paragraphs(numbers)} for unit, numbers in found.items()]


def _extract_row(row: Extract) -> dict[str, Any]:
    return {
        "row": row,
        "recipient": row.unit.name if row.unit else row.recipient,
        "state": "delivered" if row.delivered_at else "waiting",
        "when": row.delivered_on,
        "form": None if row.delivered_at else PostedForm(None, prefix=row.public_id),
    }


def address(meeting: Meeting) -> str:
    """Where the page is."""
    return reverse("meeting_after", args=[meeting.public_id])
