"""What changed in an answer is shown word by word, with the words around it."""

import pytest

from cases.answer_changes import between, excerpts


def said(**facts):
    """An answer of one section, as it is kept."""
    item = {"question": 1, "heading": "Kontakt", "stance": "", "comment": "", "wording": ""}
    files = [{"name": name, "sha256": name} for name in facts.pop("files", [])]
    return {"level": facts.pop("level", "official"), "items": [item | facts], "attachments": files}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Ni får svara.", "Ni ska svara.", ["Ni [får → ska] svara."]),
        ("", "Ny mening.", ["[tomt → Ny mening.]"]),
        ("Bort.", "", ["[Bort. → tomt]"]),
        ("Samma.", "Samma.", []),
        ("ett  två", "ett två", ["ett [␣␣ → ␣] två"]),
        (
            "ett två tre fyra fem sex sju åtta nio tio elva tolv",
            "ETT två tre fyra fem sex sju åtta nio tio elva TOLV",
            ["[ett → ETT] två tre fyra fem …", "… åtta nio tio elva [tolv → TOLV]"],
        ),
    ],
)
def test_every_change_of_a_text_is_quoted(old, new, expected):
    assert excerpts(old, new) == expected


def test_stances_files_and_the_form_are_named_in_words():
    words = {1: {"agree": "Tillstyrker", "disagree": "Avstyrker"}}
    before = said(stance="agree", files=["a.pdf"], level="official")
    after = said(stance="disagree", wording="Vi svarar.", level="body")
    assert between(before, after, words) == [
        "Kontakt: [Tillstyrker → Avstyrker]",
        "Kontakt: [tomt → Vi svarar.]",
        "Bilagor: [a.pdf → tomt]",
        "Svarets form: [tjänstemannasvar → politiskt beslutat svar]",
    ]
    assert between(before, before, words) == []
