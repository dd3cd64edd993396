"""What is asked about a goal or an indicator stands beside what is known of it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from directives.models import PlanPart
from directives.plans import building, indicators
from tests import plans
from tests.revisions import as_user, begun, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]


def test_an_answer_is_written_beside_the_unit_the_target_and_the_latest_value():
    made = plans.adopted("SkaS")
    known = made.version.indicatorwordings.select_related("part__plan", "version").get()
    indicators.report(known, by=made.keeper, until=date(2026, 6, 30), value="76,5")
    found = begun(made)
    goal = found.draft.goalwordings.select_related("version").get(text="Bättre befolkningshälsa")
    building.change(goal, by=made.keeper, outcome="På väg 2025.")
    added = building.add(
        found.draft, PlanPart.Kind.INDICATOR, by=made.keeper, name="Antal berörda", measures=goal.part
    )
    page = said(as_user(made.keeper).get(reverse("revision_evaluation", args=[found.public_id])))
    assert [figures(part) for part in page.split('<div class="revision-figures">')[1:]] == [
        f"Mäts med {added.code} Antal berörda "
        "Målvärde saknas Senaste värde saknas Enhet inte angiven Bedömning Kan ej bedömas målvärde saknas",
        f"Öppna indikatorn {known.code} Andel trygga "
        "Målvärde 90 % Senaste värde 76,5 % till och med 2026-06-30 Enhet % Bedömning Inte uppnådd",
        f"Öppna indikatorn {added.code} Antal berörda "
        "Målvärde saknas Senaste värde saknas Enhet inte angiven Bedömning Kan ej bedömas målvärde saknas",
    ]
    assert [
        page.count(f'href="{reverse("indicator", args=[row.part.public_id])}"') for row in (known, added)
    ] == [
        1,
        2,
    ]
    assert "Senaste utvärderingen: På väg 2025." in " ".join(strip_tags(page).split())


def figures(part):
    """The words of one indicator's figures."""
    return " ".join(strip_tags(part.partition("</dl>")[0]).split())
