"""Steering documents made through the real verbs: registered as older, or adopted by a round."""

import io
from datetime import date

from cases import outcome
from cases.models import ReferralRound
from cases.received import Original
from directives.models import SteeringCard, SteeringDocument
from directives.steering.earlier import EarlierBasis, register_older
from organisation.models import Unit
from tests import factories
from workflows import engine

TEXT = "# Syfte\nVi gör det lätt att nå oss.\n\n# Omfattning\nGäller alla."


def older(region: factories.World, title: str = "Riktlinje för digitala möten", **facts) -> SteeringDocument:
    """A document the board adopted in May 2024, valid from June, kept by the process unit."""
    basis = EarlierBasis(
        unit=facts.pop("body", None) or board(),
        on=facts.pop("on", date(2024, 5, 17)),
        paragraph=facts.pop("paragraph", 61),
        on_words=facts.pop("on_words", ""),
    )
    given = {"valid_from": date(2024, 6, 1), "text": TEXT, "diary": region.diary, "by": region.owner}
    return register_older(region.process_unit, title=title, basis=basis, **(given | facts))


def board() -> Unit:
    """The one board that decided in those days."""
    found = Unit.objects.filter(short_name="SSN").first()
    return found or factories.unit("SSN", kind="body")


def card_of(steering: SteeringDocument) -> SteeringCard:
    """The card as another request reads it."""
    return SteeringCard.objects.get(document=steering.document_id)


def original(name: str = "riktlinje.txt", content: bytes = b"Som fil.") -> Original:
    """A file as somebody attaches it."""
    return Original(name, io.BytesIO(content), len(content))


def decided(
    region: factories.World, valid_from: date, found: ReferralRound | None = None
) -> SteeringDocument:
    """What the director adopted of a round."""
    found = found or factories.closed_round(region)
    read = outcome.proposal(found).content_hash
    engine.decide(found, by=region.director, read_hash=read, valid_from=valid_from)
    return SteeringDocument.objects.get(decision__round=found)
