"""What events of a plan's revision, its follow-up and its owners' reports are about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from directives.models import FollowUp, MilestoneReport, Plan, PlanVersion, Revision
from directives.plans import following
from directives.plans.revisions import reporting, titles
from directives.views.plans.finding import readable_plans
from ledger.models import Event
from organisation.models import User

from .about_meetings import AboutMeeting

ASKED = ("revision.reporting_begun", "follow_up.begun", "milestone.reassigned")
ASKED_MAY = ("report_milestone",)
PAGES = {Revision: ("my_reports", "revision"), FollowUp: ("my_follow_up_reports", "follow_up")}
WITH_PLAN = ("plan__unit", "case")


@dataclass(frozen=True)
class AboutPlan(AboutMeeting):
    """The plan itself: an adopted one is everybody's, also once it has ended."""

    def opens_to(self, person: User, page: str) -> bool:
        """Whether the person reads some version of it."""
        return readable_plans(person).filter(pk=self.subject.pk).exists()


@dataclass(frozen=True)
class AboutCollection(AboutMeeting):
    """A revision or a follow-up; whoever is asked is told how many milestones it is."""

    def told_to(self, person: User) -> AboutMeeting:
        """Whoever only follows the plan does not read what is under way, and is led to the plan."""
        plan, asked = self.subject.plan, self.actions == ASKED_MAY
        if asked or self.opens_to(person, "matter") or not following.follows(plan, person):
            return self
        return _of_plan(AboutPlan, plan, plan, ())

    def facts_for(self, person: User) -> dict[str, str]:
        """How many the person has."""
        count = reporting.mine(self.subject, person).count()
        return {
            "milestones": ngettext("%(count)d milstolpe", "%(count)d milstolpar", count) % {"count": count}
        }


def _collection(event: Event, row: Revision | FollowUp) -> AboutCollection:
    """Whoever is asked lands on the own list; everybody else on the page of the whole."""
    mine, whole = PAGES[type(row)]
    asked = event.kind in ASKED
    return AboutCollection(
        subject=row,
        case=row.case,
        title=titles.in_lists(row),
        sender=row.plan.unit,
        unit=row.plan.unit,
        last_day=row.report_by,
        page=(mine if asked else whole, row.public_id),
        actions=ASKED_MAY if asked else ("read_plan_draft", "keep_plan"),
    )


def _report(event: Event, row: MilestoneReport) -> AboutMeeting:
    """A report that came back, told to its owner; or the last one that was awaited, told to the keepers."""
    collection: Any = row.revision or row.follow_up
    mine, whole = PAGES[type(collection)]
    returned = event.kind == "milestone.report_returned"
    return AboutMeeting(
        subject=row,
        case=collection.case,
        title=titles.in_lists(collection),
        sender=collection.plan.unit,
        unit=row.unit,
        last_day=collection.report_by,
        page=(mine if returned else whole, collection.public_id),
        actions=("report_milestone",) if returned else ("keep_plan",),
    )


def _plan(event: Event, row: Plan) -> AboutMeeting:
    return _of_plan(AboutPlan, row, row, ())


def _version(event: Event, row: PlanVersion) -> AboutMeeting:
    return _of_plan(AboutMeeting, row, row.plan, ("read_plan_draft",))


def _of_plan(
    kind: type[AboutMeeting], subject: Plan | PlanVersion, plan: Plan, actions: tuple[str, ...]
) -> AboutMeeting:
    return kind(
        subject=subject,
        case=None,
        title=plan.name,
        sender=plan.unit,
        unit=plan.unit,
        last_day=None,
        page=("plan", plan.public_id),
        actions=actions,
    )


FINDERS: dict[Any, tuple[tuple[str, ...], Callable[[Event, Any], AboutMeeting]]] = {
    Revision: (WITH_PLAN, _collection),
    FollowUp: (WITH_PLAN, _collection),
    Plan: (("unit",), _plan),
    PlanVersion: (("plan__unit",), _version),
    MilestoneReport: (
        (
            "unit",
            "revision__plan__unit",
            "revision__case",
            "follow_up__plan__unit",
            "follow_up__case",
        ),
        _report,
    ),
}
