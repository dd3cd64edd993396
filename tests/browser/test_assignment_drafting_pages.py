"""A commissioner begins an assignment, writes it, looks it through, offers it and adjusts it; also without a script."""

import pytest
from playwright.sync_api import expect

from directives.assignments.templates import keep_as_template
from directives.models import Assignment, Process
from tests import assignments
from tests.browser.helpers.look import look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press
from workflows import assigning

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made():
    found = assignments.commission("SkaS", "SU")
    Process.objects.create(name="Digital kontakt och dialog", kind="care")
    version = assignments.drafted(found, title="Ansvarig för vårdens digitalisering").versions.get()
    keep_as_template(version, unit=found.office, name="Processansvarig", by=found.giver)
    return found


def test_a_commissioner_writes_offers_and_adjusts(made, live_server, page):
    log_in(page, live_server.url, "givaren")
    page.goto(f"{live_server.url}/uppdragshandlingar/?visa=givna")
    look(page, "assignments")
    press(page.get_by_role("link", name="Nytt uppdrag"))
    page.get_by_label("Rubrik").fill("Uppdragshandling ansvarig för digital kontakt")
    page.get_by_label("Mall").select_option(label="Processansvarig (Koncernkontoret)")
    look(page, "assignment-new")
    press(page.get_by_role("button", name="Registrera och börja skriva"))

    expect(page.get_by_label("Uppdragsbeskrivning")).to_have_value("Leda och samordna arbetet.")
    page.get_by_label("Rapportering").fill("Varje kvartal till uppdragsgivaren.")
    page.get_by_label("Rapportering").blur()
    page.get_by_text("Sparat kl.").wait_for()
    page.get_by_label("Klart när, med ord").fill("senast november 2030")
    page.locator("#id_process").select_option(label="Digital kontakt och dialog")
    press(page.get_by_role("button", name="Spara", exact=True).last)
    expect(page.locator("#id_due_on")).to_have_value("2030-11-30")
    look(page, "assignment-edit")
    press(page.get_by_role("button", name="Spara och granska"))
    page.get_by_text("Ange vem som får uppdraget").wait_for()
    look(page, "assignment-preview")
    press(page.get_by_role("link", name="Fortsätt skriva"))
    page.locator("#id_taker").fill("SkaS")
    press(page.get_by_role("button", name="Spara och granska"))
    press(page.get_by_role("button", name="Erbjud uppdraget"))
    page.get_by_text("Uppdraget är erbjudet.").wait_for()

    assignment = Assignment.objects.latest("pk")
    assigning.accept(assignment, by=made.head)
    page.goto(f"{live_server.url}/uppdragshandlingar/{assignment.public_id}/andra/")
    press(page.get_by_role("button", name="Börja ändra"))
    page.get_by_label("Ansvaret omfattar").fill("Samla behoven\nFöra ett register")
    page.get_by_label("Motivering").fill("Behovet har ändrats.")
    press(page.get_by_role("button", name="Spara och se skillnaden"))
    page.locator("ins", has_text="Föra").wait_for()
    look(page, "assignment-adjust")
    press(page.get_by_role("button", name="Fastställ ändringen"))
    page.get_by_text("Ändringen gäller.").wait_for()
    page.goto(f"{live_server.url}/uppdragshandlingar/{assignment.public_id}/versioner/2/")
    look(page, "assignment-version")
    page.goto(f"{live_server.url}/uppdragshandlingar/mallar/")
    look(page, "assignment-templates")


def test_everything_is_done_without_a_script(made, live_server, window):
    page = window(java_script_enabled=False)
    log_in(page, live_server.url, "givaren")
    page.goto(f"{live_server.url}/uppdragshandlingar/nytt/")
    page.get_by_label("Rubrik").fill("Leda införandet")
    page.get_by_role("button", name="Registrera och börja skriva").click()
    page.get_by_label("Uppdragsbeskrivning").fill("Leda införandet i hela regionen.")
    page.get_by_label("Ansvaret omfattar").fill("Samla behoven\nLämna förslag")
    page.locator("#id_taker").fill("Konsulten AB")
    page.get_by_role("button", name="Spara och granska").click()
    expect(page.get_by_role("alert")).to_contain_text("Konsulten AB finns inte i organisationen.")
    expect(page.get_by_label("Uppdragsbeskrivning")).to_have_value("Leda införandet i hela regionen.")
    page.locator("#id_taker").fill("SkaS")
    page.get_by_role("button", name="Spara och granska").click()
    page.get_by_role("button", name="Erbjud uppdraget").click()
    expect(page.get_by_text("Uppdraget är erbjudet.")).to_be_visible()
    assert Assignment.objects.latest("pk").versions.get().responsibilities == [
        "Samla behoven",
        "Lämna förslag",
    ]
