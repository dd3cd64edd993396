"""A round that is written but not sent is told as such, until somebody really sends it."""

import pytest
from django.urls import reverse

from cases import rounds
from tests import plans
from tests.revisions import as_user, compiling, said, shown, step
from workflows import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]


@pytest.fixture
def made():
    return plans.adopted("SkaS")


@pytest.fixture
def found(made):
    return compiling(made, "PA-1")


def standing(made, found):
    """The page's steps and days with their states, and what is said to be done now."""
    page = as_user(made.keeper).get(reverse("revision", args=[found.public_id]))
    steps = {one.label: (one.state, one.note) for one in page.context["stages"]}
    days = {one.label: one.state for one in page.context["days"]}
    return steps, days, said(page)


def test_until_it_is_sent_the_steps_the_days_and_the_heading_say_that_it_is_prepared(made, found):
    page = shown(made.keeper, found)
    assert ("Förbered remissrundan" in page, "Skicka ändringarna på remiss" in page) == (True, False)
    step(made.keeper, found, "refer", last_day="2027-10-01")
    steps, days, page = standing(made, found)
    assert steps["Sammanställ"][0] == "now"
    assert steps["Remiss"] == ("", "förberedd, inte skickad")
    assert (days["Sammanställd"], days["Remissrundan skickas"], days["Sista svarsdag"]) == ("done", "now", "")
    assert "Remissrundan är förberedd men inte utskickad" in page
    assert "Ändringarna är på remiss" not in page
    assert "På remiss" not in page
    link = f'href="{reverse("round", args=[found.round.public_id])}"'
    assert link in page.partition('id="nu"')[2].partition("</section>")[0]
    assert "Planägaren skickar den till förvaltningarna." in shown(made.head, found)
    assert "Välj mottagare" not in shown(made.head, found)
    for name in ("plan_revisions", "plan"):
        listed = said(as_user(made.keeper).get(reverse(name, args=[made.plan.public_id])))
        assert ("Remissrundan förbereds" in listed, "På remiss" in listed) == (True, False), name
    assert "remissrundan förbereds" in said(as_user(made.keeper).get(reverse("plans")))


def test_once_it_is_sent_they_say_that_it_is_out(made, found):
    step(made.keeper, found, "refer", last_day="2027-10-01")
    rounds.choose_recipients(found.round, made.region.administrations, by=made.keeper)
    rounds.change_round(found.round, by=made.keeper, letter="Svara gärna.")
    engine.dispatch(found.round, by=made.keeper)
    steps, days, page = standing(made, found)
    assert (steps["Sammanställ"][0], steps["Remiss"][0]) == ("done", "now")
    assert (days["Remissrundan skickas"], days["Sista svarsdag"]) == ("done", "now")
    assert "Ändringarna är på remiss" in page
    assert "inte utskickad" not in page
