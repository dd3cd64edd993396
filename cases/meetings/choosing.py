"""The outcome somebody has chosen for an item that is on, kept until the item is closed with it or another."""

from dataclasses import dataclass

from cases.meetings.closing import outcomes_for
from cases.meetings.errors import OutcomeUnfit, TextOvertaken
from cases.meetings.places import writable
from cases.models import AgendaItem
from ledger.work import work


@dataclass(frozen=True)
class Chosen:
    """What is chosen now; ``edition`` counts the choices."""

    outcome: str
    edition: int


def choose(item: AgendaItem, *, text: str, edition: int) -> Chosen:
    """Keep the choice, if ``edition`` is the one that was read.

    Choosing is no event: what becomes of the item is told when it is closed. Raises TextOvertaken with
    theirs, OutcomeUnfit, ItemClosed.
    """
    with work():
        locked = writable(item)
        if text not in outcomes_for(locked):
            raise OutcomeUnfit
        if locked.chosen_edition != edition and locked.chosen != text:
            raise TextOvertaken(theirs=locked.chosen, edition=locked.chosen_edition)
        if locked.chosen != text:
            locked.chosen, locked.chosen_edition = text, locked.chosen_edition + 1
            locked.save(update_fields=["chosen", "chosen_edition"])
        return Chosen(locked.chosen, locked.chosen_edition)
