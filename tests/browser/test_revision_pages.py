"""A plan's revision: an owner reports a whole list by keyboard, a keeper compiles it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from directives.models import MilestoneReport, Revision
from directives.plans.revisions import planning, proposals
from organisation import clock
from tests import plans
from tests.browser.helpers.look import look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press
from workflows import milestone_reports, revising_plans

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made():
    return plans.adopted("SkaS")


@pytest.fixture
def found(made):
    planned = planning.plan_revision(made.plan, clock.today().year + 1, by=made.keeper)
    begun = revising_plans.begin(planned, by=made.keeper)
    return revising_plans.open_reporting(begun, by=made.keeper)


def report_of(made, code):
    return MilestoneReport.objects.get(part=made.milestone(code).part)


def test_an_owner_reports_the_whole_list_by_keyboard(made, found, live_server, page):
    log_in(page, live_server.url, "forvaltningschefen")
    press(page.get_by_role("link", name="Rapportera dina milstolpar").first)
    one = report_of(made, "PA-1")
    sheet = page.locator(f"#m-{one.public_id}")
    expect(sheet.get_by_role("heading", level=2)).to_contain_text("PA-1")
    sheet.get_by_role("radio", name="Uppnådd", exact=True).press("Space")
    expect(page.locator(f"#s-{one.public_id}")).to_contain_text("Sparat")
    why = sheet.get_by_label("Varför? Vad har hänt?")
    why.fill("Arbetssättet används överallt.")
    sheet.get_by_text("Föreslå en annan lydelse").press("Enter")
    look(page, "my-reports")
    why.press("End")
    page.get_by_role("button", name="Lämna alla färdiga").press("Enter")
    expect(page.get_by_text("1 rapport är lämnad.")).to_be_visible()
    expect(sheet.get_by_text("Rapport lämnad", exact=True)).to_be_visible()
    look(page, "my-reports-given")
    one.refresh_from_db()
    assert (one.state, one.reason) == ("given", "Arbetssättet används överallt.")


def test_nothing_is_given_before_an_owner_has_chosen_between_two_texts_and_it_says_why(
    made, found, live_server, page
):
    one = report_of(made, "PA-1")
    log_in(page, live_server.url, "forvaltningschefen")
    page.goto(f"{live_server.url}{reverse('my_reports', args=[found.public_id])}")
    milestone_reports.save(one, by=made.head, edition=0, reason="Från andra fönstret.")
    sheet = page.locator(f"#m-{one.public_id}")
    why = sheet.get_by_label("Varför? Vad har hänt?")
    why.fill("Från det här fönstret.")
    why.blur()
    panel = sheet.locator(".conflict")
    expect(panel).to_contain_text("Du har själv sparat en annan text här i ett annat fönster.")
    expect(panel).to_contain_text("(du själv i ett annat fönster)")
    page.get_by_role("button", name="Lämna alla färdiga").click()
    expect(panel.get_by_role("alert")).to_contain_text(
        "Inget är lämnat ännu. Välj först vilken text som ska stå kvar här: PA-1 Milstolpe 1"
    )
    expect(panel.get_by_role("button", name="Behåll min text")).to_be_focused()
    assert report_of(made, "PA-1").state == "draft"
    panel.get_by_role("button", name="Behåll min text").click()
    expect(panel).to_have_count(0)
    press(page.get_by_role("button", name="Lämna alla färdiga"))
    expect(page.get_by_text("1 rapport är lämnad.")).to_be_visible()
    given = report_of(made, "PA-1")
    assert (given.state, given.reason) == ("given", "Från det här fönstret.")


def test_a_keeper_compiles_what_was_reported(made, found, live_server, page):
    for code in ("PA-1", "NV-1"):
        report = report_of(made, code)
        words = {"status": "reached", "reason": "Klart.", "new_title": f"{code} på nytt sätt"}
        saved = milestone_reports.save(report, by=made.head, edition=0, **words)
        milestone_reports.give(saved, by=made.head)
    area = made.milestone("NV-1").area
    proposals.propose_new(found, by=made.head, area=area, title="Gemensam plan", reason="Behövs.")
    revising_plans.close_reporting(found, by=made.keeper)
    log_in(page, live_server.url, "planagare")
    press(page.get_by_role("link", name="Driv planens revidering").first)
    expect(page.get_by_text("2 rapporter är inte hanterade.")).to_be_visible()
    look(page, "revision-compiled")
    first = page.locator(f"#r-{report_of(made, 'PA-1').public_id}")
    first.get_by_text("Låt planen stå kvar").first.press("Enter")
    first.get_by_role("textbox", name="Motivering").fill("Lydelsen står kvar ett år till.")
    first.get_by_role("button", name="Låt planen stå kvar").press("Enter")
    expect(page.get_by_text("1 rapport är inte hanterad.")).to_be_visible()
    found.refresh_from_db()
    assert found.state == Revision.State.COMPILING
