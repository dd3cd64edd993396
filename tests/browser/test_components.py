"""Every component, looked at in a browser before any page uses it."""

import pytest
from playwright.sync_api import expect

from tests.browser.gallery import weighing
from tests.browser.helpers.look import keep_picture, look
from tests.browser.helpers.press import press


@pytest.mark.parametrize(
    "path",
    [
        "parts",
        "form",
        "form/?wrong",
        "reply",
        "matrix",
        "reading",
        "reading/?wrong",
        "ledger",
        "closing",
        "told",
        "told/?answered=1",
        "small",
        "meeting/item",
        "meeting/item/?blocked",
        "meeting/item/?group",
        "meeting/planning",
        "meeting/people",
        "meeting/minutes",
        "meeting/after",
    ],
)
def test_components_are_accessible_and_fit_every_width(gallery, page, path):
    page.goto(f"{gallery}/{path if '?' in path else path + '/'}")
    look(page, f"gallery-{path.replace('/?', '-').replace('/', '-')}")


@pytest.mark.parametrize("name", ["404", "403_csrf", "409", "500"])
def test_error_pages_look_like_the_rest(gallery, page, name):
    page.goto(f"{gallery}/error/{name}/")
    look(page, f"error-{name}")


def test_a_wrong_form_takes_the_focus_to_its_summary_and_links_to_each_field(gallery, page):
    page.goto(f"{gallery}/form/?wrong")
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="Rubrik").click()
    expect(page.locator("#id_title")).to_be_focused()
    described = page.locator("#id_title").get_attribute("aria-describedby")
    assert described == "id_title_helptext id_title_error"


def test_arrow_keys_move_in_the_matrix_and_skip_what_cannot_be_opened(gallery, page):
    page.goto(f"{gallery}/matrix/")
    page.locator("#r1-SU").focus()
    visited = []
    for key in ["ArrowRight", "ArrowRight", "ArrowDown", "Home", "End", "Control+Home"]:
        page.keyboard.press(key)
        visited.append(page.evaluate("() => document.activeElement.id || document.activeElement.innerText"))
    assert visited == ["r1-SkaS", "r1-SkaS", "r2-SkaS", visited[3], "r2-SkaS", visited[5]]
    assert visited[3].startswith("2")
    assert visited[5].startswith("1")


def test_the_menu_opens_with_the_keyboard_and_closes_with_escape(gallery, page):
    page.goto(f"{gallery}/parts/")
    menu = page.locator(".me summary")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".me-menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".me-menu")).to_be_hidden()
    assert page.evaluate("() => document.activeElement.closest('.me') !== null")


@pytest.fixture(autouse=True)
def nothing_sent():
    """What the gallery's forms sent in another test is forgotten."""
    weighing.sent.clear()


def select(page, text, start, end):
    """Selects characters of the submitted text as a mouse would, the numbers of the marks left out."""
    page.evaluate(
        """([id, start, end]) => {
          const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          let passed = 0, begun = false;
          while (walker.nextNode()) {
            const node = walker.currentNode;
            if (node.parentElement.closest("[data-outside]")) continue;
            if (!begun && start <= passed + node.length) { range.setStart(node, start - passed); begun = true; }
            if (end <= passed + node.length) { range.setEnd(node, end - passed); break; }
            passed += node.length;
          }
          document.getSelection().removeAllRanges();
          document.getSelection().addRange(range);
        }""",
        [text, start, end],
    )


def units(words):
    """How long a text is to the browser, which counts in halves of UTF-16."""
    return len(words.encode("utf-16-le")) // 2


def test_selected_words_are_sent_with_their_place_in_code_points(gallery, page):
    page.goto(f"{gallery}/reading/")
    box = page.locator("#ruta-comment-1")
    expect(box.get_by_role("button", name="Markera som synpunkt")).to_be_hidden()
    place = weighing.TEXT.index("Tack för")
    start = units(weighing.TEXT[:place])
    select(page, "t-comment-1", start - 1, start + len("Tack för ett"))
    keep_picture(page, "gallery-reading-selected-1280")
    press(box.get_by_role("button", name="Markera som synpunkt"))
    (form,) = weighing.sent
    assert form == {"near": str(place), "quote": "Tack för ett", "do": "mark"}


def test_words_are_selected_and_marked_with_the_keyboard_only(gallery, page):
    page.goto(f"{gallery}/reading/")
    page.locator("#t-comment-2").focus()
    for key in ["Control+Home", "Control+ArrowRight", *["Control+Shift+ArrowRight"] * 3]:
        page.keyboard.press(key)
    page.keyboard.type("skrivet")
    page.keyboard.press("Delete")
    expect(page.locator("#t-comment-2")).to_have_text(weighing.TEXT)
    press(page, "Control+Enter")
    page.wait_for_url(f"{gallery}/reading/")
    expect(page.locator("[data-mark-action]:visible")).to_have_count(0)
    (form,) = weighing.sent
    assert form["do"] == "mark"
    start = int(form["near"])
    assert weighing.TEXT[start : start + len(form["quote"])] == form["quote"] != ""


