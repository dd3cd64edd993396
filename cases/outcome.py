"""After the weighing: a group's endorsement, late changes, and a named official's decision."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from ledger.events import record
from ledger.numbers import Series, claim
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import access, documents, feedback, wholes
from .errors import DayHasPassed, ReasonMissing, ReceivedInFuture
from .locks import lock_round
from .models import (
    Decision,
    Document,
    DocumentVersion,
    Endorsement,
    LateChange,
    ReferralRound,
    Section,
    SectionVersion,
    WorkItem,
)
from .outcome_errors import CannotDecide, GroupCannotDecide, NothingChanged, RoundNotClosed, VersionChanged
from .reasons import said
from .registration import register_document
from .text import normalise
from .work_items import finish_all, finish_items, item_for_person, open_items

AFTER_CLOSING = (WorkItem.Kind.LATE_ANSWER, WorkItem.Kind.REPLACED)  # nothing is weighed after a decision


def endorse(
    referral_round: ReferralRound, *, by: User, group: Unit, on: date, outcome: str, condition: str = ""
) -> Endorsement:
    """Record a group's position on the proposed version; a reservation says what it is.

    Raises GroupCannotDecide for what is no group, ReasonMissing, RoundNotClosed.
    """
    if group.kind != Unit.Kind.GROUP:
        raise GroupCannotDecide
    if on > clock.today():
        raise ReceivedInFuture
    condition = normalise(condition).strip()
    if outcome != Endorsement.Outcome.SUPPORTS and not condition:
        raise ReasonMissing
    with work():
        locked = _closed(referral_round)
        endorsement = Endorsement.objects.create(
            round=locked,
            version=proposal(locked),
            group=group,
            outcome=Endorsement.Outcome(outcome),
            condition=condition,
            on=on,
            recorded_at=clock.now(),
            recorded_by=by,
        )
        _record("endorsement.recorded", locked, by, endorsement=endorsement.pk)
        return endorsement


def change_proposal(
    referral_round: ReferralRound,
    section: Section,
    *,
    by: User,
    read_hash: str,
    heading: str,
    text: str,
    reason: str,
) -> DocumentVersion:
    """Change a section after the closing, saying why: a new frozen version becomes the proposal.

    Raises VersionChanged when somebody else changed it since ``read_hash``, NothingChanged, DecidedInWhole.
    """
    why = said(reason)
    with work():
        locked = _closed(referral_round)
        wholes.refuse_part(locked)
        base = _as_read(locked, read_hash)
        version = _copied(base, section, normalise(heading).strip()[:300], normalise(text))
        documents.freeze(version, by=by)
        if version.content_hash == base.content_hash:
            raise NothingChanged
        LateChange.objects.create(
            round=locked, version=version, section=section, reason=why, changed_at=clock.now(), changed_by=by
        )
        locked.revised_version = version
        locked.save(update_fields=["revised_version"])
        _record("proposal.changed", locked, by, version=version.pk)
        return version


def ask_for_decision(referral_round: ReferralRound, decider: User, *, by: User) -> None:
    """Put the proposal before a named official; raises CannotDecide, DecidedInWhole."""
    with work():
        locked = _closed(referral_round)
        wholes.refuse_part(locked)
        if not access.can(decider, "decide", locked):
            raise CannotDecide
        finish_items(locked, WorkItem.Kind.ADOPT, WorkItem.Kind.DECIDE, by=by)
        open_items(
            [
                item_for_person(
                    WorkItem.Kind.DECIDE,
                    user=decider,
                    unit=locked.unit,
                    asked_by=by,
                    asked_from=locked.unit,
                    target=locked,
                    title=locked.title,
                    case=locked.case,
                )
            ]
        )
        _record("decision.asked", locked, by, decider=decider.pk)


def decide(
    referral_round: ReferralRound,
    *,
    by: User,
    read_hash: str,
    valid_from: date,
    kind: str = Decision.Kind.DELEGATED,
    reason: str = "",
) -> Decision:
    """Adopt exactly the version that was read, from a day on; the decider is whoever signs here.

    The decision gets the authority's next number, each administration its final letter. Raises
    VersionChanged, DayHasPassed, RoundNotClosed, DecidedInWhole.
    """
    if valid_from < clock.today():
        raise DayHasPassed
    with work():
        locked = _closed(referral_round)
        wholes.refuse_part(locked)
        version = _as_read(locked, read_hash)
        decision = _signed(locked, version, by, kind, normalise(reason).strip(), valid_from)
        locked.state = ReferralRound.State.DECIDED
        locked.save(update_fields=["state"])
        finish_items(locked, by=by)
        finish_all(locked.recipients.all(), *AFTER_CLOSING, by=by)
        feedback.send(locked, by=by, stage=feedback.FINAL)
        record(
            "decision.made",
            by=by,
            on_behalf_of=access.acting_for(by, "decide", locked.unit),
            case=locked.case,
            unit=locked.unit,
            subject=decision,
            round=locked.pk,
        )
        return decision


def decided_by_body(referral_round: ReferralRound, *, by: User | None) -> ReferralRound | None:
    """Let an approved § be the round's decision; None when the round was decided or opened again before."""
    with work():
        locked = lock_round(referral_round)
        if locked.state != ReferralRound.State.CLOSED:
            return None
        sender = by or locked.closed_by
        if sender is None:
            return None
        locked.state = ReferralRound.State.DECIDED
        locked.save(update_fields=["state"])
        finish_items(locked, by=by)
        finish_all(locked.recipients.all(), *AFTER_CLOSING, by=by)
        feedback.send(locked, by=sender, stage=feedback.FINAL)
        return locked


