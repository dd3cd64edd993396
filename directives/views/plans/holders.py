"""Who answers for a milestone, as a page names them."""

from directives.models import MilestoneWording


def holder(row: MilestoneWording) -> str:
    """The person, the unit, or the words nobody answers to."""
    if row.owner is not None:
        return row.owner.name
    return row.unit.name if row.unit is not None else row.owner_words
