"""Which right each kind of task of this app asks for, so that it is given on only to whoever may take it."""

from cases.item_steps import Step
from cases.models import WorkItem

from .models import Assignment, Need, Nomination, Revision

Kind = WorkItem.Kind

# A part is its own person's; taking an assignment on, and confirming what was adjusted, is the taker's own.
STEPS: dict[str, Step] = {
    Kind.CARRY_OUT: Step(Assignment, "take_assignment"),
    Kind.DECLINED: Step(Assignment, "commission"),
    Kind.MORE_TIME: Step(Assignment, "commission"),
    Kind.NEEDS_DECISION: Step(Assignment, "commission"),
    Kind.FINAL_REPORT: Step(Assignment, "commission"),
    Kind.NEED: Step(Need, "lead_process"),
    Kind.NOMINATE: Step(Nomination, "nominate"),
    Kind.NOMINATED: Step(Nomination, "lead_process"),
    Kind.NAME_OWNERS: Step(Revision, "keep_plan"),
    Kind.REVISE_PLAN: Step(Revision, "keep_plan"),
    Kind.PUBLISH_PLAN: Step(Revision, "keep_plan"),
}
