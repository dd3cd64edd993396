"""What a steering document hangs together with: above, below, beside, before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directives.models import SteeringCard, SteeringDocument, SteeringRelation
from directives.steering import readable_by, shelf, tree
from organisation import clock
from organisation.models import User

Kind = SteeringRelation.Kind


@dataclass(frozen=True)
class Related:
    """Another document, and how this one stands to it in words."""

    label: str
    wording: SteeringDocument


def of(user: User, card: SteeringCard) -> dict[str, Any]:
    """What stands above and below, beside, before and after, as far as one may read it."""
    return {
        "above": _shown(user, _parents(card)),
        "below": _shown(user, card.below.filter(ended_on=None).order_by("document__title", "pk")),
        "related": _relations(user, card),
        "successor": next(iter(_shown(user, [card.replaced_by] if card.replaced_by else [])), None),
        "replaced": _shown(user, card.replaces.all()),
    }


def _parents(card: SteeringCard) -> list[SteeringCard]:
    """From the topmost down to the one right above."""
    rows = SteeringCard.objects.in_bulk(tree.above(card)) if card.parent_id else {}
    found, at = [], card.parent_id
    while at is not None:
        found.append(rows[at])
        at = rows[at].parent_id
    return found[::-1]


def _relations(user: User, card: SteeringCard) -> list[Related]:
    to = [(row.target, row.get_kind_display()) for row in card.relations.select_related("target")]
    back = [(row.source, _passive(row.kind)) for row in card.related_from.select_related("source")]
    shown = {row.document_id: row for row in _shown(user, [other for other, _label in (*to, *back)])}
    return [
        Related(capfirst(str(label)), shown[other.document_id])
        for other, label in (*to, *back)
        if other.document_id in shown
    ]


def _passive(kind: str) -> str:
    """The relation seen from the other side."""
    return {
        Kind.IMPLEMENTS: _("genomförs av"),
        Kind.COMPLEMENTS: _("kompletteras av"),
        Kind.SPECIFIES: _("preciseras av"),
        Kind.REFERS: _("nämns i"),
    }[Kind(kind)]


def _shown(user: User, found: Iterable[SteeringCard]) -> list[SteeringDocument]:
    rows = list(found)
    return shelf.shown_for(readable_by(user), rows, clock.today()) if rows else []