def test_a_shortcut_that_is_quicker_than_the_browsers_word_of_the_selection_still_marks(gallery, page):
    page.goto(f"{gallery}/reading/")
    with page.expect_navigation():
        page.evaluate(
            """() => {
              const text = document.getElementById("t-comment-2");
              text.focus();
              document.getSelection().selectAllChildren(text);
              const key = { key: "Enter", ctrlKey: true, bubbles: true };
              text.dispatchEvent(new KeyboardEvent("keydown", key));
            }"""
        )
    (form,) = weighing.sent
    assert (form["near"], form["quote"].replace("\r\n", "\n"), form["do"]) == ("0", weighing.TEXT, "mark")


def test_escape_lets_go_of_the_chosen_words_and_enter_alone_marks_nothing(gallery, page):
    page.goto(f"{gallery}/reading/")
    select(page, "t-comment-2", 0, 10)
    expect(page.locator("#f-comment-2 [data-mark-action]")).to_be_visible()
    page.locator("#t-comment-2").press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#f-comment-2 [data-mark-action]")).to_be_hidden()
    page.keyboard.press("Control+Enter")
    assert weighing.sent == []


def test_choosing_in_another_box_moves_the_button_there(gallery, phone):
    phone.goto(f"{gallery}/reading/")
    select(phone, "t-comment-1", 0, 10)
    select(phone, "t-comment-2", 0, 14)
    expect(phone.locator("[data-mark-action]:visible")).to_have_count(1)
    expect(phone.locator("#f-comment-2 [data-mark-chosen]")).to_have_text("”Formuleringen”")
    keep_picture(phone, "gallery-reading-selected-390")
    press(phone.locator("#f-comment-2 [data-mark-action] button"))
    assert [form["quote"] for form in weighing.sent] == ["Formuleringen"]


def test_without_javascript_the_words_are_pasted_and_the_rest_is_read(gallery, page_without_script):
    page = page_without_script
    page.goto(f"{gallery}/reading/")
    box = page.locator("#ruta-comment-2")
    box.get_by_text("Klistra in den text som är synpunkten").click()
    box.get_by_label("Orden så som de står i svaret").fill("vardaglig")
    press(box.get_by_role("button", name="Gör till synpunkt"))
    press(box.get_by_role("button", name="Hela rutan är en synpunkt"))
    press(box.get_by_role("button", name="Resten är läst utan synpunkt"))
    assert weighing.sent == [
        {"near": "", "quote": "vardaglig", "do": "mark"},
        {"near": "", "quote": "", "do": "whole"},
        {"near": "", "quote": "", "do": "read"},
    ]


def test_the_ledger_is_walked_and_saved_with_modified_keys_only(gallery, page):
    page.goto(f"{gallery}/ledger/")
    page.get_by_label("Motivering").fill("Bra.")
    page.keyboard.press("ArrowDown")
    press(page, "Control+Enter")
    expect(page.get_by_label("Motivering")).not_to_have_value("Bra.")
    (form,) = weighing.sent
    assert (form["outcome"], form["reason"], form["also"]) == ("heeded", "Bra.", "a")
    press(page, "Alt+ArrowDown")
    expect(page).to_have_url(f"{gallery}/ledger/?oppen=13#k13")
    press(page, "Alt+ArrowUp")
    expect(page).to_have_url(f"{gallery}/ledger/?oppen=11#k11")


def test_a_wording_is_asked_for_only_when_something_is_heeded(gallery, page):
    page.goto(f"{gallery}/ledger/")
    expect(page.get_by_label("Ny formulering")).to_be_visible()
    page.locator(".choice", has_text="Beaktas inte").click()
    expect(page.get_by_label("Ny formulering")).to_be_hidden()
    page.locator(".choice", has_text="Beaktas delvis").click()
    expect(page.get_by_label("Ny formulering")).to_be_visible()


def test_a_representative_says_with_one_click_whether_it_was_meant(gallery, page):
    page.goto(f"{gallery}/told/")
    press(page.get_by_role("button", name="Ja, så menade vi"))
    page.get_by_label("Vad menade ni i stället?").fill("Att ordet är fel.")
    press(page.get_by_role("button", name="Nej, inte riktigt"))
    assert weighing.sent == [
        {"remark": "", "meant": "yes"},
        {"remark": "Att ordet är fel.", "meant": "no"},
    ]


def test_differences_are_read_aloud_and_printed_in_words_and_signs(gallery, page):
    page.goto(f"{gallery}/told/")
    said = page.locator(".diff").first.text_content()
    assert "[borttaget: har koll på]" in said
    assert "[tillagt: känner till]" in said
    page.emulate_media(media="print")
    signs = page.evaluate(
        """() => ["del", "ins"].map((name) => {
          const found = document.querySelector(`.diff ${name}`);
          return ["before", "after"].map((side) => getComputedStyle(found, `::${side}`).content).join("");
        })"""
    )
    assert signs == ['"[–""]"', '"[+""]"']


@pytest.mark.parametrize("name", ["reading", "ledger", "closing", "told"])
def test_pages_are_printed_as_sheets(gallery, page, name):
    page.goto(f"{gallery}/{name}/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})
    keep_picture(page, f"gallery-{name}-print")
    expect(page.locator(":is(.mark-form, .filters, .meant, .weigh-foot):visible")).to_have_count(0)
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
