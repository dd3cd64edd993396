"""What came of the round put into the plan, by machine where a field can take it; or left out, saying why."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cases import following_whole, merging, takers
from cases.following_whole import Followed
from cases.merging import Edit
from cases.models import ReferralRound
from cases.text import normalise
from directives.models import PlanPart, ReferredPart, Revision, StruckPart
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
from .section_words import YEARS
from .weighed import Weighed

LABELS = {
    "title": _("Rubrik"),
    "description": _("Text"),
    "years": _("År"),
    "cadence": _("Hur ofta"),
    "owner": _("Ansvarig"),
    "status": _("Status"),
    "needs": _("Bygger på"),
    "effects": _("Effekter"),
    "rest": _("Övrigt"),
    "why": _("Orsak"),
}
WORDS = {
    PlanPart.Kind.MILESTONE: {"title": "title", "description": "description", "why": "reason"},
    PlanPart.Kind.AREA: {"title": "name", "description": "statement", "why": "reason"},
}
LONGEST_HEADING = 300


def facts(one: Weighed) -> dict[str, Any]:
    """The part's fields as the weighing wants them, as far as a machine can say; of a struck part only why."""
    found: dict[str, Any] = {}
    for name in one.missing:
        found |= _taken(one, name)
    return found


def by_hand(one: Weighed) -> list[str]:
    """The names of the fields that only the keeper can put right."""
    return [str(LABELS[name]) for name in one.missing if not _taken(one, name)]


def take_over(found: Weighed, *, by: User) -> Weighed:
    """Put what was weighed about a part into the planning version.

    Raises NothingToTake, NotInVersion, NotThisStep, and what changing a part raises.
    """
    with work():
        fresh = locked(found.revision, State.REVISING)
        one = _anew(fresh, found)
        wanted = facts(one)
        if not wanted:
            raise NothingToTake
        if one.row is None:
            _say_why_struck(fresh, one, wanted["reason"], by)
        else:
            building.change(one.row, by=by, **wanted)
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
    with override(weighed.LANGUAGE):  # the letter keeps one language, whoever proposes
        told = [_followed(one) for one in weighed.parts(revision) if not one.follows]
    following_whole.follow(revision.round, told, by=by)


def follow_adopted(referral_round: ReferralRound, *, by: User | None) -> None:
    """The same when the plan is adopted, for what was proposed before it was told; nothing for any other round."""
    sender = by or referral_round.closed_by
    found = Revision.objects.select_related(*RELATED).filter(round=referral_round).first()
    if found is not None and sender is not None:
        follow_plan(found, by=sender)


def _followed(one: Weighed) -> Followed:
    default = _("Ändrat när planen reviderades efter remissen.")
    reason = one.left if one.missing and one.left else one.reason or str(default)
    return Followed(one.section.section_id, one.now.heading, one.now.text, reason)


def _anew(revision: Revision, found: Weighed) -> Weighed:
    """What was weighed about the same part, as it all reads now."""
    one = weighed.find(revision, found.section.section.public_id)
    if one is None:
        raise NotInVersion(name=found.weighed.heading)
    return one


def _taken(one: Weighed, name: str) -> dict[str, Any]:
    """What one field becomes; nothing where a machine cannot say."""
    if one.row is None:
        return {"reason": _words(one, name)} if name == "why" and one.now.lead == weighed.STRUCK else {}
    if name in WORDS[PlanPart.Kind(one.part.kind)]:
        words = _words(one, name)
        too_long = name == "title" and len(one.weighed.heading) >= LONGEST_HEADING
        return (
            {WORDS[PlanPart.Kind(one.part.kind)][name]: words} if words is not None and not too_long else {}
        )
    if one.field(one.now, name) != one.field(one.sent, name):
        return {}  # the keeper has changed it since
    wanted = one.field(one.weighed, name)
    if name == "years":
        return _years(wanted)
    if name == "owner":
        return _owner(wanted)
    return {"cadence": wanted} if name == "cadence" else {}


def _words(one: Weighed, name: str) -> str | None:
    """The weighed words together with what the keeper changed since; None where they clash."""
    edits = [Edit(1, one.field(one.weighed, name)), Edit(2, one.field(one.now, name))]
    merged = merging.merge(one.field(one.sent, name), edits)
    return None if merged.conflicts else merged.text


def _years(words: str) -> dict[str, Any]:
    found = YEARS.fullmatch(words)
    if found is None:
        return {}
    return {"first_year": int(found[1]), "last_year": int(found[2] or found[1])}


def _owner(words: str) -> dict[str, Any]:
    try:
        taker = takers.find_taker(words)
    except takers.TakerUnclear:
        return {}
    if taker.user is None and taker.unit is None:
        return {}
    return {"owner": taker.user, "unit": taker.unit, "owner_words": ""}


def _say_why_struck(revision: Revision, one: Weighed, reason: str, by: User) -> None:
    if revision.draft is None:
        raise ValueError("a revision under way has its planning version")
    version = planning(revision.draft)
    StruckPart.objects.filter(version=version, part=one.part).update(reason=reason)
    tell_plan("plan.part_changed", version.plan, by, subject=version, part=one.part.pk, fields=["reason"])
