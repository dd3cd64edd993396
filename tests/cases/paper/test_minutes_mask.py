"""What is masked is gone, whatever stands in it or around it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.paper.minutes_mask import masked
from cases.paper.prose import from_markdown

HIDDEN = ("Patient Hemlig", "19121212-1212")


def flat(value) -> str:
    """The words of a tree, without what it is built of."""
    if isinstance(value, str):
        return value
    if value and isinstance(value[0], str) and value[0] in {"p", "h", "em", "strong", "code", "quote", "ul"}:
        value = value[1:]
    if value == ["break"]:
        return "\n"
    return "".join(flat(one) for one in value if isinstance(one, list | str))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Patient Hemlig kom.", "[maskat] kom."),
        ("patient  hemlig, PATIENT\u00a0HEMLIG", "[maskat], [maskat]"),
        ("Patient Hemligs ärende, Patient Hemlig:s", "[maskat] ärende, [maskat]"),
        ("Pati\u00adent He\u200bmlig", "[maskat]"),
        ("Patient Hemligare och Oatient Hemlig", "Patient Hemligare och Oatient Hemlig"),
        ("Född 19121212-1212.", "Född [maskat]."),
        ("Utan något att dölja", "Utan något att dölja"),
    ],
)
def test_a_phrase_is_hidden_and_nothing_else(text, left):
    assert masked(text, HIDDEN) == left


def test_emphasis_and_line_breaks_cannot_show_it():
    tree = from_markdown("Om **Patient** *Hemlig* och `Patient`\nHemlig: **x**.")
    assert masked(tree, HIDDEN) == [
        [
            "p",
            [
                "Om ",
                ["strong", ["[maskat]"]],
                ["em", []],
                " och ",
                ["code", "[maskat]"],
                ": ",
                ["strong", ["x"]],
                ".",
            ],
        ]
    ]


def test_everything_but_words_is_left_as_it_is():
    data = {"a": 1, "b": None, "c": [True, ("Patient Hemlig", 2)], "ul": [["ol", 3, [[["p", ["p"]]]]]]}
    assert masked(data, ("p", "ol", "Patient Hemlig")) == {
        "a": 1,
        "b": None,
        "c": [True, ["[maskat]", 2]],
        "ul": [["ol", 3, [[["p", ["[maskat]"]]]]]],
    }
    assert masked(data, ()) is data
    assert masked(data, (" ", "")) is data


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Patient", "Hemlig", " ", "\n", "*", "**", "`", "| ", "\n- ", "x", "\\", "_", "&nbsp;", "> "]
        ),
        max_size=25,
    )
)
def test_no_markdown_lets_it_through(parts):
    said = flat(masked(from_markdown("".join(parts)), HIDDEN))
    assert not re.search(r"(?<!\w)Patient\s+Hemlig(?!\w)", said)
