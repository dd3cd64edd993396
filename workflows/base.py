"""What every flow and task here has, and Viewflow's defaults lack."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.models import Process, Task
from viewflow.workflow.nodes.end import EndActivation
from viewflow.workflow.nodes.handle import HandleActivation
from viewflow.workflow.nodes.if_gate import IfActivation
from viewflow.workflow.nodes.view import ViewActivation
from viewflow.workflow.status import PROCESS

from cases import access
from organisation import clock


class CaseFlow(flow.Flow):
    """A flow whose steps wait for each other's lock instead of racing or sleeping.

    Without a lock 57 of 60 simultaneous processes were stranded; the stock lock refuses to wait
    and sleeps between tries.
    """

    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)


class LaterActivation(Activation):
    """An activation whose task is not saved as it is made but noted in ``later``, with the one it follows.

    The step that set ``later`` writes all of them when it is over. Without it Viewflow saves each one
    as it is made, once more as it is completed, and its link apart.
    """

    later: list[tuple[Task, Task]] | None = None
    __eq__, __hash__ = object.__eq__, object.__hash__  # Viewflow's go by the id, which comes later

    @classmethod
    def create(cls, flow_task: Any, prev_activation: Any, token: Any, **facts: Any) -> Activation:
        """Make the task that follows ``prev_activation``."""
        later = getattr(prev_activation, "later", None)
        if later is None:
            made: Activation = super().create(flow_task, prev_activation, token, **facts)
            return made
        task = flow_task.flow_class.task_class(
            process=prev_activation.process,
            flow_task=flow_task,
            flow_task_type=flow_task.task_type,
            token=token,
            data=facts.get("data") or {},
        )
        task.seed = facts.get("seed")
        later.append((task, prev_activation.task))
        activation = cls(task)
        activation.later = later
        return activation


class TaskActivation(LaterActivation, ViewActivation):
    """Of a person's step."""


class WaitingActivation(LaterActivation, HandleActivation):
    """Of something that is waited for."""


class ChoiceActivation(LaterActivation, IfActivation):
    """Of a choice."""

    @Activation.status.super()
    def activate(self) -> None:
        """Ask the question, without a savepoint: when it fails nothing of the step is kept."""
        self._condition_result = self.flow_task._condition(self)

    @Activation.status.super()
    def complete(self) -> None:
        """End the task, which is written later."""
        self.task.finished = clock.now()
        if self.later is None:
            self.task.save()


class EndingActivation(LaterActivation, EndActivation):
    """Of the end of a flow."""

    @Activation.status.super()
    def activate(self) -> None:
        """End the process, unless another of its tasks waits: one statement."""
        self.task.started = ended = clock.now()
        waiting = self.process.task_set.filter(finished=None).exclude(pk=self.task.pk or 0)
        ending = Process.objects.filter(~Exists(waiting), pk=self.process.pk)
        if ending.update(status=PROCESS.DONE, finished=ended):
            self.process.status, self.process.finished = PROCESS.DONE, ended

    @Activation.status.super()
    def complete(self) -> None:
        """End the task, which is written later."""
        self.task.finished = clock.now()
        if self.later is None:
            self.task.save()


class Waiting(flow.Handle):
    """Something that is waited for: nobody takes this step, the engine does."""

    activation_class = WaitingActivation


class Choice(flow.If):
    """The flow goes one way or the other."""

    activation_class = ChoiceActivation


class Ending(flow.End):
    """The end of the flow."""

    activation_class = EndingActivation


class CaseTask(flow.View):
    """A person's step: ``access`` decides who may take it, every time it is taken.

    A stock task without ``.Permission()`` is everybody's and its execution only checks the owner.
    """

    activation_class = TaskActivation

    def __init__(self, action: str, about: Callable[[Any], Any], **kwargs: Any) -> None:
        super().__init__(view=None, **kwargs)
        self.action = action
        self._about = about

    def subject(self, task: Any) -> Any:
        """The domain row the step is about."""
        return self._about(task.process.coerced)

    def can_assign(self, user: Any, task: Any) -> bool:
        """Whether ``user`` may take the step now."""
        return access.can(user, self.action, self.subject(task))

    def can_execute(self, user: Any, task: Any) -> bool:
        """Whether ``user`` may complete the step now, whoever it was assigned to."""
        return access.can(user, self.action, self.subject(task))

    def can_view(self, user: Any, task: Any) -> bool:
        """Whether ``user`` may see the step at all."""
        return access.can(user, self.action, self.subject(task))
