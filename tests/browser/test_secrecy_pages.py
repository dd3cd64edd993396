"""A registrar marks a case that was published; the secretary looks through the minutes, and the mark is lifted."""

import pytest

from cases.meetings import notices, publishing
from cases.models import PublicMinutes
from tests import factories, meetings
from tests.browser.helpers.look import look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_published_case_is_marked_looked_through_and_opened_again(live_server, page, window):
    board = meetings.board("HSN")
    factories.person("registrator", ("registrar", board.unit))
    held = meetings.ended(board, "Handlingsplan för nära vård 2027–2029", "Kanarieärende")
    occasion = meetings.approved(board, held)
    notices.post_notice(occasion, by=board.secretary)
    publishing.publish(occasion, by=board.secretary, masks=[])
    case = occasion.items.get(title="Kanarieärende").case

    log_in(page, live_server.url, "registrator")
    page.goto(f"{live_server.url}/arenden/{case.public_id}/")
    press(page.get_by_role("link", name="Sekretessmarkera"))
    look(page, "secrecy-mark")
    page.get_by_label("Bestämmelse").fill("OSL 25 kap. 1 §")
    page.get_by_label("Motivering").fill("Ärendet innehåller uppgifter om en patient.")
    press(page.get_by_role("button", name="Sekretessmarkera ärendet"))
    page.get_by_text("Ärendet är sekretessmarkerat.").wait_for()
    page.get_by_text("Vem har öppnat ärendet").click()
    look(page, "secrecy-case")
    press(page.get_by_role("link", name="Ändra sekretessmarkeringen"))
    look(page, "secrecy-marked")

    secretary = window()
    log_in(secretary, live_server.url, "hsn.sekreterare")
    press(secretary.get_by_role("link", name="Titta igenom det publicerade protokollet"))
    look(secretary, "secrecy-minutes-withdrawn")
    press(secretary.get_by_role("button", name="Publicera på nytt"))
    secretary.get_by_text("Protokollet är publicerat.").wait_for()
    look(secretary, "secrecy-minutes-published")
    press(secretary.get_by_role("link", name="Dra tillbaka publiceringen"))
    look(secretary, "secrecy-minutes-withdraw")
    assert [one.removed for one in PublicMinutes.objects.all()] == [1, 0]

    press(page.get_by_role("link", name="Häv markeringen"))
    look(page, "secrecy-lift")
    page.get_by_label("Motivering").fill("Uppgifterna är borttagna.")
    press(page.get_by_role("button", name="Häv markeringen"))
    page.get_by_text("Sekretessmarkeringen är hävd.").wait_for()
