"""Writing an assignment document: everything typed is kept, whatever is wrong with it."""

import re
from datetime import date

import pytest
import time_machine

from directives.assignments import drafting
from directives.assignments.errors import FactsOvertaken
from directives.models import Assignment, AssignmentVersion, Process
from tests import assignments, factories
from tests.directives.assignments.conftest import log_in
from tests.directives.assignments.pages import address, in_days, text_of, whole_form

pytestmark = pytest.mark.django_db

LONG = "ord " * 10_001


def send(client, assignment, **changed):
    return client.post(address(assignment), whole_form(assignment, **changed))


def draft_of(assignment) -> AssignmentVersion:
    return assignment.versions.get(frozen_at__isnull=True)


def test_everything_is_saved_by_one_button(made, client):
    assignment = assignments.drafted(made)
    process = Process.objects.create(name="Digital kontakt", kind="care", keeper=made.office)
    response = send(
        client,
        assignment,
        title="Leda införandet",
        description="Leda.",
        responsibilities="1 Samla\n\n- Lämna",
        taker=made.leader.name,
        taker_unit="SkaS",
        starts_on="2026-01-01",
        due_on="2027-01-01",
        process=process.public_id,
        appoints="on",
    )
    assert response.status_code == 302
    assignment.refresh_from_db()
    version = draft_of(assignment)
    assert (assignment.title, assignment.taker_user, assignment.taker_unit) == (
        "Leda införandet",
        made.leader,
        made.place,
    )
    assert (assignment.process, assignment.appoints, assignment.due_on) == (process, True, date(2027, 1, 1))
    assert (version.description, version.responsibilities) == ("Leda.", ["1 Samla", "Lämna"])
    assert version.due_on == date(2027, 1, 1)


def test_the_page_shows_what_is_stored_and_the_way_on(made, client):
    assignment = assignments.drafted(made)
    page = text_of(client.get(address(assignment)))
    assert "Samla behoven\nLämna förslag" in page
    assert f"/uppdragshandlingar/{assignment.public_id}/text/description/" in page
    response = send(client, assignment, do="preview")
    assert response.headers["Location"] == address(assignment, "granska")


def test_nothing_is_written_twice_in_the_case_when_nothing_is_changed(made, client):
    from ledger.models import Event

    assignment = assignments.drafted(made)
    before = Event.objects.count()
    assert send(client, assignment).status_code == 302
    assert Event.objects.count() == before


def test_a_giver_may_be_a_title_or_unknown_but_no_unit(made, client):
    assignment = assignments.drafted(made)
    send(client, assignment, giver="Hälso- och sjukvårdsdirektör")
    assignment.refresh_from_db()
    assert (assignment.giver_user, assignment.giver_title) == (None, "Hälso- och sjukvårdsdirektör")
    send(client, assignment, giver="")
    assignment.refresh_from_db()
    assert (assignment.giver_user, assignment.giver_title) == (None, "")
    refused = send(client, assignment, giver="SkaS")
    assert "Skriv en person eller en befattning, inte en enhet." in text_of(refused)


def test_a_taker_outside_the_organisation_is_told_and_stays_in_the_field(made, client):
    assignment = assignments.drafted(made)
    page = text_of(send(client, assignment, taker="Konsulten AB", description="Ny text."))
    assert "Konsulten AB finns inte i organisationen." in page
    assert 'value="Konsulten AB"' in page
    assignment.refresh_from_db()
    assert assignment.taker_user is None
    assert draft_of(assignment).description == "Ny text."


def test_a_name_two_share_is_asked_about(made, client):
    factories.unit("Kansliet", kind="unit", parent=made.place, authority=made.place)
    factories.unit("Kansliet", kind="unit", parent=made.office, authority=made.office)
    assignment = assignments.drafted(made)
    assert "Flera heter Kansliet." in text_of(send(client, assignment, taker="Kansliet"))
    assert send(client, assignment, taker="Kansliet (SkaS)").status_code == 302
    assert send(client, assignment).status_code == 302, "what the page shows of it finds it again"


