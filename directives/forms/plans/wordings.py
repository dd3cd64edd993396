"""The words of an area, its goals and its milestones: what whoever leads the area writes, and no more than that."""

from directives.models import PlanPart

from .milestone import MilestoneForm
from .part_form import PartForm
from .parts import AreaForm, GoalForm


class AreaWords(PartForm):
    """What an area is after."""

    statement = AreaForm.base_fields["statement"]


class GoalWords(PartForm):
    """A long-term goal."""

    text = GoalForm.base_fields["text"]


class MilestoneWords(PartForm):
    """What a milestone is; its year, owner and status are its plan's to keep."""

    title = MilestoneForm.base_fields["title"]
    description = MilestoneForm.base_fields["description"]


WORDS: dict[str, type[PartForm]] = {
    PlanPart.Kind.AREA: AreaWords,
    PlanPart.Kind.GOAL: GoalWords,
    PlanPart.Kind.MILESTONE: MilestoneWords,
}
