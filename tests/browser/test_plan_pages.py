"""A plan in a browser: read as a map and down to a milestone, and built with the keyboard."""

import re

import pytest
from playwright.sync_api import expect

from directives.models import Enabling, MilestoneWording
from directives.plans import building, cutting
from tests import factories, plans
from tests.browser.helpers.look import look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made():
    found = plans.adopted()
    draft = cutting.cut(found.plan, by=found.keeper)
    row = found.milestone("PA-1", draft)
    building.change(row, by=found.keeper, description="Så här ska det inte bli.", reason="Tydligare.")
    building.change(found.milestone("NV-1", draft), by=found.keeper, doubt="Året är osäkert.")
    building.strike(found.milestone("DI-1", draft), by=found.keeper, reason="Dubblett.")
    return found, draft


def test_everybody_reads_the_plan_and_goes_from_the_map_to_a_milestone(made, live_server, page):
    found, _draft = made
    factories.person("stranger")
    log_in(page, live_server.url, "stranger")
    page.goto(f"{live_server.url}/planer/")
    look(page, "plans")
    press(page.get_by_role("link", name="Genomförandeplan för omställningen"))
    expect(page.get_by_role("heading", name="Så långt har planen kommit")).to_be_visible()
    look(page, "plan")
    press(page.get_by_role("link", name="Karta", exact=True))
    look(page, "plan-map")
    press(page.get_by_role("link", name="Milstolpe 1 i personcentrerat arbetssätt").first)
    expect(page.get_by_role("heading", name="Kedjan")).to_be_visible()
    expect(page.get_by_text("SSN 2025-11-27 § 82").first).to_be_visible()
    look(page, "milestone")
    page.goto(f"{live_server.url}/planer/{found.plan.public_id}/arshjul/")
    look(page, "plan-wheel")


def test_the_keeper_moves_a_milestone_draws_an_arrow_and_compares(made, live_server, page):
    found, draft = made
    log_in(page, live_server.url, found.keeper.username)
    page.goto(f"{live_server.url}/planer/version/{draft.public_id}/bygg/")
    look(page, "plan-build")
    press(page.get_by_role("button", name="Flytta upp PA-2"), "Enter")
    rows = MilestoneWording.objects.filter(version=draft, code__startswith="PA").order_by("position")
    assert [row.code for row in rows] == ["PA-2", "PA-1"]
    press(page.get_by_role("link", name="Milstolpe 2 i nära vård"))
    look(page, "plan-part")
    for field, typed, taken in (
        (page.locator("#id_holder"), found.place.name[:3].upper(), found.place.name),
        (page.get_by_label("Milstolpe", exact=True), "PA-2", "PA-2 Milstolpe 2 i personcentrerat arbetssätt"),
    ):
        field.fill(typed)
        field.press("Enter")
        expect(field).to_have_value(taken)
        expect(page).to_have_title(re.compile("^Ändra: "))
    press(page.get_by_role("button", name="Lägg till", exact=True))
    expect(page.get_by_text("NV-2 bygger nu på PA-2.")).to_be_visible()
    assert Enabling.objects.filter(version=draft, enabler=rows[0].part).count() == 1
    page.goto(f"{live_server.url}/planer/{found.plan.public_id}/skillnad/")
    expect(page.locator("#struck").get_by_text("Dubblett.")).to_be_visible()
    look(page, "plan-difference")
    page.goto(f"{live_server.url}/planer/{found.plan.public_id}/lista/?version={draft.public_id}")
    look(page, "plan-list")
