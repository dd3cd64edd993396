"""What a revision says beyond the milestones: answers about the plan as a whole, evaluated goals and indicators."""

from cases.text import normalise
from directives.models import Evaluation, PlanPart, Revision, RevisionQuestion
from directives.plans.errors import ChangedMeanwhile
from ledger.work import work
from organisation import clock
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


def evaluate(
    revision: Revision, part: PlanPart, *, by: User, text: str, answers: dict[str, str], edition: int
) -> Evaluation:
    """Save the yearly evaluation of a goal or an indicator. Raises ChangedMeanwhile, NotThisStep."""
    with work():
        fresh = locked(revision, State.PREPARING, State.REPORTING, State.COMPILING, State.REVISING)
        row = Evaluation.objects.select_for_update().filter(revision=fresh, part=part).first()
        if (row.edition if row else 0) != edition:
            raise ChangedMeanwhile
        row = row or Evaluation(revision=fresh, part=part)
        row.text, row.answers = normalise(text).strip(), answers
        row.edition = edition + 1
        row.saved_at, row.saved_by = clock.now(), by
        row.save()
        return row
