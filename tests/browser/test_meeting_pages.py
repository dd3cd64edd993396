"""A meeting in a real browser: run by keyboard alone, without JavaScript, and looked at page by page."""

from datetime import time, timedelta

import pytest
from playwright.sync_api import expect

from cases.meetings import agenda, attending, in_the_room, points, texts
from cases.meetings.closing import close_item
from cases.models import Ballot
from organisation import clock
from tests import meetings
from tests.browser.helpers.look import look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press

pytestmark = pytest.mark.django_db(transaction=True)

PLAN = "Nämnden uppdrar åt regiondirektören att återkomma med uppföljning av planen under hösten."


@pytest.fixture
def board():
    made = meetings.board("HSN", seats=5)
    made.unit.name = "Hälso- och sjukvårdsnämnden"
    made.unit.save()
    return made


@pytest.fixture
def held(board):
    """A meeting today with formalities, a plan, a lunch and an information; nobody is let in yet."""
    found = meetings.meeting(board, on=clock.today())
    agenda.add_item(found, by=board.secretary, title="Upprop")
    item = meetings.listed(
        board,
        found,
        title="Handlingsplan för nära vård 2027–2029",
        texts=("Nämnden godkänner handlingsplan för nära vård 2027–2029 enligt bilaga 1.", PLAN),
    )
    texts.save_text(item, "background", by=board.secretary, text="Planen har varit på remiss.", edition=0)
    agenda.add_item(found, by=board.secretary, title="Lunch", kind="break", minutes=60)
    meetings.listed(board, found, title="Remissrunda: regional utvecklingsstrategi")
    agenda.add_item(found, by=board.secretary, title="Lägesrapport", kind="information")
    return found


def items(held):
    return list(held.items.exclude(kind="break").order_by("position"))


def url_of(server, held, rest=""):
    return f"{server.url}/sammantraden/{held.public_id}/{rest}"


def test_a_meeting_is_run_by_keyboard_alone(board, held, live_server, page):
    log_in(page, live_server.url, "hsn.sekreterare")
    page.goto(url_of(live_server, held, "mote/"))
    keys = page.keyboard
    press(page.get_by_role("button", name="Alla ledamöter är här"), "Enter")
    page.get_by_role("checkbox", name="Ledamot 5").press("Space")
    press(page, "Control+Enter")
    page.get_by_role("heading", name="Upprop").wait_for()
    expect(page.get_by_text("4 av 5 tjänstgör, 3 behövs")).to_be_visible()

    # the first item is closed unchanged by one press; the plan is changed in place
    press(page, "Control+Enter")
    page.get_by_role("heading", name="Handlingsplan för nära vård").wait_for()
    expect(page.get_by_role("textbox", name="Beslutspunkt 1")).to_be_focused()  # on the next one at once
    press(page.get_by_role("button", name="Spara", exact=True).last, "Enter")
    expect(page.get_by_text("Allt är sparat.")).to_be_visible()
    expect(page.get_by_role("button", name="Spara", exact=True).last).to_be_focused()
    second = page.get_by_role("textbox", name="Beslutspunkt 2")
    second.focus()
    keys.press("Control+End")
    for _character in range(len("under hösten.")):
        keys.press("Backspace")
    keys.type("senast i september 2027.")
    page.get_by_text("Ändrad under mötet").locator("visible=true").wait_for()
    expect(page.get_by_role("radio", name="Med ändring")).to_be_checked()
    expect(page.get_by_role("radio", name="Enligt förslag")).to_be_disabled()
    expect(page.locator("[name=outcome-version]")).to_have_value("1")  # the choice is kept at once
    press(page, "Alt+p")
    expect(page.get_by_role("textbox", name="Beslutspunkt 3")).to_be_focused()
    keys.type("Paragrafen förklaras omedelbart justerad.")
    press(page.get_by_role("button", name="Begär omröstning"), "Enter")

    # a vote by name: the arrows choose, the tab key goes on to the next
    page.get_by_label("Nej betyder").fill("Avslag på förslaget")
    page.get_by_role("radio", name="Ledamot 1: Ja").press("Space")
    for choice in ("ArrowRight", "ArrowRight", ""):
        keys.press("Tab")
        keys.press("Space")
        if choice:
            keys.press(choice)
    expect(page.get_by_text("Lika röstetal: ordförandens röst avgör. Ja vinner.")).to_be_visible()
    press(page, "Control+Enter")
    page.wait_for_url("**#votes")
    ballot = Ballot.objects.get()
    assert (ballot.yes, ballot.no, ballot.casting) == (2, 2, board.chair)
    press(page, "Control+Enter")
    page.get_by_role("heading", name="Remissrunda: regional").wait_for()
    plan = items(held)[1]
    assert (plan.outcome, plan.paragraph) == ("changed", 2)
    assert [point.text for point in plan.points.all()][1:] == [
        PLAN.replace("under hösten", "senast i september 2027"),
        "Paragrafen förklaras omedelbart justerad.",
    ]

    # somebody arrives; then the rest is closed and the meeting ends
    press(page.get_by_role("link", name="Ändra närvaron"), "Enter")
    page.get_by_role("group", name="Ledamot 5").get_by_role("checkbox", name="Närvarande").press("Space")
    press(page, "Control+Enter")
    page.get_by_text("5 av 5 tjänstgör, 3 behövs").wait_for()
    press(page.get_by_role("link", name="Till ärendet som är näst på tur"), "Enter")
    page.get_by_role("heading", name="Remissrunda: regional").wait_for()
    press(page, "Control+Enter")
    page.get_by_role("heading", name="Lägesrapport").wait_for()
    press(page, "Control+Enter")
    page.get_by_text("Alla 4 ärenden är avgjorda.").wait_for()
    press(page, "Control+Enter")
    page.get_by_role("heading", name="Sammanträdet är avslutat").wait_for()
    assert [item.outcome for item in items(held)] == ["as_proposed", "changed", "as_proposed", "noted"]


