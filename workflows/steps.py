"""How a step is taken: the process locked, its own task found, ``access`` asked, the verb run, the task completed."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db.models import Model
from viewflow.workflow.exceptions import FlowLockFailed
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS

from cases import access
from cases.errors import AlreadyDone, Busy, NotAllowed
from ledger.work import work
from organisation import clock
from organisation.models import User

WAITING = (STATUS.NEW, STATUS.ASSIGNED, STATUS.STARTED)


@contextmanager
def step(process: Process, node: Any, *, by: User, action: str = "") -> Iterator[None]:
    """Take the step that waits at ``node``; raises AlreadyDone, NotAllowed, Busy.

    ``action`` is the right that is asked for instead of the node's own: a decision is made by an
    official, but the owner may open the weighing again while it waits.
    """
    with work(), locked(process, node.flow_class):
        task = open_task(process, node)
        if task is None:
            raise AlreadyDone
        if not _may(node, task, by, action):
            raise NotAllowed
        activation = node.activation_class(task)
        _take(activation, by)
        yield
        _complete(activation)


def allow(by: User, action: str, subject: Model) -> None:
    """Raises NotAllowed when ``by`` has no right to do ``action`` to ``subject``."""
    if not access.can(by, action, subject):
        raise NotAllowed


def leave(process: Process, node: Any) -> None:
    """Leave the step that waits at ``node`` because of what has happened, on nobody's behalf.

    The caller holds the process's lock and has asked ``access`` about what it does itself.
    """
    task = open_task(process, node)
    if task is not None:
        activation = node.activation_class(task)
        _take(activation, None)
        _complete(activation)


@contextmanager
def locked(process: Process, flow_class: Any) -> Iterator[None]:
    """Wait for the process's lock; one that is held too long is told as a reason, not as an error."""
    with ExitStack() as held:
        try:
            held.enter_context(flow_class.lock(process.pk))
        except FlowLockFailed as error:
            raise Busy from error
        yield


def open_task(process: Process, node: Any) -> Task | None:
    """The process's own waiting task at ``node``, its process at hand; never a task of another process."""
    own = f"process__{node.flow_class.process_class._meta.model_name}"
    tasks = Task.objects.filter(process_id=process.pk, flow_task=node, status__in=WAITING)
    return tasks.select_related(own).first()


def can_take(process: Process, node: Any, user: User, *, action: str = "") -> bool:
    """Whether the step waits and ``user`` may take it: for showing a button, not for guarding it."""
    task = open_task(process, node)
    return task is not None and _may(node, task, user, action)


def let_go(process: Process) -> None:
    """Let no waiting step be held by a person; whoever may take it now is asked when it is taken."""
    for task in Task.objects.filter(process_id=process.pk, status=STATUS.ASSIGNED):
        task.flow_task.activation_class(task).unassign()


def stop(process: Process, flow_class: Any) -> None:
    """Cancel every waiting task and the process; one that has ended is left as it is.

    The caller holds the process's lock.
    """
    process.refresh_from_db()
    if process.status == PROCESS.NEW:
        flow_class.instance.cancel(process)


def _may(node: Any, task: Task, user: User, action: str) -> bool:
    if action:
        return access.can(user, action, node.subject(task))
    return bool(node.can_execute(user, task))


def _take(activation: Any, by: User | None) -> None:
    """Let ``by`` hold the task and start it; it is written once, when it is completed."""
    task = activation.task
    if task.status == STATUS.NEW or by is not None:
        task.owner = by
    task.status, task.started = STATUS.STARTED, clock.now()


def _complete(activation: Any) -> None:
    """Complete the task, and write the tasks that follow it and what each of them followed."""
    activation.later = []
    activation.execute()
    Task.objects.bulk_create([task for task, _before in activation.later])
    follows = Task.previous.through
    follows.objects.bulk_create(follows(from_task=task, to_task=before) for task, before in activation.later)
