"""The two pictures of a plan in a browser: whole, accessible, traced by keyboard, and one page on paper."""

from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.helpers.look import keep_picture, look


def sheets(page):
    """How many sheets the page takes on paper, and whether they lie across."""
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return [each.mediabox.width > each.mediabox.height for each in pages]


def test_the_map_is_whole_traces_what_enables_what_and_prints_on_one_page(gallery, page):
    page.goto(f"{gallery}/plan/map/")
    expect(page.locator(".map:visible [data-milestone]")).to_have_count(72)
    expect(page.locator("[data-from]").first).to_have_css("opacity", "0")
    look(page, "gallery-plan-map")
    assert sheets(page) == [True]
    years, last = page.locator(".map-heads-row"), page.locator(".map:visible .map-lane").last
    last.scroll_into_view_if_needed()
    page.mouse.wheel(0, 200)
    expect(years).to_be_in_viewport()
    page.locator(".map-words > summary").scroll_into_view_if_needed()
    page.mouse.wheel(0, 4000)
    expect(years).not_to_be_in_viewport()
    page.goto(f"{gallery}/plan/map/?small")
    expect(page.locator(".map:not(.map-on-paper) [data-from]").first).to_have_css("opacity", "1")
    link = page.get_by_role("link", name="Ersättningsmodell för nära vård. Ska vara uppnådd 2025. Pågår.")
    page.get_by_label("Visa alla pilar").uncheck()
    link.focus()
    expect(page.locator("[data-milestone].is-traced")).to_have_count(4)
    expect(page.locator("[data-from].is-traced")).to_have_count(3)
    expect(page.locator("[data-from].is-traced").first).to_have_css("opacity", "1")
    keep_picture(page, "gallery-plan-map-traced-1280")
    page.keyboard.press("Escape")
    expect(page.locator(".is-traced")).to_have_count(0)
    assert sheets(page) == [True]
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".map:visible")).to_have_count(0)
    expect(page.get_by_role("heading", name="Nära vård")).to_be_visible()


def test_the_wheel_is_whole_and_prints_on_one_page(gallery, page):
    page.goto(f"{gallery}/plan/year/")
    expect(
        page.get_by_role("link", name="Detaljbudget. Budget och verksamhetsplan, 3 november")
    ).to_be_visible()
    expect(page.get_by_role("heading", name="Månad för månad")).to_be_hidden()
    look(page, "gallery-plan-year")
    assert sheets(page) == [True]
    page.goto(f"{gallery}/plan/year/?crowded")
    keep_picture(page, "gallery-plan-year-crowded-1280")
    assert sheets(page) == [True]
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_role("heading", name="Månad för månad")).to_be_visible()