def test_a_meeting_is_run_without_javascript(board, held, live_server, page_without_script):
    page = page_without_script
    log_in(page, live_server.url, "hsn.sekreterare")
    page.goto(url_of(live_server, held, "mote/"))
    press(page.get_by_role("button", name="Alla ledamöter är här"))
    press(page.get_by_role("button", name="Öppna sammanträdet"))
    press(page.get_by_role("button", name="Avsluta paragrafen och gå till ärende 2"))
    page.get_by_role("textbox", name="Beslutspunkt 2").fill("Nämnden avstår.")
    page.get_by_role("radio", name="Återremiss").check()
    page.get_by_label("Skäl för återremiss").fill("Kostnaden saknas.")
    press(page.get_by_role("button", name="Lägg till beslutspunkt"))
    expect(page.get_by_role("textbox", name="Beslutspunkt 2")).to_have_value("Nämnden avstår.")
    expect(page.get_by_role("radio", name="Återremiss")).to_be_checked()
    press(page.get_by_role("button", name="Ta bort punkt 3"))
    page.get_by_text("Anteckna en reservation").click()
    page.get_by_label("Text").fill("För tidigt.")
    press(page.get_by_role("button", name="Avsluta paragrafen och gå till ärende 3"))
    expect(page.get_by_role("alert").get_by_text("Välj vem det gäller.")).to_be_visible()
    expect(page.get_by_label("Text")).to_have_value("För tidigt.")
    page.get_by_role("checkbox", name="Ledamot 3").check()
    press(page.get_by_role("button", name="Avsluta paragrafen och gå till ärende 3"))
    expect(page.get_by_text("§ 2 är avslutad: återremiss.")).to_be_visible()
    assert items(held)[1].reservations.get().member == board.ordinary[2]


