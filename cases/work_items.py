"""Opening and finishing what waits for somebody."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet

from organisation import clock
from organisation.models import Unit, User

from .models import Case, Extension, Recipient, WorkItem


def item_for_role(kind: str, *, unit: Unit, role: str, **facts: Any) -> WorkItem:
    """An unsaved item for whoever holds ``role`` in ``unit``."""
    return WorkItem(kind=kind, unit=unit, role=role, **_facts(**facts))


def item_for_person(kind: str, *, user: User, unit: Unit | None = None, **facts: Any) -> WorkItem:
    """An unsaved item for one person; ``unit`` is where the work belongs, so that its managers see it."""
    return WorkItem(kind=kind, user=user, unit=unit, **_facts(**facts))


def owner_item(
    kind: str,
    recipient: Recipient,
    *,
    target: Model | None = None,
    due_on: date | None = None,
    asked_by: User | None = None,
) -> WorkItem:
    """An unsaved item for the round's owner about one recipient; it leads to the round."""
    item = item_for_role(
        kind,
        unit=recipient.round.unit,
        role="process_owner",
        target=target or recipient,
        title=f"{recipient.unit.name}: {recipient.round.title}",
        case=recipient.round.case,
        due_on=due_on,
        asked_by=asked_by,
        asked_from=recipient.unit if asked_by else None,
    )
    item.target_public_id = recipient.round.public_id
    return item


def title_in_lists(case: Case | None, title: str) -> str:
    """What a list says: of a case with a secrecy mark its number alone, for a list asks nobody's right to it."""
    return (case.number or "") if case and case.secrecy_provision else title


def open_items(items: list[WorkItem]) -> None:
    """Put items in the lists they belong to; an item already open there stays one."""
    WorkItem.objects.bulk_create(items, ignore_conflicts=True)


def finish_items(target: Model, *kinds: str, by: User | None) -> None:
    """Take the open items of these kinds about ``target`` off every list; no kinds means all."""
    waiting = open_about(target)
    if kinds:
        waiting = waiting.filter(kind__in=kinds)
    waiting.update(done_at=clock.now(), done_by=by)


def twins_of(item: Any) -> QuerySet[WorkItem]:
    """Open rows of the same thing for the same unit: what waits for two roles is one thing to do."""
    return WorkItem.objects.filter(
        target_type=item.target_type,
        target_id=item.target_id,
        kind=item.kind,
        unit=item.unit,
        user=item.user,
        done_at=None,
    )


def finish_all(targets: QuerySet[Any], *kinds: str, by: User | None) -> None:
    """The same for every row of ``targets``."""
    waiting = WorkItem.objects.filter(
        target_type=targets.model._meta.model_name, target_id__in=targets.values("pk"), done_at__isnull=True
    )
    if kinds:
        waiting = waiting.filter(kind__in=kinds)
    waiting.update(done_at=clock.now(), done_by=by)


def finish_place(recipient: Recipient, *kinds: str, by: User) -> None:
    """Take the open items of these kinds about the place, and about its open wish for more time, off every list."""
    wish = Extension.objects.filter(recipient=recipient, state=Extension.State.ASKED).values("pk")[:1]
    own = Q(target_type="recipient", target_id=recipient.pk, kind__in=kinds)
    # "=", for there is one at most; with "in" no index would be used
    wished = Q(target_type="extension", target_id=wish)
    WorkItem.objects.filter(own | wished, done_at=None).update(done_at=clock.now(), done_by=by)


def move_due_day(targets: Iterable[Model], day: date) -> None:
    """Let the open items about these rows, all of one kind, be due on another day."""
    rows = list(targets)
    if not rows:
        return
    WorkItem.objects.filter(
        target_type=rows[0]._meta.model_name,
        target_id__in=[row.pk for row in rows],
        done_at__isnull=True,
        due_on__isnull=False,
    ).update(due_on=day)


def open_about(target: Model) -> QuerySet[WorkItem]:
    """The open items about ``target``."""
    return WorkItem.objects.filter(
        Q(target_type=target._meta.model_name, target_id=target.pk), done_at__isnull=True
    )


def _facts(
    *,
    target: Any,
    title: str,
    case: Case | int | None,
    due_on: date | None = None,
    asked_by: User | None = None,
    asked_from: Unit | None = None,
) -> dict[str, Any]:
    """What every item says; ``asked_by`` and ``asked_from`` are the person and the unit that wait for it."""
    return {
        "target_type": target._meta.model_name,
        "target_id": target.pk,
        "target_public_id": getattr(target, "public_id", ""),
        "title": title_in_lists(case, title) if isinstance(case, Case) else title,
        "case_id": case.pk if isinstance(case, Case) else case,
        "due_on": due_on,
        "asked_by": asked_by,
        "asked_from": asked_from,
        "created_at": clock.now(),
    }
