"""Mail that did not arrive is shown to the owner beside the recipient it was for."""

import re

import pytest

from ledger.models import Event
from notifications.models import Notice
from organisation import clock
from organisation.models import User
from tests import factories
from workflows import engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def sent(region):
    return factories.open_round(region)


def fail(event_kind, user, **about):
    """The mail of the latest such event came back."""
    event = Event.objects.filter(kind=event_kind, **about).latest("pk")
    now = clock.now()
    Notice.objects.create(
        event_id=event.pk,
        recipient=user,
        channel="mail",
        state="failed",
        created_at=now,
        failed_at=now,
        failure="550 no such user",
        message_id=f"<{event.pk}-{user.pk}@samrad.example>",
        address=f"{user.username}@samrad.example",
    )


def rows(client, referral_round):
    """Each recipient's name cell, as it is read."""
    page = client.get(f"/remissrundor/{referral_round.public_id}/hantera/").content.decode()
    cells = re.findall(r'<th scope="row">(.*?)</th>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]


def test_mail_that_did_not_arrive_stands_beside_its_recipient(client, region, sent):
    skas = region.administrations[0]
    fail("round.received", region.representative(skas), unit_id=skas.pk)
    client.force_login(region.owner)
    assert rows(client, sent) == [
        "SkaS Inte levererat E-post till Skas.rep, skas.rep@samrad.example, kom inte fram.",
        "SU",
    ]


def test_mail_about_the_whole_round_stands_beside_the_one_who_writes(client, region, sent):
    su = region.administrations[1]
    day = clock.today() + (sent.last_day - clock.today()) * 2
    engine.extend_all(sent, by=region.owner, day=day, reason="Jul.")
    fail("round.extended", region.representative(su))
    client.force_login(region.owner)
    assert rows(client, sent)[1].startswith("SU Inte levererat")


def test_mail_to_somebody_without_a_place_is_said_above(client, region, sent):
    stranger = User.objects.get(username="director")
    fail("round.received", stranger)
    client.force_login(region.owner)
    page = client.get(f"/remissrundor/{sent.public_id}/hantera/").content.decode()
    assert "E-post till Director, director@samrad.example, kom inte fram." in page


def test_nothing_is_said_when_everything_arrived(client, region, sent):
    client.force_login(region.owner)
    assert rows(client, sent) == ["SkaS", "SU"]
