"""The library of steering documents: what fits what somebody asks for, and where each stands in the hierarchy."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import SectionVersion
from directives.models import SteeringCard, SteeringDocument
from directives.steering.validity import valid_on

CARD = "document__steering_card"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody looks for. ``shown`` is "" (valid on the day), "ended" or "all"; ids are public."""

    day: date
    words: str = ""
    kind: str = ""
    process: str = ""
    unit: str = ""
    shown: str = ""
    overdue: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything but the day is asked for."""
        return bool(self.words or self.kind or self.process or self.unit or self.shown or self.overdue)


@dataclass(frozen=True)
class Placed:
    """One wording by id, how deep it stands and below which wording of those shown."""

    pk: int
    depth: int
    below: int | None


def search(readable: QuerySet[SteeringDocument], asked: Asked) -> QuerySet[SteeringDocument]:
    """The wordings that fit, by title."""
    found = _shown(readable, asked)
    if asked.words:
        inside = SectionVersion.objects.filter(
            Q(heading__icontains=asked.words) | Q(text__icontains=asked.words), version=OuterRef("version")
        )
        found = found.filter(Q(title__icontains=asked.words) | Exists(inside))
    if asked.overdue:
        found = found.filter(**{f"{CARD}__review_due_on__lt": asked.day, f"{CARD}__ended_on__isnull": True})
    exact = {"kind": asked.kind, "process__public_id": asked.process, "unit__public_id": asked.unit}
    return found.filter(**{f"{CARD}__{name}": value for name, value in exact.items() if value}).order_by(
        "title", "-valid_from", "pk"
    )


def in_order(found: QuerySet[SteeringDocument]) -> list[Placed]:
    """Every wording that fits, each below the one its card lies under when that fits too; one query."""
    rows = list(found.values_list("pk", f"{CARD}__pk", f"{CARD}__parent"))
    first: dict[int, int] = {}
    for pk, card, _parent in rows:
        first.setdefault(card, pk)
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk, card, parent in rows:
        over = first.get(parent) if first[card] == pk else None
        children[over].append(pk)
    return list(_walk(children, None, 0))


def asked_cards(readable: QuerySet[SteeringDocument]) -> QuerySet[SteeringCard]:
    """The cards of readable documents, to choose among."""
    return SteeringCard.objects.filter(document__in=readable.values("document")).select_related("document")


def shown_for(
    readable: QuerySet[SteeringDocument], cards: Iterable[SteeringCard], day: date
) -> list[SteeringDocument]:
    """The valid wording of each card, else its latest, in the cards' order; those one may not read are left out."""
    wanted = [card.document_id for card in cards]
    best: dict[int, SteeringDocument] = {}
    for row in readable.filter(document__in=wanted).order_by("valid_from", "pk"):
        held = best.get(row.document_id)
        if held is None or row.steers_on(day) or not held.steers_on(day):
            best[row.document_id] = row
    return [best[document] for document in wanted if document in best]


def _shown(readable: QuerySet[SteeringDocument], asked: Asked) -> QuerySet[SteeringDocument]:
    if asked.shown == "all":
        return readable
    if asked.shown == "ended":
        return readable.filter(valid_to__lt=asked.day)
    return readable.filter(pk__in=valid_on(asked.day).values("pk"))


def _walk(children: dict[int | None, list[int]], over: int | None, depth: int) -> Iterable[Placed]:
    waiting = [(pk, over, depth) for pk in reversed(children[over])]
    while waiting:
        pk, below, level = waiting.pop()
        yield Placed(pk, level, below)
        waiting += [(child, pk, level + 1) for child in reversed(children[pk])]
