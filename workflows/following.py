"""Letting an item's process follow its rows: idempotent, after every event and again by the sweep."""

from typing import Any

from viewflow.workflow.status import PROCESS

from cases.models import AgendaItem
from ledger.work import work

from .flows.decision import DecisionFlow
from .item_stages import first, newest, stage
from .models import DecisionProcess
from .steps import leave, open_task

NODES: dict[str, Any] = {
    "prepare": DecisionFlow.prepare_proposal,
    "review": DecisionFlow.review_proposal,
    "agenda": DecisionFlow.put_on_agenda,
    "decide": DecisionFlow.decide_item,
    "approve": DecisionFlow.approve_minutes,
    "notice": DecisionFlow.post_notice,
    "deliver": DecisionFlow.deliver_extracts,
    "follow_up": DecisionFlow.follow_up,
}
HANDLES = (DecisionFlow.approve_minutes, DecisionFlow.follow_up)
MOST_STEPS = 2 * len(NODES)  # from any step to any other, back and forth


def follow(item: AgendaItem) -> bool:
    """Begin the matter's process, or move it to where its rows say that it is; answers whether it moved."""
    begun = first(item)
    process = DecisionProcess.objects.filter(item=begun).first() or _begin(begun)
    if process is None:
        return False
    with work(), DecisionFlow.lock(process.pk):
        process.refresh_from_db()
        if process.status != PROCESS.NEW:
            return False
        return sum(_one_step(process, newest(begun)) for _step in range(MOST_STEPS)) > 0


def follow_meeting(meeting_id: int) -> int:
    """The same for every item of a meeting; answers how many moved."""
    items = AgendaItem.objects.filter(meeting=meeting_id, case__isnull=False)
    return sum(follow(item) for item in items)


def _one_step(process: DecisionProcess, item: AgendaItem) -> bool:
    """Leave the present step when the item has left it."""
    wanted = NODES.get(stage(AgendaItem.objects.select_related("occasion").get(pk=item.pk)))
    return step_towards(process, NODES, wanted, handles=HANDLES)


def step_towards(process: Any, nodes: dict[str, Any], wanted: Any, *, handles: tuple[Any, ...] = ()) -> bool:
    """Leave the step that waits, unless it is the one that is wanted; answers whether one was left."""
    here = next((node for node in nodes.values() if open_task(process, node)), None)
    if here is None or here is wanted:
        return False
    if here in handles:
        here.run(open_task(process, here))
    else:
        leave(process, here)
    return True


def _begin(item: AgendaItem) -> DecisionProcess | None:
    """The matter's new process; of two who begin it at once the second finds the first one's."""
    if item.case_id is None:
        return None
    with work():
        AgendaItem.objects.select_for_update(no_key=True).only("pk").get(pk=item.pk)
        if not DecisionProcess.objects.filter(item=item).exists():
            DecisionFlow.begin.run(item=item)
    return DecisionProcess.objects.get(item=item)
