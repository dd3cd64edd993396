"""Asking a colleague for rows of an answer, and the rows being done."""

from datetime import date

from django.db.models import QuerySet

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access
from .answers import open_answer, recipient_of
from .errors import ColleagueOutsideUnit
from .models import AnswerItem, ItemRequest, Recipient, WorkItem
from .text import normalise
from .work_items import finish_items, item_for_person, open_items


def ask_colleague(
    item: AnswerItem, colleague: User, *, by: User, message: str = "", due_on: date | None = None
) -> ItemRequest:
    """Ask somebody in the own administration for one row; it lands in their list of tasks.

    A row of a section stands for the whole section: everything asked about it goes along, as one
    task. Earlier open requests for the rows are replaced. Raises ColleagueOutsideUnit.
    """
    with work():
        answer = open_answer(item.answer)
        recipient = recipient_of(answer)
        if not colleagues(recipient).filter(pk=colleague.pk).exists():
            raise ColleagueOutsideUnit
        rows = rows_with(item)
        _end_requests(rows, "withdrawn_at", by)
        request, *_others = ItemRequest.objects.bulk_create(
            ItemRequest(
                item=row,
                colleague=colleague,
                message=normalise(message)[:500],
                due_on=due_on,
                asked_at=clock.now(),
                asked_by=by,
            )
            for row in rows
        )
        open_items([_request_item(request, recipient)])
        record(
            "answer.colleague_asked",
            by=by,
            on_behalf_of=access.acting_for(by, "write_answer", recipient.unit),
            case=recipient.case,
            subject=request.item,
            restricted_to=recipient.unit,
            colleague=colleague.pk,
        )
        return request


def finish_request(request: ItemRequest, *, by: User) -> None:
    """The colleague is done with the rows, or they are taken back; a second time changes nothing."""
    with work():
        recipient = recipient_of(open_answer(request.item.answer))
        field = "done_at" if request.colleague_id == by.pk else "withdrawn_at"
        _end_requests(rows_with(request.item), field, by)
        if field == "done_at":
            record(
                "answer.colleague_done",
                by=by,
                on_behalf_of=access.acting_for(by, "write_answer", recipient.unit),
                case=recipient.case,
                subject=request.item,
                restricted_to=recipient.unit,
                asked_by=request.asked_by_id,
            )


def rows_with(item: AnswerItem) -> list[AnswerItem]:
    """Every row of the same section in the order of the questions; a row about the whole stands alone."""
    section = item.question.section_version_id
    if section is None:
        return [item]
    rows = AnswerItem.objects.filter(answer=item.answer_id, question__section_version=section)
    return list(rows.select_related("question__section_version").order_by("question__position", "pk"))


def colleagues(recipient: Recipient) -> QuerySet[User]:
    """Active people with any seat in the answering unit or below it."""
    return access.people_of(recipient.unit)


def _end_requests(rows: list[AnswerItem], field: str, by: User) -> None:
    waiting = ItemRequest.objects.filter(item__in=rows, done_at__isnull=True, withdrawn_at__isnull=True)
    for request in waiting.select_for_update():
        setattr(request, field, clock.now())
        request.save(update_fields=[field])
        finish_items(request, by=by)


def _request_item(request: ItemRequest, recipient: Recipient) -> WorkItem:
    item = item_for_person(
        WorkItem.Kind.SECTION,
        user=request.colleague,
        unit=recipient.unit,
        target=request,
        title=f"{_asked_about(request)} · {recipient.round.title}"[:300],
        case=recipient.round.case,
        due_on=request.due_on,
        asked_by=request.asked_by,
        asked_from=recipient.unit,
    )
    item.target_public_id = recipient.public_id
    return item


def _asked_about(request: ItemRequest) -> str:
    """The heading of the section the question is about, else the question's own words."""
    section = request.item.question.section_version
    return section.heading if section else request.item.question.text