@time_machine.travel("2026-11-22 12:00:00+01:00", tick=False)
def test_words_for_a_day_are_resolved_and_kept_only_when_confirmed(made, client):
    assignment = assignments.drafted(made)
    asked = send(client, assignment, due_words="v. 50")
    page = text_of(asked)
    assert "”v. 50” räknas som fredag 11 december. Stämmer det?" in page
    assert 'value="2026-12-11"' in page
    assert "Stämmer slutdagen?" in page
    assert "Stämmer slutdagen?" not in text_of(send(client, assignment, due_words="v. 50", title=""))
    assignment.refresh_from_db()
    assert (assignment.due_on, assignment.due_words) == (None, "")
    assert (
        send(client, assignment, due_words="v. 50", due_on="2026-12-11", due_seen="v. 50").status_code == 302
    )
    assignment.refresh_from_db()
    assert (assignment.due_on, assignment.due_words) == (date(2026, 12, 11), "v. 50")


@time_machine.travel("2026-11-22 12:00:00+01:00", tick=False)
@pytest.mark.parametrize(
    ("words", "said"),
    [("före jul", "onsdag 23 december"), ("senast november 2027", "tisdag 30 november 2027")],
)
def test_other_words_for_a_day(made, client, words, said):
    assert f"räknas som {said}" in text_of(send(client, assignments.drafted(made), due_words=words))


def test_words_that_cannot_be_a_day_are_asked_about_and_kept(made, client):
    assignment = assignments.drafted(made)
    page = text_of(send(client, assignment, due_words="v. 54"))
    assert "”v. 54” går inte att räkna om till en dag." in page
    assert 'value="v. 54"' in page
    assert send(client, assignment, due_words="v. 54", due_seen="v. 54").status_code == 302
    assignment.refresh_from_db()
    assert (assignment.due_on, assignment.due_words) == (None, "v. 54")


def test_words_that_name_no_day_are_kept_as_they_are(made, client):
    assignment = assignments.drafted(made)
    assert send(client, assignment, due_words="omedelbart").status_code == 302
    assignment.refresh_from_db()
    assert (assignment.due_on, assignment.due_words) == (None, "omedelbart")


def test_new_words_do_not_keep_an_old_day_unseen(made, client):
    assignment = assignments.drafted(made)
    send(client, assignment, due_words="i vår", due_on=in_days(90).isoformat())
    page = text_of(send(client, assignment, due_words="omedelbart"))
    assert "”omedelbart” säger ingen dag. Behåll dagen eller ta bort den, och spara igen." in page
    assert send(client, assignment, due_words="omedelbart", due_on="").status_code == 302
    assignment.refresh_from_db()
    assert (assignment.due_on, assignment.due_words) == (None, "omedelbart")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"starts_on": "2027-02-01", "due_on": "2027-01-01"}, "ligger före startdagen"),
        ({"due_on": "trettonde"}, "Skriv dagen så här: 2026-12-04."),
        ({"title": ""}, "Skriv en rubrik."),
        ({"title": "x" * 301}, "Skriv högst 300 tecken."),
        ({"due_words": "x" * 201}, "Skriv högst 200 tecken."),
        ({"process": "finns-inte"}, "Välj en process i listan."),
        ({"parent": "a" * 26}, "Välj ett uppdrag i listan."),
        ({"appoints": "on"}, "Välj vilken process uppdragstagaren blir ägare till."),
        ({"taker": "x" * 201}, "Skriv högst 200 tecken. Nu är det 201. Allt du skrev står kvar."),
        ({"do": "template", "name": ""}, "Skriv vad mallen ska heta."),
    ],
)
def test_bad_facts_are_told_and_the_texts_are_saved_all_the_same(made, client, typed, said):
    assignment = assignments.drafted(made)
    response = send(client, assignment, mandate="Besluta om ändringar.", **typed)
    assert response.status_code == 200
    assert said in text_of(response)
    assert draft_of(assignment).mandate == "Besluta om ändringar."


def test_a_parent_that_is_closed_or_below_is_refused_in_words(made, client):
    closed = assignments.drafted(made, title="Avslutat")
    Assignment.objects.filter(pk=closed.pk).update(state="withdrawn", ended_at=closed.created_at)
    assignment = assignments.drafted(made)
    assert "Uppdraget ovanför är avslutat." in text_of(send(client, assignment, parent=closed.public_id))
    child = assignments.drafted(made, title="Under", parent=assignment)
    assert "Ett uppdrag kan inte ligga under sig självt." in text_of(
        send(client, assignment, parent=child.public_id)
    )
    other = assignments.drafted(made, title="Ovan")
    assert send(client, assignment, parent=other.public_id).status_code == 302
    assignment.refresh_from_db()
    assert assignment.parent == other


