"""The document before it is given: what it looks like, what it lacks, and offering it."""

import pytest
from django.urls import reverse

from cases.models import Document
from directives.assignments import drafting, offering, readiness
from directives.forms.assignments import first_facts
from directives.models import Assignment, Process
from directives.views.assignments.fact_marks import marks_of
from tests import assignments, factories
from tests.directives.assignments.conftest import log_in
from tests.directives.assignments.pages import address, as_sent, in_days, text_of
from workflows import assigning

pytestmark = pytest.mark.django_db


def lacks(assignment) -> list[str]:
    assignment.refresh_from_db()
    version = assignment.versions.latest("number")
    return [lack.field for lack in readiness.hindrances(assignment, version)]


def test_what_is_missing_is_shown_as_missing_and_not_invented(made, client):
    assignment = assignments.drafted(made)
    page = text_of(client.get(address(assignment, "granska")))
    for said in (
        "Uppdragshandling",
        "Ange vem som får uppdraget innan du erbjuder det.",
        "Slutdagen är inte angiven.",
        "”Rapportering” är inte skrivet.",
        "Saknas",
        "Leda och samordna arbetet.",
        assignment.case.number,
        "Hälso- och sjukvårdsutvecklingsdirektör",
    ):
        assert said in page
    assert "Erbjud uppdraget" not in page


def test_the_whole_document_is_shown(made, client):
    process = Process.objects.create(name="Digital kontakt", kind="care")
    parent = assignments.under_way(made, title="Det större uppdraget")
    assignment = assignments.drafted(made, parent=parent, process=process)
    drafting.change_facts(
        assignment,
        by=made.giver,
        taker_user=made.leader,
        taker_title="Processägare",
        taker_unit=made.place,
        starts_on=in_days(0),
        due_on=in_days(200),
        due_words="v. 50",
        yearly=True,
        appoints=True,
    )
    for field in ("mandate", "way_of_working", "reporting", "term_words"):
        assignments.write(assignment, field, f"Text om {field}.", by=made.giver)
    page = text_of(client.get(address(assignment, "granska")))
    for said in (
        "Beslutsfattande i vissa fall",
        "Text om mandate.",
        "Text om term_words.",
        "Processägare",
        "SkaS",
        "v. 50",
        "varje år, omgång 1",
        "Uppdragstagaren blir processägare när uppdraget tas emot.",
        "Det större uppdraget",
        "Erbjud uppdraget",
    ):
        assert said in page
    assert "Saknas" not in page.partition('<article class="sheet deed"')[2].partition("</article>")[0]


def test_it_is_offered_once_and_its_document_is_registered(made, client):
    assignment = assignments.drafted(made)
    drafting.change_facts(assignment, by=made.giver, taker_unit=made.place)
    sent = {"once_key": "k" * 26}
    first = client.post(address(assignment, "erbjud"), sent)
    assert first.headers["Location"] == address(assignment, "")
    assert client.post(address(assignment, "erbjud"), sent).headers["Location"] == address(assignment, "")
    assignment.refresh_from_db()
    assert (assignment.state, Document.objects.filter(case=assignment.case).count()) == ("offered", 1)
    assert client.get(address(assignment, "granska")).headers["Location"] == address(assignment, "")
    assert client.get(address(assignment, "erbjud")).headers["Location"] == address(assignment, "granska")


def test_what_is_in_the_way_is_said_where_it_is_looked_through(made, client):
    assignment = assignments.drafted(made)
    response = client.post(address(assignment, "erbjud"), follow=True)
    assert response.redirect_chain == [(address(assignment, "granska"), 302)]
    assert "Ange vem som får uppdraget innan du erbjuder det." in text_of(response)
    assignment.refresh_from_db()
    assert assignment.state == "drafted"


def test_nobody_else_looks_it_through_or_offers_it(made):
    assignment = assignments.drafted(made)
    for stranger in (made.head, made.leader):
        found = log_in(stranger)
        assert found.get(address(assignment, "granska")).status_code == 404
        assert found.post(address(assignment, "erbjud")).status_code == 404


