"""The map, a process and its keeping, as people meet them: what is shown, to whom, and that nothing typed is lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives import processes
from directives.models import Assignment, Process, ProcessOwner
from directives.processes import keeping
from organisation import clock
from tests import factories
from tests import processes as maps
from tests.races.support import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid():
    return maps.lay()


@pytest.fixture
def lead(laid):
    return factories.person("lead", ("manager", laid.region.administrations[0]))


def page(client, user, name, /, *arguments, **query):
    client.force_login(user)
    return client.get(reverse(name, args=arguments), query)


def send(client, user, name, /, *arguments, **fields):
    client.force_login(user)
    return client.post(reverse(name, args=arguments), fields)


def rows(response):
    return [
        (row.name, [one.user.name for one in row.owners], row.vacancy) for row in response.context["rows"]
    ]


def said(response):
    """The messages of the page a redirect leads to."""
    return [str(message) for message in response.wsgi_request._messages]


LED = ("Invånarinteraktion", ["Owner"], "")
VACANT: tuple[str, list[str], str] = ("Screening", [], "under tillsättning")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, [VACANT, LED]),
        ({"vakanta": "1"}, [VACANT]),
        ({"q": "koncern owner"}, [LED]),
        ({"q": "TILLSÄTTNING"}, [VACANT]),
        ({"q": "finns inte\0"}, []),
        ({"q": "owner", "vakanta": "1"}, []),
    ],
)
def test_the_table_is_filtered_and_searched(client, laid, query, shown):
    assert rows(page(client, factories.person("stranger"), "processes", **query)) == shown


def test_the_map_costs_the_same_at_any_length(client, laid, lead):
    costs = []
    for size in (1, 3, 60):
        for number in range(size - Process.objects.filter(kind="support").count()):
            made = Process.objects.create(
                name=f"Stöd {size}-{number}", kind="support", keeper=laid.region.office
            )
            part = keeping.add_part(made, by=laid.keeper, name="Del")
            processes.appoint(made, by=laid.keeper, user=lead, part=part, starts_on=clock.today())
        client.force_login(fresh(laid.owner))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("processes"))
        costs.append(len(seen))
    assert costs == [costs[0]] * 3, costs


def test_a_process_shows_what_it_leads_to_as_far_as_one_may_read(client, laid):
    sent = factories.open_round(laid.region)
    mine, theirs = (
        page(client, user, "process", laid.led.public_id)
        for user in (laid.owner, factories.person("stranger"))
    )
    assert list(mine.context["rounds"]) == [sent]
    assert list(theirs.context["rounds"]) == []
    buttons = ("Be om nomineringar", "Ändra processen", "Ställ en fråga eller lämna ett behov")
    shown = [[words in response.content.decode() for words in buttons] for response in (mine, theirs)]
    assert shown == [[True, False, True], [False, False, True]]
    kept = page(client, laid.keeper, "process", laid.led.public_id).content.decode()
    assert [words in kept for words in buttons] == [False, True, True]


def test_whoever_keeps_or_leads_it_gives_an_assignment_of_it(client, laid):
    begin = f"{reverse('assignment_new')}?process={laid.vacant.public_id}"
    elsewhere = factories.person("direktor", ("director", laid.region.administrations[0]))
    shown = [
        begin in page(client, user, "process", laid.vacant.public_id).content.decode()
        for user in (laid.keeper, elsewhere, factories.person("stranger"))
    ]
    assert shown == [True, False, False]
    client.force_login(laid.keeper)
    assert client.get(begin).context["form"].initial["process"] == laid.vacant.public_id
    assert client.get(begin).context["form"].initial["title"] == f"Processägare för {laid.vacant.name}"


def test_an_assignment_begun_from_a_vacant_process_makes_its_taker_the_owner(client, laid):
    client.force_login(laid.keeper)
    typed = {
        "title": "Leda",
        "kind": "assignment",
        "unit": str(laid.region.office.pk),
        "diary": str(laid.region.diary.pk),
    }
    for process in (laid.vacant, laid.led):
        begin = f"{reverse('assignment_new')}?process={process.public_id}"
        assert client.post(begin, typed | {"process": process.public_id}).status_code == 302
    made = Assignment.objects.order_by("pk").values_list("process", "appoints")
    assert list(made) == [(laid.vacant.pk, True), (laid.led.pk, False)]


def test_an_owner_is_appointed_by_name_and_the_map_says_so(client, laid, lead):
    fields = {"user": "Lead", "unit": "SkaS", "starts_on": clock.today().isoformat(), "interim": "on"}
    for _click in range(2):
        response = send(client, laid.keeper, "process_appoint", laid.vacant.public_id, once_key="k", **fields)
        assert response.headers["Location"] == reverse("process", args=[laid.vacant.public_id])
    [owner] = ProcessOwner.objects.filter(process=laid.vacant)
    assert (owner.user, owner.unit.name, owner.interim) == (lead, "SkaS", True)
    shown = page(client, laid.keeper, "processes").content.decode()
    assert ("tillförordnad" in shown, "Under tillsättning" in shown) == (True, False)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"user": ""}, "Skriv vem som ska vara processägare."),
        ({"user": "Ingen Alls"}, "Det finns ingen i organisationen som heter så."),
        ({"user": "Utan Plats"}, "Utan Plats har ingen plats i organisationen."),
        ({"user": "SkaS"}, "Det finns ingen i organisationen som heter så."),
        ({"unit": "Finns ej"}, "Det finns ingen enhet som heter så."),
        ({"starts_on": "i morgon"}, "Skriv dagen så här: 2026-12-04."),
        ({"user": "x" * 300}, "Skriv högst 200 tecken. Nu är det 300."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, laid, lead, fields, words):
    user = factories.person("utan")
    user.name = "Utan Plats"
    user.save()
    typed = {"user": "Lead", "unit": "", "starts_on": clock.today().isoformat()} | fields
    response = send(client, laid.keeper, "process_appoint", laid.vacant.public_id, **typed)
    text = response.content.decode()
    assert (response.status_code, words in text) == (200, True)
    assert [value in text for value in typed.values()] == [True] * 3
    assert ProcessOwner.objects.filter(process=laid.vacant).count() == 0


def test_an_owner_is_ended_with_a_reason_only_the_keeper_reads(client, laid):
    [owner] = ProcessOwner.objects.filter(process=laid.led)
    before = (clock.today() - timedelta(days=1)).isoformat()
    at = (laid.led.public_id, owner.pk)
    for fields, words in (
        ({"ends_on": before, "reason": "Byter uppdrag", "vacancy": "inquiry"}, "före första dagen"),
        (
            {"ends_on": clock.today().isoformat(), "reason": "Byter uppdrag"},
            "Ingen är kvar som processägare.",
        ),
    ):
        text = send(client, laid.keeper, "process_end", *at, **fields).content.decode()
        assert (words in text, "Byter uppdrag" in text) == (True, True)
    fields = {"ends_on": clock.today().isoformat(), "reason": "Byter uppdrag", "vacancy": "inquiry"}
    assert send(client, laid.keeper, "process_end", *at, **fields).status_code == 302
    with clock.at(clock.now() + timedelta(days=1)):
        kept, others = (
            page(client, user, "process", laid.led.public_id) for user in (laid.keeper, laid.region.director)
        )
    assert [list(one.context["history"]) for one in (kept, others)] == [[owner], [owner]]
    assert [rows(one) for one in (kept, others)] == [[("Invånarinteraktion", [], "under utredning")]] * 2
    assert ["Byter uppdrag" in one.content.decode() for one in (kept, others)] == [True, False]


def test_whoever_keeps_processes_puts_a_new_one_in_the_map(client, laid):
    assert page(client, laid.owner, "process_new").status_code == 404
    assert reverse("process_new") in page(client, laid.keeper, "processes").content.decode()
    assert reverse("process_new") not in page(client, laid.owner, "processes").content.decode()
    typed = {"name": "Försörjning", "kind": "service", "keeper": laid.region.office.pk, "vacancy": "inquiry"}
    taken = send(client, laid.keeper, "process_new", **typed | {"name": "screening"})
    assert "Det finns redan en process som heter ”screening”." in taken.content.decode()
    empty = send(client, laid.keeper, "process_new", name=" ", unit="Finns inte")
    assert "Skriv vad processen heter." in empty.content.decode()
    assert 'value="Finns inte"' in empty.content.decode()
    made = send(client, laid.keeper, "process_new", **typed)
    begun = Process.objects.get(name="Försörjning")
    assert made.headers["Location"] == reverse("process", args=[begun.public_id])
    assert (begun.keeper, begun.vacancy, begun.position) == (laid.region.office, "inquiry", 2)
    assert rows(page(client, laid.keeper, "process", begun.public_id)) == [
        ("Försörjning", [], "under utredning")
    ]


def test_nobody_else_is_said_to_be_left_when_the_only_owner_ends(client, laid, lead):
    [owner] = ProcessOwner.objects.filter(process=laid.led)
    at = (laid.led.public_id, owner.pk)
    left = "Någon annan är kvar"
    assert left not in page(client, laid.keeper, "process_end", *at).content.decode()
    processes.appoint(laid.led, by=laid.keeper, user=lead, starts_on=clock.today())
    assert left in page(client, laid.keeper, "process_end", *at).content.decode()


def test_one_page_keeps_name_place_parts_and_vacancy(client, laid):
    def keep(**fields):
        return send(client, laid.keeper, "process_edit", laid.vacant.public_id, **fields)

    keep(do="rename", name="Screening av befolkningen")
    keep(do="add_part", name="Bröstcancer")
    keep(do="add_part", name="Tarmcancer")
    part = laid.vacant.parts.get(name="Tarmcancer")
    keep(do="rename_part", part=part.public_id, name="Tjock- och ändtarmscancer")
    keep(do="vacancy", part=part.public_id, vacancy="inquiry")
    keep(do="remove_part", part=laid.vacant.parts.get(name="Bröstcancer").public_id)
    assert keep(do="up").status_code == 302
    taken = keep(do="add_part", name="Tjock- och ändtarmscancer")
    assert "Det finns redan en del som heter ”Tjock- och ändtarmscancer”." in taken.content.decode()
    assert keep(do="rename_part", part="a" * 26, name="Annat").status_code == 404
    assert keep(do="annat").status_code == 302
    found = rows(page(client, laid.keeper, "process", laid.vacant.public_id))
    assert found == [("Screening av befolkningen – Tjock- och ändtarmscancer", [], "under utredning")]


def test_a_part_that_has_been_led_is_kept_and_that_is_said(client, laid, lead):
    part = keeping.add_part(laid.led, by=laid.keeper, name="BFM")
    processes.appoint(laid.led, by=laid.keeper, user=lead, part=part, starts_on=clock.today())
    response = send(
        client, laid.keeper, "process_edit", laid.led.public_id, do="remove_part", part=part.public_id
    )
    assert said(response) == [
        "Delen ”BFM” har haft processägare eller frågor och finns kvar. Du kan byta namn på den."
    ]
    assert laid.led.parts.count() == 1
