"""What a point that declares an order fulfilled ends: told beforehand, named afterwards, taken back if unaccepted."""

import pytest
from django.urls import reverse

from cases.models import Decision, Point, Undertaking
from cases.official_decisions import decide_alone
from cases.registration import register_case
from cases.views.meetings.during.point_rows import facts_of
from ledger.models import Event
from tests import assignments
from tests.directives.assignments.conftest import log_in
from tests.directives.assignments.pages import text_of

pytestmark = pytest.mark.django_db

WILL_END = "Uppdrag som avslutas: 2, varav 1 inte är mottagna och tas tillbaka."


@pytest.fixture
def made():
    return assignments.commission("SkaS", "SU")


def decided(made, **point) -> Decision:
    case = register_case(diary=made.region.diary, title="Avtal", unit=made.office, by=made.giver)
    row = {"text": "Punkten.", **point}
    return decide_alone(case, by=made.region.director, kind="execution", title="Avtal", points=[row])


def test_an_order_that_is_declared_fulfilled_ends_what_was_accepted_and_takes_back_the_rest(made):
    ordered = Undertaking.objects.get(point__decision=decided(made, kind="assign", to_words="Berörda"))
    accepted = assignments.under_way(made, title="Mottaget", undertaking=ordered)
    waiting = assignments.offered(made, title="Inte mottaget", undertaking=ordered)
    director = log_in(made.region.director)
    case = register_case(diary=made.region.diary, title="Avtal", unit=made.office, by=made.giver)
    assert WILL_END in text_of(director.get(reverse("decision_new", args=[case.public_id])))
    on_an_agenda = Point(kind="fulfil", fulfils=ordered.point)
    assert ("Följd", WILL_END) in facts_of(on_an_agenda)

    ending = decided(made, kind="fulfil", fulfils=ordered.point)
    for row in (accepted, waiting):
        row.refresh_from_db()
    assert (accepted.state, accepted.fulfilled_by) == ("fulfilled", ending.points.get())
    assert (waiting.state, waiting.fulfilled_by) == ("withdrawn", None)
    why = Event.objects.get(kind="assignment.withdrawn").data["reason"]
    assert why.startswith("Det som var beställt förklarades fullgjort enligt ")
    for row, label in ((accepted, "Fullgjort enligt"), (waiting, "Återtaget enligt")):
        page = log_in(made.giver).get(reverse("assignment", args=[row.public_id]))
        assert page.context["ended_by"].name in text_of(page)
        assert label in text_of(page)


def test_the_decision_that_ended_it_is_a_link_for_whoever_reads_it(made):
    ordered = Undertaking.objects.get(point__decision=decided(made, kind="assign", to_words="Berörda"))
    row = assignments.under_way(made, undertaking=ordered)
    ending = decided(made, kind="fulfil", fulfils=ordered.point)
    page = log_in(made.giver).get(reverse("assignment", args=[row.public_id]))
    assert page.context["ended_by"].href == reverse("decision", args=[ending.public_id])
