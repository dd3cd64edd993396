"""The page of an assignment: each step as it is taken there, and what is said when it cannot be."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import DocumentFile
from directives.assignments import carrying_out
from directives.models import Assignment, SituationReport
from ledger.public_id import new_public_id
from organisation import roles
from tests import assignments, factories
from workflows import assigning

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]


@pytest.fixture
def made():
    return assignments.commission("SkaS", "SU")


def as_user(user):
    client = Client()
    client.force_login(user)
    return client


def page_of(assignment, name="assignment"):
    return reverse(name, args=[assignment.public_id])


def step(user, assignment, do, **typed):
    """The page's answer to one form, and the assignment afterwards."""
    typed = {key if key == "files" else f"{do}-{key}": value for key, value in typed.items()}
    response = as_user(user).post(page_of(assignment), {"do": do, "once_key": new_public_id(), **typed})
    assignment.refresh_from_db()
    return response


def said(response):
    """The page's text."""
    return " ".join(response.content.decode().split())


def test_it_goes_from_offer_to_fulfilled_through_its_page(made):
    assignment = assignments.offered(made, due_on=date(2026, 12, 18))
    assert step(made.head, assignment, "accept").status_code == 302
    step(made.head, assignment, "status", status="at_risk", happened="Stopp.", decision_needed="Mer pengar?")
    assert "Mer pengar?" in said(as_user(made.giver).get(page_of(assignment)))
    step(made.giver, assignment, "answer", comment="Ja.")
    assert not carrying_out.questions(assignment).exists()
    step(made.head, assignment, "time", wanted_on="2027-01-15", reason="Julen.")
    assert 'value="2027-01-15"' in said(as_user(made.giver).get(page_of(assignment)))
    step(made.giver, assignment, "grant", day="2027-01-20")
    assert assignment.due_on == date(2027, 1, 20)
    assert [version.due_on for version in assignment.versions.all()] == [
        date(2026, 12, 18),
        date(2027, 1, 20),
    ]
    step(made.head, assignment, "part", title="Enkät", person=made.region.representative(made.place).name)
    part = assignment.parts.get()
    step(part.user, assignment, "part_done", code=part.public_id)
    part.refresh_from_db()
    assert part.done_by == part.user
    report = SimpleUploadedFile("rapport.txt", "Svaren är samlade.".encode())
    step(made.head, assignment, "final", text="Klart.", files=[report])
    assert DocumentFile.objects.get(document__kind="report").name == "rapport.txt"
    assert "rapport.txt" in said(as_user(made.giver).get(page_of(assignment)))
    step(made.giver, assignment, "return", comment="Räkna om.")
    assert "Slutrapporten behöver kompletteras" in said(as_user(made.head).get(page_of(assignment)))
    step(made.head, assignment, "final", text="Omräknat.")
    step(made.giver, assignment, "approve")
    assert (assignment.state, assignment.reports.count()) == ("fulfilled", 3)


