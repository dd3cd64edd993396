"""A meeting before it is held: its facts, stop dates, agenda, what waits to be put on it, what is sent."""

from typing import Any

from django.db.models import QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access
from cases.meetings import agenda, summons, veiling, wishes
from cases.meetings.overtaken_items import latest
from cases.models import AgendaItem, Meeting, ReferralRound, Summons
from cases.paper.agenda import pages_word
from cases.red_days import red_day
from cases.views.meetings import finding, formalities
from cases.views.meetings.days import stop_days
from cases.views.meetings.head import head
from cases.views.meetings.rows import agenda_rows
from organisation.http import SignedInRequest
from organisation.models import User

State = Meeting.State
BEFORE = (State.PLANNED, State.CALLED)
GOING_ON = (ReferralRound.State.DRAFT, ReferralRound.State.OPEN)
DECIDED_MEANWHILE = {
    "decided_code": "public_id",
    "decided_number": "number",
    "decided_by": "decider_title",
}


@require_safe
def meeting(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The notice's page; who is called reads it, the secretary works in it."""
    found, may_keep = finding.seen_meeting(request, public_id)
    items = veiling.for_reader(request.user, found, agenda.items_of(found))
    rows = agenda_rows(found, items, may_keep=may_keep)
    context: dict[str, Any] = {
        "meeting": found,
        "may_keep": may_keep,
        "head": head(found, may_keep=may_keep),
        "rows": rows,
        "done": sum(1 for row in rows if row.item.is_closed),
        "total": sum(1 for row in rows if row.number) if found.state not in BEFORE else 0,
        "days": stop_days(found) if may_keep else [],
        "brought": _brought(request.user, found),
        "sent": sent(found),
        "readable_packs": readable_packs(request.user, found),
        "chair": found.chair or found.body.members.filter(office="chair", ends_on__isnull=True).first(),
    }
    if may_keep:
        context |= _kept(request.user, found, items)
    return render(request, "meetings/meeting.html", context)


def sent(found: Meeting) -> list[tuple[str, str, Summons]]:
    """Every notice and supplement: what it is called, and its pages in the pack."""
    return [
        (summons.title_of(one), pages_word(one.first_page, one.last_page - one.first_page + 1), one)
        for one in found.summonses.all()
    ]


def _brought(user: User, found: Meeting) -> Meeting | None:
    """The meeting before this one, when its wishes are brought here and ``user`` may see it."""
    before = wishes.brought_to(found)
    seen = access.visible_by_any(user, Meeting, "keep_meetings", "see_meeting")
    return seen.filter(pk=before.pk).first() if before else None


def readable_packs(user: User, found: Meeting) -> set[int]:
    """Those of the sent packs that hold nothing ``user`` may not read."""
    seen = access.visible_by_any(user, Summons, "keep_meetings", "see_meeting")
    return set(seen.filter(meeting=found).values_list("pk", flat=True))


def _kept(user: User, found: Meeting, items: list[AgendaItem]) -> dict[str, Any]:
    runs = found.state in agenda.RUNS
    waiting = list(announced(user, found)) if runs else []
    new = summons.unsent(found, items)
    return {
        "runs": runs,
        "may_change": found.state in BEFORE,
        "red": red_day(found.on) if found.state in BEFORE else "",
        "waiting": waiting,
        "late_rounds": late_rounds(found, [*waiting, *items]) if found.state in BEFORE else [],
        "formalities": formalities.missing(found, items) if runs else [],
        "unsent": new,
        "next_title": send_title(new),
    }


def announced(user: User, found: Meeting) -> QuerySet[AgendaItem]:
    """What officers have announced to the body and ``user`` may read, the oldest first."""
    seen: QuerySet[AgendaItem] = access.visible_to(user, AgendaItem, "keep_meetings")
    waiting = seen.filter(body=found.body, state=AgendaItem.State.ANNOUNCED)
    told = {name: Subquery(latest(field)) for name, field in DECIDED_MEANWHILE.items()}
    rows = waiting.annotate(**told).select_related("case", "round", "announced_by", "continues")
    return rows.order_by("announced_at", "pk")


def send_title(new: summons.Unsent) -> str:
    """ "Skicka kallelsen", "Skicka tillägg 2"."""
    if new.number == 0:
        return _("Skicka kallelsen")
    return _("Skicka tillägg %(number)s") % {"number": new.number}


def late_rounds(found: Meeting, items: list[AgendaItem]) -> list[ReferralRound]:
    """Rounds of these items that go on longer than this meeting can wait."""
    stop = found.referral_last_day
    rounds = {item.round.pk: item.round for item in items if item.round is not None}
    return [
        one
        for one in rounds.values()
        if stop and one.last_day and one.last_day > stop and one.state in GOING_ON
    ]
