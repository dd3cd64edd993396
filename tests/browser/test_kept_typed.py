"""What was typed in a plan's form is offered back after the log-in that came between."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from organisation import clock
from tests import plans
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press
from tests.revisions import asked

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_what_was_typed_when_the_session_ended_is_offered_after_log_in(live_server, page):
    made = plans.drafted()
    part = made.milestone("PA-1").part.public_id
    log_in(page, live_server.url, made.keeper.username)
    page.goto(f"{live_server.url}/planer/version/{made.version.public_id}/del/{part}/andra/")
    page.locator("#id_description").fill("Ord som inte får försvinna.")
    page.context.clear_cookies(name="sessionid")
    press(page.get_by_role("button", name="Spara", exact=True))
    page.locator("#id_username").fill(made.keeper.username)
    page.locator("#id_password").fill("demo")
    press(page.locator("form.sheet").get_by_role("button", name="Logga in"))
    offered = page.locator(".conflict")
    expect(offered).to_contain_text("Vi har kvar det du skrev")
    expect(offered).to_contain_text("Ord som inte får försvinna.")
    offered.get_by_role("button", name="Använd det jag skrev").click()
    expect(page.locator("#id_description")).to_have_value("Ord som inte får försvinna.")
    press(page.get_by_role("button", name="Spara", exact=True))
    expect(page.get_by_text("Sparat.")).to_be_visible()
    page.goto(f"{live_server.url}/planer/version/{made.version.public_id}/del/{part}/andra/")
    expect(page.locator("#id_description")).to_have_value("Ord som inte får försvinna.")
    expect(page.locator(".conflict")).to_have_count(0)


def test_a_revision_that_was_being_planned_between_the_years_is_offered_after_log_in(live_server, page):
    made = plans.adopted("SkaS")
    log_in(page, live_server.url, made.keeper.username)
    page.goto(f"{live_server.url}{reverse('plan_revisions', args=[made.plan.public_id])}")
    page.get_by_text("Revidera mellan åren efter ett beslut").click()
    page.locator("#id_extra-occasion").fill("Nämnden vill ha med kommunerna.")
    page.locator("#id_extra-decide_on").fill("2027-02-06")
    page.context.clear_cookies(name="sessionid")
    press(page.get_by_role("button", name="Planera en extra revidering"))
    page.locator("#id_username").fill(made.keeper.username)
    page.locator("#id_password").fill("demo")
    press(page.locator("form.sheet").get_by_role("button", name="Logga in"))
    offered = page.locator(".conflict", has_text="Nämnden vill ha med kommunerna.")
    offered.get_by_role("button", name="Använd det jag skrev").click()
    expect(page.locator("#id_extra-occasion")).to_have_value("Nämnden vill ha med kommunerna.")
    expect(page.locator(".conflict")).to_contain_text("2027-02-06")
    expect(page.locator(".conflict")).to_have_count(1)


def test_milestones_that_were_being_merged_are_ticked_again_and_the_reason_is_offered(live_server, page):
    made = plans.adopted("SkaS")
    found = asked(made, clock.today().year + 1)
    log_in(page, live_server.url, made.head.username)
    page.goto(f"{live_server.url}{reverse('my_reports', args=[found.public_id])}")
    page.get_by_text("Föreslå att milstolpar slås ihop").first.click()
    merge = page.locator("details", has_text="Föreslå att milstolpar slås ihop").last
    for code in ("PA-1", "PA-2"):
        merge.get_by_label(code).check()
    merge.get_by_label("Den nya milstolpen").fill("En modell i hela länet")
    merge.get_by_label("Motivering").fill("De handlar om samma sak.")
    page.context.clear_cookies(name="sessionid")
    press(merge.get_by_role("button"))
    page.locator("#id_username").fill(made.head.username)
    page.locator("#id_password").fill("demo")
    press(page.locator("form.sheet").get_by_role("button", name="Logga in"))
    expect(page.locator(".conflict", has_text="De handlar om samma sak.")).to_be_visible()
    for code in ("PA-1", "PA-2"):
        expect(merge.get_by_label(code)).to_be_checked()
    expect(page.locator(".conflict", has_text="true")).to_have_count(0)
