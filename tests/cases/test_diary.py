"""Which diary an authority registers in."""

import pytest

from cases.diary import diary_for, own_diary
from cases.errors import DiaryMissing
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_part_registers_in_the_first_diary_its_authority_keeps_here():
    region = factories.unit("RS")
    office = factories.unit("RK", parent=region, authority=region)
    factories.diary(region, "Gamla", external=True)
    kept = factories.diary(region, "RS")
    factories.diary(region, "RS-HR")
    assert (own_diary(region), diary_for(office)) == (kept, kept)


def test_an_authority_without_a_diary_of_its_own_is_told_whom_to_ask():
    region = factories.unit("RS")
    factories.diary(region, "Gamla", external=True)
    assert own_diary(region) is None
    with pytest.raises(DiaryMissing) as refusal:
        diary_for(region)
    assert str(refusal.value) == f"{region.name} har inget diarium. Be registratorn lägga upp ett."
