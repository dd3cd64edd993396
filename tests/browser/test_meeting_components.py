"""The meeting's components at work: keys, points, votes and the order of the agenda."""

import pytest
from playwright.sync_api import expect

from tests.browser.gallery import views, weighing
from tests.browser.helpers import console
from tests.browser.helpers.look import keep_picture
from tests.browser.helpers.press import press

POINT = "#point-1"


@pytest.fixture(autouse=True)
def nothing_sent():
    """What the gallery's pages sent in another test is forgotten."""
    weighing.sent.clear()
    views.saves.clear()
    views.answers.clear()


def test_an_item_is_closed_by_keyboard_with_every_text_stored_first(gallery, page):
    page.goto(f"{gallery}/meeting/item/")
    page.locator(POINT).press("End")
    page.keyboard.type(" Bilagan läggs till.")
    page.keyboard.press("p")
    page.keyboard.press("Backspace")
    press(page, "Control+Enter")
    (form,) = weighing.sent
    text = "Nämnden godkänner handlingsplan för nära vård 2027–2029 enligt bilaga 1. Bilagan läggs till."
    assert (form["do"], form["point-1"], form["point-1-version"]) == ("close", text, "4")
    assert (form["outcome"], "point-3" in form, form["procedure-version"]) == ("changed", False, "2")
    assert views.saves == [{"name": "1", "value": text, "version": "3"}]


def test_the_meeting_is_walked_with_modified_keys_and_enter_in_a_field_only_saves(gallery, page):
    page.goto(f"{gallery}/meeting/item/")
    press(page, "Alt+p")
    assert [form["do"] for form in weighing.sent] == ["add_point"]
    page.locator(POINT).focus()
    press(page, "Alt+ArrowDown")
    expect(page).to_have_url(f"{gallery}/meeting/item/?oppen=f")
    press(page, "Alt+ArrowUp")
    expect(page).to_have_url(f"{gallery}/meeting/item/?oppen=d")
    page.get_by_role("radio", name="Återremiss").focus()
    press(page, "Enter")
    assert [form["do"] for form in weighing.sent] == ["add_point", "save"]


def test_a_point_that_is_changed_says_so_at_once_and_is_no_longer_as_proposed(gallery, page):
    page.goto(f"{gallery}/meeting/item/?untouched")
    point = page.locator("#p-1")
    expect(page.get_by_role("radio", name="Enligt förslag")).to_be_checked()
    page.locator(POINT).fill("Nämnden godkänner planen för nära vård 2027–2029 enligt bilaga 1.")
    expect(point.get_by_text("Ändrad under mötet")).to_be_visible()
    point.get_by_text("Jämför med förslaget").click()
    expect(point.locator(".diff")).to_contain_text("[borttaget: handlingsplan] [tillagt: planen] ")
    expect(page.get_by_role("radio", name="Enligt förslag")).to_be_disabled()
    expect(page.get_by_role("radio", name="Med ändring")).to_be_checked()
    expect(page.get_by_text("”Enligt förslag” går inte att välja")).to_be_visible()
    keep_picture(page, "gallery-meeting-item-changed-1280")
    page.locator(POINT).fill(page.locator(POINT).get_attribute("data-proposed"))
    expect(point.get_by_text("Ändrad under mötet")).to_be_hidden()
    expect(page.get_by_role("radio", name="Enligt förslag")).to_be_enabled()


