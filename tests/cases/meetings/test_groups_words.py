"""A group only meets: no page of its meetings, and no mail, calls one a sammanträde or waits for its minutes."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.html import strip_tags

from cases.meetings import agenda, points, summons
from cases.meetings.closing import close_item, end_meeting
from cases.models import Meeting
from notifications import delivery, relay
from organisation import clock
from organisation.models import User
from tests import meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def words(client, name, *things):
    """What a page says in its title and below its menu."""
    answer = client.get(reverse(name, args=[thing.public_id for thing in things]), follow=True)
    assert answer.status_code == 200, name
    page = answer.content.decode()
    title, _menu, body = page.partition("</title>")[0], *page.partition("<main")[1:]
    return " ".join(strip_tags(title + body).split())


def test_every_page_of_a_groups_meeting_calls_it_a_meeting(group_client, group):
    held = meetings.meeting(group, on=clock.today())
    item = agenda.add_item(held, by=group.secretary, title="Principerna", kind="endorsement")
    pages = [
        words(group_client, "meetings"),
        words(group_client, "meeting_new", group.unit),
        words(group_client, "meetings_year", group.unit),
        words(group_client, "body", group.unit),
        words(group_client, "meeting", held),
        words(group_client, "meeting_change", held),
        words(group_client, "meeting_cancel", held),
        words(group_client, "meeting_item", held, item),
        words(group_client, "meeting_during", held),
    ]
    held = meetings.begin(group, held)
    pages += [words(group_client, "meeting_attendance", held), words(group_client, "meeting_end", held)]
    pages += [words(group_client, "agenda_item", held, item), words(group_client, "meeting_minutes", held)]
    assert [found for page in pages for found in re.findall(r"\w*ammanträ\w*", page)] == []
    assert "Möte måndag 23 november" in words(group_client, "meeting", held)


def over(made, kind, outcome):
    """A meeting that is over, with one item."""
    held = meetings.meeting(made, on=clock.today())
    item = agenda.add_item(held, by=made.secretary, title="Principerna", kind=kind)
    points.add_point(item, by=made.secretary, text="Principerna ska gälla.")
    meetings.begin(made, held)
    close_item(item, by=made.secretary, outcome=outcome)
    return end_meeting(Meeting.objects.get(pk=held.pk), by=made.secretary)


def test_only_a_boards_meeting_that_is_over_waits_for_approval(group_client, group):
    held = over(group, "endorsement", "endorsed")
    for name, things in (("meetings", []), ("meeting", [held]), ("meeting_end", [held])):
        page = words(group_client, name, *things)
        assert ("Avslutat" in page, "inte justerat" in page) == (True, False), name
    board = meetings.board()
    group_client.force_login(board.secretary)
    held = over(board, "decision", "as_proposed")
    assert "Avslutat, inte justerat" in words(group_client, "meeting", held)


def test_a_groups_members_are_called_to_a_meeting(group):
    User.objects.filter(pk=group.members[0].user_id).update(email="ordforande@samrad.example")
    held = meetings.meeting(group, on=clock.today())
    agenda.add_item(held, by=group.secretary, title="Principerna", kind="endorsement")
    summons.send(held, by=group.secretary)
    relay.drain()
    delivery.drain()
    sent = [message_from_bytes(one.message().as_bytes(), policy=default) for one in mail.outbox]
    assert [one["Subject"].partition(" – ")[0].partition(": ")[2] for one in sent] == [
        "kallelse till möte måndag 23 november"
    ]
