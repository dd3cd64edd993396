"""The agenda: announced items put on it, ordered, breaks between them, extra ones during the meeting."""

from collections.abc import Iterable
from datetime import time

from django.db.models import Prefetch

from cases.meetings.errors import MeetingNotOpen, MeetingNotPlanned, OtherBody
from cases.meetings.places import State, expect, lock_item, refuse_approved, tell
from cases.meetings.planning import BEFORE, lock_meeting, task_title
from cases.models import AgendaDocument, AgendaItem, Case, Meeting, WorkItem
from cases.work_items import finish_items, item_for_role, open_items
from ledger.work import work
from organisation import clock
from organisation.models import User

RUNS = (*BEFORE, Meeting.State.OPEN)


def put_on_agenda(item: AgendaItem, meeting: Meeting, *, by: User) -> AgendaItem:
    """Put an announced item last on the agenda of a meeting of its body. Raises OtherBody, ItemTaken."""
    with work():
        held = lock_meeting(meeting)
        _refuse_over(held)
        locked = lock_item(item)
        expect(locked, State.ANNOUNCED)
        if locked.body_id != held.body_id:
            raise OtherBody(body=locked.body.unit.name)
        locked.meeting, locked.position = held, _last(held) + 1
        locked.extra = held.is_running
        locked.state = State.LISTED
        locked.save(update_fields=["meeting", "position", "extra", "state"])
        finish_items(locked, by=by)
        tell("item.listed", locked, by)
        return locked


def add_item(
    meeting: Meeting,
    *,
    by: User,
    title: str,
    kind: str = AgendaItem.Kind.FORMAL,
    case: Case | None = None,
    presenter: str = "",
    minutes: int | None = None,
    starts_at: time | None = None,
) -> AgendaItem:
    """Write an item straight on the agenda: formalities, breaks, and extra items during the meeting."""
    with work():
        held = lock_meeting(meeting)
        _refuse_over(held)
        item = AgendaItem.objects.create(
            body=held.body,
            meeting=held,
            case=case,
            kind=AgendaItem.Kind(kind),
            title=title.strip()[:300],
            presenter=presenter.strip(),
            minutes=minutes,
            starts_at=starts_at,
            position=_last(held) + 1,
            extra=held.is_running,
            state=State.LISTED,
            created_at=clock.now(),
            created_by=by,
        )
        tell("item.listed", item, by)
        return item


def take_off_agenda(item: AgendaItem, *, by: User) -> None:
    """Take an item off before the meeting: a matter is announced again, others are gone."""
    with work():
        locked = lock_item(item)
        refuse_approved(locked)
        expect(locked, State.LISTED)
        meeting = locked.meeting
        if meeting is None or meeting.state not in BEFORE:
            raise MeetingNotPlanned
        if locked.case is None and locked.summons_id is None and locked.continues_id is None:
            tell("item.removed", locked, by, title=locked.title)
            locked.papers.all().delete()  # the documents stay registered
            locked.texts.all().delete()
            locked.delete()
        else:
            _back(locked, by)
        _number_anew(meeting)


def order_agenda(meeting: Meeting, items: Iterable[AgendaItem], *, by: User) -> list[AgendaItem]:
    """Take the items up in this order; those not named follow as they stood, closed ones keep their place."""
    with work():
        held = lock_meeting(meeting)
        _refuse_over(held)
        agenda = list(held.items.order_by("position"))
        rows = {row.pk: row for row in agenda if not row.is_closed}
        wanted = [rows.pop(item.pk) for item in items if item.pk in rows]
        moved = iter([*wanted, *rows.values()])
        order = _write_positions([row if row.is_closed else next(moved) for row in agenda])
        ids = [item.pk for item in order]
        tell_meeting = order[0] if order else None
        if tell_meeting is not None:
            tell("agenda.ordered", tell_meeting, by, order=ids)
        return order


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda in order, with what its rows show, in a constant number of queries."""
    rows = meeting.items.select_related("case", "body__unit", "summons", "occasion", "proposal", "created_by")
    papers = AgendaDocument.objects.select_related("summons", "file__file", "file__document")
    return list(rows.prefetch_related(Prefetch("papers", papers)).order_by("position", "id"))


def numbered(items: Iterable[AgendaItem]) -> dict[int, int]:
    """What each item is called until it is a §: "ärende 6", counted without breaks, by the item's id."""
    counted = [item for item in items if item.kind != AgendaItem.Kind.BREAK]
    return {item.pk: number for number, item in enumerate(counted, start=1)}


def _back(item: AgendaItem, by: User) -> None:
    item.meeting = item.position = None
    item.state = State.ANNOUNCED
    item.save(update_fields=["meeting", "position", "state"])
    open_items(
        [
            item_for_role(
                WorkItem.Kind.AGENDA,
                unit=item.body.unit,
                role="secretary",
                target=item,
                title=task_title(item),
                case=item.case,
            )
        ]
    )
    tell("item.announced", item, by)


def _refuse_over(meeting: Meeting) -> None:
    if meeting.state not in RUNS:
        raise MeetingNotOpen


def _last(meeting: Meeting) -> int:
    return meeting.items.order_by("-position").values_list("position", flat=True).first() or 0


def _number_anew(meeting: Meeting) -> None:
    _write_positions(list(meeting.items.order_by("position")))


def _write_positions(items: list[AgendaItem]) -> list[AgendaItem]:
    moved = []
    for position, item in enumerate(items, start=1):
        if item.position != position:
            item.position = position
            moved.append(item)
    AgendaItem.objects.bulk_update(moved, ["position"])
    return items