@pytest.mark.parametrize(
    ("do", "typed", "message"),
    [
        ("status", {"happened": "Vi har börjat."}, "Välj hur det går."),
        ("status", {"status": "on_track", "happened": " "}, "Skriv kort vad som har hänt."),
        ("time", {"wanted_on": "2026-12-01", "reason": "Julen."}, "senare än"),
        ("time", {"wanted_on": "2026-02-31", "reason": "Julen."}, "Skriv dagen så här"),
        ("part", {"title": "Enkät", "person": "Ingen Alls"}, "Ingen heter så här."),
        ("final", {"text": ""}, "Skriv vad uppdraget har lett till."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(made, do, typed, message):
    assignment = assignments.under_way(made, due_on=date(2026, 12, 18))
    response = step(made.head, assignment, do, **typed)
    text = said(response)
    assert response.status_code == 200
    assert message in text
    for value in typed.values():
        assert value.strip() in text
    assert (assignment.reports.count(), assignment.parts.count(), assignment.time_requests.count()) == (
        0,
        0,
        0,
    )


def test_a_file_of_a_forbidden_kind_is_refused_and_the_report_is_kept(made):
    assignment = assignments.under_way(made)
    program = SimpleUploadedFile("program.exe", b"MZ" + bytes(200))
    response = step(made.head, assignment, "final", text="Allt är klart nu.", files=[program])
    assert response.status_code == 200
    assert "Allt är klart nu." in said(response)
    assert (assignment.state, assignment.reports.count()) == ("under_way", 0)


def test_a_new_taker_is_somebody_in_the_organisation(made):
    assignment = assignments.under_way(made)
    response = step(made.giver, assignment, "transfer", to="Konsult AB", reason="Byte.")
    assert "Konsult AB finns inte i organisationen." in said(response)
    step(made.giver, assignment, "transfer", to=made.leader.name, reason="Byte.")
    asked = assignment.transfers.get()
    assert (asked.to_user, asked.to_unit, asked.state) == (made.leader, made.region.process_unit, "asked")


def test_the_unit_of_a_person_with_two_is_asked_for(made):
    roles.seat(made.leader, "officer", made.place, starts_on=date(2026, 10, 1))
    assignment = assignments.under_way(made, to=made.head)
    response = step(made.giver, assignment, "transfer", to=made.leader.name, reason="Byte.")
    assert "Owner arbetar i flera enheter. Skriv vilken det gäller: Invånarinteraktion, SkaS." in said(
        response
    )
    step(made.giver, assignment, "transfer", to=made.leader.name, unit="SkaS", reason="Byte.")
    assert assignment.transfers.get().to_unit == made.place


def test_what_was_written_too_late_is_shown(made):
    assignment = assignments.under_way(made)
    assigning.withdraw(assignment, by=made.giver, reason="Inställt.")
    response = step(made.head, assignment, "status", status="on_track", happened="Halva enkäten är inne.")
    assert response.status_code == 409
    assert "Halva enkäten är inne." in said(response)


def test_what_is_undecided_is_said_before_it_is_taken_and_what_is_open_before_it_is_approved(made):
    assignment = assignments.offered(made)
    page = said(as_user(made.head).get(page_of(assignment)))
    assert "Det här är inte bestämt" in page
    assert "Slutdagen är inte angiven." in page
    assert "Uppgiften saknas" in page
    assert "> Saknas <" not in page
    step(made.head, assignment, "accept")
    step(made.head, assignment, "part", title="Enkät", person=made.region.representative(made.place).name)
    step(made.head, assignment, "part", title="Register")
    page = said(as_user(made.head).get(page_of(assignment)))
    assert "Delen ”Register” är inte klar, och ingen är satt att göra den." in page
    step(made.head, assignment, "final", text="Klart.")
    page = said(as_user(made.giver).get(page_of(assignment)))
    name = made.region.representative(made.place).name
    assert f"Delen ”Enkät” är inte klar, {name} har den." in page
    for part in assignment.parts.all():
        carrying_out.finish_part(assignment, by=made.head, code=part.public_id)
    assert "Det här är inte klart" not in said(as_user(made.giver).get(page_of(assignment)))


def test_an_open_child_is_said_before_the_parent_is_approved(made):
    parent = assignments.under_way(made)
    child = assignments.offered(made, title="Barnet", parent=parent, to=made.leader)
    assigning.report_finally(parent, by=made.head, text="Klart.")
    parent.refresh_from_db()
    response = step(made.giver, parent, "approve")
    assert "1 uppdrag under det här är inte avslutade." in said(response)
    step(made.giver, parent, "approve", with_children="on")
    child.refresh_from_db()
    assert (parent.state, child.state) == ("fulfilled", "withdrawn")


def test_a_function_is_staffed_and_a_situation_report_sent_through_their_pages(made):
    stream = assignments.under_way(made, kind="workstream")
    where = page_of(stream, "assignment_staff")
    client = as_user(made.head)
    key = lambda: {"once_key": new_public_id()}  # noqa: E731
    client.post(where, {"do": "staff", "function": "Stabschef", "person": made.head.name, **key()})
    assert "Behöver 1 person till" in said(client.get(page_of(stream)))
    again = client.post(where, {"do": "staff", "function": "Stabschef", "person": made.head.name, **key()})
    assert "har redan den funktionen" in said(again)
    holder = stream.functions.get().holders.get()
    client.post(where, {"do": "leave", "holder": holder.pk, **key()})
    drop = {"do": "drop", "code": stream.functions.get().public_id, **key()}
    assert [client.post(where, drop).status_code for _ in range(2)] == [302, 302]
    assert not stream.functions.exists()

    where = page_of(stream, "situation_new")
    assert "Ange vem som ska få lägesbilden." in said(client.post(where, {"do": "send", **key()}))
    client.post(where, {"do": "add", "to": made.region.director.name, **key()})
    assert "Ingen del har rapporterat ännu." in said(client.post(where, {"do": "send", **key()}))
    sent = client.post(where, {"do": "send", "summary": "Allt rullar på.", **key()})
    report = SituationReport.objects.get()
    assert sent["Location"] == reverse("situation", args=[report.public_id])
    assert "Allt rullar på." in said(as_user(made.region.director).get(sent["Location"]))
    client.post(where, {"do": "drop", "recipient": stream.situation_recipients.get().pk, **key()})
    assert not stream.situation_recipients.exists()
    assert as_user(factories.person("annan")).get(sent["Location"]).status_code == 404


def test_the_pages_take_as_many_queries_for_many_as_for_one(made):
    parent = assignments.under_way(made)
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            _copy(parent)
        counts.append(
            [_queries(made.giver, page_of(parent)), _queries(made.giver, page_of(parent, "assignment_tree"))]
        )
    assert counts[0] == counts[1] == counts[2]


def test_a_reader_sees_only_what_concerns_them_in_a_tree(made):
    parent = assignments.under_way(made)
    assignments.offered(made, title="SkaS del", parent=parent)
    assignments.offered(made, title="Processägarens del", parent=parent, to=made.leader)
    text = said(
        as_user(made.leader).get(
            page_of(Assignment.objects.get(title="Processägarens del"), "assignment_tree")
        )
    )
    assert ("Processägarens del" in text, "SkaS del" in text) == (True, False)
    assert "2 uppdrag visas inte för dig." in text


def _copy(parent):
    row = Assignment.objects.get(pk=parent.pk)
    row.pk, row._state.adding = None, True
    row.public_id, row.parent, row.root = new_public_id(), parent, parent
    row.save()


def _queries(user, url):
    client = as_user(user)
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_reason_for_a_no_stands_first_for_the_commissioner(made):
    assignment = assignments.offered(made)
    step(made.head, assignment, "decline", reason="Vi saknar folk.")
    text = said(as_user(made.giver).get(page_of(assignment)))
    assert text.index("Vi saknar folk.") < text.index("Uppdragsbeskrivning")
    assert "Ändra och erbjud igen" in text


def test_a_second_click_is_answered_as_the_first(made):
    assignment = assignments.offered(made)
    client, form = as_user(made.head), {"do": "accept", "once_key": new_public_id()}
    clicks = [client.post(page_of(assignment), form) for _ in range(2)]
    assert [click.status_code for click in clicks] == [302, 302]
    assert client.post(page_of(assignment), form | {"once_key": new_public_id()}).status_code == 409

    person = made.region.representative(made.place)
    mine = carrying_out.add_part(assignment, by=made.head, title="Min del", user=person)
    carrying_out.add_part(assignment, by=made.head, title="En annans del")
    assert said(as_user(person).get(page_of(assignment))).count('value="part_done"') == 1
    client = as_user(person)
    form = {"do": "part_done", "part_done-code": mine.public_id, "once_key": new_public_id()}
    assert [client.post(page_of(assignment), form).status_code for _ in range(2)] == [302, 302]
