"""Every component, looked at in a browser before any page uses it."""

import pytest

from tests.browser.helpers.look import look


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
    ],
)
def test_components_are_accessible_and_fit_every_width(gallery, page, path):
    page.goto(f"{gallery}/{path if '?' in path else path + '/'}")
    look(page, f"gallery-{path.replace('/?', '-')}")


@pytest.mark.parametrize("name", ["404", "403_csrf", "409", "500"])
def test_error_pages_look_like_the_rest(gallery, page, name):
    page.goto(f"{gallery}/error/{name}/")
    look(page, f"error-{name}")


def test_a_wrong_form_takes_the_focus_to_its_summary_and_links_to_each_field(gallery, page):
    page.goto(f"{gallery}/form/?wrong")
    assert page.evaluate("() => document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="Rubrik").click()
    assert page.evaluate("() => document.activeElement.id") == "id_title"
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
    assert page.locator(".me-menu").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".me-menu").is_visible()
    assert page.evaluate("() => document.activeElement.closest('.me') !== null")
