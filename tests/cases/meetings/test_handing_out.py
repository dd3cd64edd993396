"""A group's endorsement hands out responsibility when its meeting ends: nothing else approves it (DOMAIN § 1)."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from cases import undertakings
from cases.meetings import agenda, closing, points, preparing
from cases.models import AgendaItem, Case, Undertaking, WorkItem
from organisation import clock
from tests import factories, meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def group():
    return meetings.group()


@pytest.fixture
def held(group, region):
    """The group's meeting goes on with one endorsement of two points: SkaS takes it on, and a note."""
    held = meetings.meeting(group, on=clock.today())
    item = preparing.draft_item(
        meetings.case(group), group.body, by=group.officer, title="Gröna korset", kind="endorsement"
    )
    points.add_point(
        item,
        by=group.officer,
        text="SkaS bereder frågan.",
        kind="assign",
        to_unit=region.administrations[0],
        due_on=clock.today() + factories.timedelta(days=30),
    )
    points.add_point(item, by=group.officer, text="Gruppen tackar.")
    agenda.put_on_agenda(preparing.announce(item, by=group.officer), held, by=group.secretary)
    return meetings.begin(group, held)


def item_of(held):
    return AgendaItem.objects.get(meeting=held)


def close(group, held, outcome="endorsed"):
    return closing.close_item(item_of(held), by=group.secretary, outcome=outcome)


def given():
    return [
        (row.giver.short_name, row.to_unit.short_name, row.what, row.state)
        for row in Undertaking.objects.order_by("pk")
    ]


def waiting():
    return WorkItem.objects.filter(kind="undertaking", done_at=None).count()


OPEN = [("KL HoS", "SkaS", "SkaS bereder frågan.", "open")]


def test_the_end_of_the_meeting_puts_it_on_the_groups_watch_list_and_before_its_taker(group, held):
    close(group, held)
    assert (given(), waiting()) == ([], 0)
    closing.end_meeting(held, by=group.secretary)
    assert (given(), waiting()) == (OPEN, 1)
    assert list(undertakings.given_by(group.unit)) == list(Undertaking.objects.all())


@pytest.mark.parametrize("outcome", ["not_endorsed", "noted", "postponed"])
def test_what_is_not_endorsed_hands_out_nothing(group, held, outcome):
    close(group, held, outcome)
    closing.end_meeting(held, by=group.secretary)
    assert given() == []


def test_an_end_taken_back_and_made_again_gives_nothing_twice(group, held):
    close(group, held)
    over = closing.end_meeting(held, by=group.secretary)
    closing.continue_meeting(over, by=group.secretary, reason="Något var kvar.")
    closing.end_meeting(held, by=group.secretary)
    assert (given(), waiting()) == (OPEN, 1)


def test_a_point_mended_after_the_meeting_mends_what_was_handed_out(group, held, region):
    close(group, held)
    closing.end_meeting(held, by=group.secretary)
    closing.reopen_item(item_of(held), by=group.secretary, reason="Fel förvaltning.")
    first = item_of(held).points.get(number=1)
    points.change_point(first, by=group.secretary, to_unit=region.administrations[1])
    close(group, held)
    assert (given(), waiting()) == ([("KL HoS", "SU", "SkaS bereder frågan.", "open")], 1)


@pytest.mark.parametrize("how", ["struck", "not endorsed"])
def test_what_no_longer_stands_is_taken_back(group, held, how):
    close(group, held)
    closing.end_meeting(held, by=group.secretary)
    closing.reopen_item(item_of(held), by=group.secretary, reason="Ångrat.")
    if how == "struck":
        points.strike_point(item_of(held).points.get(number=1), by=group.secretary)
    close(group, held, "endorsed" if how == "struck" else "not_endorsed")
    assert ([row[-1] for row in given()], waiting()) == (["withdrawn"], 0)


