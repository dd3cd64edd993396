"""Two at once about one plan: one revision begins, no loop of arrows, no report overwritten, one proposal."""

import pytest

from directives.models import IndicatorValue, PlanFollower, PlanVersion, Revision
from directives.plans import arrows, building, cutting, following, indicators
from directives.plans.arrows import path_between
from directives.plans.reading import read
from directives.plans.revisions import planning
from ledger.models import Event
from organisation import clock
from tests import plans, revisions
from tests.races.support import fresh, kinds, together
from workflows import milestone_reports, revising_plans, tasks
from workflows.models import MilestoneReportProcess, RevisionProcess

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def made():
    return plans.adopted(since=clock.today())


def planned(made):
    revision = planning.plan_revision(made.plan, clock.today().year + 1, by=made.keeper)
    Revision.objects.filter(pk=revision.pk).update(begins_on=clock.today())
    return Revision.objects.get(pk=revision.pk)


def begin(revision, by):
    return lambda: revising_plans.begin(Revision.objects.get(pk=revision.pk), by=fresh(by))


def reporting(made):
    revision = revising_plans.begin(planned(made), by=made.keeper)
    return revising_plans.open_reporting(revision, by=made.keeper)


def test_a_revision_begun_twice_at_once_is_begun_once(made):
    revision = planned(made)
    assert kinds(together(begin(revision, made.keeper), begin(revision, made.keeper))) == [
        "NotThisStep",
        "Revision",
    ]
    assert RevisionProcess.objects.count() == 1
    assert PlanVersion.objects.filter(state="draft").count() == 1


def test_the_recurring_job_and_a_person_begin_one_revision(made):
    revision = planned(made)
    begun = together(begin(revision, made.keeper), tasks.begin_revisions)
    assert sum(isinstance(one, Revision) or one == 1 for one in begun) == 1
    assert RevisionProcess.objects.count() == 1


def test_two_planning_versions_are_never_cut(made):
    cut = [lambda: cutting.cut(made.plan, by=fresh(made.keeper))] * 2
    assert kinds(together(*cut)) == ["AlreadyPlanning", "PlanVersion"]


def test_a_reader_who_presses_twice_at_once_follows_once(made):
    pressed = [lambda: following.follow(made.plan, by=fresh(made.head))] * 2
    assert kinds(together(*pressed)) == ["PlanFollower", "PlanFollower"]
    assert PlanFollower.objects.count() == 1
    assert Event.objects.filter(kind="plan.followed").count() == 1


def test_two_arrows_never_close_a_loop_together(made):
    version = cutting.cut(made.plan, by=made.keeper)
    first, second = (made.milestone(code, version).part for code in ("PA-2", "DI-2"))
    for _turn in range(5):
        met = together(
            lambda: arrows.enable(version, first, second, by=fresh(made.keeper)),
            lambda: arrows.enable(version, second, first, by=fresh(made.keeper)),
        )
        assert kinds(met) == ["ArrowLoop", "Enabling"]
        whole = read(version)
        assert not (
            path_between(whole.enables, first.pk, second.pk)
            and path_between(whole.enables, second.pk, first.pk)
        )
        arrows.disable(version.enablings.latest("pk"), by=made.keeper)


def test_of_two_tabs_that_save_one_report_the_second_is_told(made):
    revision = reporting(made)
    report = revision.reports.order_by("pk")[0]
    met = together(
        *[
            lambda words=words: milestone_reports.save(
                type(report).objects.get(pk=report.pk), by=fresh(made.head), edition=0, reason=words
            )
            for words in ("Mina ord.", "Andra ord.")
        ]
    )
    assert kinds(met) == ["ChangedMeanwhile", "MilestoneReport"]
    assert MilestoneReportProcess.objects.count() == 1


def test_two_who_change_one_milestone_lose_nothing(made):
    version = cutting.cut(made.plan, by=made.keeper)
    row = made.milestone("PA-1", version)
    met = together(
        lambda: building.change(row, by=fresh(made.keeper), was={"title": row.title}, title="Ett"),
        lambda: building.change(row, by=fresh(made.keeper), was={"title": row.title}, title="Två"),
    )
    assert kinds(met) == ["ChangedMeanwhile", "MilestoneWording"]


def test_a_plan_proposed_twice_at_once_is_one_item(made):
    revision = reporting(made)
    revision = revising_plans.close_reporting(revision, by=made.keeper)
    revision = revising_plans.skip_round(revision, by=made.keeper, reason="Inget nytt.")
    propose = [
        lambda: revising_plans.propose(Revision.objects.get(pk=revision.pk), by=fresh(made.keeper))
    ] * 2
    assert kinds(together(*propose)) == ["AgendaItem", "NotThisStep"]
    assert made.board.body.items.count() == 1


def test_of_two_who_report_one_value_at_once_the_second_reads_that_it_is_there(made):
    row = made.version.indicatorwordings.select_related("part__plan__unit", "version").get()
    met = together(
        *[
            lambda by=by, value=value: indicators.report(row, by=fresh(by), until=clock.today(), value=value)
            for by, value in ((made.keeper, "87,5"), (made.head, "88"))
        ]
    )
    assert kinds(met) == ["IndicatorValue", "ValueThere"]
    kept = IndicatorValue.objects.get()
    assert kept in met


def test_a_report_given_while_the_changes_are_sent_on_is_never_left_without_a_position(made):
    revision = revisions.compiling(made, "PA-1")
    late = revisions.report_of(made, "PA-2")
    said = {"status": "reached", "reason": "Klart.", "edition": late.edition}
    milestone_reports.save(late, by=made.head, **said)
    met = together(
        lambda: milestone_reports.give(revisions.report_of(made, "PA-2"), by=fresh(made.head)),
        lambda: revising_plans.refer(Revision.objects.get(pk=revision.pk), by=fresh(made.keeper)),
    )
    assert kinds(met) in (["MilestoneReport", "ReportsWaiting"], ["ReferralRound", "ReportClosed"])
