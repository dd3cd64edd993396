"""What one app's event sets going in another, in the same transaction: event kind → callables."""

from functools import partial

from celery import current_app
from django.db import transaction

from ledger.events import Effect
from ledger.models import Event


def wake_round(event: Event) -> None:
    """After the commit, see whether this was the round's last answer; the sweep repeats it."""
    send = partial(
        current_app.send_task,
        "workflows.tasks.advance_round",
        args=[event.data["round"]],
        retry=False,
        ignore_result=True,
    )
    transaction.on_commit(send, robust=True)


EFFECTS: dict[str, tuple[Effect, ...]] = {
    "answer.released": (wake_round,),
    "answer.abstained": (wake_round,),
}