def test_what_was_reported_stays_as_it_was(group, held, region):
    close(group, held)
    closing.end_meeting(held, by=group.secretary)
    undertakings.report(Undertaking.objects.get(), by=group.officer, text="Klart.")
    closing.reopen_item(item_of(held), by=group.secretary, reason="Ångrat.")
    points.strike_point(item_of(held).points.get(number=1), by=group.secretary)
    close(group, held)
    assert [row[-1] for row in given()] == ["reported"]


def test_a_point_added_in_the_meeting_and_handed_out_is_struck_and_not_gone(group, held, region):
    added = points.add_point(
        item_of(held),
        by=group.secretary,
        text="SU hjälper till.",
        kind="assign",
        to_unit=region.administrations[1],
    )
    close(group, held)
    closing.end_meeting(held, by=group.secretary)
    closing.reopen_item(item_of(held), by=group.secretary, reason="Ångrat.")
    points.strike_point(added, by=group.secretary)
    close(group, held)
    assert [row[-1] for row in given()] == ["open", "withdrawn"]


def later(group, held, fulfilled):
    following = meetings.meeting(group, on=clock.today(), at=time(15, 0))
    item = preparing.draft_item(
        meetings.case(group), group.body, by=group.officer, title="Uppföljning", kind="endorsement"
    )
    points.add_point(item, by=group.officer, text="Uppdraget är fullgjort.", kind="fulfil", fulfils=fulfilled)
    agenda.put_on_agenda(preparing.announce(item, by=group.officer), following, by=group.secretary)
    meetings.begin(group, following)
    closing.close_item(item, by=group.secretary, outcome="endorsed")
    closing.end_meeting(following, by=group.secretary)


def test_the_group_declares_its_own_undertaking_fulfilled(group, held):
    close(group, held)
    closing.end_meeting(held, by=group.secretary)
    later(group, held, item_of(held).points.get(number=1))
    assert [row[-1] for row in given()] == ["fulfilled"]


def test_a_board_still_hands_out_nothing_before_approval(region):
    board = meetings.board("SSN", seats=3)
    over = meetings.meeting(board, on=clock.today())
    item = meetings.listed(board, over)
    points.add_point(
        item, by=board.officer, text="SkaS återkommer.", kind="assign", to_unit=region.administrations[0]
    )
    meetings.begin(board, over)
    closing.close_item(item, by=board.secretary, outcome="as_proposed")
    closing.end_meeting(over, by=board.secretary)
    assert given() == []


def test_the_end_of_the_meeting_says_what_is_handed_out_and_leads_to_the_watch_list(group, held):
    client = Client()
    client.force_login(group.secretary)
    address = reverse("meeting_end", args=[held.public_id])
    close(group, held)
    assert "Ett uppdrag läggs på bevakningslistan när mötet avslutas" in client.get(address).content.decode()
    client.post(address, {"do": "end"})
    page = client.get(address).content.decode()
    assert "Ett uppdrag ligger på bevakningslistan." in page
    watched = client.get(f"{reverse('watch_list')}?organ={group.unit.public_id}").content.decode()
    assert "SkaS bereder frågan." in watched


def test_who_is_handed_something_from_a_secret_case_reads_where_it_was_said_and_not_what_the_case_is_called(
    group, held, region
):
    close(group, held)
    closing.end_meeting(held, by=group.secretary)
    order = Undertaking.objects.get()
    reader = Client()
    reader.force_login(factories.person("skas.direktor", ("director", region.administrations[0])))
    address = reverse("undertaking", args=[order.public_id])
    assert "”Gröna korset” punkt 1" in reader.get(address).content.decode()
    Case.objects.filter(pk=order.point.item.case_id).update(
        secrecy_provision="OSL 25:1", secrecy_on=clock.today()
    )
    page = reader.get(address).content.decode()
    assert "Gröna korset" not in page
    assert f"KL HoS {held.on} ärende med sekretess punkt 1" in page
