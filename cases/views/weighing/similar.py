"""Comments that may share one's hantering: each with whose it is and where that administration stands."""

from dataclasses import dataclass
from typing import Any

from cases import ledger_of_comments
from cases.matrix_marks import Mark, mark_of_item
from cases.models import AnswerItem, Comment, Question

MOST = 20


@dataclass(frozen=True)
class Similar:
    """A comment on the same section that nobody has weighed; two such may want opposite things."""

    comment: Any
    mark: Mark | None
    is_ticked: bool


def similar(comment: Comment, ticked: frozenset[str] = frozenset()) -> list[Similar]:
    """Comments about the same section that nobody has weighed yet; none is chosen but those ``ticked``."""
    rows = ledger_of_comments.comments(comment.round).filter(
        state=Comment.State.ACTIVE,
        disposition=None,
        is_current=True,
        section_version=comment.section_version,
    )
    found = list(rows.exclude(pk=comment.pk)[:MOST])
    marks = _marks(comment, [comment.answer_id, *(other.answer_id for other in found)])
    return [
        Similar(other, marks.get(other.answer_id), is_ticked=other.public_id in ticked) for other in found
    ]


def _marks(comment: Comment, answers: list[int]) -> dict[int, Mark]:
    """The stance each answer takes to the section, or to the whole where the comment is about no section."""
    overall = comment.section_version is None
    kind = Question.Kind.OVERALL if overall else Question.Kind.STANCE
    items = AnswerItem.objects.filter(
        answer__in=answers, question__kind=kind, question__section_version=comment.section_version
    )
    scale = {one.code: one for one in comment.round.stances.filter(overall=overall)}
    return {item.answer_id: mark_of_item(scale.get(item.stance)) for item in items}
