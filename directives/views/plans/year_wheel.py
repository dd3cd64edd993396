"""The year wheel of a plan: its body's meetings, the revision's steps, referral rounds and follow-ups."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access
from cases.models import Meeting, ReferralRound
from directives.models import FollowUp, Plan, Revision
from directives.plans.pictures import year_wheel
from directives.plans.pictures.wheel_values import Band, Ring, YearPlan
from directives.plans.pictures.wheel_values import Meeting as Dot
from ledger.models import Event
from organisation import clock
from organisation.http import SignedInRequest
from organisation.models import User

from .adopted_by import adopted_by
from .finding import find_plan, shown_version
from .tabs import frame

ENDS = (
    "revision.compiling_begun",
    "revision.referred",
    "revision.not_referred",
    "revision.revising_begun",
    "revision.proposed",
)
OVER = (Revision.State.ADOPTED, Revision.State.PUBLISHED)
WITH_DECISION = ("draft__adoption__point__item__meeting", "draft__adoption__point__item__body__unit")
YEARS = range(1990, 2200)
SEEN = ("see_meeting", "keep_meetings")


@require_safe
def plan_wheel(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One year; the present one when none is asked for."""
    found = find_plan(request, public_id)
    asked = request.GET.get("ar", "")
    year = int(asked) if len(asked) == 4 and asked.isdecimal() and int(asked) in YEARS else clock.today().year
    context: dict[str, Any] = {
        **frame(request, found, shown_version(request, found), "plan_wheel"),
        "picture": year_wheel.draw(values(request.user, found, year)),
        "year": year,
        "before": year - 1,
        "after": year + 1,
    }
    return render(request, "plans/wheel.html", context)


def values(user: User, plan: Plan, year: int) -> YearPlan:
    """What the picture is drawn from; only what this person may read has a link."""
    today = clock.today()
    bands = [
        *_revision_bands(user, plan, year),
        *_round_bands(user, plan, year),
        *_follow_ups(user, plan, year),
    ]
    return YearPlan(
        title=_("Årshjul %(year)s för %(plan)s") % {"year": year, "plan": plan.name},
        year=year,
        today=today if today.year == year else None,
        meetings=tuple(_meetings(user, plan, year)),
        rings=(
            Ring("revision", _("Revideringen"), "revision"),
            Ring("round", _("Remissrundor"), "round"),
            Ring("follow_up", _("Uppföljning"), "follow_up"),
        ),
        bands=tuple(bands),
    )


def _meetings(user: User, plan: Plan, year: int) -> Iterator[Dot]:
    """When the body meets is known to all; the meeting's page only to those who are called."""
    if plan.body is None:
        return
    rows = plan.body.meetings.filter(on__year=year).exclude(state=Meeting.State.CANCELLED)
    readable = set(
        access.visible_by_any(user, Meeting, *SEEN).filter(pk__in=rows).values_list("pk", flat=True)
    )
    for row in rows:
        href = reverse("meeting", args=[row.public_id]) if row.pk in readable else ""
        yield Dot(row.on, plan.body.unit.name, 0, "", href)


def _revision_bands(user: User, plan: Plan, year: int) -> Iterator[Band]:
    rows = access.visible_to(user, Revision, "read_plan_draft").filter(plan=plan)
    planned = Q(begins_on__lte=date(year, 12, 31), decide_on__gte=date(year, 1, 1))
    rows = rows.exclude(state=Revision.State.CANCELLED).filter(planned | Q(decide_on__year=year))
    found = list(rows.select_related(*WITH_DECISION))
    ends = _ended([row.pk for row in found])
    for row in found:
        yield from _steps(row, ends)


def _ended(revisions: list[int]) -> dict[tuple[int, str], date]:
    """The day each step really ended, by the revision and the event that ended it; the last time it did."""
    events = Event.objects.filter(subject_type="revision", subject_id__in=revisions, kind__in=ENDS)
    told = events.order_by("pk").values_list("subject_id", "kind", "at")
    return {(subject or 0, kind): clock.local(at).date() for subject, kind, at in told}


def _steps(row: Revision, ended: dict[tuple[int, str], date]) -> Iterator[Band]:
    """One revision: what is over as it went, the rest by its calendar; all lead to its page, a decision to its §."""
    day, href = timedelta(days=1), reverse("revision", args=[row.public_id])
    steps = [
        (_("Ägarna rapporterar"), row.begins_on, row.report_by, "revision.compiling_begun"),
        (_("Sammanställning"), row.report_by + day, row.compile_by, "revision.referred"),
        (_("Underlag till remissrundan"), row.compile_by + day, row.refer_by, "revision.referred"),
        (_("Remissrunda på ändringarna"), row.refer_by, row.answers_by, "revision.revising_begun"),
        (_("Vägning och manus"), row.answers_by + day, row.manuscript_by, "revision.proposed"),
    ]
    begun: date | None = None
    for title, begins, ends, event in steps[:2] + steps[4:] if row.no_round_reason else steps:
        if row.no_round_reason and event == "revision.referred":
            event = "revision.not_referred"
        over = ended.get((row.pk, event))
        if over is None and row.state in OVER:  # it was never taken: the revision went on without it
            continue
        if over is not None:
            begins, ends = min(begun or begins, begins, over), over
            begun = over
        if begins <= ends:
            state = "done" if over is not None else _state(ends, row.preliminary)
            yield Band("revision", _named(title, row), begins, ends, href, state)
    yield _decision(row, href)


def _decision(row: Revision, href: str) -> Band:
    decided = adopted_by(row.draft) if row.draft is not None and row.state in OVER else None
    if decided is None:
        state = _state(row.decide_on, row.preliminary)
        return Band("revision", _named(_("Beslut om planen"), row), row.decide_on, row.decide_on, href, state)
    title = _("Beslutad: %(decision)s") % {"decision": decided.name}
    return Band("revision", title, row.decide_on, row.decide_on, decided.href or href, "done")


def _named(step: str, row: Revision) -> str:
    """The step, and that it is of a revision between the yearly ones: both may run in one year."""
    return _("%(step)s (extra revidering)") % {"step": step} if row.kind == Revision.Kind.EXTRA else step


def _state(ends: date, preliminary: bool) -> str:
    if ends < clock.today():
        return "done"
    return "preliminary" if preliminary else ""


def _round_bands(user: User, plan: Plan, year: int) -> Iterator[Band]:
    """Rounds of the plan's unit that this person sees."""
    rows = access.visible_to(user, ReferralRound, "see_round").filter(
        case__unit=plan.unit,
        dispatched_at__date__lte=date(year, 12, 31),
        last_day__gte=date(year, 1, 1),
    )
    for row in rows:
        if row.dispatched_at is not None and row.last_day is not None:
            begins, ends = clock.local(row.dispatched_at).date(), row.last_day
            if row.closed_at is not None:
                ends = min(ends, clock.local(row.closed_at).date())
            state = "done" if row.closed_at is not None else _state(ends, False)
            href = reverse("round", args=[row.public_id])
            yield Band("round", row.case.title, begins, max(begins, ends), href, state)


def _follow_ups(user: User, plan: Plan, year: int) -> Iterator[Band]:
    rows = access.visible_to(user, FollowUp, "read_plan_draft").filter(plan=plan)
    for row in rows.filter(until__lte=date(year, 12, 31), report_by__gte=date(year, 1, 1)):
        title = capfirst(str(row.get_period_display()))
        href, ends = reverse("follow_up", args=[row.public_id]), max(row.until, row.report_by)
        yield Band("follow_up", title, row.until, ends, href, _state(row.report_by, False))
