"""The round's comments as a list to work in: filtered, with progress, each with what it needs to be weighed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from organisation.models import User

from .models import AnswerParty, Comment, ReferralRound

CURRENT = AnswerParty.objects.filter(answer=OuterRef("answer"), current=True)


@dataclass(frozen=True)
class Wanted:
    """What the reader wants to see; an empty value wants everything."""

    status: str = ""  # "unweighed", "outdated", "dropped" or an outcome
    section: int | None = None  # position in the draft; 0 is the draft as a whole
    unit: str = ""  # the recipient's public id
    mine: bool = False


@dataclass(frozen=True)
class Progress:
    """How far the weighing has come."""

    marked: int
    weighed: int
    outdated: int

    @property
    def left(self) -> int:
        """Comments that wait for a disposition."""
        return self.marked - self.weighed


def comments(referral_round: ReferralRound) -> QuerySet[Any]:
    """Every comment of the round, dropped ones too, by number; ``is_current`` is false for outdated ones."""
    return (
        Comment.objects.filter(round=referral_round)
        .annotate(is_current=Exists(CURRENT))
        .select_related(
            "recipient__unit",
            "answer",
            "item__question",
            "attachment",
            "section_version",
            "disposition__weighed_by",
            "assignee",
        )
        .order_by("number", "pk")
    )


def matching(referral_round: ReferralRound, wanted: Wanted, user: User) -> QuerySet[Any]:
    """The comments that match what the reader wants."""
    found = comments(referral_round).filter(_status(wanted.status))
    if wanted.section is not None:
        found = found.filter(_section(wanted.section))
    if wanted.unit:
        found = found.filter(recipient__public_id=wanted.unit)
    return found.filter(assignee=user) if wanted.mine else found


def progress(referral_round: ReferralRound) -> Progress:
    """Counts over the comments that are not dropped; an outdated one is not weighed, whatever was said."""
    active = comments(referral_round).filter(state=Comment.State.ACTIVE)
    rows = [
        (one["disposition_id"], one["is_current"]) for one in active.values("disposition_id", "is_current")
    ]
    return Progress(
        marked=len(rows),
        weighed=sum(1 for disposition, current in rows if disposition and current),
        outdated=sum(1 for _disposition, current in rows if not current),
    )


def _section(position: int) -> Q:
    return Q(section_version__position=position) if position else Q(section_version=None)


def _status(status: str) -> Q:
    active = Q(state=Comment.State.ACTIVE)
    if status == "unweighed":
        return active & Q(disposition=None)
    if status == "outdated":
        return active & Q(is_current=False)
    if status == "dropped":
        return ~active
    return active & Q(disposition__outcome=status) if status else active
