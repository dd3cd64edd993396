"""Many comments in a round's answers, each weighed, spread over administrations and sections."""

from typing import Any

from bench import story

QUESTIONS = len(story.HEADINGS) + 1
EDITS = 6  # new wordings of a section; of what is said later a fifth shares one of them
OUTCOMES = ("noted", "not_heeded", "partly", "noted", "shared")


def lay(referral_round: Any, length: int, *, by: Any) -> None:
    """Let the round have ``length`` comments; those that are there already stay."""
    from cases.models import Comment

    boxes = _boxes(referral_round)
    said = list(referral_round.comments.order_by("number").values_list("disposition", flat=True))
    rows = []
    for place in range(len(said), length):
        said.append(_disposition(referral_round, boxes[place % len(boxes)][0], place, said, by))
        rows.append(_comment(referral_round, boxes, place, said[-1], by))
    Comment.objects.bulk_create(rows)


def take_away(referral_round: Any) -> str:
    """SQL that forgets every comment of the round, which the product never does."""
    return f"""
DELETE FROM cases_comment WHERE round_id = {referral_round.pk};
DELETE FROM cases_disposition WHERE round_id = {referral_round.pk};
"""


def close(referral_round: Any, *, by: Any) -> None:
    """Cut the next version and close the round, without the documents and messages of a real closing."""
    from cases import documents, revision
    from organisation import clock

    version = revision.cut(revision.of_round(referral_round), referral_round.version)
    documents.freeze(version, by=by)
    referral_round.state, referral_round.revised_version = "closed", version
    referral_round.closed_at, referral_round.closed_by = clock.now(), by
    referral_round.save()


def _boxes(referral_round: Any) -> list[tuple[Any, str]]:
    """What was said about sections first, then the wordings that were proposed."""
    from cases.models import AnswerItem

    items = AnswerItem.objects.filter(answer__parties__recipient__round=referral_round)
    found = items.select_related("question__section_version").order_by("answer", "question__position")
    return [(item, field) for field in ("comment", "wording") for item in found]


def _disposition(referral_round: Any, item: Any, place: int, said: list[int], by: Any) -> int:
    from cases.models import Disposition
    from organisation import clock

    section, turn = item.question.section_version, place // QUESTIONS
    facts: dict[str, Any] = {"outcome": OUTCOMES[turn % 4], "section_version": section}
    if section and turn < EDITS:
        facts |= {"outcome": "heeded", "text": _edited(section.text, turn)}
    elif section and OUTCOMES[turn % 5] == "shared":
        return said[(turn % EDITS) * QUESTIONS + place % QUESTIONS]
    made = Disposition.objects.create(
        round=referral_round, reason=story.SAID * 2, weighed_at=clock.now(), weighed_by=by, **facts
    )
    return made.pk


def _edited(text: str, turn: int) -> str:
    """The section's text with other words in one sentence, each edit in its own."""
    old = story.SENTENCES[turn * 2]
    return text.replace(old, old.replace("lätt för invånaren", "möjligt för invånaren och alla närstående"))


def _comment(referral_round: Any, boxes: list[Any], place: int, disposition: int, by: Any) -> Any:
    from cases.models import Comment
    from organisation import clock

    item, field = boxes[place % len(boxes)]
    start = place // len(boxes) * (len(story.SAID) + 1)
    return Comment(
        round=referral_round,
        recipient_id=item.answer.parties.get().recipient_id,
        answer_id=item.answer_id,
        item=item,
        field=field,
        start=start,
        end=start + len(story.SAID),
        quote=story.SAID,
        section_version=item.question.section_version,
        number=place + 1,
        disposition_id=disposition,
        marked_at=clock.now(),
        marked_by=by,
    )
