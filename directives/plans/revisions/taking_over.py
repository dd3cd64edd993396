"""What came of the round put into the plan, by machine where a field can take it; or left out, saying why."""

from django.utils.translation import override

from cases import following_whole
from cases.following_whole import Followed
from cases.models import ReferralRound
from cases.register_language import LANGUAGE
from cases.text import normalise
from directives.models import ReferredPart, Revision, StruckPart
from directives.plans import building
from directives.plans.errors import NotInVersion, ReasonMissing
from directives.plans.places import planning
from directives.plans.places import tell as tell_plan
from directives.plans.revisions.errors import NothingToTake, WordingsLeft
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import names, weighed
from .places import RELATED, State, locked, tell
from .takeable import CHANGED_SINCE, facts, moves
from .weighed import Weighed


def take_over(found: Weighed, *, by: User) -> Weighed:
    """Put what was weighed about a part into the planning version.

    Raises NothingToTake, NotInVersion, NotThisStep, and what changing a part raises.
    """
    with work():
        fresh = locked(found.revision, State.REVISING)
        one = _anew(fresh, found)
        wanted, further = facts(one), moves(one)
        if not wanted and not further:
            raise NothingToTake
        if one.row is None:
            _say_why_struck(fresh, one, wanted["reason"], by)
        elif wanted:
            building.change(one.row, by=by, **wanted)
        for move in further:
            move(by=by)
        tell("revision.wording_taken", fresh, by, part=one.part.pk)
        return one


def leave_out(found: Weighed, *, by: User, reason: str) -> ReferredPart:
    """Say why what was weighed about a part is not in the plan. Raises ReasonMissing, NotInVersion, NotThisStep."""
    why = normalise(reason).strip()
    if not why:
        raise ReasonMissing
    with work():
        fresh = locked(found.revision, State.REVISING)
        one = _anew(fresh, found)
        row, _made = ReferredPart.objects.get_or_create(
            revision=fresh, section=one.section.section, defaults={"part": one.part}
        )
        row.left_reason, row.left_at, row.left_by = why, clock.now(), by
        row.save(update_fields=["left_reason", "left_at", "left_by"])
        tell("revision.wording_left", fresh, by, part=one.part.pk)
        return row


def refuse_left(revision: Revision) -> None:
    """Raises WordingsLeft with the parts whose weighed wording is neither in the plan nor left out with a reason."""
    found = weighed.left_open(revision)
    if found:
        raise WordingsLeft(names=names.joined([one.weighed.heading for one in found]))


def follow_plan(revision: Revision, *, by: User) -> None:
    """Let the round's text read as the plan that is proposed or adopted, each difference with its reason."""
    if revision.round is None:
        return
    with override(LANGUAGE):
        told = [_followed(one) for one in weighed.parts(revision) if not one.follows]
    following_whole.follow(revision.round, told, by=by)


def follow_adopted(referral_round: ReferralRound, *, by: User | None) -> None:
    """The same when the plan is adopted, for what was proposed before it was told; nothing for any other round."""
    sender = by or referral_round.closed_by
    found = Revision.objects.select_related(*RELATED).filter(round=referral_round).first()
    if found is not None and sender is not None:
        follow_plan(found, by=sender)


def _followed(one: Weighed) -> Followed:
    reason = one.left if one.missing and one.left else one.reason or str(CHANGED_SINCE)
    return Followed(one.section.section_id, one.now.heading, one.now.text, reason)


def _anew(revision: Revision, found: Weighed) -> Weighed:
    """What was weighed about the same part, as it all reads now."""
    one = weighed.find(revision, found.section.section.public_id)
    if one is None:
        raise NotInVersion(name=found.weighed.heading)
    return one


def _say_why_struck(revision: Revision, one: Weighed, reason: str, by: User) -> None:
    if revision.draft is None:
        raise ValueError("a revision under way has its planning version")
    version = planning(revision.draft)
    StruckPart.objects.filter(version=version, part=one.part).update(reason=reason)
    tell_plan("plan.part_changed", version.plan, by, subject=version, part=one.part.pk, fields=["reason"])
