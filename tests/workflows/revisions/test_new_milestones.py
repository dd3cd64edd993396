"""A milestone that is taken in as new: its code is the plan's next, and somebody owns it before it is sent on."""

import pytest

from directives.models import AreaWording, Revision
from directives.plans import building
from directives.plans.errors import OwnersMissing
from directives.plans.revisions import proposals
from tests import plans
from tests.revisions import compiling, said, shown, step
from workflows import revising_plans

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]

State = Revision.State


@pytest.fixture
def made():
    return plans.adopted("SkaS")


@pytest.fixture
def found(made):
    return compiling(made, "PA-1")


def accepted(made, found, **facts):
    """A new milestone, proposed and taken in."""
    area = made.milestone("NV-1").area
    words = {"area": area, "title": "Gemensam plan", "reason": "Behövs.", "year": 2027} | facts
    proposal = proposals.propose_new(found, by=made.head, **words)
    part = proposals.accept(proposal, by=made.keeper).became
    return found.draft.milestonewordings.get(part=part)


def test_a_new_milestone_without_an_owner_is_left_until_it_has_one(made, found):
    row = accepted(made, found)
    assert "1 milstolpe saknar ägare: NV-3 Gemensam plan." in shown(made.keeper, found)
    refused = said(step(made.keeper, found, "refer", last_day="2027-10-01"))
    assert "Utan ägare: NV-3 Gemensam plan. Ge var och en en ägare först." in refused
    assert found.state == State.COMPILING
    step(made.keeper, found, "owner", row.part.public_id, holder=made.head.name)
    row.refresh_from_db()
    assert row.owner == made.head
    assert "Alla milstolpar har en ägare." in shown(made.keeper, found)
    step(made.keeper, found, "refer", last_day="2027-10-01")
    assert found.state == State.REFERRED


def test_nothing_is_laid_before_the_board_while_a_milestone_has_no_owner(made, found):
    revising_plans.skip_round(found, by=made.keeper, reason="Små ändringar.")
    row = accepted(made, found)
    assert "Utan ägare: NV-3 Gemensam plan." in said(step(made.keeper, found, "propose"))
    assert "1 milstolpe saknar ägare: NV-3 Gemensam plan." in shown(made.keeper, found)
    with pytest.raises(OwnersMissing):
        revising_plans.propose(found, by=made.keeper)
    step(made.keeper, found, "owner", row.part.public_id, holder=made.head.name)
    step(made.keeper, found, "propose")
    assert found.state == State.PROPOSED


def test_a_code_is_never_given_again_not_even_one_of_a_milestone_that_was_struck(made, found):
    first = accepted(made, found)
    building.strike(made.milestone("NV-2", found.draft), by=made.keeper, reason="Gammal.")
    second = accepted(made, found, title="En till")
    assert (first.code, second.code) == ("NV-3", "NV-4")


def test_an_area_without_milestones_follows_the_pattern_of_the_others(made, found):
    area = building.add(found.draft, "area", by=made.keeper, code="HV", name="Hemsjukvård")
    assert accepted(made, found, area=area.part).code == "HV-1"


@pytest.mark.parametrize(
    ("codes", "year", "code"),
    [
        (("NV-2026-01", "NV-2026-02"), 2026, "NV-2026-03"),
        (("NV-2026-01", "NV-2026-02"), 2027, "NV-2027-01"),
        (("NV-X-01", "NV-X-02"), None, "NV-X-03"),
        (("1.9", "1.10"), 2027, "1.11"),
        (("M009", "M010"), 2027, "M011"),
        (("Vård", "Hemma"), 2027, "NV-2027-01"),
    ],
)
def test_the_next_code_is_as_those_of_the_area(made, found, codes, year, code):
    for old, new in zip(("NV-1", "NV-2"), codes, strict=True):
        building.change(made.milestone(old, found.draft), by=made.keeper, code=new)
    for other in ("PA-1", "PA-2", "DI-1", "DI-2"):
        building.change(
            made.milestone(other, found.draft), by=made.keeper, code=f"Punkt {other[:2]}{other[3:]}x"
        )
    if codes[0].startswith("1."):
        AreaWording.objects.filter(version=found.draft, code="NV").update(code="1")
    assert accepted(made, found, year=year).code == code
