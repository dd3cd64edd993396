"""Text as a tree."""

from cases.paper.prose import from_markdown, from_plain


def test_plain_text_keeps_its_lines_and_means_nothing():
    assert from_plain("*Ett*\n# två\n\n\n- tre\n") == [
        ["p", ["*Ett*", ["break"], "# två"]],
        ["p", ["- tre"]],
    ]
    assert from_plain(" \n\n") == []


def test_markdown_keeps_its_structure():
    assert from_markdown("# Rubrik\n\nEn *text* **stark**\n`kod`\n\n> sagt\n\n---\n\n    rad") == [
        ["h", ["Rubrik"]],
        ["p", ["En ", ["em", ["text"]], " ", ["strong", ["stark"]], ["break"], ["code", "kod"]]],
        ["quote", [["p", ["sagt"]]]],
        ["rule"],
        ["code", "rad"],
    ]


def test_lists_know_their_items_and_numbers():
    assert from_markdown("3. c\n4. d\n   - e") == [
        ["ol", 3, [[["p", ["c"]]], [["p", ["d"]], ["ul", [[["p", ["e"]]]]]]]]
    ]


def test_tables_know_their_head_and_sides():
    assert from_markdown("| A | B |\n| :-: | --: |\n| 1 | |") == [
        ["table", ["center", "right"], [["A"], ["B"]], [[["1"], []]]]
    ]


def test_a_link_says_its_address_since_paper_cannot_be_clicked():
    assert from_markdown("[här](https://a.example) <https://b.example>") == [
        ["p", ["här", " (https://a.example)", " ", "https://b.example"]]
    ]


def test_raw_html_and_pictures_stay_as_words():
    assert from_markdown("<b>fet</b> ![alt](b.png)") == [["p", ["<b>fet</b> !", "alt", " (b.png)"]]]
