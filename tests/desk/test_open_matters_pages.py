"""Öppna ärenden as pages: whose, how much, how late, given on with one click, and never a secret title."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import open_matters
from cases.models import Case, Recipient, WorkItem
from cases.work_items import item_for_person, item_for_role
from ledger.models import Event
from notifications import messages, relay
from notifications.models import Notice
from organisation import clock
from organisation.models import Absence, Substitution, User
from tests import factories
from tests.races.support import fresh
from workflows import engine

pytestmark = pytest.mark.django_db

ODD = ("x", "_", "2026-99-99_1", "utan_²", "utan_" + "9" * 5000, f"{date.max}_1", "utan_-1")


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def skas(region):
    return region.administrations[0]


@pytest.fixture
def place(region, skas):
    return factories.recipient(factories.open_round(region), skas)


@pytest.fixture
def item(place):
    return WorkItem.objects.get(target_type="recipient", target_id=place.pk)


def get(client, user, address):
    client.force_login(user)
    return client.get(address)


def matters(unit=None, **choices):
    asked = "&".join(f"{name}={value}" for name, value in choices.items())
    return f"{reverse('open_matters')}?{'enhet=' + unit.public_id + '&' if unit else ''}{asked}"


def shown(response):
    return [(row.title, row.lies_with) for row in response.context["rows"]]


def lay(number, unit, *, days=None, user=None):
    due = None if days is None else clock.today() + timedelta(days=days)
    facts = {"target": unit, "title": str(number), "case": None, "due_on": due, "unit": unit}
    row = item_for_person("section", user=user, **facts) if user else None
    row = row or item_for_role("answer", role="representative", **facts)
    row.target_id, row.target_public_id = number, "a" * 26
    row.save()


def test_mine_are_shown_with_their_figures_and_lead_to_their_pages(client, region, skas, place):
    lay(1, skas, days=-1)
    page = get(client, region.representative(skas), matters())
    assert [row["value"] for row in page.context["figures"]] == ["2", "1", "0", "0"]
    assert shown(page) == [("Svara på remissrundan", "Förvaltningsföreträdare")] * 2
    assert reverse("answer", args=[place.public_id]) in page.content.decode()
    assert [tab["label"] for tab in page.context["tabs"]] == ["Mina"]


def test_a_manager_sees_the_unit_person_by_person(client, region, skas, place):
    manager, writer = region.manager(skas), region.representative(skas)
    Absence.objects.create(user=writer, starts_on=clock.today(), ends_on=clock.today() + timedelta(days=3))
    lay(1, skas, days=-1, user=writer)
    page = get(client, manager, matters(skas))
    assert [tab["label"] for tab in page.context["tabs"]] == ["Mina", "SkaS"]
    assert shown(page) == [
        ("Svara på ett avsnitt", "Skas.rep"),
        ("Svara på remissrundan", "Förvaltningsföreträdare"),
    ]
    assert [(load.user.name, load.open, load.late) for load in page.context["people"]] == [
        ("Skas.rep", 1, 1),
        ("Skas.chef", 0, 0),
    ]
    assert "borta till" in page.content.decode()
    theirs = get(client, manager, matters(skas, hos=writer.public_id))
    assert shown(theirs) == [("Svara på ett avsnitt", "Skas.rep")]
    role = get(client, manager, matters(skas, roll="representative"))
    assert shown(role) == [("Svara på remissrundan", "Förvaltningsföreträdare")]


def test_the_lists_are_chosen_by_state_and_kind(client, region, skas):
    writer = region.representative(skas)
    for number, days in enumerate((-1, 3, None)):
        lay(number, skas, days=days)
    lay(7, skas, days=-2, user=writer)
    found = {
        choice: [row.item.title for row in get(client, writer, matters(**dict([choice]))).context["rows"]]
        for choice in (("lage", "sena"), ("lage", "snart"), ("slag", "section"), ("slag", "x"), ("lage", "x"))
    }
    assert found == {
        ("lage", "sena"): ["7", "0"],
        ("lage", "snart"): ["1"],
        ("slag", "section"): ["7"],
        ("slag", "x"): ["7", "0", "1", "2"],
        ("lage", "x"): ["7", "0", "1", "2"],
    }


def test_what_waits_for_somebody_else_names_the_unit_but_not_who_has_it_there(
    client, region, skas, place, item
):
    other = factories.person("andra", ("representative", skas))
    WorkItem.objects.filter(pk=item.pk).update(
        given_to=other, given_by=region.manager(skas), given_at=clock.now()
    )
    page = get(client, region.owner, matters(lage="vantar"))
    assert shown(page) == [("Svara på remissrundan", "Förvaltningsföreträdare")] * 2
    assert "Andra" not in page.content.decode()
    assert [row.href for row in page.context["rows"]] == ["", ""]


def test_whoever_waits_for_an_answer_does_not_see_that_it_is_approved(client, region, skas, place):
    factories.approved_answer(region, place)
    assert WorkItem.objects.filter(kind="release", asked_by=region.owner, done_at=None).exists()
    page = get(client, region.owner, matters(lage="vantar"))
    assert [row.title for row in page.context["rows"]] == ["Svara på remissrundan"] * 2
    assert [(kind["code"], kind["count"]) for kind in page.context["kinds"]] == [("answer", 2)]
    for kind in ("answer", "release"):
        chosen = get(client, region.owner, matters(lage="vantar", slag=kind))
        assert (len(chosen.context["rows"]), chosen.context["asked"].kind) == (2, "answer")


def test_a_long_list_is_paged_and_nonsense_in_the_address_is_the_first_page(client, region, skas):
    writer = region.representative(skas)
    for number in range(60):
        lay(number, skas, days=number % 3 or None)
    first = get(client, writer, matters())
    rest = get(client, writer, reverse("open_matters") + first.context["more"])
    titles = [row.item.title for page in (first, rest) for row in page.context["rows"]]
    assert (len(first.context["rows"]), len(titles), len(set(titles))) == (50, 60, 60)
    assert rest.context["more"] == ""
    for odd in ODD:
        assert get(client, writer, matters(efter=odd, enhet="x", hos="x", roll="x")).status_code == 200


@pytest.mark.parametrize("of_unit", [False, True])
def test_the_page_costs_the_same_at_1_3_and_300_rows(client, region, skas, of_unit):
    user = region.manager(skas) if of_unit else region.representative(skas)
    client.force_login(user)
    counts = []
    writer = region.representative(skas)
    for last, first in ((1, 0), (3, 1), (300, 3)):
        for number in range(first, last):
            lay(number, skas, days=number, user=writer)
            lay(1000 + number, skas, days=number)
        lay(2000 + last, skas, user=user)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(matters(skas if of_unit else None)).status_code == 200
        counts.append(len(queries))
    assert counts[1:] == counts[:1] * 2
    assert counts[0] < 40


def test_a_secret_title_is_nobodys_who_may_not_read_it(client, region, skas, place, item):
    Case.objects.filter(pk=item.case_id).update(secrecy_provision="OSL 25:1", secrecy_on=clock.today())
    for address in (matters(), matters(skas), reverse("open_matter", args=[item.pk])):
        page = get(client, region.manager(skas), address).content.decode()
        assert "Styrande principer" not in page
    assert item.case.number in page


def test_an_item_is_given_on_with_one_click_and_both_are_told(client, region, skas, place, item):
    User.objects.update(email="nagon@samrad.example")
    manager, other = region.manager(skas), factories.person("andra", ("representative", skas))
    User.objects.filter(pk=other.pk).update(email="andra@samrad.example")
    third = factories.person("tredje", ("representative", skas))
    address = reverse("open_matter", args=[item.pk])
    page = get(client, manager, address)
    assert [one["user"] for one in page.context["people"]] == [other, region.representative(skas), third]

    response = client.post(address, {"to": other.public_id, "was": "", "word": "Tack!"}, follow=True)
    assert response.redirect_chain == [(matters(skas)[:-1], 302)]
    assert shown(response) == [("Svara på remissrundan", "Andra")]
    client.post(address, {"to": third.public_id, "was": other.public_id}, follow=True)
    relay.drain()
    told = Notice.objects.filter(channel=Notice.Channel.MAIL, address__startswith="andra")
    kinds = Event.objects.filter(pk__in=told.values("event_id"), kind__startswith="work_item").order_by("pk")
    assert [event.kind for event in kinds] == ["work_item.reassigned", "work_item.handed_on"]
    gets, loses = (messages.compose(event, other) for event in kinds)
    assert gets is None  # it lies with the third person by now: what the second was told is no longer so
    assert loses is not None
    assert "Någon annan gör en av dina uppgifter" in loses.text
    newest = messages.compose(Event.objects.filter(kind="work_item.reassigned").latest("pk"), third)
    assert newest is not None
    assert (address in newest.text, "Styrande principer" in newest.text) == (True, False)
    mine = get(client, third, matters())
    assert shown(mine) == [("Svara på remissrundan", "Tredje")]


def test_how_much_each_has_already_is_what_their_own_list_says(client, region, skas, item):
    manager, other = region.manager(skas), factories.person("andra", ("representative", skas))
    writer = region.representative(skas)
    WorkItem.objects.create(
        kind="carry_out",
        user=other,
        unit=skas,
        target_type="x",
        target_id=1,
        title="Eget",
        created_at=clock.now(),
    )
    address = reverse("open_matter", args=[item.pk])
    own = {user: open_matters.held_by(user).count() for user in (other, writer)}
    people = get(client, manager, address).context["people"]
    assert {one["user"]: one["open"] for one in people} == own == {other: 2, writer: 1}


def test_whoever_was_slower_is_told_who_has_it(client, region, skas, item):
    manager, other = region.manager(skas), factories.person("andra", ("representative", skas))
    address = reverse("open_matter", args=[item.pk])
    client.force_login(manager)
    client.post(address, {"to": other.public_id, "was": ""})
    writer = region.representative(skas)
    slower = client.post(address, {"to": writer.public_id, "was": ""}, follow=True)
    assert "Någon annan hann före: uppgiften ligger nu hos Andra." in slower.content.decode()
    item.refresh_from_db()
    assert item.given_to == other


def test_a_word_that_comes_too_late_is_shown_again(client, region, skas, place, item):
    manager, other = region.manager(skas), factories.person("andra", ("representative", skas))
    address = reverse("open_matter", args=[item.pk])
    client.force_login(manager)
    client.post(address, {"to": other.public_id, "was": ""})
    typed = {"to": region.representative(skas).public_id, "was": "", "word": "Ring mig först."}
    late = client.post(address, typed)
    assert (late.status_code, late.context["text"]) == (409, "Ring mig först.")
    assert "uppgiften ligger nu hos Andra." in late.content.decode()
    WorkItem.objects.filter(pk=item.pk).update(done_at=clock.now())
    done = client.post(address, typed)
    assert (done.status_code, done.context["text"]) == (409, "Ring mig först.")
    assert client.post(address, {"to": "", "was": ""}).status_code == 302


def test_whoever_has_it_gives_it_back_and_a_manager_takes_it_back(client, region, skas, item):
    manager, other = region.manager(skas), factories.person("andra", ("representative", skas))
    address = reverse("open_matter", args=[item.pk])
    for user in (other, manager):
        client.force_login(manager)
        client.post(address, {"to": other.public_id, "was": "", "word": "Kan du?"})
        assert "Kan du?" in get(client, other, matters()).content.decode()
        assert "Kan du?" in get(client, user, address).content.decode()
        client.post(address, {"do": "back", "was": other.public_id})
        item.refresh_from_db()
        assert item.given_to is None
    assert get(client, other, address).status_code == 404


def test_an_item_that_is_done_says_so_and_is_not_given_on(client, region, skas, place, item):
    factories.released_answer(region, place)
    page = get(client, region.manager(skas), reverse("open_matter", args=[item.pk]))
    assert "Det här är klart" in page.content.decode()
    assert (page.context["may_give"], page.context["people"]) == (False, [])


def test_whoever_manages_rounds_sees_whom_they_wait_for(client, region, skas, place):
    page = get(client, region.owner, reverse("awaited_answers"))
    assert [row.unit.name for row in page.context["rows"]] == ["SkaS", "SU"]
    engine.acknowledge(place, by=region.representative(skas))
    factories.released_answer(region, factories.recipient(place.round, region.administrations[1]))
    page = get(client, region.owner, reverse("awaited_answers"))
    assert [row.unit.name for row in page.context["rows"]] == ["SkaS"]
    assert get(client, region.owner, reverse("awaited_answers") + "?visa=obekraftade").context["rows"] == []
    assert get(client, region.representative(skas), reverse("awaited_answers")).context["rows"] == []
    for odd in ("x", "²", "9" * 5000):
        assert get(client, region.owner, reverse("awaited_answers") + f"?efter={odd}").status_code == 200
    assert Recipient.objects.get(pk=place.pk).state == Recipient.State.ACKNOWLEDGED


def test_the_start_page_leads_here_and_says_for_whom_one_stands_in(client, region, skas, place):
    deputy, today = factories.person("vikarie"), clock.today()
    cover = Substitution.objects.create(substitute=deputy, starts_on=today, ends_on=today)
    cover.memberships.set(region.representative(skas).memberships.all())
    page = get(client, fresh(deputy), reverse("start"))
    assert [row.about for row in page.context["rows"]] == ["Styrande principer · SkaS · för Skas.rep"]
    assert f'href="{reverse("open_matters")}"' in page.content.decode()


def test_a_word_with_a_task_is_read_by_nobody_outside(client, region, skas, place, item):
    manager, writer = region.manager(skas), region.representative(skas)
    client.force_login(manager)
    client.post(
        reverse("open_matter", args=[item.pk]),
        {"to": writer.public_id, "was": "", "word": "kanariehandräckning"},
    )
    relay.drain()
    other = region.administrations[1]
    outside = (region.owner, region.director, region.representative(other), region.manager(other))
    addresses = [
        reverse("start"),
        matters(),
        matters(lage="vantar"),
        matters(skas),
        reverse("awaited_answers"),
        reverse("open_matter", args=[item.pk]),
        reverse("case", args=[item.case.public_id]),
        reverse("round_manage", args=[place.round.public_id]),
    ]
    found = {
        (user.username, address)
        for user in outside
        for address in addresses
        if "kanariehandräckning" in get(client, user, address).content.decode()
    }
    assert found == set()
    assert "kanariehandräckning" in get(client, writer, matters()).content.decode()
    mail = messages.compose(Event.objects.get(kind="work_item.reassigned"), writer)
    assert mail is not None
    assert "kanariehandräckning" not in mail.text + mail.html
