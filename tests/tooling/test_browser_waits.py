"""A browser test waits for what it asserts of a page: on a busy machine the page is not there yet."""

import ast
from pathlib import Path

import pytest

BROWSER = Path(__file__).parents[1] / "browser"
AT_ONCE = {
    "is_visible",
    "is_hidden",
    "is_checked",
    "is_enabled",
    "is_disabled",
    "is_editable",
    "input_value",
    "inner_text",
    "all_inner_texts",
    "all_text_contents",
    "get_attribute",
}


def hasty(source: str) -> list[str]:
    """The assertions that look at a page at once instead of with `expect(...)`, which waits."""
    asserted = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assert)]
    return [ast.unparse(node) for node in asserted if any(_looks_at_once(part) for part in ast.walk(node))]


def _looks_at_once(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute):
        return False
    if node.attr == "count":
        return "locator(" in ast.unparse(node.value) or "get_by_" in ast.unparse(node.value)
    return node.attr in AT_ONCE or (node.attr == "url" and ast.unparse(node.value).startswith("page"))


def test_a_browser_test_says_expect_of_what_a_page_shows():
    found = {path.name: hasty(path.read_text(encoding="utf-8")) for path in BROWSER.glob("test_*.py")}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("line", "is_hasty"),
    [
        ("assert page.get_by_text('Klart').is_visible()", True),
        ("assert not page.locator('form').is_visible()", True),
        ("assert page.get_by_label('Text').input_value() == 'Ord'", True),
        ("assert page.locator('li').count() == 3", True),
        ("assert page_without_script.url == address", True),
        ("assert Decision.objects.get().points.count() == 2", False),
        ("expect(page.locator('li')).to_have_count(3)", False),
    ],
)
def test_what_counts_as_hasty(line, is_hasty):
    assert bool(hasty(line)) is is_hasty