def test_ten_thousand_words_are_refused_and_not_lost(made, client):
    assignment = assignments.drafted(made)
    response = send(client, assignment, description=LONG, mandate="Kort.")
    page = text_of(response)
    assert "Den får vara högst 40000." in page
    assert LONG.strip() in page
    assert (draft_of(assignment).description, draft_of(assignment).mandate) == (
        "Leda och samordna arbetet.",
        "Kort.",
    )


def test_two_tabs_show_both_texts_and_a_second_saving_is_deliberate(made, client):
    assignment = assignments.drafted(made)
    mine = whole_form(assignment, description="Min text.")
    assignments.write(assignment, "description", "Kollegans text.", by=made.giver)
    response = client.post(address(assignment), mine)
    page = text_of(response)
    assert response.status_code == 409
    assert "Kollegans text." in page
    assert "Min text." in page
    assert draft_of(assignment).description == "Kollegans text."
    again = mine | {"description-version": str(draft_of(assignment).editions["description"])}
    assert client.post(address(assignment), again).status_code == 302
    assert draft_of(assignment).description == "Min text."


def test_two_tabs_never_overwrite_each_others_facts(made, client):
    assignment = assignments.drafted(made)
    mine = whole_form(assignment, taker="SU", due_words="snarast", mandate="Min text.")
    send(client, assignment, taker="SkaS", title="Ny rubrik")
    response = client.post(address(assignment), mine)
    page = text_of(response)
    assert response.status_code == 409
    assert "Du i en annan flik har sparat ”SkaS” här." in page
    assert 'value="SU"' in page
    assert 'value="snarast"' in page
    assert 'value="Ny rubrik"' in page, "what was left alone follows the other tab"
    assignment.refresh_from_db()
    assert (assignment.taker_unit.short_name, assignment.due_words) == ("SkaS", "")
    again = mine | {"fact-seen": marks_shown(page), "title": "Ny rubrik"}
    assert client.post(address(assignment), again).status_code == 302
    assignment.refresh_from_db()
    assert (assignment.taker_unit.short_name, assignment.due_words) == ("SU", "snarast")
    assert (assignment.title, draft_of(assignment).mandate) == ("Ny rubrik", "Min text.")


def test_a_colleague_is_called_one(made, client):
    other = factories.person("kollegan", ("director", made.office))
    assignment = assignments.drafted(made)
    mine = whole_form(assignment, yearly="on", mandate="Min text.", taker="SU")
    sent = whole_form(assignment, mandate="Kollegans text.", taker="SkaS")
    assert log_in(other).post(address(assignment), sent).status_code == 302
    page = text_of(client.post(address(assignment), mine))
    assert "En kollega har sparat en nyare text i samma ruta." in page
    assert "En kollega har sparat ”SkaS” här." in page
    assert "Du i en annan flik" not in page


def test_a_page_that_does_not_say_what_it_showed_overwrites_nothing(made, client):
    assignment = assignments.drafted(made)
    sent = whole_form(assignment, title="Ny rubrik") | {"fact-seen": []}
    assert client.post(address(assignment), sent).status_code == 409
    assignment.refresh_from_db()
    assert assignment.title == "Samordna arbetet"


def test_facts_that_change_while_they_are_saved_are_refused(made):
    assignment = assignments.drafted(made)
    read = Assignment.objects.get(pk=assignment.pk)
    drafting.change_facts(assignment, by=made.giver, title="Ny rubrik")
    with pytest.raises(FactsOvertaken):
        drafting.change_facts(assignment, by=made.giver, as_read=read, title="Min rubrik")


def test_an_assignment_may_be_of_a_part_of_a_process(made, client):
    keeper = {"kind": "care", "keeper": made.office}
    led, other = (Process.objects.create(name=name, **keeper) for name in ("Regional IT", "Screening"))
    part = led.parts.create(name="Drift")
    assignment = assignments.drafted(made)
    assert "Regional IT – Drift" in text_of(client.get(address(assignment)))
    refused = send(client, assignment, process=other.public_id, part=part.public_id)
    assert "Drift är ingen del av Screening." in text_of(refused)
    assert send(client, assignment, part=part.public_id).status_code == 302
    assignment.refresh_from_db()
    assert (assignment.process, assignment.part) == (led, part)
    assert "Regional IT – Drift" in text_of(client.get(address(assignment, "granska")))