def proposal(referral_round: ReferralRound) -> DocumentVersion:
    """The version a decision would adopt; raises RoundNotClosed before there is one."""
    if referral_round.revised_version is None:
        raise RoundNotClosed
    return referral_round.revised_version


def late_changes(referral_round: ReferralRound) -> list[LateChange]:
    """What was changed since the latest closing, in order."""
    if referral_round.closed_at is None:
        return []
    rows = referral_round.late_changes.filter(changed_at__gte=referral_round.closed_at)
    return list(rows.select_related("version", "section", "changed_by"))


def closed_version(referral_round: ReferralRound) -> DocumentVersion:
    """The version as it was when the weighing was closed, before any late change."""
    changes = late_changes(referral_round)
    version = proposal(referral_round)
    if not changes:
        return version
    earlier = version.document.versions.filter(number__lt=changes[0].version.number)
    return earlier.order_by("-number")[0]


def _closed(referral_round: ReferralRound) -> ReferralRound:
    locked = lock_round(referral_round)
    if locked.state != ReferralRound.State.CLOSED:
        raise RoundNotClosed
    return locked


def _as_read(referral_round: ReferralRound, read_hash: str) -> DocumentVersion:
    version = proposal(referral_round)
    if version.content_hash != read_hash:
        raise VersionChanged
    return version


def _copied(base: DocumentVersion, section: Section, heading: str, text: str) -> DocumentVersion:
    version = documents.next_version(base)
    for part in base.sections.all():
        changed = part.section_id == section.pk
        SectionVersion.objects.create(
            section_id=part.section_id,
            version=version,
            position=part.position,
            heading=heading if changed else part.heading,
            text=text if changed else part.text,
            keywords=part.keywords,
        )
    return version


def _signed(
    referral_round: ReferralRound,
    version: DocumentVersion,
    by: User,
    kind: str,
    reason: str,
    valid_from: date,
) -> Decision:
    with override(referral_round.version.language):  # the register keeps one language, whoever presses
        title = _("Beslut om %(title)s") % {"title": referral_round.title}
    authority = referral_round.unit.authority or referral_round.unit
    decision = Decision.objects.create(
        case=referral_round.case,
        round=referral_round,
        authority=authority,
        kind=Decision.Kind(kind),
        title=title[:300],
        reason=reason,
        decider=by,
        decider_title=by.title or by.name,
        decided_at=clock.now(),
        version=version,
        version_hash=version.content_hash,
        valid_from=valid_from,
        document=register_document(
            referral_round.case,
            kind=Document.Kind.DECISION,
            title=title[:300],
            direction=Document.Direction.INTERNAL,
            by=by,
        ),
    )
    claim(Series(f"decisions:{authority.pk}", clock.today().year), decision)
    return decision


def _record(kind: str, referral_round: ReferralRound, by: User, **data: Any) -> None:
    record(
        kind,
        by=by,
        on_behalf_of=access.acting_for(by, "manage_round", referral_round.unit),
        case=referral_round.case,
        unit=referral_round.unit,
        subject=referral_round,
        **data,
    )
