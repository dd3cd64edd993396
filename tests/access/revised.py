"""The revision of the access tests: A's manager has begun to report a milestone, and not given the report."""

from directives.models import MilestoneReport, Plan, PlanPart, Revision
from directives.plans import adopting, building
from directives.plans.revisions import planning
from organisation import clock
from organisation.models import User
from tests import factories, meetings
from workflows import milestone_reports, revising_plans

TITLE = "Plan som revideras"
# Words only whoever reports the milestone reads, until the report is given.
UNREPORTED = {"words of a report that is not given": "kanarierapport"}


def lay(region: factories.World, holder: User, board: meetings.Board) -> None:
    """The owner of the process keeps the plan; ``holder`` owns its milestone."""
    by = region.owner
    first = building.begin_plan(
        unit=region.process_unit, body=board.body, title=TITLE, first_year=2020, last_year=2100, by=by
    )
    area = building.add(first, PlanPart.Kind.AREA, by=by, code="R", name="Revision").part
    building.add(
        first, PlanPart.Kind.MILESTONE, by=by, area=area, code="R-1", title="Ett steg till", owner=holder
    )
    version = adopting.register_adopted(first, by=by, words="SSN § 2", valid_from=clock.today())
    found = planning.plan_revision(version.plan, clock.today().year + 1, by=by)
    revising_plans.open_reporting(revising_plans.begin(found, by=by), by=by)
    words = f"En {UNREPORTED['words of a report that is not given']}."
    milestone_reports.save(report(), by=holder, edition=0, reason=words)


def plan() -> Plan:
    """The plan itself."""
    return Plan.objects.get(title=TITLE)


def revision() -> Revision:
    """The revision the owners are asked in."""
    return plan().revisions.get()


def report() -> MilestoneReport:
    """The report of the milestone."""
    related = ("part__plan__unit", "revision__draft", "owner", "unit")
    return MilestoneReport.objects.select_related(*related).get(revision=revision())
