"""Beginning an assignment: on its own, from a template, from what was decided, below another, from a need."""

from datetime import date

import pytest

from cases.models import Case, Diary, Undertaking
from directives import processes
from directives.assignments.templates import keep_as_template
from directives.models import Assignment, Process
from directives.processes import needs
from organisation import clock
from organisation.models import Unit
from tests import assignments, meetings
from tests.directives.assignments.conftest import log_in
from tests.directives.assignments.pages import address, text_of

pytestmark = pytest.mark.django_db

NEW = "/uppdragshandlingar/nytt/"


def form(made, **changed):
    first = {
        "title": "Leda införandet",
        "kind": "assignment",
        "unit": str(made.office.pk),
        "diary": str(made.region.diary.pk),
    }
    return first | changed


def begun(client, made, where=NEW, **changed) -> Assignment:
    response = client.post(where, form(made, **changed))
    assert response.status_code == 302, text_of(response)
    found = Assignment.objects.latest("pk")
    assert response.headers["Location"] == address(found)
    return found


def test_a_new_case_is_registered_and_the_writing_begins(made, client):
    assert "Registrera och börja skriva" in text_of(client.get(NEW))
    found = begun(client, made)
    assert (found.state, found.giver_user, found.case.number) == ("drafted", made.giver, "RS 2026-00001")
    assert client.get(address(found)).status_code == 200


def test_a_case_that_exists_is_gone_on_in(made, client):
    first = begun(client, made)
    second = begun(client, made, case_number=" rs 2026-00001 ", kind="workstream")
    assert (second.case, second.kind, Case.objects.count()) == (first.case, "workstream", 1)


def test_a_number_of_a_diary_kept_elsewhere_is_typed(made, client):
    other = Diary.objects.create(authority=made.office, code="KK", external=True)
    asked = client.post(NEW, form(made, diary=str(other.pk)))
    assert "Skriv ärendets nummer i KK." in text_of(asked)
    found = begun(client, made, diary=str(other.pk), external_number="KK 2026-00017")
    assert found.case.number == "KK 2026-00017"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "Skriv en rubrik."),
        ({"case_number": "RS 1999-1"}, "Det finns inget ärende med det numret som du kan läsa."),
        ({"diary": ""}, "Skriv ärendets nummer, eller välj ett diarium för ett nytt."),
        ({"parent": "a" * 26}, "Välj ett uppdrag i listan."),
        ({"process": "x"}, "Välj en process i listan."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(made, client, typed, said):
    page = text_of(client.post(NEW, form(made, external_number="", **typed)))
    assert said in page
    assert Assignment.objects.count() == 0
    assert ('value="Leda införandet"' in page) is ("title" not in typed)


def test_a_case_of_another_authority_and_a_strangers_template_are_refused(made, client):
    from cases.registration import register_case
    from organisation import roles

    diary = Diary.objects.get(authority=made.place)
    theirs = register_case(diary=diary, title="Deras", unit=made.place, by=made.head)
    roles.seat(made.giver, "officer", made.place, starts_on=clock.today())
    refused = client.post(NEW, form(made, case_number=theirs.number))
    assert "Ärendet hör till en annan myndighet än enheten." in text_of(refused)
    version = assignments.drafted(made).versions.get()
    foreign = keep_as_template(version, unit=made.place, name="Annans", by=made.head)
    assert "Välj" in text_of(client.post(NEW, form(made, template=foreign.public_id)))
    assert Assignment.objects.count() == 1


def test_a_template_gives_the_first_words(made, client):
    version = assignments.drafted(made).versions.get()
    template = keep_as_template(version, unit=made.office, name="Processansvarig", by=made.giver)
    assert "Processansvarig (Koncernkontoret)" in text_of(client.get(NEW))
    found = begun(client, made, template=template.public_id)
    first = found.versions.get()
    assert (first.description, first.responsibilities) == (
        "Leda och samordna arbetet.",
        ["Samla behoven", "Lämna förslag"],
    )


def test_what_a_board_ordered_waits_for_its_document_and_gives_its_words(made, client):
    ordered = order(made, "Ta fram en plan.")
    page = text_of(client.get(NEW))
    assert "Beslutade uppdrag utan uppdragshandling" in page
    assert f"?bevakning={ordered.public_id}" in page
    where = f"{NEW}?bevakning={ordered.public_id}"
    assert 'value="Ta fram en plan"' in text_of(client.get(where))
    found = begun(client, made, where)
    assert (found.undertaking, found.due_on, found.versions.get().description) == (
        ordered,
        date(2027, 11, 30),
        "Ta fram en plan.",
    )
    assert "Beslutade uppdrag utan uppdragshandling" not in text_of(client.get(NEW))
    assert log_in(made.head).get(where).status_code == 404


def order(made, what: str) -> Undertaking:
    """What a board has ordered of the commissioner's office."""
    board = meetings.board("SSN", parent=made.region.region)
    item = meetings.announced(board, title="Uppföljning", texts=[what])
    return Undertaking.objects.create(
        point=item.points.get(),
        giver=board.unit,
        to_unit=made.office,
        what=what,
        due_on=date(2027, 11, 30),
        given_at=clock.now(),
    )


def test_a_child_begins_below_its_parent_in_its_case(made, client):
    parent = assignments.drafted(made)
    where = f"{NEW}?under={parent.public_id}"
    page = text_of(client.get(where))
    assert "Uppdraget blir en del av ett annat" in page
    assert parent.case.number in page
    found = begun(client, made, where, parent=parent.public_id, case_number=parent.case.number)
    assert (found.parent, found.case) == (parent, parent.case)


def test_a_closed_parent_is_refused_in_words(made, client):
    parent = assignments.drafted(made)
    Assignment.objects.update(state="withdrawn", ended_at=clock.now())
    refused = client.post(f"{NEW}?under={parent.public_id}", form(made, parent=parent.public_id))
    assert "Uppdraget ovanför är avslutat." in text_of(refused)


def test_a_need_becomes_an_assignment_and_says_so(made):
    process = Process.objects.create(name="Digital kontakt", kind="care", unit=made.region.process_unit)
    processes.appoint(process, by=made.region.director, user=made.leader, starts_on=clock.today())
    asker = made.region.representative(made.place)
    need = needs.ask(process, by=asker, kind="need", text="Vi behöver en gemensam kallelse.")
    client = log_in(made.leader)
    where = f"{NEW}?behov={need.public_id}"
    assert "Vi behöver en gemensam kallelse." in text_of(client.get(where))
    found = begun(client, made, where, unit=str(made.region.process_unit.pk), process=process.public_id)
    need.refresh_from_db()
    assert (need.state, need.assignment) == ("drafting", found)
    assert found.versions.get().description == "Vi behöver en gemensam kallelse."


@pytest.mark.parametrize("what", ["bevakning", "under", "process", "behov"])
def test_what_does_not_exist_is_not_begun_from(made, client, what):
    assert client.get(f"{NEW}?{what}=finns-inte").status_code == 404


def test_the_same_form_sent_twice_begins_one(made, client):
    sent = form(made, once_key="k" * 26)
    first, second = client.post(NEW, sent), client.post(NEW, sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert Assignment.objects.count() == 1


def test_who_commissions_nothing_begins_nothing(made):
    stranger = log_in(made.region.representative(made.place))
    assert (stranger.get(NEW).status_code, stranger.post(NEW).status_code) == (404, 404)


def test_only_units_one_commissions_for_can_be_chosen(made, client):
    other = Unit.objects.get(short_name="SU")
    assert client.post(NEW, form(made, unit=str(other.pk))).status_code == 200
    assert Assignment.objects.count() == 0
