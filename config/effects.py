"""What one app's event sets going in another, in the same transaction: event kind → callables."""

from directives import steering
from ledger.doorbell import ring_after_commit
from ledger.events import Effect
from ledger.models import Event


def wake_round(event: Event) -> None:
    """See whether this was the round's last answer, after the commit; the sweep repeats it."""
    ring_after_commit("workflows.tasks.advance_round", event.data["round"])


EFFECTS: dict[str, tuple[Effect, ...]] = {
    "answer.released": (wake_round,),
    "answer.abstained": (wake_round,),
    "recipient.withdrawn": (wake_round,),
    "decision.made": (steering.make_valid,),
}
