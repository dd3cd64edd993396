"""Whether a decision has to do with a steering document: names it, adopts it, refers to it or is of its case."""

from typing import Any

from django.db.models import Q

from cases.meetings.names import earlier_name, item_name
from cases.models import AgendaItem, Decision, EarlierDecision, Point, Reference
from directives.models import SteeringCard

Basis = AgendaItem | Decision | EarlierDecision


def is_about(basis: Basis, *cards: SteeringCard) -> bool:
    """Whether what is known of the decision speaks of one of the documents; nothing known speaks against nothing."""
    said = _said(basis)
    return not said or any(
        card.document.title.casefold() in said or _ties(basis, card) or _adopts(basis, card) for card in cards
    )


def about(basis: Basis) -> str:
    """What the decision says that it is about: its title, else its first point."""
    return basis.title or next((point.text or point.proposed for point in _points(basis)), "")


def name_of(basis: Basis) -> str:
    """How the decision is referred to."""
    if isinstance(basis, AgendaItem):
        return item_name(basis)
    return earlier_name(basis) if isinstance(basis, EarlierDecision) else str(basis)


def _said(basis: Basis) -> str:
    """All its words that can name a document, in small letters."""
    own: list[str] = [basis.title]
    if isinstance(basis, AgendaItem):
        own += list(basis.texts.values_list("text", flat=True))
    if isinstance(basis, Decision):
        own.append(basis.reason)
    own += [f"{point.text} {point.proposed} {point.what}" for point in _points(basis)]
    return " ".join(words for words in own if words.strip()).casefold()


def _points(basis: Basis) -> list[Point]:
    return list(basis.points.filter(struck=False))


def _ties(basis: Basis, card: SteeringCard) -> bool:
    """The document's own case, or a reference to the decision that adopted one of its wordings."""
    if getattr(basis, "case_id", None) == card.document.case_id:
        return True
    if isinstance(basis, EarlierDecision):
        return False
    of: dict[str, Any] = {"item" if isinstance(basis, AgendaItem) else "decision": basis}
    adopting = Q(adoptions__version__document=card.document_id)
    adopted = Point.objects.filter(adopting).values("pk")
    by_item = Q(to_item__points__in=adopted) | Q(to_decision__points__in=adopted)
    named = Q(to_point__in=adopted) | Q(to_earlier__points__in=adopted) | by_item
    return Reference.objects.filter(named, **of).exists()


def _adopts(basis: Basis, card: SteeringCard) -> bool:
    """A point of it adopts a wording of the document."""
    whole = isinstance(basis, Decision) and basis.version is not None
    if whole and basis.version.document_id == card.document_id:  # type: ignore[union-attr]
        return True
    return bool(basis.points.filter(adoptions__version__document=card.document_id).exists())
