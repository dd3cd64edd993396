"""What waits for those who answer: once the answer is approved, the one step that is left."""

from organisation.models import User

from .models import Recipient, WorkItem
from .work_items import finish_items, item_for_role, open_about, open_items

WRITERS = "representative"
APPROVERS = ("manager", "head")


def answer_item(recipient: Recipient, *, asked_by: User | None = None) -> WorkItem:
    """The task of whoever writes this recipient's answer; nobody outside waits for a change to a given one."""
    item = _item(WorkItem.Kind.ANSWER, recipient, WRITERS)
    item.asked_by = asked_by
    item.asked_from = recipient.round.unit if asked_by else None
    return item


def approval_item(recipient: Recipient, role: str, asked_by: User) -> WorkItem:
    """The task of whoever may approve this recipient's answer."""
    item = _item(WorkItem.Kind.APPROVE, recipient, role)
    item.asked_by, item.asked_from = asked_by, recipient.unit
    return item


def wait_for_approval(recipient: Recipient, *, by: User) -> None:
    """The managers approve; meanwhile, and if they return it, the answer is still being written."""
    if open_about(recipient).filter(kind=WorkItem.Kind.RELEASE).exists():
        _instead_of(WorkItem.Kind.RELEASE, answer_item(recipient), recipient, by)
    open_items([approval_item(recipient, role, by) for role in APPROVERS])


def wait_for_release(recipient: Recipient, *, by: User) -> None:
    """It is written and approved: what is left is to give it."""
    _instead_of(WorkItem.Kind.ANSWER, _item(WorkItem.Kind.RELEASE, recipient, WRITERS), recipient, by)


def _instead_of(kind: str, item: WorkItem, recipient: Recipient, by: User) -> None:
    """Let ``item`` wait instead of those of ``kind``, for the same person and unit."""
    before = open_about(recipient).filter(kind=kind).first()
    if before is not None:
        item.asked_by, item.asked_from = before.asked_by, before.asked_from
    finish_items(recipient, kind, by=by)
    open_items([item])


def _item(kind: str, recipient: Recipient, role: str) -> WorkItem:
    return item_for_role(
        kind,
        unit=recipient.unit,
        role=role,
        target=recipient,
        title=recipient.round.title,
        case=recipient.round.case,
        due_on=recipient.last_day,
    )