PASTE = """(box, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
ROWS = "<tr><td>Dag</td><td>Plats</td></tr><tr><td>14 januari</td><td>Göteborg | A</td></tr>"
TABLE = "| Dag | Plats |\n| --- | --- |\n| 14 januari | Göteborg \\| A |"


def test_a_table_pasted_into_a_point_keeps_its_columns(gallery, page):
    page.goto(f"{gallery}/meeting/item/")
    point = page.locator("textarea.point-text").first
    point.fill("Möten:")
    point.evaluate("box => box.setSelectionRange(box.value.length, box.value.length)")
    point.evaluate(PASTE, f"<p>Följande dagar:</p><table>{ROWS}</table>")
    expect(point).to_have_value(f"Möten:Följande dagar:\n\n{TABLE}")


def test_a_table_pasted_into_a_line_stands_apart_from_it(gallery, page):
    page.goto(f"{gallery}/meeting/item/")
    point = page.locator("textarea.point-text").first
    point.fill("Före. Efter.")
    point.evaluate("box => box.setSelectionRange(5, 5)")
    point.evaluate(PASTE, f"<table>{ROWS}</table>")
    expect(point).to_have_value(f"Före.\n\n{TABLE}\n\n Efter.")
    point.fill("")
    point.evaluate(PASTE, f"<table>{ROWS}</table>")
    expect(point).to_have_value(TABLE)


def test_two_texts_are_settled_before_the_item_is_closed(gallery, page):
    page.goto(f"{gallery}/meeting/item/")
    views.answers.append(
        views.JsonResponse(
            {"version": 9, "theirs": "Kollegans text.", "by": "Nämndsekreterare 2"}, status=409
        )
    )
    page.locator(POINT).fill("Min text.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Kollegans text.")).to_be_visible()
    expect(page.locator(".conflict button").first).to_be_focused()  # the closing has been given up
    console.forgive(page, "409")
    assert weighing.sent == []
    page.get_by_role("button", name="Ta den sparade").click()
    press(page, "Control+Enter")
    (form,) = weighing.sent
    assert (form["point-1"], form["point-1-version"]) == ("Kollegans text.", "9")


def codes(page):
    return page.evaluate(
        "() => [...document.querySelectorAll('[data-movable]')].map((row) => row.dataset.code)"
    )


def test_the_agenda_is_rearranged_with_keys_buttons_and_by_dragging(gallery, page):
    page.goto(f"{gallery}/meeting/planning/")
    handle = page.get_by_role("button", name="Dra: Sammanträdestider 2027")
    handle.focus()
    page.keyboard.press("Alt+Shift+ArrowUp")
    expect(
        page.get_by_text("Sammanträdestider 2027 är nu nummer 2 av 4. Ordningen är sparad.")
    ).to_be_visible()
    expect(handle).to_be_focused()
    page.get_by_role("button", name="Flytta ned: Lunch").click()
    expect(
        page.get_by_text("Lunch ligger nu före Styrande principer, lägesrapport. Ordningen är sparad.")
    ).to_be_visible()
    keep_picture(page, "gallery-meeting-planning-moved-1280")
    page.get_by_role("button", name="Dra: Anmälan").hover()
    page.mouse.down()
    page.mouse.move(600, page.locator("[data-code=f]").bounding_box()["y"] - 4, steps=6)
    page.mouse.up()
    expect(page.get_by_text("Anmälan av delegationsbeslut är nu nummer 1 av 4. Ordningen")).to_be_visible()
    assert codes(page) == ["j", "f", "i", "g", "h"]
    expect(page.locator("[data-place]")).to_have_text(["5", "6", "7", "8", "9"])
    assert weighing.sent == [
        {"order": "f,g,i,h,j", "was": "f,g,h,i,j"},
        {"order": "f,i,g,h,j", "was": "f,g,i,h,j"},
        {"order": "j,f,i,g,h", "was": "f,i,g,h,j"},
    ]


def test_an_order_that_a_colleague_has_changed_is_refused_in_words(gallery, page):
    page.goto(f"{gallery}/meeting/planning/?changed")
    page.get_by_role("button", name="Flytta upp: Lunch").click()
    expect(page.get_by_text("Dagordningen har ändrats av en kollega.")).to_be_visible()
    console.forgive(page, "409")


def test_without_javascript_rows_move_with_their_buttons_and_texts_are_sent_as_a_form(
    gallery, page_without_script
):
    page = page_without_script
    page.goto(f"{gallery}/meeting/planning/")
    expect(page.get_by_role("button", name="Dra: Lunch")).to_be_hidden()
    press(page.get_by_role("button", name="Flytta upp: Lunch"))
    page.goto(f"{gallery}/meeting/item/")
    page.locator(POINT).fill("Ny text.")
    press(page.get_by_role("button", name="Avsluta paragrafen"))
    moved, closed = weighing.sent
    assert moved == {"order": "", "was": "", "move": "g up"}
    assert (closed["do"], closed["point-1"], closed["point-1-version"]) == ("close", "Ny text.", "3")


def test_votes_are_counted_while_they_are_entered_and_the_chair_breaks_a_tie(gallery, page):
    page.goto(f"{gallery}/meeting/people/")
    votes = page.locator("#v1")
    sums = votes.locator("[data-sum]")
    expect(votes.locator("[data-vote-said]")).to_have_text(
        "Lika röstetal: ordförandens röst avgör. Nej vinner."
    )
    page.get_by_role("radio", name="Ledamot 3: Ja").check()
    expect(votes.locator("[data-vote-said]")).to_have_text("Ja vinner.")
    expect(sums).to_have_text(["2", "1", "1"])
    page.get_by_role("checkbox", name="Närvarande").nth(2).check()
    press(page, "Control+Enter")
    (form,) = weighing.sent
    assert (form["do"], form["serves-m4"], form["at-m1"]) == ("attendance", "m3", "")


def test_on_a_phone_the_agenda_is_folded_above_the_item(gallery, phone):
    phone.goto(f"{gallery}/meeting/item/")
    expect(phone.get_by_text("Val av justerare")).to_be_hidden()
    keep_picture(phone, "gallery-meeting-item-folded-390")
    phone.get_by_role("heading", name="Dagordning").click()
    expect(phone.get_by_text("Val av justerare")).to_be_visible()


def test_minutes_are_printed_as_text_without_the_tools(gallery, page):
    page.goto(f"{gallery}/meeting/minutes/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})
    keep_picture(page, "gallery-meeting-minutes-print")
    expect(page.locator(":is(.subnav, .paragraph-actions, .signature-form):visible")).to_have_count(0)
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")
