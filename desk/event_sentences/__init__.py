"""Each kind of event as a sentence a colleague would say; ``unit`` in it is the unit the event is about."""

from typing import Any

from directives.assignments import history

from . import decisions, directives, people, plans, rounds

SENTENCES: dict[str, Any] = {
    **history.SENTENCES,
    **history.BESIDE,
    **rounds.SENTENCES,
    **decisions.SENTENCES,
    **directives.SENTENCES,
    **plans.SENTENCES,
    **people.SENTENCES,
}
