"""Anybody reads the notice board, the diary and a case, with no log-in and no script; a secretary publishes."""

import pytest

from cases.meetings import notices, texts
from cases.meetings.closing import close_item, end_meeting
from cases.models import Case, PublicMinutes
from organisation import clock
from tests import meetings
from tests.browser.helpers.look import look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def board():
    made = meetings.board("HSN")
    made.unit.name = "Hälso- och sjukvårdsnämnden"
    made.unit.save()
    return made


@pytest.fixture
def occasion(board):
    """Approved minutes of an open § that names somebody and of a § that is secret; their notice is up."""
    held = meetings.opened(board, "Handlingsplan för nära vård 2027–2029", "Kanarieärende")
    first, second = held.items.order_by("position")
    said = "Anhörig Hemlig, 19811228-9874, tackade för svaret."
    texts.save_text(first, "procedure", by=board.secretary, text=said, edition=0)
    for item in (first, second):
        close_item(item, by=board.secretary, outcome="as_proposed")
    Case.objects.filter(pk=second.case_id).update(secrecy_provision="OSL 25:1", secrecy_on=clock.today())
    approved = meetings.approved(board, end_meeting(held, by=board.secretary))
    notices.post_notice(approved, by=board.secretary, kept_at="Regionens hus, Skövde")
    return approved


def test_a_secretary_publishes_and_anybody_reads_without_logging_in(
    board, occasion, live_server, page, window
):
    log_in(page, live_server.url, "hsn.sekreterare")
    page.goto(f"{live_server.url}/sammantraden/{occasion.meeting.public_id}/efter/")
    press(page.get_by_role("link", name="Publicera"))
    page.get_by_label("Mer som ska maskas").fill("Anhörig Hemmlig")
    press(page.get_by_role("button", name="Publicera"))
    page.get_by_text("finns inte i protokollet").first.wait_for()
    look(page, "public-publish")
    page.get_by_label("Mer som ska maskas").fill("Anhörig Hemlig")
    with page.expect_download() as preview:
        page.get_by_role("button", name="Förhandsvisa (PDF)").click()
    assert preview.value.suggested_filename.endswith("-forhandsvisning.pdf")
    press(page.get_by_role("button", name="Publicera"))
    page.get_by_text("Protokollet är publicerat.").wait_for()
    assert PublicMinutes.objects.get().masks == ["19811228-9874", "Anhörig Hemlig"]

    anybody = window(java_script_enabled=False)
    anybody.goto(f"{live_server.url}/logga-in/")
    press(anybody.get_by_role("link", name="Anslagstavla").first)
    with anybody.expect_download() as published:
        anybody.get_by_role("link", name="Läs protokollet (PDF)").click()
    assert published.value.suggested_filename == f"protokoll-{occasion.meeting.on}.pdf"
    press(anybody.get_by_role("link", name="Offentligt diarium"))
    anybody.get_by_label("Diarienummer, ord").fill("nära vård")
    press(anybody.get_by_role("button", name="Sök"))
    press(anybody.get_by_role("link", name="HSN"))
    anybody.get_by_role("heading", name="Handlingar").wait_for()


def test_the_public_pages_are_for_everybody(board, occasion, live_server, page):
    page.goto(f"{live_server.url}/anslagstavla/")
    look(page, "public-board")
    press(page.get_by_role("link", name="Protokoll").first)
    look(page, "public-notice")
    page.goto(f"{live_server.url}/offentligt/diarium/")
    look(page, "public-diary")
    secret = Case.objects.exclude(secrecy_provision="").get()
    press(page.get_by_role("link", name=secret.number))
    page.get_by_role("heading", name="Omfattas av sekretess").wait_for()
    look(page, "public-case-withheld")
    page.goto(f"{live_server.url}/offentligt/diarium/{occasion.meeting.case.public_id}/")
    look(page, "public-case")
