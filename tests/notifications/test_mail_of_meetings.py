"""Mails of a meeting from the notice to the reported assignment, as each reads in the end."""

from email import message_from_bytes
from email.policy import default

import pytest
from django.core import mail

from cases import undertakings
from cases.meetings import approving, extracts, summons
from cases.meetings.closing import close_item, end_meeting
from cases.models import Point, Undertaking
from notifications import delivery, relay
from organisation import clock
from organisation.models import User
from tests import factories, meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]


def told():
    """Who is mailed now and what stands first in it, once each."""
    mail.outbox.clear()
    relay.drain()
    delivery.drain()
    sent = [message_from_bytes(one.message().as_bytes(), policy=default) for one in mail.outbox]
    for message in sent:
        for kind in ("plain", "html"):
            text = message.get_body((kind,)).get_content()
            assert "%(" not in text + message["Subject"]
            assert "None" not in text
    return sorted({(one["To"].partition("@")[0], one["Subject"].partition(": ")[2]) for one in sent})


def test_each_step_of_a_meeting_is_told_to_whom_it_concerns_with_its_day():
    board, skas = meetings.board(substitutes=0, seats=2), factories.unit("SkaS")
    factories.person("skas.chef", ("head", skas))
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@samrad.example")
    told_of = {}
    held = meetings.meeting(board, on=clock.today())
    item = meetings.listed(board, held)
    Point.objects.filter(item=item).update(kind="assign", to_unit=skas, what="Redovisa nybesöken.")
    told()
    summons.send(held, by=board.secretary)
    told_of["called"] = told()
    held.refresh_from_db()
    meetings.begin(board, held)
    close_item(item, by=board.secretary, outcome="as_proposed")
    occasion = meetings.before_approvers(board, end_meeting(held, by=board.secretary))
    told_of["sent"] = told()
    for approver in occasion.approvers.select_related("user"):
        approving.approve(approver, by=approver.user, read_hash=occasion.content_hash)
    told_of["approved"] = told()
    extracts.address_suggested(held, by=board.secretary)
    extracts.send_messages(held, by=board.secretary)
    told_of["extract"] = told()
    undertakings.report(Undertaking.objects.get(), by=User.objects.get(username="skas.chef"), text="Klart.")
    told_of["reported"] = told()
    board_and_day = "SSN måndag 23 november"
    assert told_of == {
        "called": [
            (who, f"kallelse till sammanträde måndag 23 november – {board_and_day}")
            for who in ("ssn.ledamot1", "ssn.ledamot2")
        ],
        "sent": [
            (who, f"justera protokollet senast måndag 7 december – {board_and_day}")
            for who in ("ssn.ledamot1", "ssn.ledamot2")
        ],
        "approved": [
            ("skas.chef", "ni har fått ett uppdrag – Redovisa nybesöken."),
            ("ssn.sekreterare", f"protokollet är justerat – {board_and_day}"),
        ],
        "extract": [("skas.chef", f"protokollsutdrag från SSN – {board_and_day}")],
        "reported": [("ssn.sekreterare", "ett uppdrag är rapporterat – Redovisa nybesöken.")],
    }
