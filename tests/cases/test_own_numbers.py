"""A draft that numbers its own sections is not numbered once more."""

import re

import pytest

from cases import rounds
from cases.drafts import carry_numbers
from tests import factories
from workflows import engine

OWN = "Vad det gäller.\n\n# 1) Boka mötet\nText.\n\n# 2) Efter mötet\nText."
PLAIN = "# Boka mötet\nText.\n\n# Efter mötet\nText."
OURS = re.compile(
    r'Avsnitt \d|(?:row-number|sheet-number|when-not-done)">\d|\d\. (?:\d\)|Boka|Efter|Inledning)'
)
STEPS = ["utkast/", "fragor/", "forhandsvisning/"]


def is_numbered(client, page):
    """Whether a number of ours stands on the page."""
    return bool(OURS.search(client.get(page).content.decode()))


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["1. Boka mötet", "2. Efter mötet"], True),
        (["Inledning", "1 Boka mötet", "2.1 Efter mötet"], True),
        (["Princip 1: Boka", "Princip 2: Efter"], True),
        (["§ 1 Boka", "§ 2"], True),
        (["1. Boka mötet", "Efter mötet"], False),
        (["2026 års mål", "2027 års mål"], False),
        (["Inledning"], False),
        ([], False),
    ],
)
def test_a_draft_is_numbered_when_every_heading_but_the_introduction_is(headings, expected):
    assert carry_numbers(headings) is expected


@pytest.mark.django_db
@pytest.mark.parametrize(("pasted", "ours"), [(OWN, False), (PLAIN, True)])
def test_our_number_stands_only_where_the_draft_has_none(client, pasted, ours):
    made = factories.world("SkaS")
    draft = factories.draft_round(made)
    rounds.paste_draft(draft, pasted, by=made.owner)
    section = draft.version.sections.first()
    rounds.ask(draft, "Vad saknas?", by=made.owner, section=section)
    client.force_login(made.owner)
    steps = [f"/remissrundor/{draft.public_id}/{step}" for step in STEPS] + [
        f"/remissrundor/{draft.public_id}/utkast/{section.pk}/"
    ]
    assert [is_numbered(client, page) for page in steps] == [ours] * len(steps)
    engine.dispatch(draft, by=made.owner)
    place = factories.recipient(draft, made.administrations[0])
    factories.released_answer(made, place)
    read = f"/remissrundor/{draft.public_id}/svar/{place.public_id}/"
    pages = [f"/remissrundor/{draft.public_id}/", read, f"{read}1/"]
    assert [is_numbered(client, page) for page in pages] == [ours] * len(pages)


@pytest.mark.django_db
@pytest.mark.parametrize(("pasted", "ours"), [(OWN, False), (PLAIN, True)])
def test_whoever_answers_meets_one_number(client, pasted, ours):
    made = factories.world("SkaS")
    draft = factories.draft_round(made)
    rounds.paste_draft(draft, pasted, by=made.owner)
    engine.dispatch(draft, by=made.owner)
    place = factories.recipient(draft, made.administrations[0])
    factories.begun_answer(made, place)
    client.force_login(made.representative(place.unit))
    pages = [f"/svar/{place.public_id}/", f"/svar/{place.public_id}/utskrift/"]
    assert [is_numbered(client, page) for page in pages] == [ours] * len(pages)
