"""What a plan stands beside: other plans, and the paragraphs of an agreement whose text is locked."""

from django.db import IntegrityError, transaction

from cases.text import normalise
from directives.models import AgreementParagraph, Plan, PlanRelation
from ledger.work import work
from organisation.models import User

from .errors import OwnRelation, ParagraphKnown, WordsMissing
from .places import running, tell


def relate(plan: Plan, other: Plan, *, kind: str, by: User) -> PlanRelation:
    """Say how a plan stands to another; what is said already stays. Raises OwnRelation, PlanEnded."""
    if plan == other:
        raise OwnRelation
    with work():
        fresh = running(plan)
        row, made = PlanRelation.objects.get_or_create(plan=fresh, other=other, kind=kind)
        if made:
            tell("plan.related", fresh, by, other=other.pk, relation=kind)
        return row


def unrelate(row: PlanRelation, *, by: User) -> None:
    """Take it back; a second time changes nothing."""
    with work():
        plan = running(row.plan)
        deleted, _rows = PlanRelation.objects.filter(pk=row.pk).delete()
        if deleted:
            tell("plan.unrelated", plan, by, other=row.other_id, relation=row.kind)


def add_paragraph(plan: Plan, *, by: User, agreement: str, number: str, text: str) -> AgreementParagraph:
    """Lay down a paragraph of an agreement; its text is never changed here.

    Raises WordsMissing, ParagraphKnown, PlanEnded.
    """
    said = [normalise(words).strip() for words in (agreement, number, text)]
    if not all(said):
        raise WordsMissing
    with work():
        fresh = running(plan)
        try:
            with transaction.atomic():
                row = AgreementParagraph.objects.create(
                    plan=fresh, agreement=said[0], number=said[1], text=said[2]
                )
        except IntegrityError as error:
            raise ParagraphKnown(number=said[1]) from error
        tell("plan.paragraph_added", fresh, by, paragraph=row.pk)
        return row
