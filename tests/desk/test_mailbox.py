"""The demo's mailbox shows the person's own mail, and does not exist elsewhere."""

from datetime import timedelta

import pytest
from django.urls import reverse

from notifications import delivery, relay
from notifications.models import Notice
from organisation import clock
from organisation.models import Membership, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(settings):
    settings.DEMO_LOGINS = True
    made = factories.world("SkaS", "SU")
    User.objects.filter(username__endswith="rep").update(email="rep@samrad.example")
    factories.open_round(made)
    relay.drain()
    delivery.drain()
    return made


@pytest.fixture
def writer(region, client):
    person = region.representative(region.administrations[0])
    client.force_login(person)
    return person


def test_it_lists_the_persons_own_mail_and_opens_one(client, writer):
    own = Notice.objects.get(channel="mail", recipient=writer)
    listed = client.get(reverse("mailbox"))
    assert [(row["pk"], row["state"]) for row in listed.context["rows"]] == [(own.pk, "skickat")]
    opened = client.get(reverse("mailbox_mail", args=[own.pk])).content.decode()
    assert "Ni har fått en remissrunda att svara på" in opened
    assert f'src="{reverse("mailbox_html", args=[own.pk])}"' in opened


def test_the_html_part_may_have_inline_styles_there_and_nothing_else(client, writer):
    own = Notice.objects.get(channel="mail", recipient=writer)
    response = client.get(reverse("mailbox_html", args=[own.pk]))
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert sorted(response.headers["Content-Security-Policy"].split("; ")) == [
        "default-src 'none'",
        "frame-ancestors 'self'",
        "sandbox allow-top-navigation-by-user-activation",
        "style-src 'unsafe-inline'",
    ]
    assert '<main style="' in response.content.decode()
    assert "'unsafe-inline'" not in client.get(reverse("mailbox")).headers["Content-Security-Policy"]


def test_somebody_elses_mail_does_not_exist(client, region, writer):
    other = Notice.objects.get(channel="mail", recipient=region.representative(region.administrations[1]))
    for name in ("mailbox_mail", "mailbox_html"):
        assert client.get(reverse(name, args=[other.pk])).status_code == 404
        assert client.get(reverse(name, args=[10**30])).status_code == 404


def test_a_mail_that_may_no_longer_be_known_is_gone(client, writer):
    own = Notice.objects.get(channel="mail", recipient=writer)
    Membership.objects.filter(user=writer).update(ends_on=clock.today() - timedelta(days=1))
    assert client.get(reverse("mailbox")).context["rows"] == []
    assert client.get(reverse("mailbox_html", args=[own.pk])).status_code == 404


def test_nobody_has_a_mailbox_outside_the_demo(client, settings, writer):
    settings.DEMO_LOGINS = False
    assert client.get(reverse("mailbox")).status_code == 404
