"""A revision planned from its body's meetings and begun: once per plan and year, by hand or by the calendar."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.diary import diary_for
from cases.models import Body, Case, Meeting
from cases.register_language import LANGUAGE
from cases.registration import register_case
from cases.stop_days import Offsets
from cases.text import normalise
from directives.models import Plan, PlanVersion, Revision, RevisionQuestion
from directives.plans import cutting
from directives.plans.errors import ReasonMissing
from directives.plans.places import running
from directives.plans.revisions.errors import (
    AlreadyPlanned,
    BodyMissing,
    DaysPassed,
    DecisionTooSoon,
    RevisionUnderWay,
)
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import before_board, calendar, titles
from .places import State, locked, move, move_tasks, tell

ENDED = (State.PLANNED, State.PUBLISHED, State.CANCELLED)
SETTLED = (State.ADOPTED, State.PUBLISHED, State.CANCELLED)


def plan_revision(plan: Plan, year: int, *, by: User | None, hurried: bool | None = None) -> Revision:
    """Plan the yearly revision of a year; ``hurried`` is what was said of days that have passed, None unasked.

    Raises AlreadyPlanned, BodyMissing, PlanEnded, DaysPassed, DecisionTooSoon.
    """
    with work():
        fresh = running(plan)
        if fresh.body is None:
            raise BodyMissing
        revision = Revision(plan=fresh, year=year, planned_at=clock.now(), planned_by=by)
        _set_days(revision, fresh.body)
        _refuse_late(revision, fresh.body, hurried)
        try:
            with transaction.atomic():
                revision.save()
        except IntegrityError as error:
            raise AlreadyPlanned(year=year) from error
        tell("revision.planned", revision, by)
        return revision


def plan_extra(
    plan: Plan, *, by: User, occasion: str, decide_on: date, hurried: bool | None = None
) -> Revision:
    """Plan a revision between the yearly ones, by the decision ``occasion`` names.

    Raises ReasonMissing, BodyMissing, DaysPassed, DecisionTooSoon.
    """
    why = normalise(occasion).strip()
    if not why:
        raise ReasonMissing
    with work():
        fresh = running(plan)
        if fresh.body is None:
            raise BodyMissing
        meeting = Meeting.objects.filter(body=fresh.body, on=decide_on).exclude(state="cancelled").first()
        revision = Revision(
            plan=fresh,
            year=decide_on.year,
            kind=Revision.Kind.EXTRA,
            occasion=why,
            meeting=meeting,
            preliminary=meeting is None,
            planned_at=clock.now(),
            planned_by=by,
            **asdict(calendar.days(decide_on, offsets_of(fresh.body))),
        )
        _refuse_late(revision, fresh.body, hurried)
        revision.save()
        tell("revision.planned", revision, by)
        return revision


def follow_calendar(revision: Revision, *, by: User | None = None) -> bool:
    """Let the days follow the body's meetings until the decision; answers whether anything moved."""
    with work():
        fresh = locked(revision)
        body, before = fresh.plan.body, _days_of(fresh)
        if body is None or fresh.state in SETTLED:
            return False
        on_its_way = before_board.laid(fresh)
        if on_its_way is not None and on_its_way.meeting is not None:
            _decide_at(fresh, on_its_way.meeting)
        elif fresh.kind == Revision.Kind.YEARLY:
            _set_days(fresh, body)
        elif fresh.meeting is not None:
            _lay(fresh, fresh.meeting.on, body)
        if _days_of(fresh) == before:
            return False
        fresh.save()
        move_tasks(fresh)
        tell("revision.days_moved", fresh, by)
        return True


def follow_meetings(body: Body, *, by: User | None = None) -> int:
    """Let every revision that ends before a body follow its meetings; answers how many moved."""
    going_on = Revision.objects.filter(plan__body=body).exclude(state__in=SETTLED).order_by("pk")
    return sum(follow_calendar(revision, by=by) for revision in going_on)


def begin(revision: Revision, *, by: User) -> Revision:
    """Register the revision's case and copy last year's questions; go on in the planning version, or cut one.

    Raises NotThisStep, RevisionUnderWay, NothingToCut, DiaryMissing.
    """
    with work():
        plan = running(revision.plan)
        fresh = locked(revision, State.PLANNED)
        others = Revision.objects.filter(plan=plan).exclude(state__in=ENDED).exclude(pk=fresh.pk)
        if (other := others.first()) is not None:
            raise RevisionUnderWay(name=other.name)
        fresh.case = _register(plan, fresh, by)
        fresh.draft = _draft(plan, by)
        fresh.base = fresh.draft.base
        fresh.save(update_fields=["case", "draft", "base"])
        _copy_questions(fresh)
        move(fresh, State.PREPARING, by=by, kind="revision.begun")
        return fresh


def due(today: date) -> list[Revision]:
    """Planned revisions whose day has come and whose plan has none under way, the oldest first."""
    waiting = Revision.objects.filter(
        state=State.PLANNED, begins_on__lte=today, plan__ended_on__isnull=True
    ).select_related("plan__created_by", "planned_by")
    return [revision for revision in waiting.order_by("begins_on", "pk") if _may_begin(revision, today)]