def test_everything_that_would_be_refused_is_told_at_once_and_nothing_else(made):
    from cases.errors import Refused

    assignment = assignments.drafted(made)
    nobody = factories.person("utan.plats")
    assignments.write(assignment, "description", "", by=made.giver)
    assignments.write(assignment, "responsibilities", "", by=made.giver)
    parent = assignments.drafted(made, title="Ovanför")
    drafting.change_facts(assignment, by=made.giver, taker_user=nobody, parent=parent)
    Assignment.objects.filter(pk=parent.pk).update(state="withdrawn", ended_at=parent.created_at)
    assert lacks(assignment) == ["taker", "description", "responsibilities", "parent"]
    cures = [
        lambda: Assignment.objects.filter(pk=assignment.pk).update(taker_user=made.leader),
        lambda: assignments.write(assignment, "description", "Leda.", by=made.giver),
        lambda: assignments.write(assignment, "responsibilities", "Samla", by=made.giver),
        lambda: Assignment.objects.filter(pk=assignment.pk).update(parent=None, root=None),
    ]
    for cure in cures:
        fresh = Assignment.objects.get(pk=assignment.pk)
        with pytest.raises(Refused):
            offering.refuse_unready(fresh, fresh.versions.get())
        cure()
    fresh = Assignment.objects.get(pk=assignment.pk)
    assert lacks(fresh) == []
    offering.refuse_unready(fresh, fresh.versions.get())


def test_a_workstream_needs_no_list_of_responsibilities(made):
    assignment = assignments.drafted(made, kind="workstream")
    assignments.write(assignment, "responsibilities", "", by=made.giver)
    assert lacks(assignment) == ["taker"]


def test_a_draft_is_taken_back_with_a_reason_and_its_words_are_kept(made, client):
    assignment = assignments.drafted(made)
    asked = client.post(address(assignment, "aterta-utkast"), {"reason": " "}, follow=True)
    assert "Skriv en motivering." in text_of(asked)
    done = client.post(address(assignment, "aterta-utkast"), {"reason": "Behövs inte."}, follow=True)
    assert "Utkastet är återtaget." in text_of(done)
    assert "Leda och samordna arbetet." in text_of(done)
    assignment.refresh_from_db()
    assert assignment.state == "withdrawn"
    for page in ("", "skriv", "granska", "andra"):
        found = client.get(address(assignment, page), follow=True)
        assert (found.status_code, found.redirect_chain[-1][0]) == (200, address(assignment, "versioner/1"))


def test_what_is_offered_is_taken_back_on_its_own_page(made, client):
    assignment = assignments.offered(made)
    assert client.post(address(assignment, "aterta-utkast"), {"reason": "Nej."}).status_code == 404
    assert client.get(address(assignments.drafted(made), "aterta-utkast")).status_code == 302


def test_what_was_declined_is_previewed_with_whom_it_is_offered_to_now(made, client):
    given = assignments.offered(made)
    assigning.decline(given, by=made.head, reason="Vi hinner inte.")
    drafting.change_facts(given, by=made.giver, taker_unit=made.region.administrations[1])
    page = client.get(reverse("assignment_preview", args=[given.public_id])).content.decode()
    assert "<span>SU</span>" in page
    assert "<span>SkaS</span>" not in page
    assert assigning.offer(given, by=made.giver).versions.latest("number").named["taker_unit"] == "SU"


def test_what_is_fixed_is_what_was_looked_through(made, client):
    assignment = assignments.drafted(made)
    drafting.change_facts(assignment, by=made.giver, taker_unit=made.place)
    page = client.get(address(assignment, "granska"))
    read = page.context["read"]
    assert f'name="read" value="{read}"' in text_of(page)
    assignments.write(assignment, "mandate", "Får besluta om allt.", by=made.giver)
    late = client.post(address(assignment, "erbjud"), {"read": read, "once_key": "k" * 26}, follow=True)
    assert "ändrades medan du läste" in text_of(late)
    assignment.refresh_from_db()
    assert assignment.state == "drafted"
    read = client.get(address(assignment, "granska")).context["read"]
    client.post(address(assignment, "erbjud"), {"read": read, "once_key": "l" * 26})
    assert assignment.versions.get().content_hash == read


def test_whoever_is_chosen_after_a_no_is_named_with_their_own_unit(made, client):
    unit = made.region.process_unit
    assignment = assignments.offered(made, to=made.head, place=made.place)
    assigning.decline(assignment, by=made.head, reason="Nej.")
    facts = {name: as_sent(value) for name, value in first_facts(assignment).items() if value}
    typed = facts | {
        "fact-seen": marks_of(first_facts(assignment)),
        "taker": made.leader.name,
        "do": "preview",
    }
    response = client.post(address(assignment, "skriv"), typed, follow=True)
    text = text_of(response)
    assert ("<b>Owner</b>" in text, unit.name in text, "Fastställd av" in text) == (True, True, False)
    read = response.context["read"]
    client.post(address(assignment, "erbjud"), {"read": read, "once_key": "k" * 26})
    last = assignment.versions.latest("number")
    assert (last.number, last.content_hash) == (2, read)
    assert (last.named["taker"], last.named["taker_unit"]) == ("Owner", unit.name)
