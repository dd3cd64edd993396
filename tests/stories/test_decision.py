"""A case's whole way through a body: announced, decided as a §, approved, announced to all, delivered, fulfilled."""

from datetime import date, time

import pytest
import time_machine
from django.db import IntegrityError, transaction

from cases import undertakings
from cases.meetings import (
    agenda,
    approving,
    attending,
    extracts,
    in_the_room,
    notices,
    points,
    preparing,
    texts,
)
from cases.meetings.closing import close_item, end_meeting
from cases.meetings.errors import NoQuorum, PointsChanged
from cases.models import AgendaItem, Feedback, Undertaking
from directives import steering
from ledger.models import Event
from tests import factories, meetings
from workflows import engine

pytestmark = pytest.mark.django_db(transaction=True)


@time_machine.travel("2026-11-23 09:00 +0100")
def test_a_round_goes_through_a_board_and_its_decision_is_carried_out():
    region = factories.world("SkaS", "SU")
    board = meetings.board("SSN", seats=5, parent=region.region)
    principles = factories.closed_round(region)
    taker = region.administrations[0]

    # The process owner drafts the item with the round's proposal and announces it with one click.
    item = preparing.draft_item(
        principles.case, board.body, by=region.owner, title="Styrande principer", referral_round=principles
    )
    adopt = points.add_point(
        item,
        by=region.owner,
        text="Nämnden fastställer de styrande principerna.",
        kind="adopt",
        versions=[principles.revised_version],
    )
    points.add_point(
        item,
        by=region.owner,
        text="SkaS får i uppdrag att pröva principerna senast i juni.",
        kind="assign",
        to_unit=taker,
        due_on=date(2027, 6, 30),
    )
    texts.save_text(item, "background", by=region.owner, text="Principerna har varit på remiss.", edition=0)
    item = preparing.announce(item, by=region.owner)

    # The secretary puts it on the agenda, with the formalities before it.
    held = meetings.meeting(board, on=date(2026, 11, 23))
    assert (held.notice_day, held.manuscript_day) == (date(2026, 11, 16), date(2026, 11, 2))
    formal = agenda.add_item(held, by=board.secretary, title="Val av justerare")
    item = agenda.put_on_agenda(item, held, by=board.secretary)
    agenda.order_agenda(held, [item], by=board.secretary)
    agenda.order_agenda(held, [formal], by=board.secretary)
    assert [row.title for row in agenda.items_of(held)] == ["Val av justerare", "Styrande principer"]

    # Two of five are there: no quorum; with the third there is one, and jäv takes it away again.
    held = attending.open_meeting(held, by=board.secretary, chair=board.chair)
    for member in board.ordinary[:2]:
        attending.arrive(held, member, by=board.secretary)
    with pytest.raises(NoQuorum, match="2 av 5 tjänstgör och 3 behövs"):
        close_item(formal, by=board.secretary, outcome="as_proposed")
    attending.arrive(held, board.ordinary[2], by=board.secretary)
    close_item(formal, by=board.secretary, outcome="as_proposed")
    in_the_room.stand_aside(item, board.ordinary[2], by=board.secretary, reason="Anhörig")
    with pytest.raises(NoQuorum):
        close_item(item, by=board.secretary, outcome="as_proposed")
    substitute = board.members[-1]
    attending.arrive(held, substitute, by=board.secretary, serves_for=board.ordinary[2])

    # A point is changed in the meeting, so it cannot be "as proposed"; the board votes.
    points.save_text(adopt, by=board.secretary, text="Nämnden fastställer principerna.", edition=0)
    with pytest.raises(PointsChanged):
        close_item(item, by=board.secretary, outcome="as_proposed")
    chair, second = board.ordinary[:2]
    ballot = in_the_room.vote(
        item,
        {chair: "yes", second: "no", substitute: "abstain"},
        by=board.secretary,
        yes_means="Bifall",
        no_means="Avslag",
    )
    assert (ballot.yes, ballot.no, ballot.casting, ballot.yes_wins) == (1, 1, chair, True)
    in_the_room.reserve(item, second, by=board.secretary, text="För tidigt.")
    close_item(item, by=board.secretary, outcome="changed")
    item.refresh_from_db()
    assert (item.paragraph, item.year) == (2, 2026)
    took_part = {row.member.name: row.capacity for row in item.participations.select_related("member")}
    assert took_part == {"Ledamot 1": "serving", "Ledamot 2": "serving", "Ersättare 2": "serving"}

    # Nothing happens until the minutes are approved, by exactly the two who were named.
    held = end_meeting(held, by=board.secretary)
    occasion = approving.lay_before(held, [second], by=board.secretary)
    assert occasion.due_on == date(2026, 12, 7)
    assert not Undertaking.objects.exists()
    for approver in occasion.approvers.select_related("user"):
        assert not steering.valid_on(date(2026, 11, 23)).exists()
        approving.approve(approver, by=approver.user, read_hash=occasion.content_hash)
    held.refresh_from_db()
    principles.refresh_from_db()
    assert (held.state, principles.state) == ("approved", "decided")
    valid = steering.valid_on(date(2026, 11, 23)).get()
    assert (valid.version, valid.decision_number, valid.decided_by) == (
        principles.revised_version,
        "§ 2/2026",
        "SSN",
    )
    assert Feedback.objects.filter(stage="final").count() == 2
    assert engine.RoundFlow.process_class.objects.get(round=principles).status == "DONE"

    # What is approved never changes, whoever asks.
    with pytest.raises(IntegrityError, match="an approved paragraph never changes"), transaction.atomic():
        AgendaItem.objects.filter(pk=item.pk).update(title="Något annat")

    # The notice is up for three weeks; the extract is delivered; the item is done.
    occasion.refresh_from_db()
    notice = notices.post_notice(occasion, by=board.secretary)
    assert (notice.posted_on, notice.last_appeal_day) == (date(2026, 11, 23), date(2026, 12, 14))
    for unit in extracts.suggested(item):
        extracts.address(item, by=board.secretary, unit=unit)
    item.refresh_from_db()
    assert not extracts.is_done(item)
    sent = extracts.send_messages(held, by=board.secretary)
    assert {unit.name for unit in sent} == {"SkaS", "Invånarinteraktion"}
    assert extracts.is_done(item)

    # SkaS reports; the board declares it fulfilled in a later §.
    ordered = Undertaking.objects.get()
    undertakings.report(ordered, by=region.manager(taker), text="Principerna är prövade.")
    closing = preparing.draft_item(None, board.body, by=board.secretary, title="Återrapportering")
    points.add_point(
        closing, by=board.secretary, text="Uppdraget är fullgjort.", kind="fulfil", fulfils=ordered.point
    )
    later = meetings.meeting(board, on=date(2026, 11, 23), at=time(13, 0))
    meetings.listed(board, later)
    agenda.put_on_agenda(preparing.announce(closing, by=board.secretary), later, by=board.secretary)
    later = meetings.begin(board, later)
    for row in later.items.order_by("position"):
        close_item(row, by=board.secretary, outcome="as_proposed")
    meetings.approved(board, end_meeting(later, by=board.secretary))
    ordered.refresh_from_db()
    assert (ordered.state, ordered.fulfilled_by.item) == ("fulfilled", closing)

    told = Event.objects.filter(kind__in=["paragraph.approved", "notice.posted", "extract.delivered"])
    assert list(told.values_list("kind", flat=True).order_by("id")) == [
        "paragraph.approved",
        "paragraph.approved",
        "notice.posted",
        "extract.delivered",
        "extract.delivered",
        "paragraph.approved",
        "paragraph.approved",
    ]
