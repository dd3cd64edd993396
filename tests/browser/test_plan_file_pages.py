"""A plan's file, an indicator and a follow-up in a browser, as those who keep the plan use them."""

from datetime import date

import pytest
from playwright.sync_api import expect

from directives.plans import cutting, follow_ups, indicators
from directives.plans.transfer.dumping import dump
from directives.plans.transfer.workbook_out import write_workbook
from organisation import clock
from tests import plans
from tests.browser.helpers.look import look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press

pytestmark = pytest.mark.django_db(transaction=True)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def made():
    return plans.adopted(since=clock.today())


def choose(page, rows):
    """Choose a workbook with these rows and ask what it would change."""
    content = write_workbook(rows)
    page.get_by_label("Fil").set_input_files({"name": "plan.xlsx", "mimeType": XLSX, "buffer": content})
    press(page.get_by_role("button", name="Visa vad som ändras"))


def test_a_file_is_put_right_looked_at_and_brought_in(made, live_server, page):
    draft = cutting.cut(made.plan, by=made.keeper)
    rows = dump(draft)
    log_in(page, live_server.url, made.keeper.username)
    page.goto(f"{live_server.url}/planer/version/{draft.public_id}/las-in/")
    rows.milestones[0].area = "ZZ"
    choose(page, rows)
    expect(page.get_by_text("”ZZ” finns inte i filen.")).to_be_visible()
    look(page, "plan-file-errors")
    rows.milestones[0].area, rows.milestones[0].title = "PA", "Ett nytt namn"
    choose(page, rows)
    expect(page.get_by_role("heading", name="Det här händer med plan.xlsx")).to_be_visible()
    look(page, "plan-file-looked-at")
    press(page.get_by_role("button", name="Läs in filen"))
    expect(page.get_by_text("Filen är inläst i planeringsversionen.")).to_be_visible()
    assert made.milestone("PA-1", draft).title == "Ett nytt namn"


def test_an_indicator_and_a_follow_up_are_read_and_frozen(made, live_server, page):
    row = made.version.indicatorwordings.select_related("part__plan").get()
    for year, value in ((2023, "80"), (2024, "87,5")):
        indicators.report(row, by=made.keeper, until=date(year, 12, 31), value=value)
    made_up = follow_ups.begin(made.plan, period="part_2", year=2026, report_by=clock.today(), by=made.keeper)
    log_in(page, live_server.url, made.keeper.username)
    page.goto(f"{live_server.url}/planer/indikator/{row.part.public_id}/")
    look(page, "indicator")
    page.goto(f"{live_server.url}/planer/{made.plan.public_id}/uppfoljningar/")
    look(page, "follow-ups")
    press(page.get_by_role("link", name="Delår augusti 2026"))
    expect(page.get_by_role("heading", name="Frys rapporten")).to_be_visible()
    look(page, "follow-up-open")
    press(page.get_by_role("button", name="Frys och registrera"))
    expect(page.get_by_role("heading", name="Fryst rapport")).to_be_visible()
    look(page, "follow-up-frozen")
    made_up.refresh_from_db()
    assert made_up.content_hash != ""
