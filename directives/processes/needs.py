"""Questions and needs: asked in a minute, then answered, merged, left to somebody, turned or closed."""

from typing import Any

from django.db.models import Q, QuerySet

from cases import access
from cases.models import WorkItem
from cases.takers import Taker
from cases.text import normalise
from cases.work_items import finish_items, item_for_role, open_items
from directives.models import Need, Process, ProcessPart
from ledger.events import record
from ledger.work import work
from organisation import clock, roles
from organisation.models import Unit, User

from . import holders, seats
from .errors import MergeIntoItself, NeedSettled, NobodyAnswers, QuestionEmpty, RouteMissing

State = Need.State
OPEN = (State.NEW, State.ROUTED, State.DRAFTING)
MOST_OFFERED = 200
HANDLING = ("lead_process", "keep_processes", "handle_need")
READING = ("see_need", *HANDLING)
TAKING = ("secretary", "officer", "process_owner", "director", "head", "manager", "representative")
RELATED = (
    "process__unit",
    "process__keeper",
    "part",
    "asker",
    "asker_unit",
    "merged_into__routed_unit",
    "merged_into__settled_by",
    "merged_into__round__case",
    "merged_into__assignment",
    "routed_unit",
    "round__case",
    "assignment",
    "settled_by",
)


def ask(
    process: Process, *, by: User, kind: str, text: str, part: ProcessPart | None = None, name: str = ""
) -> Need:
    """Leave a question or a need with whoever leads the process. Raises QuestionEmpty, NobodyAnswers."""
    words = normalise(text).strip()
    if not words:
        raise QuestionEmpty
    with work():
        made = Need.objects.create(
            process=process,
            part=part,
            kind=kind,
            text=words,
            asker=by,
            asker_unit=seats.home_of(by),
            asker_name=" ".join(normalise(name).split()),
            asked_at=clock.now(),
        )
        holders.lay_need(made, process, by=by)
        if not WorkItem.objects.filter(target_type="need", target_id=made.pk).exists():
            raise NobodyAnswers(name=process.name)
        tell("need.asked", made, by)
        return made


def answer(need: Need, *, by: User, text: str) -> Need:
    """Answer, also for everybody whose question was merged into this one. Raises NeedSettled."""
    words = normalise(text).strip()
    if not words:
        raise QuestionEmpty
    with work():
        fresh = opened(need)
        fresh.answer = words
        settle(fresh, State.ANSWERED, by, "answer")
        for one in (fresh, *fresh.merged.select_related(*RELATED)):
            tell("need.answered", one, by)
        return fresh


def merge(need: Need, *, by: User, into: Need) -> Need:
    """Let another question of the process stand for this one too. Raises MergeIntoItself, NeedSettled."""
    with work():
        fresh = opened(need)
        other = Need.objects.select_for_update(no_key=True).get(pk=into.pk)
        if other.pk == fresh.pk or other.process_id != fresh.process_id or other.state == State.MERGED:
            raise MergeIntoItself
        fresh.merged.update(merged_into=other)
        fresh.merged_into = other
        settle(fresh, State.MERGED, by, "merged_into")
        tell("need.merged", fresh, by, into=other.pk)
        return fresh


def route(need: Need, *, by: User, to: Taker) -> Need:
    """Leave it to a council or a decider: a unit gets it as a task, other words are kept. Raises RouteMissing."""
    words = to.words or (to.user.name if to.user else "")
    if to.unit is None and not words:
        raise RouteMissing
    with work():
        fresh = opened(need)
        fresh.routed_unit, fresh.routed_words = to.unit, words
        settle(fresh, State.ROUTED, by, "routed_unit", "routed_words")
        if to.unit is not None:
            open_items([item_for_unit(fresh, to.unit)])
        tell("need.routed", fresh, by, routed_unit=to.unit.pk if to.unit else None)
        return fresh


def close(need: Need, *, by: User, reason: str) -> Need:
    """End it and what was merged into it, saying why; whoever asked may do so too. Raises NeedSettled."""
    words = normalise(reason).strip()
    if not words:
        raise QuestionEmpty
    with work():
        fresh = opened(need)
        fresh.answer = words
        settle(fresh, State.CLOSED, by, "answer")
        for one in (fresh, *fresh.merged.select_related(*RELATED)):
            tell("need.closed", one, by)
        return fresh


def lay_waiting() -> int:
    """Let every new question lie with those who lead its process today; answers how many moved.

    Somebody may begin or end on a day when nobody does anything; run every night.
    """
    with work():
        waiting = Need.objects.filter(state=State.NEW).select_related("process__unit", "process__keeper")
        rows = waiting.select_for_update(of=("self",), no_key=True).order_by("pk")
        return sum(holders.lay_need(need, need.process, by=None) for need in rows)


def asked_by(user: User) -> QuerySet[Need]:
    """What ``user`` has asked."""
    return access.visible_to(user, Need, "see_need").filter(asker=user).select_related(*RELATED)


def asked_of(user: User) -> QuerySet[Need]:
    """What has reached the processes ``user`` leads or keeps, and what was left to ``user``'s units."""
    led = access.visible_by_any(user, Need, *HANDLING)
    rows: QuerySet[Need] = led.select_related(*RELATED)
    return rows


def readable(user: User, process: Process) -> QuerySet[Need]:
    """What has reached one process, as far as ``user`` may read it."""
    seen = access.visible_by_any(user, Need, *READING).filter(process=process)
    rows: QuerySet[Need] = seen.select_related(*RELATED)
    return rows


def others_of(need: Need) -> QuerySet[Need]:
    """What a question may be merged into, the latest first."""
    rows = Need.objects.filter(process=need.process_id).exclude(pk=need.pk)
    rows = rows.exclude(Q(state=State.MERGED) | Q(state=State.CLOSED))
    return rows.filter(pk__in=rows.values("pk")[:MOST_OFFERED])


def locked(need: Need) -> Need:
    """The fresh row, locked."""
    Need.objects.select_for_update(no_key=True).only("pk").get(pk=need.pk)
    return Need.objects.select_related(*RELATED).get(pk=need.pk)


def opened(need: Need) -> Need:
    """The fresh row, locked and not settled. Raises NeedSettled."""
    fresh = locked(need)
    if fresh.state not in OPEN:
        raise NeedSettled(name=fresh.settled_by.name if fresh.settled_by else "")
    return fresh


def settle(need: Need, state: str, by: User | None, *fields: str) -> None:
    """Say where it stands now and who said so; it is in nobody's list any more."""
    need.state, need.settled_at, need.settled_by = state, clock.now(), by
    need.save(update_fields=["state", "settled_at", "settled_by", *fields])
    finish_items(need, by=by)


def item_for_unit(need: Need, unit: Unit) -> WorkItem:
    """An unsaved task for those who take questions there."""
    held = (role for role in TAKING if roles.holders(frozenset({role}), Q(pk=unit.pk)).exists())
    return item_for_role(
        WorkItem.Kind.NEED,
        unit=unit,
        role=next(held, "officer"),
        target=need,
        title=holders.label(need),
        case=None,
    )


def tell(kind: str, need: Need, by: User | None, **ids: Any) -> None:
    """Record it where only the asker and the process look: the words themselves are in no event."""
    unit = need.process.unit or need.process.keeper
    record(
        kind,
        by=by,
        on_behalf_of=access.acting_for(by, "lead_process", unit) if unit and by else None,
        unit=unit,
        subject=need,
        asker=need.asker_id,
        process=need.process_id,
        **ids,
    )