def _may_begin(revision: Revision, today: date) -> bool:
    if follow_calendar(revision):
        revision.refresh_from_db()
    under_way = Revision.objects.filter(plan=revision.plan_id).exclude(state__in=ENDED).exists()
    return revision.begins_on <= today and not under_way and cutting.adopted(revision.plan) is not None


def ask(revision: Revision, *, by: User, about: str, text: str) -> RevisionQuestion:
    """Add a question to this revision. Raises NotThisStep once it is compiled."""
    with work():
        fresh = locked(revision, State.PLANNED, State.PREPARING, State.REPORTING)
        row, _made = RevisionQuestion.objects.get_or_create(
            revision=fresh,
            about=RevisionQuestion.About(about),
            text=normalise(text).strip()[:300],
            defaults={"position": fresh.questions.count() + 1},
        )
        tell("revision.question_added", fresh, by, question=row.pk)
        return row


def unask(question: RevisionQuestion, *, by: User) -> None:
    """Take a question away; a second time changes nothing."""
    with work():
        fresh = locked(question.revision, State.PLANNED, State.PREPARING, State.REPORTING)
        deleted, _rows = RevisionQuestion.objects.filter(pk=question.pk).delete()
        if deleted:
            tell("revision.question_taken", fresh, by)


def offsets_of(body: Body) -> Offsets:
    """The body's own stop days."""
    return Offsets(body.referral_days, body.manuscript_days, body.preparation_days, body.notice_days)


def _refuse_late(revision: Revision, body: Body, hurried: bool | None) -> None:
    """Whoever plans by hand is told of days that are over; past the manuscript stop nothing is planned."""
    today = clock.today()
    if hurried is None or revision.begins_on >= today:
        return
    earliest = date_format(calendar.earliest(today, offsets_of(body)), "j F Y")
    if revision.manuscript_by < today:
        raise DecisionTooSoon(day=date_format(revision.decide_on, "j F Y"), earliest=earliest)
    if not hurried:
        raise DaysPassed(first=date_format(revision.begins_on, "j F Y"), earliest=earliest)


def _set_days(revision: Revision, body: Body) -> None:
    plan = revision.plan
    meetings = Meeting.objects.filter(body=body).exclude(state="cancelled").order_by("-on")
    revision.meeting = meetings.filter(on__year=revision.year, on__month=plan.month).first()
    if revision.meeting is not None:
        _lay(revision, revision.meeting.on, body)
        return
    earlier = meetings.filter(on__year__lt=revision.year, on__month=plan.month).first()
    revision.preliminary = True
    day = calendar.preliminary_day(revision.year, plan.month, earlier.on if earlier else None)
    _spread(revision, calendar.days(day, offsets_of(body)))


def _decide_at(revision: Revision, meeting: Meeting) -> None:
    """The meeting whose agenda the proposal is on decides, whatever was counted on; the earlier steps are over."""
    revision.meeting, revision.decide_on, revision.preliminary = meeting, meeting.on, False


def _lay(revision: Revision, day: date, body: Body) -> None:
    revision.preliminary = False
    _spread(revision, calendar.days(day, offsets_of(body)))


def _spread(revision: Revision, days: calendar.RevisionDays) -> None:
    for name, day in asdict(days).items():
        setattr(revision, name, day)


def _days_of(revision: Revision) -> dict[str, Any]:
    names = (*calendar.RevisionDays.__dataclass_fields__, "meeting_id", "preliminary")
    return {name: getattr(revision, name) for name in names}


def _draft(plan: Plan, by: User) -> PlanVersion:
    """The planning version somebody has begun, when it was cut from the adopted one; else a new one."""
    begun = cutting.planned(plan)
    return begun if begun is not None and begun.base is not None else cutting.cut(plan, by=by)


def _register(plan: Plan, revision: Revision, by: User) -> Case:
    diary = diary_for(plan.unit)
    with override(LANGUAGE):
        title = _("Revidering %(year)s av %(plan)s") % {"year": revision.year, "plan": plan.title}
    return register_case(diary=diary, title=titles.told_apart(title, revision), unit=plan.unit, by=by)


def _copy_questions(revision: Revision) -> None:
    """Last revision's questions are asked again; the first time the usual ones are."""
    last = Revision.objects.filter(plan=revision.plan, case__isnull=False).exclude(pk=revision.pk).first()
    asked = list(last.questions.values_list("about", "text")) if last else _usual_questions()
    RevisionQuestion.objects.bulk_create(
        [
            RevisionQuestion(revision=revision, about=about, text=text, position=position)
            for position, (about, text) in enumerate(asked, start=1)
        ],
        ignore_conflicts=True,  # what was asked while it was planned stays
    )


def _usual_questions() -> list[tuple[str, str]]:
    About = RevisionQuestion.About
    with override(LANGUAGE):
        return [
            (About.MILESTONE, _("Är aktiviteten genomförd?")),
            (About.GOAL, _("Är effektmålet uppnått?")),
            (About.INDICATOR, _("Finns målvärde?")),
            (About.PLAN, _("Är indikatorerna för många?")),
        ]
