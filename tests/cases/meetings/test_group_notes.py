"""A management group's notes: in its own words, with its wishes carried to the meeting that is next in time."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from cases.meetings import agenda, in_the_room, minutes, planning, points, texts, wishes
from cases.meetings.closing import close_item, end_meeting
from cases.meetings.room_errors import GroupReservesNothing
from organisation import clock
from tests import meetings
from tests.cases.meetings.test_verdicts_in_minutes import everywhere

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def begun(group):
    """A meeting that goes on, with one thing to endorse."""
    held = meetings.meeting(group, on=clock.today())
    item = agenda.add_item(held, by=group.secretary, title="Principerna", kind="endorsement")
    points.add_point(item, by=group.secretary, text="Principerna tas fram.")
    return meetings.begin(group, held), item


def ended_with(group, wish):
    """A meeting that is over, with a wish for the next."""
    held, item = begun(group)
    close_item(item, by=group.secretary, outcome="endorsed")
    wishes.note(held, by=group.secretary, text=wish)
    return end_meeting(held, by=group.secretary)


def main_of(client, name, *args):
    said = client.get(reverse(name, args=args)).content.decode()
    return " ".join(strip_tags(said.partition("<main")[2].partition("</main")[0].replace("<", " <")).split())


def whole(client, name, *args):
    said = client.get(reverse(name, args=args)).content.decode()
    return " ".join(strip_tags(said.replace("<", " <")).split())


def test_the_wishes_for_the_next_meeting_stand_in_the_notes(group):
    held = ended_with(group, "Ta upp budgeten.")
    for told in everywhere(group, held):
        assert "Önskemål till nästa möte Ta upp budgeten." in told


def test_notes_without_wishes_say_nothing_of_them(group):
    held, _item = begun(group)
    for told in everywhere(group, held):
        assert "Önskemål" not in told


def test_the_wishes_are_shown_on_the_meeting_that_is_next_in_time_and_on_no_other(group, group_client):
    later = meetings.meeting(group, on=clock.today() + timedelta(days=14))
    called_off = meetings.meeting(group, on=clock.today() + timedelta(days=3))
    planning.cancel_meeting(called_off, by=group.secretary, reason="Få kan komma.")
    following = meetings.meeting(group, on=clock.today() + timedelta(days=7))
    ended_with(group, "Ta upp budgeten.")
    said = "Önskemål från mötet 23 november Ta upp budgeten."
    assert said in main_of(group_client, "meeting", following.public_id)
    assert "Ta upp budgeten." not in main_of(group_client, "meeting", later.public_id)
    assert "Ta upp budgeten." not in main_of(group_client, "meeting", called_off.public_id)


def test_the_wishes_are_seen_while_the_next_meeting_goes_on(group, group_client):
    ended_with(group, "Ta upp budgeten.")
    with time_machine.travel("2026-11-30 09:00 +0100", tick=False):
        following = meetings.meeting(group, on=clock.today())
        agenda.add_item(following, by=group.secretary, title="Läget", kind="information")
        meetings.begin(group, following)
        group_client.force_login(group.secretary)
        item = following.items.get()
        said = "Önskemål från mötet 23 november Ta upp budgeten."
        assert said in main_of(group_client, "agenda_item", following.public_id, item.public_id)
        assert minutes.content(following)["wishes"] == ""


def test_a_groups_meeting_is_not_planned_with_wishes_of_its_own(group, group_client):
    held = meetings.meeting(group)
    assert "Önskemål inför mötet" not in main_of(group_client, "meeting_change", held.public_id)


def test_a_boards_minutes_hold_no_wishes():
    board = meetings.board()
    held = meetings.opened(board)
    assert "wishes" not in minutes.content(held)


def test_a_note_is_a_note_and_no_reservation(group):
    held, item = begun(group)
    texts.save_text(item, "note", by=group.secretary, text="Läget är ansträngt.", edition=0)
    close_item(item, by=group.secretary, outcome="endorsed")
    for told in everywhere(group, held):
        assert "Anteckningar Läget är ansträngt." in told
        assert "Reservationer" not in told
        assert "Protokollsanteckning" not in told


def test_a_boards_note_is_called_the_same_on_the_page_as_on_paper():
    board = meetings.board()
    held = meetings.opened(board)
    item = held.items.get()
    texts.save_text(item, "note", by=board.secretary, text="Läget är ansträngt.", edition=0)
    close_item(item, by=board.secretary, outcome="as_proposed")
    for told in everywhere(board, held):
        assert "Protokollsanteckningar Läget är ansträngt." in told
        assert "Reservationer" not in told


def test_what_is_endorsed_in_principle_says_so_and_on_what_condition(group):
    held, item = begun(group)
    texts.save_text(item, "condition", by=group.secretary, text="Princip 2 förtydligas.", edition=0)
    close_item(item, by=group.secretary, outcome="in_principle")
    said = "ställer sig i princip bakom följande, med villkoret ”Princip 2 förtydligas.”:"
    for told in everywhere(group, held):
        assert f"{group.unit.name} {said}" in told
        assert "ställer sig bakom följande" not in told


def test_a_condition_of_several_lines_keeps_its_own_part(group):
    held, item = begun(group)
    long = "Två saker:\n\n- Princip 2 förtydligas.\n- Princip 3 stryks."
    texts.save_text(item, "condition", by=group.secretary, text=long, edition=0)
    close_item(item, by=group.secretary, outcome="in_principle")
    for told in everywhere(group, held):
        assert "ställer sig i princip bakom följande, med villkoret under Förbehåll:" in told
        assert "Förbehåll Två saker:" in told


def test_the_pages_of_a_group_use_the_words_of_its_notes(group, group_client):
    held = ended_with(group, "")
    said = whole(group_client, "meeting_minutes", held.public_id)
    assert "Minnesanteckningar" in said
    assert "Ställningstaganden" in said
    for word in ("Protokoll", "Paragrafer", "justering", "jäv", "Efter mötet"):
        assert word not in said.replace("Protokollsutdrag", "")
    after = main_of(group_client, "meeting_after", held.public_id)
    assert "Minnesanteckningar anslås inte" in after
    assert "Anslag" not in after
    assert "justerat" not in after


def test_a_groups_points_are_points_and_not_decisions(group, group_client):
    held = meetings.meeting(group, on=clock.today())
    item = agenda.add_item(held, by=group.secretary, title="Principerna", kind="endorsement")
    said = main_of(group_client, "meeting", held.public_id)
    assert "Saknar punkter" in said
    assert "beslutspunkter" not in said
    points.add_point(item, by=group.secretary, text="Principerna tas fram.")
    meetings.begin(group, held)
    said = main_of(group_client, "agenda_item", held.public_id, item.public_id)
    assert "Punkt 1" in said
    assert "Beslutspunkt" not in said


def test_a_group_offers_a_dissent_and_no_reservation(group, group_client):
    held, item = begun(group)
    address = reverse("agenda_item", args=[held.public_id, item.public_id])
    said = main_of(group_client, "agenda_item", held.public_id, item.public_id)
    assert "Anteckna en avvikande mening" in said
    for word in ("eservation", "yttrande", "Protokollsanteckning"):
        assert word not in said
    member = group.members[0]
    typed = {
        "do": "save",
        "reserve-kind": "dissent",
        "reserve": member.public_id,
        "reserve-text": "För dyrt.",
    }
    group_client.post(address, typed)
    group_client.post(address, typed | {"reserve-kind": "note", "reserve-text": "Se budgeten."})
    close_item(item, by=group.secretary, outcome="endorsed")
    page, pdf, word = everywhere(group, held)
    assert f"Avvikande meningar Avvikande mening: {member.name} För dyrt." in page
    assert f"Kommentar: {member.name} Se budgeten." in page
    for told in (pdf, word):
        assert f"{member.name} har en avvikande mening. För dyrt." in told
        assert f"{member.name} har en kommentar. Se budgeten." in told
    for told in (page, pdf, word):
        assert "protokoll" not in told.lower()


def test_nobody_reserves_themselves_in_a_group(group):
    _held, item = begun(group)
    member = group.members[0]
    with pytest.raises(GroupReservesNothing):
        in_the_room.reserve(item, member, by=group.secretary)
    with pytest.raises(GroupReservesNothing):
        in_the_room.note_opinion(item, by=group.secretary, kind="special_opinion", text="Nej.", member=member)
    assert not item.reservations.exists()


def test_what_was_only_noted_is_told_as_an_outcome_and_not_as_a_position(group, group_client):
    held = meetings.meeting(group, on=clock.today())
    item = agenda.add_item(held, by=group.secretary, title="Läget", kind="dialogue")
    held = meetings.begin(group, held)
    close_item(item, by=group.secretary, outcome="noted")
    _page, pdf, word = everywhere(group, held)
    for told in (pdf, word):
        assert "Utfall Antecknas" in told
        assert "Ställningstagande" not in told
