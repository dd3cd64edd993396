"""What no row of a plan may be, and what of it never changes, whoever writes it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from cases import documents
from cases.models import Section
from directives.models import (
    AgreementParagraph,
    AreaWording,
    EffectWording,
    Enabling,
    Evaluation,
    FollowUp,
    GoalWording,
    IndicatorValue,
    IndicatorWording,
    MilestoneLink,
    MilestoneReport,
    MilestoneWording,
    PartProposal,
    Plan,
    PlanFollower,
    PlanPart,
    PlanRelation,
    PlanSeat,
    PlanVersion,
    ReferredPart,
    Revision,
    RevisionQuestion,
    StruckPart,
)
from directives.plans import building, following, indicators, links, relations, seats
from directives.plans.revisions import answering, planning, proposals, reporting
from organisation import clock
from tests import plans
from tests.access.world import undone
from workflows import milestone_reports, revising_plans

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def laid(django_db_setup, django_db_blocker):
    """An adopted plan with seats, relations and values; one revision compiled, one planned; a frozen follow-up."""
    with django_db_blocker.unblock(), undone():
        made = plans.adopted(since=clock.today() - timedelta(days=30))
        other = building.begin_plan(
            unit=made.region.office, title="Annan", first_year=2026, last_year=2027, by=made.keeper
        )
        relations.relate(made.plan, other.plan, by=made.keeper, kind="beside")
        area = AreaWording.objects.filter(version=made.version).first().part
        following.follow(made.plan, by=made.head)
        seats.give_seat(made.plan, by=made.keeper, capacity="coordinator", user=made.head)
        seats.give_seat(made.plan, by=made.keeper, capacity="area_lead", user=made.head, area=area)
        paragraph = relations.add_paragraph(
            made.plan, by=made.keeper, agreement="Avtalet", number="§ 1", text="Text."
        )
        links.link(made.milestone("PA-1").part, by=made.keeper, paragraph=paragraph)
        measured = IndicatorWording.objects.get(version=made.version)
        indicators.report(measured, by=made.keeper, until=clock.today(), value="87,5")
        _revised(made)
        yield made


def _revised(made):
    year = clock.today().year + 1
    revision = revising_plans.begin(planning.plan_revision(made.plan, year, by=made.keeper), by=made.keeper)
    planning.plan_revision(made.plan, year + 1, by=made.keeper)
    revising_plans.open_reporting(revision, by=made.keeper)
    revision.refresh_from_db()
    first, second, *_rest = reporting.mine(revision, made.head)
    saved = milestone_reports.save(first, by=made.head, edition=0, status="under_way", reason="Det går.")
    milestone_reports.give(saved, by=made.head)
    saved = milestone_reports.save(second, by=made.head, edition=0, status="under_way", reason="?")
    milestone_reports.give_back(milestone_reports.give(saved, by=made.head), by=made.keeper, reason="Vad?")
    proposals.propose_drop(revision, by=made.head, part=second.part, reason="Behövs inte.")
    goal = GoalWording.objects.filter(version=revision.draft).first()
    answering.evaluate(revision, goal.part, by=made.keeper, text="På väg.", answers={}, edition=0)
    wording = documents.start_draft(revision.case, title="Det som ändras")
    section = Section.objects.create(document=wording.document)
    ReferredPart.objects.create(revision=revision, section=section, part=goal.part)
    building.strike(made.milestone("DI-2", revision.draft), by=made.keeper, reason="Klar.")


def only(model, /, **values):
    """Change one row of a model."""
    row = model.objects.order_by("pk").first()
    assert row is not None
    model.objects.filter(pk=row.pk).update(**values)


def where(model, where, /, **values):
    """Change the rows that fit."""
    assert model.objects.filter(**where).update(**values)


def again(model, /, **changed):
    """One row a second time."""
    wanted = {name: value for name, value in changed.items() if name.startswith("of_")}
    row = model.objects.filter(**{name[3:]: value for name, value in wanted.items()}).order_by("pk").last()
    row.pk, row._state.adding = None, True
    if hasattr(row, "public_id"):
        row.public_id = "z" * 26
    for name, value in changed.items():
        if not name.startswith("of_"):
            setattr(row, name, value)
    row.save(force_insert=True)


def in_draft(model):
    """One row of the planning version a second time."""
    again(model, of_version__state="draft")


def drafted(model, **values):
    row = model.objects.filter(version__state="draft").order_by("pk").first()
    model.objects.filter(pk=row.pk).update(**values)


def version(state, /, **values):
    where(PlanVersion, {"state": state}, **values)


def revision(state, /, **values):
    where(Revision, {"state": state}, **values)


def report(state, /, **values):
    where(MilestoneReport, {"state": state}, **values)


BROKEN = {
    "plan_is_revised_in_a_month_every_so_many_years": lambda: only(Plan, month=13),
    "merged_plan_has_ended": lambda: only(Plan, merged_into=Plan.objects.get(title="Annan")),
    "one_plan_version_per_number": lambda: _same_number(),
    "one_planning_version_at_a_time": lambda: again(PlanVersion, of_state="draft", number=99),
    "one_adopted_version_without_end": lambda: again(PlanVersion, of_state="adopted", number=99),
    "plan_period_ends_after_it_begins": lambda: version("draft", last_year=F("first_year") - 1),
    "adopted_version_says_by_what_and_from_when": lambda: version("draft", valid_from=date(2026, 1, 1)),
    "proposed_version_has_its_text": lambda: version("draft", state="proposed"),
    "plan_version_ends_after_it_begins": lambda: version("adopted", valid_to=date(2020, 1, 1)),
    "plan_seat_is_a_persons_or_a_following_units": lambda: where(
        PlanSeat, {"capacity": "coordinator"}, user=None
    ),
    "who_leads_an_area_says_which": lambda: where(PlanSeat, {"capacity": "area_lead"}, area=None),
    "one_open_plan_seat_each": lambda: again(PlanSeat),
    "one_follower_of_a_plan_each": lambda: again(PlanFollower),
    "one_part_per_referred_section": lambda: again(ReferredPart),
    "left_wording_says_who_when_and_why": lambda: only(ReferredPart, left_reason="Nej."),
    "plan_seat_ends_after_it_starts": lambda: only(PlanSeat, ends_on=date(2020, 1, 1)),
    "one_plan_relation_of_a_kind": lambda: again(PlanRelation),
    "no_plan_beside_itself": lambda: only(PlanRelation, other=F("plan")),
    "one_agreement_paragraph_each": lambda: again(AgreementParagraph),
    "one_area_wording_per_version": lambda: in_draft(AreaWording),
    "one_goal_wording_per_version": lambda: in_draft(GoalWording),
    "one_milestone_wording_per_version": lambda: again(
        MilestoneWording, of_version__state="draft", code="Ny"
    ),
    "one_milestone_per_code": lambda: drafted_code(MilestoneWording),
    "milestone_years_come_in_order": lambda: drafted(MilestoneWording, first_year=2029, last_year=2026),
    "milestone_status_says_why": lambda: drafted(MilestoneWording, status="reached", status_reason=""),
    "one_effect_wording_per_version": lambda: in_draft(EffectWording),
    "legible_effect_has_a_text": lambda: drafted(EffectWording, text=""),
    "one_indicator_wording_per_version": lambda: again(
        IndicatorWording, of_version__state="draft", code="Ny"
    ),
    "one_indicator_per_code": lambda: again(IndicatorWording, of_version__state="draft", part=some("area")),
    "no_indicator_below_itself": lambda: drafted(IndicatorWording, above=F("part")),
    "one_arrow_each": lambda: in_draft(Enabling),
    "no_milestone_enables_itself": lambda: drafted(Enabling, enabled=F("enabler")),
    "one_strike_per_part": lambda: in_draft(StruckPart),
    "what_is_struck_says_why": lambda: drafted(StruckPart, reason=""),
    "no_part_merged_into_itself": lambda: drafted(StruckPart, into=F("part")),
    "a_link_leads_to_one_thing": lambda: only(MilestoneLink, paragraph=None),
    "one_link_each": lambda: again(MilestoneLink),
    "one_yearly_revision_per_plan_and_year": lambda: again(Revision, of_state="planned"),
    "one_revision_of_a_plan_at_a_time": lambda: _second_under_way(),
    "begun_revision_has_its_planning_version": lambda: revision("reporting", draft=None),
    "extra_revision_says_what_decided_it": lambda: revision("planned", kind="extra"),
    "published_revision_says_when": lambda: revision("planned", published_at=clock.now()),
    "cancelled_revision_says_who_when_and_why": lambda: revision("planned", state="cancelled"),
    "one_question_each": lambda: again(RevisionQuestion),
    "one_follow_up_per_period": lambda: _two_follow_ups(),
    "frozen_follow_up_says_who_when_and_hash": lambda: _follow_up(frozen_at=clock.now()),
    "a_report_belongs_to_one_collection": lambda: report("waiting", revision=None),
    "one_report_per_milestone": lambda: again(MilestoneReport, of_state="waiting"),
    "a_report_has_an_owner": lambda: report("waiting", owner=None, unit=None),
    "given_report_says_who_when_status_and_why": lambda: report("waiting", state="given"),
    "returned_report_says_why": lambda: report("returned", return_reason=""),
    "proposal_of_a_part_says_why": lambda: only(PartProposal, reason=""),
    "answered_proposal_says_who_and_when": lambda: only(PartProposal, state="accepted"),
    "declined_proposal_says_why": lambda: _declined(),
    "one_value_per_indicator_and_day": lambda: again(IndicatorValue),
    "one_evaluation_per_part": lambda: again(Evaluation),
}


def _same_number():
    again(PlanVersion, of_state="adopted", state="dropped", valid_from=None, adopted_words="")


def _second_under_way():
    begun = Revision.objects.get(state="reporting")
    spare = PlanVersion.objects.get(plan__title="Annan")
    where(Revision, {"state": "planned"}, state="preparing", draft=spare, case=begun.case)


def drafted_code(model):
    row = model.objects.filter(version__state="draft").order_by("pk").last()
    again(model, of_version__state="draft", part=some("area"), code=row.code)


def some(kind):
    return PlanPart.objects.filter(kind=kind).first()


def _declined():
    row = PartProposal.objects.first()
    only(PartProposal, state="declined", answered_at=clock.now(), answered_by=row.made_by)


def _made_follow_up():
    version = PlanVersion.objects.get(state="adopted")
    case = Revision.objects.exclude(case=None).first().case
    return FollowUp.objects.create(
        plan=version.plan,
        version=version,
        year=2026,
        period="part_1",
        until=date(2026, 3, 31),
        report_by=date(2026, 4, 15),
        case=case,
        begun_at=clock.now(),
        begun_by=version.plan.created_by,
    )


def _two_follow_ups():
    _made_follow_up()
    again(FollowUp)


def _follow_up(**values):
    _made_follow_up()
    only(FollowUp, **values)


@pytest.mark.parametrize("name", BROKEN)
def test_a_row_that_breaks_a_rule_is_refused_by_its_name(name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BROKEN[name]()


def gone(rows):
    """Take the rows away as the database sees it, without asking what points at them."""
    return rows._raw_delete(rows.db)


ADOPTED, REPORTED, VALUE = "only a planning version", "what was reported", "a value is replaced"
KEPT = {
    "an adopted area": (ADOPTED, lambda: where(AreaWording, {"version__state": "adopted"}, name="Annat")),
    "an adopted milestone": (
        ADOPTED,
        lambda: gone(MilestoneWording.objects.filter(version__state="adopted")),
    ),
    "an adopted arrow": (
        ADOPTED,
        lambda: again(Enabling, of_version__state="adopted", enabled=some("milestone")),
    ),
    "a wording moved": ("stays in its version", lambda: _moved()),
    "an adopted version": ("never changes", lambda: version("adopted", title="Annan")),
    "an adopted version gone": ("never changes", lambda: gone(PlanVersion.objects.filter(state="adopted"))),
    "a given report": (REPORTED, lambda: report("given", reason="Annat")),
    "a given report gone": (REPORTED, lambda: gone(MilestoneReport.objects.filter(state="given"))),
    "a value": (VALUE, lambda: only(IndicatorValue, value=Decimal(1))),
    "a value gone": (VALUE, lambda: gone(IndicatorValue.objects.all())),
    "a frozen follow-up": ("a frozen follow-up", lambda: _frozen(summary="Annat")),
    "an agreement": ("is locked", lambda: only(AgreementParagraph, text="Annat")),
}


def _moved():
    drafted(AreaWording, version=PlanVersion.objects.get(state="adopted"))


def _frozen(**values):
    row = _made_follow_up()
    only(FollowUp, frozen_at=clock.now(), frozen_by=row.begun_by, content_hash="a" * 64)
    only(FollowUp, **values)


@pytest.mark.parametrize("promise", KEPT)
def test_what_was_adopted_reported_or_measured_stays(promise):
    words, breaking = KEPT[promise]
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        breaking()
