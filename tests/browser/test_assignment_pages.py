"""An assignment is taken and reported on a phone, answered at a desk; a staff sends its situation report."""

from datetime import date

import pytest
from playwright.sync_api import expect

from directives.assignments import staff
from tests import assignments
from tests.browser.helpers.look import look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made():
    return assignments.commission("SkaS", "SU")


def url_of(live_server, assignment):
    return f"{live_server.url}/uppdragshandlingar/{assignment.public_id}/"


def test_an_assignment_is_taken_on_a_phone_and_declared_fulfilled_at_a_desk(made, live_server, phone, page):
    assignment = assignments.offered(made, due_on=date(2030, 12, 18))
    log_in(phone, live_server.url, "forvaltningschefen")
    press(phone.get_by_role("link", name="Ta emot uppdraget"))
    expect(phone.get_by_role("heading", name="Tar du emot uppdraget?")).to_be_visible()
    phone.get_by_text("Tacka nej", exact=True).click()
    look(phone, "assignment-offered")
    phone.get_by_role("button", name="Ta emot uppdraget").click()
    expect(phone.get_by_text("Du har tagit emot uppdraget.")).to_be_visible()
    phone.get_by_role("radio", name="Risk för avvikelse").check()
    phone.get_by_label("Vad har hänt?").fill("Enkäten är ute.")
    phone.get_by_text("Härnäst, risk och beslut som behövs").click()
    phone.get_by_label("Behöver ett beslut").fill("Räcker de största enheterna?")
    phone.get_by_role("button", name="Lämna lägesrapporten").click()
    expect(phone.get_by_text("Lägesrapporten är lämnad.")).to_be_visible()
    phone.get_by_text("Lägg till en del").click()
    phone.get_by_label("Vad ska göras?").fill("Ringa enheterna")
    phone.get_by_role("button", name="Lägg till", exact=True).click()
    expect(phone.get_by_text("Delen är tillagd.")).to_be_visible()
    look(phone, "assignment-under-way")

    log_in(page, live_server.url, "givaren")
    press(page.get_by_role("link", name="Uppdraget behöver ett beslut"))
    page.get_by_label("Svar", exact=True).fill("Ja, börja med dem.")
    page.get_by_role("button", name="Svara", exact=True).press("Enter")
    expect(page.get_by_text("Uppdragstagaren har fått ditt svar.")).to_be_visible()

    phone.goto(url_of(live_server, assignment))
    expect(phone.get_by_text("Ja, börja med dem.")).to_be_visible()
    phone.get_by_text("Lämna slutrapporten", exact=True).first.click()
    phone.get_by_label("Slutrapport").fill("Tre områden är utpekade.")
    phone.get_by_role("button", name="Lämna slutrapporten").click()
    expect(phone.get_by_text("Slutrapporten är lämnad och registrerad.")).to_be_visible()

    page.goto(url_of(live_server, assignment))
    look(page, "assignment-reported")
    page.get_by_role("button", name="Godkänn slutrapporten").click()
    expect(page.get_by_text("Uppdraget är fullgjort.")).to_be_visible()
    look(page, "assignment-fulfilled")


def test_a_staff_is_manned_and_sends_its_situation_report(made, live_server, page):
    stream = assignments.under_way(made, kind="workstream", title="Erfarenheter")
    staff.staff(staff.add_function(stream, by=made.head, name="Stabschef"), by=made.head, user=made.head)
    assignments.under_way(made, title="Enkäten", parent=stream)
    log_in(page, live_server.url, "forvaltningschefen")
    page.goto(url_of(live_server, stream))
    expect(page.get_by_text("Behöver 1 person till")).to_be_visible()
    look(page, "workstream")
    press(page.get_by_role("link", name="Bemanna en funktion"))
    page.get_by_label("Funktion").fill("Stabschef")
    page.get_by_label("Vem").fill("Owner")
    look(page, "staff")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Bemannad", exact=True)).to_be_visible()
    press(page.get_by_role("link", name="Visa hela trädet"))
    expect(page.get_by_role("link", name="Enkäten")).to_be_visible()
    look(page, "assignment-tree")
    page.goto(f"{url_of(live_server, stream)}lagesbild/")
    page.get_by_role("combobox", name="Mottagare").fill("Director")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("listitem").filter(has_text="Director")).to_be_visible()
    page.get_by_label("Sammanfattning").fill("Allt rullar på.")
    look(page, "situation-new")
    page.get_by_role("button", name="Skicka lägesbilden").click()
    expect(page.get_by_text("Lägesbilden är skickad och registrerad.")).to_be_visible()
    look(page, "situation")
