"""A round that begins with a steering document to be revised: its draft is the wording that is valid now."""

from typing import Any

from cases import access, rounds
from cases.models import ReferralRound
from cases.text import DraftSection
from directives.models import SteeringCard, SteeringDocument
from directives.steering import readable_by, reviews
from ledger.work import work
from organisation.models import User
from workflows import engine


def asked_for(user: User, public_id: str) -> SteeringDocument | None:
    """The wording somebody wants to revise, when they keep it and a review said so."""
    found = readable_by(user).filter(public_id=public_id[:26]).first()
    if found is None:
        return None
    card: SteeringCard = found.document.steering_card
    waits = reviews.waiting_revision(card) is not None
    return found if waits and access.can(user, "keep_steering", card) else None


def begin_revision(wording: SteeringDocument, *, by: User, **facts: Any) -> ReferralRound:
    """Begin the round with the wording as its draft. Raises NothingToRevise and what beginning a round raises."""
    with work():
        begun = engine.begin_round(by=by, **facts)
        begun.version.language = wording.version.language
        begun.version.save(update_fields=["language"])
        rounds.lay_sections(begun, [_draft(part) for part in wording.version.sections.all()], by=by)
        reviews.begin_revision(wording.document.steering_card, begun, by=by)
        return begun


def _draft(part: Any) -> DraftSection:
    return DraftSection(part.heading, part.text, tuple(part.keywords))