def test_every_page_of_a_meeting_is_looked_at(board, held, live_server, page):
    log_in(page, live_server.url, "hsn.sekreterare")
    page.goto(url_of(live_server, held, "mote/"))
    look(page, "meeting-open")
    meetings.begin(board, held, absent=1)
    attending.welcome(held, by=board.secretary, name="Enhetschef 1", title="enhetschef")
    first, plan, _round, _report = items(held)
    close_item(first, by=board.secretary, outcome="as_proposed")
    _fill(board, plan)
    page.goto(url_of(live_server, held, f"mote/{plan.public_id}/"))
    look(page, "meeting-item")
    page.goto(url_of(live_server, held, f"mote/{plan.public_id}/omrostning/"))
    press(page.get_by_role("button", name="Markera ja för alla"))
    press(page.get_by_role("button", name="Spara omröstningen"))
    page.get_by_role("alert").wait_for()
    look(page, "meeting-vote")
    in_the_room.stand_aside(plan, board.ordinary[2], by=board.secretary)
    page.goto(url_of(live_server, held, f"mote/{plan.public_id}/"))
    press(page.get_by_role("button", name="Avsluta paragrafen"))
    page.get_by_role("alert").get_by_text("Välj vad utfallet blev.").wait_for()
    look(page, "meeting-item-blocked")
    close_item(plan, by=board.secretary, outcome="postponed")
    addresses = {
        "extra": "mote/extra/",
        "end": "mote/avsluta/",
        "attendance": "deltagare/",
        "item-closed": f"mote/{plan.public_id}/",
        "reopen": f"mote/{plan.public_id}/oppna/",
    }
    for name, rest in addresses.items():
        page.goto(url_of(live_server, held, rest))
        look(page, f"meeting-{name}")


def test_a_management_group_endorses_without_paragraphs(live_server, page):
    group = meetings.group()
    held = meetings.meeting(group, on=clock.today())
    item = agenda.add_item(
        held,
        by=group.secretary,
        title="Styrande principer",
        kind="endorsement",
        starts_at=time(9, 30),
        minutes=45,
    )
    points.add_point(item, by=group.secretary, text="Gruppen ställer sig bakom principerna.")
    meetings.begin(group, held)
    log_in(page, live_server.url, "kl.sekreterare")
    page.goto(url_of(live_server, held, "mote/"))
    page.get_by_role("radio", name="I princip, men …").check()
    press(page.get_by_role("button", name="Avsluta punkten"))
    page.get_by_role("alert").get_by_text("Skriv vad förbehållet är.").wait_for()
    look(page, "meeting-group")
    page.get_by_label("Förbehåll").fill("Princip 2 förtydligas.")
    press(page.get_by_label("Förbehåll"), "Control+Enter")
    page.get_by_label("Önskemål till nästa möte").fill("Lokalfrågan")
    press(page.get_by_label("Önskemål till nästa möte"), "Control+Enter")
    page.get_by_role("heading", name="Mötet är avslutat").wait_for()
    held.refresh_from_db()
    item.refresh_from_db()
    assert (held.state, held.wishes, item.outcome) == ("ended", "Lokalfrågan", "in_principle")
    look(page, "meeting-group-ended")


def _fill(board, plan):
    first, second = plan.points.order_by("number")
    wording = PLAN.replace("under hösten", "senast i september 2027")
    points.save_text(second, by=board.secretary, text=wording, edition=0)
    points.change_point(
        second,
        by=board.secretary,
        kind="assign",
        to_words="regiondirektören",
        due_on=clock.today() + timedelta(days=300),
    )
    points.add_point(plan, by=board.secretary, text="Paragrafen förklaras omedelbart justerad.")
    points.change_point(first, by=board.secretary, kind="note")
    in_the_room.stand_aside(plan, board.ordinary[3], by=board.secretary, reason="Anhörig")
    in_the_room.reserve(plan, board.ordinary[1], by=board.secretary, text="Till förmån för eget yrkande.")
    said = "Ordföranden frågar om nämnden kan besluta enligt förslaget och finner att nämnden gör så."
    texts.save_text(plan, "procedure", by=board.secretary, text=said, edition=0)
