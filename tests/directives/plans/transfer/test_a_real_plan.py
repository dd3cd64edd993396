"""Region Skåne's plan 2023–2026 comes in whole: every count as printed, and what cannot be read stays unread."""

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from directives.models import EffectWording
from directives.plans import text
from directives.plans.reading import read
from directives.plans.transfer import beginning
from directives.plans.transfer.yaml_in import read_yaml
from tests import plans

pytestmark = pytest.mark.django_db

PER_AREA_AND_YEAR = {
    "PA": {"2023–2026": 1, "": 8},
    "HF": {"": 14},
    "NV": {"": 12},
    "NP": {"": 5},
    "MA": {"2022": 2, "2023": 5, "2024": 4},
    "DI": {"2022": 2, "2023": 4, "2024": 2, "": 1},
    "FI": {"2022": 1, "2023": 1, "2024": 5, "2025": 1, "2026": 4},
}


@pytest.fixture(scope="module")
def rows():
    return read_yaml((Path(settings.BASE_DIR) / "demo/data/skane_plan.yaml").read_text("utf-8"))


@pytest.fixture
def whole(rows):
    made = plans.begun()
    return read(beginning.begin(rows, by=made.keeper, unit=made.region.office, body=made.board.body))


def test_the_plan_comes_in_whole(whole):
    assert (len(whole.areas), len(whole.milestones), len(whole.effects)) == (7, 72, 174)
    assert (len(whole.goals_of[None]), len(whole.goals) - 5) == (5, 23)
    assert [len(whole.goals_of[area.part_id]) for area in whole.areas] == [3, 2, 3, 5, 4, 4, 2]


def test_every_area_has_its_milestones_in_their_years(whole):
    found = {
        area.code: dict(
            Counter(row.years if row.last_year else "" for row in whole.milestones_of[area.part_id])
        )
        for area in whole.areas
    }
    assert found == PER_AREA_AND_YEAR


def test_unknown_years_stay_unknown_and_are_shown_as_such(whole):
    unknown = [row for row in whole.milestones if row.last_year is None]
    assert Counter(row.years for row in unknown) == {"oläsligt i källan": 39, "saknas i källan": 1}
    assert all(row.doubt for row in unknown)
    shown = text.of_milestone(whole, unknown[0]).text
    assert "År: oläsligt i källan" in shown


def test_illegible_sub_and_shared_effects_are_kept_as_they_are(whole):
    illegible = [row for row in whole.effects if row.illegible]
    assert [(row.text, row.audiences) for row in illegible] == [("", [])] * 4
    below = EffectWording.objects.filter(version=whole.version, above__isnull=False)
    assert below.count() == 3
    shared = {row.code: whole.effects_of(row) for row in whole.milestones if row.code[:2] == "PA"}
    assert shared["PA-X-01"] == shared["PA-X-02"] == shared["PA-2023-01"] != []


def test_a_reworded_milestone_keeps_its_earlier_wording(whole):
    reworded = {row.code: row.earlier_year for row in whole.milestones if row.earlier_wording}
    assert reworded == {"PA-X-03": 2022, "HF-X-02": 2022, "NV-X-03": 2022}
