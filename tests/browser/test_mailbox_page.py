"""The demo's mailbox and the mails in it, as a person sees them."""

import pytest
from playwright.sync_api import expect

from cases import circle
from notifications import delivery, relay
from notifications.models import Notice
from organisation.models import User
from tests import factories
from tests.browser.helpers.look import keep_picture, look, resize
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def writer(settings):
    """Somebody with three mails, one of which came back."""
    settings.DEMO_LOGINS = True
    settings.DEMO_LOGIN_LIST = "tests.browser.test_mailbox_page.nobody"
    region = factories.world("SkaS", "SU")
    User.objects.filter(username="skas.rep").update(email="skas.rep@samrad.example")
    place = factories.recipient(factories.open_round(region), region.administrations[0])
    circle.remind(place.round, [place], by=region.owner)
    factories.approved_answer(region, place)
    relay.drain()
    delivery.drain()
    first = Notice.objects.filter(channel="mail").earliest("event_id")
    Notice.objects.filter(pk=first.pk).update(
        state="failed", failed_at=first.sent_at, failure="550 5.1.1 User unknown"
    )
    return region.representative(place.unit)


def nobody():
    return []


def test_the_mailbox_lists_mail_and_shows_it_as_a_mail_program_does(page, live_server, writer):
    log_in(page, live_server.url, writer.username)
    page.goto(f"{live_server.url}/brevlada/")
    look(page, "mailbox")
    expect(page.locator(".mails li")).to_have_count(3)

    press(page.locator(".mails a").last)
    letter = page.frame_locator(".mail-frame")
    expect(letter.locator("h1")).to_have_text("Ni har fått en remissrunda att svara på")
    assert (
        letter.locator("main").evaluate("it => getComputedStyle(it).backgroundColor") == "rgb(255, 255, 255)"
    )
    look(page, "mailbox-opened")


def test_a_mail_is_clean_by_itself_in_both_widths(page, live_server, writer):
    log_in(page, live_server.url, writer.username)
    for pk in Notice.objects.filter(channel="mail").values_list("pk", flat=True):
        page.goto(f"{live_server.url}/brevlada/{pk}/html/")
        for width in (600, 390):
            resize(page, width)
            keep_picture(page, f"mail-{pk}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth <= 390")
