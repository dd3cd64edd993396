"""An officer's way to the agenda: draft the item with its points, have it reviewed, announce it."""

from typing import Any

from cases.meetings.errors import NoPoints
from cases.meetings.places import State, expect, lock_item, tell, writable
from cases.meetings.planning import task_title
from cases.meetings.points import refuse_incomplete
from cases.models import AgendaDocument, AgendaItem, Body, Case, ReferralRound, WorkItem
from cases.reasons import said
from cases.work_items import finish_items, item_for_person, item_for_role, open_items
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

FACTS = ("title", "presenter", "kind", "minutes", "starts_at", "immediate")
NEEDS_POINTS = (AgendaItem.Kind.DECISION, AgendaItem.Kind.ENDORSEMENT)


def draft_item(
    case: Case | None,
    body: Body,
    *,
    by: User,
    title: str,
    kind: str = AgendaItem.Kind.DECISION,
    presenter: str = "",
    referral_round: ReferralRound | None = None,
) -> AgendaItem:
    """Begin an item for a body's meeting; nobody else sees it before it is sent on."""
    with work():
        item = AgendaItem.objects.create(
            body=body,
            case=case,
            round=referral_round,
            kind=AgendaItem.Kind(kind),
            title=title.strip()[:300],
            presenter=presenter.strip(),
            created_at=clock.now(),
            created_by=by,
        )
        tell("item.drafted", item, by)
        return item


def change_item(item: AgendaItem, *, by: User, **facts: Any) -> AgendaItem:
    """Change what the item is called and how it is taken up, until it is closed."""
    with work():
        locked = writable(item)
        changed = [name for name in FACTS if name in facts and getattr(locked, name) != facts[name]]
        for name in changed:
            setattr(locked, name, facts[name])
        if changed:
            locked.save(update_fields=changed)
            tell("item.changed", locked, by, fields=changed)
        return locked


def send_for_review(item: AgendaItem, reviewer: User, *, by: User) -> AgendaItem:
    """Let a manager read it before it is announced. Raises NoPoints, PointIncomplete."""
    with work():
        locked = lock_item(item)
        expect(locked, State.DRAFTED)
        _refuse_unready(locked)
        _move(locked, State.REVIEW)
        finish_items(locked, by=by)
        open_items([_for_person(WorkItem.Kind.REVIEW, locked, reviewer, by)])
        tell("item.sent_for_review", locked, by, reviewer=reviewer.pk)
        return locked


def review(item: AgendaItem, *, by: User) -> AgendaItem:
    """Find the item ready; it is announced to the body's secretary."""
    with work():
        locked = lock_item(item)
        expect(locked, State.REVIEW)
        locked.reviewed_at, locked.reviewed_by = clock.now(), by
        locked.save(update_fields=["reviewed_at", "reviewed_by"])
        return _announce(locked, by)


def send_back(item: AgendaItem, *, by: User, reason: str) -> AgendaItem:
    """Give the item back to whoever drafted it, saying why."""
    why = said(reason)
    with work():
        locked = lock_item(item)
        expect(locked, State.REVIEW, State.ANNOUNCED)
        _move(locked, State.DRAFTED)
        finish_items(locked, by=by)
        open_items([_for_person(WorkItem.Kind.REWORK, locked, locked.created_by, by)])
        tell("item.sent_back", locked, by, author=locked.created_by_id, reason=why)
        return locked


def announce(item: AgendaItem, *, by: User) -> AgendaItem:
    """Announce (anmäla) an item to the body: its secretary may put it on an agenda. Raises NoPoints."""
    with work():
        locked = lock_item(item)
        expect(locked, State.DRAFTED)
        _refuse_unready(locked)
        return _announce(locked, by)


def goes_round_again(item: AgendaItem, *, by: User) -> AgendaItem:
    """The successor of a returned or postponed item, with its points, summary and papers as they were.

    Returned, it goes back to its author; postponed, it waits for the next agenda.
    """
    returned = item.outcome == AgendaItem.Outcome.RETURNED
    successor = AgendaItem.objects.create(
        body=item.body,
        case=item.case,
        round=item.round,
        continues=item,
        kind=item.kind,
        title=item.title,
        presenter=item.presenter,
        proposal=item.proposal,
        created_at=clock.now(),
        created_by=item.created_by,
    )
    for text in item.texts.filter(field="background"):
        text.pk, text.item = None, successor
        text.save()
    _copy_points(item, successor)
    _copy_papers(item, successor)
    if returned:
        open_items([_for_person(WorkItem.Kind.REWORK, successor, item.created_by, by)])
        tell("item.drafted", successor, by, continues=item.pk)
        return successor
    return _announce(successor, by)


def _announce(item: AgendaItem, by: User) -> AgendaItem:
    item.state = State.ANNOUNCED
    item.announced_at, item.announced_by = clock.now(), by
    item.save(update_fields=["state", "announced_at", "announced_by"])
    finish_items(item, by=by)
    open_items(
        [
            item_for_role(
                WorkItem.Kind.AGENDA,
                unit=item.body.unit,
                role="secretary",
                target=item,
                title=task_title(item),
                case=item.case,
                asked_by=by,
                asked_from=_home(item),
            )
        ]
    )
    tell("item.announced", item, by)
    return item


def _refuse_unready(item: AgendaItem) -> None:
    if item.kind in NEEDS_POINTS and not item.points.exists():
        raise NoPoints
    refuse_incomplete(item)


def _copy_points(item: AgendaItem, successor: AgendaItem) -> None:
    for point in item.points.filter(added=False).prefetch_related("adoptions"):
        adoptions = list(point.adoptions.all())
        point.pk, point.public_id = None, point._meta.get_field("public_id").get_default()
        point._state.adding = True
        point.item, point.text, point.struck, point.edition = successor, point.proposed, False, 0
        point.save()
        for adoption in adoptions:
            adoption.pk, adoption.point = None, point
            adoption._state.adding = True
            adoption.save()


def _copy_papers(item: AgendaItem, successor: AgendaItem) -> None:
    """Each file once, unsent: the pages it had belong to the meeting it was sent to.

    Of the proposal only the newest wording goes along.
    """
    papers = list(item.papers.select_related("file"))
    worded = [paper for paper in papers if item.proposal_id and paper.file.document_id == item.proposal_id]
    files = {paper.file.file_id: paper for paper in papers if paper not in worded[:-1]}
    AgendaDocument.objects.bulk_create(
        AgendaDocument(
            item=successor, file=paper.file, title=paper.title, position=0 if paper in worded else position
        )
        for position, paper in enumerate(files.values(), start=1)
    )


def _move(item: AgendaItem, state: str) -> None:
    item.state = state
    item.save(update_fields=["state"])


def _for_person(kind: str, item: AgendaItem, user: User, by: User) -> WorkItem:
    home = _home(item)
    return item_for_person(
        kind,
        user=user,
        unit=home,
        target=item,
        title=item.title,
        case=item.case,
        asked_by=by,
        asked_from=home,
    )


def _home(item: AgendaItem) -> Unit:
    """The unit that prepares the item."""
    return item.case.unit if item.case else item.body.unit
