"""Adjusting the scope: written beside what is in force, compared with it, put in force with a reason."""

import pytest

from cases.models import WorkItem
from directives.forms.assignments import AdjustmentForm
from directives.models import AssignmentVersion
from directives.views.assignments.fact_marks import marks_of
from tests import assignments
from tests.directives.assignments.conftest import log_in
from tests.directives.assignments.pages import address, in_days, text_of, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment(made):
    return assignments.under_way(made, to=made.leader, due_on=in_days(100))


def begin(client, assignment) -> AssignmentVersion:
    response = client.post(address(assignment, "andra"), {"do": "begin"})
    assert response.headers["Location"] == address(assignment, "andra")
    return assignment.versions.get(frozen_at__isnull=True)


def send(client, assignment, **changed):
    version = assignment.versions.get(frozen_at__isnull=True)
    facts = {"do": "save", "reason": version.reason, "due_words": version.due_words, **texts(assignment)}
    shown = {name: getattr(version, name) for name in ("reason", "starts_on", "due_on", "due_words")}
    facts["fact-seen"] = marks_of(shown)
    facts |= {"due_on": version.due_on.isoformat()} if version.due_on else {}
    return client.post(address(assignment, "andra"), facts | changed)


def test_a_new_wording_is_written_compared_and_put_in_force(made, client, assignment):
    assert "Börja ändra" in text_of(client.get(address(assignment, "andra")))
    begin(client, assignment)
    begin(client, assignment)
    saved = send(
        client, assignment, responsibilities="Samla behoven\nFöra register", reason="Behovet har ändrats."
    )
    assert saved.headers["Location"] == address(assignment, "andra")
    page = text_of(client.get(address(assignment, "andra")))
    assert "Behovet har ändrats." in page
    assert "Föra register" in page.partition("Ändrat mot version 1")[2]
    assert "<del>" in page
    fixed = send(client, assignment, do="fix", due_on=in_days(200).isoformat())
    assert fixed.headers["Location"] == address(assignment, "")
    assignment.refresh_from_db()
    latest = assignment.versions.latest("number")
    assert (latest.number, latest.responsibilities, latest.reason, latest.frozen_by) == (
        2,
        ["Samla behoven", "Föra register"],
        "Behovet har ändrats.",
        made.giver,
    )
    assert (assignment.due_on, latest.due_on) == (in_days(200), in_days(200))
    assert WorkItem.objects.filter(kind="adjusted", user=made.leader, done_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"do": "fix", "reason": "", "mandate": "Nytt."}, "Skriv en motivering."),
        ({"do": "fix", "reason": "För att."}, "Inget är ändrat ännu."),
        ({"do": "fix", "reason": "För att.", "responsibilities": ""}, "Skriv minst ett ansvar"),
        ({"do": "fix", "reason": "För att.", "starts_on": "2999-01-01"}, "ligger före startdagen"),
        ({"due_on": "i morgon"}, "Skriv dagen så här: 2026-12-04."),
        ({"description": "ord " * 10_001, "mandate": "Kort."}, "Den får vara högst 40000."),
    ],
)
def test_what_is_in_the_way_is_told_and_nothing_is_lost(client, assignment, typed, said):
    begin(client, assignment)
    page = text_of(send(client, assignment, **typed))
    assert said in page
    assert all(value.strip() in page for name, value in typed.items() if name not in {"do", "starts_on"})
    assert assignment.versions.filter(frozen_at__isnull=False).count() == 1


def test_words_for_the_new_day_are_confirmed_too(client, assignment):
    begin(client, assignment)
    page = text_of(send(client, assignment, due_words="senast november 2030"))
    assert "räknas som lördag 30 november 2030" in page
    assert send(client, assignment, due_words="senast november 2030", due_on="2030-11-30").status_code == 302
    assignment.refresh_from_db()
    assert (assignment.due_words, assignment.versions.latest("number").due_words) == (
        "",
        "senast november 2030",
    )


def test_two_tabs_show_both_texts(made, client, assignment):
    begin(client, assignment)
    sent = {"do": "fix", "reason": "För att.", **texts(assignment), "mandate": "Mitt."}
    assignments.write(assignment, "mandate", "Kollegans.", by=made.giver)
    response = client.post(address(assignment, "andra"), sent)
    assert response.status_code == 409
    page = text_of(response)
    assert "Kollegans." in page
    assert "Mitt." in page
    assert assignment.versions.filter(frozen_at__isnull=False).count() == 1


def test_it_is_thrown_away_and_what_is_in_force_stays(client, assignment):
    begin(client, assignment)
    send(client, assignment, mandate="Nytt.")
    assert client.post(address(assignment, "andra"), {"do": "drop"}).headers["Location"] == address(
        assignment, ""
    )
    assert assignment.versions.count() == 1
    late = client.post(address(assignment, "andra"), {"do": "save", "mandate": "För sent."})
    assert late.status_code == 409
    assert "För sent." in text_of(late)


def test_what_has_ended_is_not_adjusted(made, client, assignment):
    from workflows import assigning

    begin(client, assignment)
    assigning.withdraw(assignment, by=made.giver, reason="Inställt.")
    assert client.get(address(assignment, "andra")).headers["Location"] == address(assignment, "")
    assert client.post(address(assignment, "andra"), {"mandate": "x"}).status_code == 409


def test_only_the_commissioner_adjusts(made, assignment):
    for stranger in (made.leader, made.head):
        assert log_in(stranger).get(address(assignment, "andra")).status_code == 404
        assert log_in(stranger).post(address(assignment, "andra"), {"do": "begin"}).status_code == 404
    assert assignment.versions.count() == 1


def test_the_form_asks_for_no_reason_while_it_is_only_saved():
    assert AdjustmentForm({"reason": ""}).is_valid()
