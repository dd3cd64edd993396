"""Preparing an answer: acknowledge, co-ordinate, write, ask colleagues, send for approval."""

from datetime import date

from django.db.models import F, QuerySet

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access, answer_text
from .compilation import ENDED
from .errors import (
    AlreadyDone,
    AnswerClosed,
    ColleagueOutsideUnit,
    ColleagueWasFaster,
    NothingAnswered,
    RoundNotOpen,
    UnknownStance,
)
from .models import (
    Answer,
    AnswerItem,
    AnswerParty,
    ItemRequest,
    Question,
    Recipient,
    WorkItem,
)
from .text import normalise
from .work_items import finish_items, item_for_person, item_for_role, open_items


def acknowledge(recipient: Recipient, *, by: User) -> Answer:
    """Confirm that the round has arrived and lay out an empty answer; a second time changes nothing."""
    with work():
        locked = Recipient.objects.select_for_update().get(pk=recipient.pk)
        if locked.state == Recipient.State.CHOSEN:
            raise RoundNotOpen
        if locked.state != Recipient.State.SENT:
            return answer_of(locked)
        locked.state = Recipient.State.ACKNOWLEDGED
        locked.acknowledged_at, locked.acknowledged_by = clock.now(), by
        locked.save(update_fields=["state", "acknowledged_at", "acknowledged_by"])
        answer = _lay_out(locked, by)
        record(
            "recipient.acknowledged",
            by=by,
            on_behalf_of=_behalf(by, locked),
            case=locked.round.case,
            unit=locked.unit,
            subject=locked,
        )
        return answer


def answer_of(recipient: Recipient) -> Answer:
    """The recipient's current answer; raises Answer.DoesNotExist before it is acknowledged."""
    return Answer.objects.get(parties__recipient=recipient, parties__current=True)


def recipient_of(answer: Answer) -> Recipient:
    """The recipient an answer speaks for (the first one of a joint answer)."""
    party = answer.parties.select_related("recipient__round__case", "recipient__unit").order_by("pk")
    return party[0].recipient


def take_coordination(recipient: Recipient, *, by: User) -> Recipient:
    """ "Jag samordnar": one of the seats holds the answer together, seen by all; the latest holds it.

    Raises AnswerClosed once the answer was released or abstained.
    """
    with work():
        locked = Recipient.objects.select_for_update().get(pk=recipient.pk)
        if locked.state in ENDED:
            raise AnswerClosed
        locked.coordinator, locked.coordinated_at = by, clock.now()
        locked.save(update_fields=["coordinator", "coordinated_at"])
        record(
            "answer.coordinated",
            by=by,
            on_behalf_of=_behalf(by, locked),
            case=locked.case,
            subject=locked,
            restricted_to=locked.unit,
        )
        return locked


def save_field(item: AnswerItem, field: str, value: str, *, version: int, by: User) -> int:
    """Save one field if nobody has saved it since ``version``; answers the field's new version.

    Raises ColleagueWasFaster (the newer text stays), AnswerClosed, UnknownStance.
    """
    if field not in AnswerItem.FIELDS:
        raise ValueError(f"{field} is not a field of an answer")
    value = normalise(value)
    with work():
        _mark_begun(item.answer)  # recipient before answer, in the order every verb locks them
        open_answer(item.answer)
        _check_stance(item, field, value)
        saved = AnswerItem.objects.filter(pk=item.pk, **{f"{field}_version": version}).update(
            **{field: value, f"{field}_version": F(f"{field}_version") + 1},
            saved_at=clock.now(),
            saved_by=by,
        )
        if not saved:
            return _unchanged_version(item, field, value)
        return version + 1


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


def set_level(answer: Answer, level: str, *, by: User) -> None:
    """Mark the answer as the officials', the body's, or preliminary until the body confirms it."""
    with work():
        locked = open_answer(answer)
        locked.level = Answer.Level(level)
        locked.save(update_fields=["level"])


def submit(answer: Answer, *, by: User) -> Answer:
    """Send the answer to the manager for approval. Raises NothingAnswered, AlreadyDone, AnswerClosed."""
    with work():
        locked = open_answer(answer)
        if locked.state != Answer.State.DRAFT:
            raise AlreadyDone
        if answer_text.is_empty(locked):
            raise NothingAnswered
        return _ask_for_approval(locked, by)


def ask_again(answer: Answer, *, by: User) -> Answer:
    """Ask for a new approval when the text has changed since the old one."""
    with work():
        locked = open_answer(answer)
        if locked.state != Answer.State.APPROVED:
            raise AlreadyDone
        return _ask_for_approval(locked, by)


def colleagues(recipient: Recipient) -> QuerySet[User]:
    """Active people with any seat in the answering unit or below it."""
    return access.people_of(recipient.unit)


def open_answer(answer: Answer) -> Answer:
    """Lock the answer; raises AnswerClosed once it was released or abstained."""
    locked = Answer.objects.select_for_update(no_key=True).get(pk=answer.pk)
    if not locked.is_open:
        raise AnswerClosed
    return locked


def _lay_out(recipient: Recipient, by: User) -> Answer:
    answer = Answer.objects.create(started_at=clock.now(), started_by=by)
    AnswerParty.objects.create(answer=answer, recipient=recipient)
    AnswerItem.objects.bulk_create(
        AnswerItem(answer=answer, question=question) for question in recipient.round.questions.all()
    )
    return answer


def _ask_for_approval(answer: Answer, by: User) -> Answer:
    recipient = recipient_of(answer)
    answer.state = Answer.State.SUBMITTED
    answer.submitted_at, answer.submitted_by = clock.now(), by
    answer.save(update_fields=["state", "submitted_at", "submitted_by"])
    finish_items(recipient, WorkItem.Kind.RELEASE, by=by)
    open_items([approval_item(recipient, role) for role in ("manager", "head")])
    record(
        "answer.submitted",
        by=by,
        on_behalf_of=_behalf(by, recipient),
        case=recipient.case,
        subject=answer,
        restricted_to=recipient.unit,
    )
    return answer


def _behalf(by: User, recipient: Recipient) -> User | None:
    """Whom ``by`` stands in for when working on this recipient's answer."""
    return access.acting_for(by, "prepare_answer", recipient.unit)


def approval_item(recipient: Recipient, role: str) -> WorkItem:
    """The task of whoever may approve this recipient's answer."""
    return item_for_role(
        WorkItem.Kind.APPROVE,
        unit=recipient.unit,
        role=role,
        target=recipient,
        title=recipient.round.title,
        case=recipient.round.case,
        due_on=recipient.last_day,
    )


def _check_stance(item: AnswerItem, field: str, value: str) -> None:
    if field != "stance" or not value:
        return
    overall = item.question.kind == Question.Kind.OVERALL
    if not item.question.round.stances.filter(code=value, overall=overall).exists():
        raise UnknownStance


def _unchanged_version(item: AnswerItem, field: str, value: str) -> int:
    """The same words saved twice are no conflict; other words are."""
    item.refresh_from_db()
    if getattr(item, field) == value:
        return getattr(item, f"{field}_version")
    raise ColleagueWasFaster(name=item.saved_by.name if item.saved_by else "")


def _mark_begun(answer: Answer) -> None:
    Recipient.objects.filter(answers__answer=answer, state=Recipient.State.ACKNOWLEDGED).update(
        state=Recipient.State.PREPARING, began_at=clock.now()
    )


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
        target=request,
        title=request.item.question.section_version.heading
        if request.item.question.section_version
        else request.item.question.text,
        case=recipient.round.case,
        due_on=request.due_on,
    )
    item.target_public_id = recipient.public_id
    return item
