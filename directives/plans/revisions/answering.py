"""Answers to what a revision asks of the plan as a whole."""

from cases.text import normalise
from directives.models import RevisionQuestion
from ledger.work import work
from organisation.models import User

from .places import State, locked


def answer_question(question: RevisionQuestion, *, by: User, text: str) -> RevisionQuestion:
    """Save the answer; typing is no event. Raises NotThisStep."""
    del by  # the right was asked for where the page was found
    with work():
        locked(question.revision, State.PREPARING, State.REPORTING, State.COMPILING, State.REVISING)
        question.answer = normalise(text).strip()
        question.save(update_fields=["answer"])
        return question
