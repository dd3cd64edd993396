"""What a point that declares an order fulfilled ends: told beforehand, named afterwards, taken back if unaccepted."""

import pytest
from django.urls import reverse

from cases.meetings.names import point_name
from cases.models import Decision, Point, Undertaking
from cases.official_decisions import decide_alone
from cases.registration import register_case
from cases.views.meetings.during.point_rows import facts_of
from directives.paper.assignment import assignment_data
from directives.paper.of_version import paper_of
from ledger.models import Event
from organisation import clock, roles
from tests import assignments
from tests.directives.assignments.conftest import log_in
from tests.directives.assignments.pages import text_of

pytestmark = pytest.mark.django_db

WILL_END = "Uppdrag som avslutas: 2, varav 1 inte är mottaget och tas tillbaka."


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
    href = reverse("decision", args=[ending.public_id])
    assert page.context["ended_by"].href == href
    told = next(line for line in page.context["events"] if line.kind == "assignment.fulfilled")
    assert (told.decision, told.href) == (point_name(ending.points.get()), href)
    timeline = page.content.decode().partition('class="timeline"')[2]
    assert f'<a class="ds-link" href="{href}">{told.decision}</a>' in timeline


def test_the_case_page_names_the_decision_that_ended_what_was_ordered(made):
    ordering = decided(made, kind="assign", to_words="Berörda")
    row = assignments.under_way(made, undertaking=ordering.points.get().undertakings.get())
    ending = decided(made, kind="fulfil", fulfils=ordering.points.get())
    name, href = point_name(ending.points.get()), reverse("decision", args=[ending.public_id])
    for case, user in ((row.case, made.giver), (ordering.case, made.region.director)):
        page = log_in(user).get(reverse("case", args=[case.public_id]))
        told = [line for line in page.context["events"] if line.text == "Uppdraget förklarades fullgjort"]
        assert [(line.decision, line.href) for line in told] == [(name, href)]


def test_the_document_names_the_decision_it_rests_on_from_the_first_draft_to_the_file(made):
    point = decided(made, kind="assign", to_words="Berörda").points.get()
    ordered = Undertaking.objects.get(point=point)
    draft = assignments.drafted(made, title="Utkastet", undertaking=ordered)
    given = assignments.offered(made, title="Det givna", undertaking=ordered)
    client, name = log_in(made.giver), point_name(point)
    for code, view in ((draft, "assignment_edit"), (draft, "assignment_preview")):
        assert name in text_of(client.get(reverse(view, args=[code.public_id])))
    preview = text_of(client.get(reverse("assignment_preview", args=[draft.public_id])))
    assert f"<dt>Enligt beslut</dt> <dd><b>{name}</b></dd>" in " ".join(preview.split())
    version = given.versions.get()
    assert name in text_of(client.get(reverse("assignment_version", args=[given.public_id, version.number])))
    assert ("Enligt beslut", name) in assignment_data(paper_of(given, version))["facts"]


def test_the_watch_list_leads_to_the_decision_that_ordered_and_to_the_one_that_ended(made):
    ordering = decided(made, kind="assign", to_words="Berörda")
    ending = decided(made, kind="fulfil", fulfils=ordering.points.get())
    roles.seat(made.giver, "secretary", made.office, starts_on=clock.today())
    client = log_in(made.giver)
    order = Undertaking.objects.get(point__decision=ordering)
    for page in (
        client.get(reverse("watch_list")),
        client.get(reverse("undertaking", args=[order.public_id])),
    ):
        for decision in (ordering, ending):
            name, href = point_name(decision.points.get()), reverse("decision", args=[decision.public_id])
            assert f'href="{href}">{name}</a>' in text_of(page)
