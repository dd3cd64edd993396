"""The letter "ni tyckte – så gjorde vi" gathered for the typesetter."""

from collections.abc import Sequence
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import override

from . import matrix
from .late_changes import ChangedLate
from .merging import Piece
from .models import Comment, Disposition, ReferralRound
from .paper.feedback import FeedbackPaper, Stage, feedback_pdf
from .paper.parts import Outcome, PaperChange, PaperComment, PaperPiece, PaperRow
from .text_marks import unmarked
from .told import Told, ToldComment


def pdf(told: Told, referral_round: ReferralRound, *, answer_at: str) -> bytes:
    """The letter as an accessible PDF, in the language of the draft."""
    with override(referral_round.version.language):
        return feedback_pdf(paper(told, referral_round, answer_at=answer_at))


def paper(told: Told, referral_round: ReferralRound, *, answer_at: str) -> FeedbackPaper:
    """Everything the letter tells, in words; ``answer_at`` is where the reply is given."""
    letter, decision = told.feedback, told.decision
    return FeedbackPaper(
        language=referral_round.version.language,
        case_number=referral_round.case.number or "",
        title=referral_round.title,
        sender=referral_round.unit.name,
        recipient=letter.recipient.unit.name,
        stage=cast(Stage, letter.stage),
        sent_at=letter.sent_at,
        rows=_rows(referral_round),
        comments=[_comment(one) for one in told.comments],
        later_changes=[_later(part) for part in _all_late(told)],
        decision=_decision(told),
        valid_from=decision.valid_from if decision else None,
        answer_at=answer_at if letter.meant is None else "",
    )


def _decision(told: Told) -> str:
    """Whose decision it is, in words: an official's by its number, a body's by its §."""
    one = told.decision
    if one is None:
        return told.paragraph
    return _("%(who)s, beslut %(number)s") % {"who": one.decider_title, "number": one.number}


def _rows(referral_round: ReferralRound) -> list[PaperRow]:
    parts = referral_round.version.sections.all()
    rows = [PaperRow(part.position, part.heading) for part in parts]
    return [*rows, PaperRow(matrix.OVERALL, _("Samlad bedömning"))]


def _comment(told: ToldComment) -> PaperComment:
    comment = told.comment
    disposition = cast(Disposition, comment.disposition)  # nothing unweighed is ever closed
    wording = comment.field == "wording"
    return PaperComment(
        number=comment.number or 0,
        recipient=comment.recipient.unit.short_name,
        section=comment.section_version.position if comment.section_version else matrix.OVERALL,
        outcome=cast(Outcome, disposition.outcome),
        reason=disposition.reason,
        quote="" if wording else comment.quote,
        wording=comment.quote if wording else "",
        place=place(comment),
        change=_pieces([*told.heading, *told.text]),
    )


def place(comment: Comment) -> str:
    """Where in a file it stands, or ""."""
    if comment.attachment is None:
        return ""
    return ", ".join(part for part in (comment.attachment.name, comment.place) if part)


def _all_late(told: Told) -> list[ChangedLate]:
    """Every section that changed after the closing, once, in order."""
    parts = {part.section.pk: part for part in told.late}
    parts |= {one.late.section.pk: one.late for one in told.comments if one.late}
    return sorted(parts.values(), key=lambda part: part.section.position)


def _later(part: ChangedLate) -> PaperChange:
    former = "".join(piece.text for piece in part.heading if piece.kind != "new")
    return PaperChange(
        number=part.section.position,
        heading=part.section.heading,
        pieces=_pieces(part.text),
        text=part.section.text,
        former_heading=former if part.renamed else "",
    )


def _pieces(pieces: Sequence[Piece]) -> list[PaperPiece]:
    return [PaperPiece(piece.kind, unmarked(piece.text)) for piece in pieces]
