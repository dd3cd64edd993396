"""Reading a round of fifty administrations and eight sections: the matrix, the ledger, the compiled document."""

from typing import Any

from bench import comments, pages, story
from bench.measure import Line, ms, size, sql_cost
from bench.server import fill, tidy

RECIPIENTS = (1, size(10, 2), size(50, 3))
LEDGER = (10, size(300, 20), size(3_000, 50))
PER_RECIPIENT = 8
TABLES = ("cases_answeritem", "cases_comment", "cases_recipient", "cases_answer", "cases_disposition")

MATRIX = """
SELECT unit.short_name, r.state, r.listed, answer.late, question.position, item.stance,
       item.comment <> '' OR item.wording <> '' AS words
FROM cases_recipient r JOIN organisation_unit unit ON unit.id = r.unit_id
LEFT JOIN cases_answerparty party ON party.recipient_id = r.id AND party.current
LEFT JOIN cases_answer answer ON answer.id = party.answer_id
LEFT JOIN cases_answeritem item ON item.answer_id = answer.id
LEFT JOIN cases_question question ON question.id = item.question_id
WHERE r.round_id = %s ORDER BY r.listed DESC, r.position, question.position
"""
COMMENTS = """
SELECT comment.*, unit.name, unit.short_name, section.heading, section.position, d.*, person.name, question.text,
       EXISTS (SELECT FROM cases_answerparty party WHERE party.answer_id = comment.answer_id AND party.current)
FROM cases_comment comment JOIN cases_recipient r ON r.id = comment.recipient_id
JOIN organisation_unit unit ON unit.id = r.unit_id
LEFT JOIN cases_sectionversion section ON section.id = comment.section_version_id
LEFT JOIN cases_disposition d ON d.id = comment.disposition_id
LEFT JOIN organisation_user person ON person.id = d.weighed_by_id
LEFT JOIN cases_answeritem item ON item.id = comment.item_id
LEFT JOIN cases_question question ON question.id = item.question_id
WHERE comment.round_id = %s AND comment.state = 'active' ORDER BY comment.number
"""
COUNTS = """
SELECT state, outcome, current, count(*) FROM cases_comment comment
JOIN cases_answerparty party USING (answer_id) LEFT JOIN cases_disposition d ON d.id = comment.disposition_id
WHERE comment.round_id = %s GROUP BY 1, 2, 3
"""
BOXES = """
SELECT item.id, item.comment, item.wording, array_agg(array[c.start, c."end"])
FROM cases_recipient r JOIN cases_answerparty party ON party.recipient_id = r.id AND party.current
JOIN cases_answeritem item ON item.answer_id = party.answer_id
LEFT JOIN cases_comment c ON c.item_id = item.id AND c.state = 'active'
WHERE r.round_id = %s GROUP BY item.id
"""


def run(superuser: str) -> list[Line]:
    """Every line about a weighed round."""
    made = story.region()
    rounds = [_answered(made, recipients) for recipients in RECIPIENTS]
    tidy(superuser, *TABLES)
    lines = [*_matrix(made, rounds), *_ledger(superuser, made, rounds[-1])]
    fill(superuser, comments.take_away(rounds[-1]))
    return [*lines, *_document(superuser, made, rounds)]


def _answered(made: Any, recipients: int) -> Any:
    """A round that everybody answered and whose answers are being weighed."""
    from workflows import engine

    referral_round = story.open_round(made, recipients)
    for answer in story.approved_answers(made, referral_round):
        engine.release(answer, by=story.representative(made, answer))
    engine.advance(referral_round)
    return engine.compile_answers(referral_round, by=made.owner)


def _matrix(made: Any, rounds: list[Any]) -> list[Line]:
    def page(one: Any) -> None:
        pages.get(made.owner, f"/remissrundor/{one.public_id}/")

    counts = [sql_cost(lambda one=one: page(one)).queries for one in rounds]
    largest = f"matrix, {len(story.HEADINGS)} × {RECIPIENTS[-1]}"
    return [
        pages.constant("matrix", dict(zip(RECIPIENTS, counts, strict=True))),
        pages.against(largest, rounds[-1], lambda: page(rounds[-1]), MATRIX),
    ]


def _ledger(superuser: str, made: Any, referral_round: Any) -> list[Line]:
    def page() -> None:
        pages.get(made.owner, f"/remissrundor/{referral_round.public_id}/synpunkter/")

    counts, lines = {}, []
    for length in LEDGER:
        comments.lay(referral_round, length, by=made.owner)
        tidy(superuser, *TABLES)
        counts[length] = sql_cost(page).queries
        by_hand = (f"{COMMENTS} LIMIT 50", COUNTS, BOXES)
        lines.append(pages.against(f"ledger of {length:,}", referral_round, page, *by_hand))
    return [pages.constant("ledger", counts), *lines]


def _document(superuser: str, made: Any, rounds: list[Any]) -> list[Line]:
    from cases import compiled_document
    from cases.paper.compilation import compilation_pdf

    for one, recipients in zip(rounds, RECIPIENTS, strict=True):
        comments.lay(one, recipients * PER_RECIPIENT, by=made.owner)
        comments.close(one, by=made.owner)
    tidy(superuser, *TABLES)
    counts = [sql_cost(lambda one=one: compiled_document.paper(one)).queries for one in rounds]
    gathering = pages.seconds(lambda: compiled_document.paper(rounds[-1]))
    paper = compiled_document.paper(rounds[-1])
    typesetting = pages.seconds(lambda: compilation_pdf(paper), times=3)
    about = f"gathered in {ms(gathering)}, typeset in {ms(typesetting)}; {len(paper.comments)} comments"
    what = f"compiled document, {len(story.HEADINGS)} × {RECIPIENTS[-1]}"
    gather = f"{what}, gathering"
    return [
        pages.constant("compiled document", dict(zip(RECIPIENTS, counts, strict=True))),
        Line(what, gathering + typesetting, 2, about, unit=" s"),
        pages.against(gather, rounds[-1], lambda: compiled_document.paper(rounds[-1]), MATRIX, COMMENTS),
    ]
