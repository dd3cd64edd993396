"""The kind of steering document that is proposed from what a file is called."""

import pytest

from cases.forms.points import kind_of


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Riktlinje för utskrivning", "guideline"),
        ("Riktlinjer för utskrivning", "guideline"),
        ("Plan 2026–2029", "plan"),
        ("Planen för nära vård", "plan"),
        ("Policy", "policy"),
        ("Principerna för fördelning", "principles"),
        ("Strategier för kompetens", "strategy"),
        ("Strategisk plan för kompetens", ""),
        ("Planeringsdirektiv 2027", ""),
        ("Planritning över akuten", ""),
        ("Rutinkontroller under året", ""),
        ("", ""),
    ],
)
def test_a_title_names_the_kind_with_a_word_of_its_own_and_never_with_the_beginning_of_another(title, kind):
    assert kind_of(title) == kind
