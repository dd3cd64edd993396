"""Milestones somebody proposes: a new one, several merged into one, one dropped; each is answered, with a reason."""

from collections.abc import Iterable

from cases.errors import AlreadyDone
from cases.text import normalise
from directives.models import MilestoneWording, PartProposal, PlanPart, Revision
from directives.plans import building
from directives.plans.errors import NotInVersion, ReasonMissing, WordsMissing, YearOutside
from ledger.work import work
from organisation import clock
from organisation.models import User

from .places import State, locked, tell

Kind = PartProposal.Kind
TAKEN_IN = (State.PREPARING, State.REPORTING, State.COMPILING, State.REVISING)


def propose_new(
    revision: Revision,
    *,
    by: User,
    area: PlanPart,
    title: str,
    reason: str,
    text: str = "",
    year: int | None = None,
) -> PartProposal:
    """Propose a new milestone in an area. Raises WordsMissing, ReasonMissing, YearOutside, NotInVersion."""
    if not normalise(title).strip():
        raise WordsMissing
    return _make(revision, Kind.NEW, by, reason, [], area=area, title=title, text=text, year=year)


def propose_merge(
    revision: Revision, *, by: User, parts: Iterable[PlanPart], title: str, reason: str, text: str = ""
) -> PartProposal:
    """Propose that two or more milestones become one, under a new title. Raises WordsMissing, ReasonMissing."""
    chosen = list(dict.fromkeys(parts))
    if not normalise(title).strip() or len(chosen) < 2:
        raise WordsMissing
    return _make(revision, Kind.MERGE, by, reason, chosen, title=title, text=text)


def propose_drop(revision: Revision, *, by: User, part: PlanPart, reason: str) -> PartProposal:
    """Propose that a milestone is struck. Raises ReasonMissing, NotInVersion."""
    return _make(revision, Kind.DROP, by, reason, [part])


def accept(proposal: PartProposal, *, by: User, answer: str = "") -> PartProposal:
    """Let the planning version be as proposed. Raises AlreadyDone, NotThisStep and what building raises."""
    with work():
        revision = locked(proposal.revision, *TAKEN_IN)
        fresh = _waiting(proposal)
        fresh.revision = revision
        fresh.became = _apply(fresh, by)
        return _answer(fresh, PartProposal.State.ACCEPTED, by, answer)


def decline(proposal: PartProposal, *, by: User, answer: str) -> PartProposal:
    """Leave the plan as it is, saying why. Raises ReasonMissing, AlreadyDone."""
    if not normalise(answer).strip():
        raise ReasonMissing
    with work():
        locked(proposal.revision, *TAKEN_IN)
        return _answer(_waiting(proposal), PartProposal.State.DECLINED, by, answer)


def _make(
    revision: Revision, kind: str, by: User, reason: str, parts: list[PlanPart], **facts: object
) -> PartProposal:
    why = normalise(reason).strip()
    if not why:
        raise ReasonMissing
    with work():
        fresh = locked(revision, *TAKEN_IN)
        _refuse_unfit(fresh, parts, facts)
        row = PartProposal.objects.create(
            revision=fresh,
            kind=kind,
            reason=why,
            made_at=clock.now(),
            made_by=by,
            **{
                name: normalise(value).strip() if isinstance(value, str) else value
                for name, value in facts.items()
            },
        )
        row.parts.set(parts)
        tell("milestone.proposed", fresh, by, proposal=row.pk, what=kind)
        return row


def _refuse_unfit(revision: Revision, parts: list[PlanPart], facts: dict[str, object]) -> None:
    version = revision.draft
    known = set(
        MilestoneWording.objects.filter(version=version, part__in=parts).values_list("part", flat=True)
    )
    for part in parts:
        if part.pk not in known:
            raise NotInVersion(name=part.get_kind_display())
    year = facts.get("year")
    if version is not None and isinstance(year, int) and year not in version.years:
        raise YearOutside(year=year, first=version.first_year, last=version.last_year)


def _waiting(proposal: PartProposal) -> PartProposal:
    fresh = PartProposal.objects.select_for_update(of=["self"]).get(pk=proposal.pk)
    if fresh.state != PartProposal.State.PROPOSED:
        raise AlreadyDone
    return fresh


def _answer(proposal: PartProposal, state: str, by: User, answer: str) -> PartProposal:
    proposal.state, proposal.answer = state, normalise(answer).strip()
    proposal.answered_at, proposal.answered_by = clock.now(), by
    proposal.save()
    tell(
        "milestone.proposal_answered", proposal.revision, by, proposal=proposal.pk, author=proposal.made_by_id
    )
    return proposal


def _apply(proposal: PartProposal, by: User) -> PlanPart | None:
    version = proposal.revision.draft
    if version is None:
        raise ValueError("a revision under way has its planning version")
    rows = list(
        MilestoneWording.objects.filter(version=version, part__in=proposal.parts.all())
        .select_related("part", "version__plan", "area")
        .order_by("position")
    )
    if len(rows) != proposal.parts.count():
        raise NotInVersion(name=PlanPart.Kind.MILESTONE.label)
    if proposal.kind == Kind.DROP:
        building.strike(rows[0], by=by, reason=proposal.reason)
        return None
    made = building.add(version, PlanPart.Kind.MILESTONE, by=by, **_facts_of_new(proposal, rows))
    part: PlanPart = made.part
    for row in rows:
        building.strike(row, by=by, reason=proposal.reason, into=part)
    return part


def _facts_of_new(proposal: PartProposal, rows: list[MilestoneWording]) -> dict[str, object]:
    """A merged milestone stands where the first of them stood and is owned as it was; its year is the latest."""
    first = rows[0] if rows else None
    years = [row.last_year for row in rows if row.last_year is not None]
    year = proposal.year or (max(years) if years else None)
    return {
        "area": first.area if first else proposal.area,
        "title": proposal.title,
        "description": proposal.text or (first.description if first else ""),
        "last_year": year,
        "owner": first.owner if first else None,
        "unit": first.unit if first else None,
        "reason": proposal.reason,
    }
