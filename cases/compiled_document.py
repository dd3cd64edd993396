"""The compiled document (remissammanställning) of a round, gathered for the typesetter."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import cast

from django.utils.translation import override

from organisation import clock

from . import matrix, matrix_marks, matrix_totals, queries, revision
from .matrix import Column
from .merging import Piece
from .models import AnswerAttachment, AnswerParty, Comment, Disposition, Recipient, ReferralRound
from .paper.compilation import CompilationPaper, compilation_pdf
from .paper.parts import (
    Outcome,
    PaperAttachment,
    PaperCell,
    PaperChange,
    PaperComment,
    PaperMark,
    PaperPiece,
    PaperRecipient,
    PaperRow,
    PaperTotal,
)
from .revision import Numbers, RevisedSection


def pdf(referral_round: ReferralRound) -> bytes:
    """The closed round's compiled document as an accessible PDF."""
    return compilation_pdf(paper(referral_round))


def paper(referral_round: ReferralRound) -> CompilationPaper:
    """Everything the document tells of a closed round, in a constant number of queries."""
    with override(referral_round.version.language):
        columns = _columns(referral_round)
        stances = list(referral_round.stances.all())
        drawn = matrix.build(referral_round.version.sections.all(), stances, columns)
        revised = revision.of_round(referral_round)
        comments = _comments(referral_round)
        version = referral_round.revised_version
        return CompilationPaper(
            language=referral_round.version.language,
            case_number=referral_round.case.number or "",
            title=referral_round.title,
            sender=referral_round.unit.name,
            dispatched_on=clock.local(cast(datetime, referral_round.dispatched_at)).date(),
            last_day=cast(date, referral_round.last_day),
            compiled_on=clock.local(cast(datetime, referral_round.compiled_at)).date(),
            closed_at=cast(datetime, referral_round.closed_at),
            recipients=[_recipient(column) for column in columns],
            scale=[_mark(mark) for mark in matrix_marks.legend(stances)],
            rows=_rows(drawn, comments),
            totals=[_total(total) for total in drawn.totals],
            comments=[_comment(comment, revised) for comment in comments],
            changes=[_change(section, revised.numbers) for section in revised.sections],
            attachments=_attachments(columns, comments),
            draft_hash=referral_round.version.content_hash,
            version_hash=version.content_hash if version else "",
        )


def _columns(referral_round: ReferralRound) -> list[Column]:
    parties = AnswerParty.objects.filter(
        recipient__round=referral_round, current=True, answer__state__in=["released", "abstained"]
    ).select_related("answer")
    answers = {party.recipient_id: party.answer for party in parties}
    items = queries.items_of(answers)
    recipients = referral_round.recipients.filter(sent_at__isnull=False).select_related("unit", "round")
    return [
        Column(row, answers.get(row.pk), items.get(row.pk, ()))
        for row in recipients.order_by("-listed", "position", "pk")
    ]


def _comments(referral_round: ReferralRound) -> list[Comment]:
    rows = Comment.objects.filter(round=referral_round, state=Comment.State.ACTIVE)
    related = ("recipient__unit", "answer", "section_version", "disposition__weighed_by", "attachment")
    return list(rows.select_related(*related).order_by("number"))


def _recipient(column: Column) -> PaperRecipient:
    answer, row = column.answer, column.recipient
    given = (answer.released_at or answer.abstained_at) if answer else None
    return PaperRecipient(
        name=row.unit.name,
        short=row.unit.short_name,
        state=str(Recipient.State(row.state).label),
        listed=row.listed,
        late=column.is_late,
        answered_on=clock.local(given).date() if given else None,
    )


def _mark(mark: matrix_marks.Mark) -> PaperMark:
    return PaperMark(mark.icon, mark.word, mark.tone)


def _rows(drawn: matrix.Matrix, comments: list[Comment]) -> list[PaperRow]:
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for comment in comments:
        counts[comment.recipient_id, _place(comment)] += 1
    return [
        PaperRow(
            row.place,
            row.title,
            [PaperCell(_mark(cell.mark), counts[cell.column.recipient.pk, row.place]) for cell in row.cells],
        )
        for row in drawn.rows
    ]


def _total(total: matrix_totals.Total) -> PaperTotal:
    return PaperTotal(total.label, total.count, total.said)


def _comment(comment: Comment, revised: revision.Revision) -> PaperComment:
    disposition = cast(Disposition, comment.disposition)  # nothing unweighed is ever closed
    numbers = [number for number in revised.numbers.get(disposition.pk, []) if number != comment.number]
    wording = comment.field == "wording"
    return PaperComment(
        number=comment.number or 0,
        recipient=comment.recipient.unit.short_name,
        section=_place(comment),
        outcome=cast(Outcome, disposition.outcome),
        reason=disposition.reason,
        quote="" if wording else comment.quote,
        wording=comment.quote if wording else "",
        place=_stands_in(comment),
        weighed_by=disposition.weighed_by.name,
        together_with=numbers,
        change=_changed_by(disposition, revised),
        late=comment.answer.late,
        listed=comment.recipient.listed,
    )


def _place(comment: Comment) -> int:
    return comment.section_version.position if comment.section_version else matrix.OVERALL


def _stands_in(comment: Comment) -> str:
    if comment.attachment is None:
        return ""
    return ", ".join(part for part in (comment.attachment.name, comment.place) if part)


def _changed_by(disposition: Disposition, revised: revision.Revision) -> list[PaperPiece]:
    """The words this disposition led to, with their neighbours left out."""
    for section in revised.sections:
        if section.section.pk == disposition.section_version_id:
            pieces = [*section.heading.pieces, *section.text.pieces]
            return _pieces([one for one in pieces if disposition.pk in one.causes], revised.numbers)
    return []


def _pieces(pieces: Sequence[Piece], numbers: Numbers) -> list[PaperPiece]:
    """The pieces to set; words that went and came together name their comments once."""
    return [
        PaperPiece(one.kind, one.text, [] if _goes_on(one, after) else _caused(one, numbers))
        for one, after in zip_longest(pieces, pieces[1:])
    ]


def _goes_on(piece: Piece, after: Piece | None) -> bool:
    return after is not None and piece.kind == "gone" and (after.kind, after.causes) == ("new", piece.causes)


def _caused(piece: Piece, numbers: Numbers) -> list[int]:
    return sorted({number for cause in piece.causes for number in numbers.get(cause, [])})


def _change(section: RevisedSection, numbers: Numbers) -> PaperChange:
    before, after = section.section.heading, section.heading.text
    return PaperChange(
        number=section.section.position,
        heading=after,
        pieces=_pieces(section.text.pieces, numbers),
        text=section.text.text,
        former_heading="" if before == after else before,
    )


def _attachments(columns: list[Column], comments: list[Comment]) -> list[PaperAttachment]:
    short = {column.answer.pk: column.recipient.unit.short_name for column in columns if column.answer}
    said: dict[int | None, list[int]] = defaultdict(list)
    for comment in comments:
        said[comment.attachment_id].append(comment.number or 0)
    rows = AnswerAttachment.objects.filter(answer__in=short).select_related("file").order_by("answer", "pk")
    return [
        PaperAttachment(row.name, short[row.answer_id], row.file.sha256, said.get(row.pk, [])) for row in rows
    ]