def marks_shown(page: str) -> list[str]:
    return re.findall(r'name="fact-seen" value="([^"]*)"', page)


def test_a_text_left_alone_does_not_collide_with_a_colleagues(made, client):
    from cases.views.meetings.during.trouble import fingerprint

    assignment = assignments.drafted(made)
    mine = whole_form(assignment, mandate="Nytt.") | {
        "seen": [f"description:{fingerprint('Leda och samordna arbetet.')}"]
    }
    assignments.write(assignment, "description", "Kollegans text.", by=made.giver)
    assert client.post(address(assignment), mine).status_code == 302
    assert (draft_of(assignment).description, draft_of(assignment).mandate) == ("Kollegans text.", "Nytt.")


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 12])
def test_an_odd_edition_never_overwrites(made, client, version):
    assignment = assignments.drafted(made)
    response = send(client, assignment, description="Min text.", **{"description-version": version})
    assert response.status_code == 409
    assert draft_of(assignment).description == "Leda och samordna arbetet."


def test_what_is_offered_meanwhile_is_not_written_in_and_the_words_are_shown(made, client):
    assignment = assignments.drafted(made)
    sent = whole_form(assignment, description="För sent skrivet.")
    drafting.change_facts(assignment, by=made.giver, taker_unit=made.place)
    from workflows import assigning

    assigning.offer(assignment, by=made.giver)
    response = client.post(address(assignment), sent)
    assert response.status_code == 409
    assert "För sent skrivet." in text_of(response)
    assert client.get(address(assignment)).headers["Location"] == address(assignment, "")


def test_a_declined_one_gets_another_taker_and_perhaps_another_text(made, client):
    from workflows import assigning

    assignment = assignments.offered(made)
    assigning.decline(assignment, by=made.head, reason="Vi hinner inte.")
    page = text_of(client.get(address(assignment)))
    assert "Uppdraget är inte mottaget" in page
    assert 'name="description"' not in page
    client.post(address(assignment), {"do": "rewrite"})
    assert 'name="description"' in text_of(client.get(address(assignment)))
    assert send(client, assignment, taker="SU", description="Mindre arbete.").status_code == 302
    client.post(address(assignment, "erbjud"))
    assignment.refresh_from_db()
    assert (assignment.state, assignment.taker_unit.short_name) == ("offered", "SU")


def test_nobody_else_writes(made):
    assignment = assignments.drafted(made)
    for stranger in (made.head, made.leader, made.region.representative(made.place)):
        found = log_in(stranger)
        assert found.get(address(assignment)).status_code == 404
        assert found.post(address(assignment), {"description": "x"}).status_code == 404


def test_a_text_saves_itself(made, client):
    assignment = assignments.drafted(made)
    url = address(assignment, "text/mandate")
    assert client.get(url).headers["Location"] == address(assignment)
    saved = client.post(url, {"value": "Besluta.", "version": "0"})
    assert (saved.status_code, saved.json()["version"]) == (200, 1)
    overtaken = client.post(url, {"value": "Annat.", "version": "0"})
    assert (overtaken.status_code, overtaken.json()["theirs"], overtaken.json()["version"]) == (
        409,
        "Besluta.",
        1,
    )
    for sent, said in (
        ({"value": "x"}, "Sidan är för gammal."),
        ({"value": LONG, "version": "1"}, "Den får vara högst 40000."),
    ):
        refused = client.post(url, sent)
        assert refused.status_code == 400
        assert said in refused.json()["message"]
    assert (
        client.post(address(assignment, "text/public_id"), {"value": "x", "version": "0"}).status_code == 404
    )


def test_a_text_that_is_given_is_not_written_in(made, client):
    assignment = assignments.offered(made)
    refused = client.post(address(assignment, "text/mandate"), {"value": "x", "version": "0"})
    assert "Uppdragshandlingen är fastställd." in refused.json()["message"]


def test_only_whoever_keeps_the_map_lets_an_assignment_appoint(made, client):
    assignment = assignments.drafted(made)
    process = Process.objects.create(name="Digital kontakt", kind="care", keeper=made.place)
    page = send(client, assignment, process=process.public_id, appoints="on").content.decode()
    assert "Bara den som sköter processkartan kan utse en processägare för Digital kontakt." in page
