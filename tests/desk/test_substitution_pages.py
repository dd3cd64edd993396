"""Ersättare och frånvaro: who may, for how long, ended with one click, told by mail, both names afterwards."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from cases import access, standing_in
from cases.errors import AlreadyDone, NotAllowed
from cases.standing_in import (
    DaysHavePassed,
    EndsBeforeItStarts,
    NoSeats,
    NotAway,
    OwnSubstitute,
    StandsInAlready,
    SubstituteHasLeft,
)
from ledger.models import Event
from notifications import messages, relay
from organisation import clock, substitutions
from organisation.models import Absence, Substitution, User
from tests import factories
from tests.races.support import fresh
from workflows import engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def skas(region):
    return region.administrations[0]


@pytest.fixture
def deputy(skas):
    return factories.person("vikarie", ("member", skas))


def days(first, last):
    return {
        "starts_on": clock.today() + timedelta(days=first),
        "ends_on": clock.today() + timedelta(days=last),
    }


def seats(user):
    return list(substitutions.seats_of(user))


def test_a_substitute_holds_the_chosen_seats_from_the_first_day_to_the_last(region, skas, deputy):
    writer = region.representative(skas)
    place = factories.recipient(factories.open_round(region), skas)
    standing_in.name_substitute(seats(writer), deputy, by=writer, **days(1, 2))
    allowed = []
    for day in range(4):
        with time_machine.travel(clock.now() + timedelta(days=day)):
            allowed.append(access.can(fresh(deputy), "write_answer", place))
    assert allowed == [False, True, True, False]


def test_it_is_ended_at_once_also_on_its_first_day(region, skas, deputy):
    writer = region.representative(skas)
    place = factories.recipient(factories.open_round(region), skas)
    row = standing_in.name_substitute(seats(writer), deputy, by=writer, **days(0, 9))
    engine.acknowledge(place, by=fresh(deputy))
    event = Event.objects.get(kind="recipient.acknowledged")
    assert (event.actor_id, event.on_behalf_of_id) == (deputy.pk, writer.pk)
    standing_in.end_substitution(row, by=writer)
    assert access.can(fresh(deputy), "write_answer", place) is False
    assert list(access.on_duty("write_answer", [skas])) == [writer]
    assert access.on_duty_in("write_answer", [skas]) == {skas.pk: [writer]}
    with pytest.raises(AlreadyDone):
        standing_in.end_substitution(row, by=writer)


def test_what_is_held_for_somebody_is_not_passed_on(region, skas, deputy):
    writer = region.representative(skas)
    standing_in.name_substitute(seats(writer), deputy, by=writer, **days(0, 9))
    third = factories.person("tredje", ("member", skas))
    assert [standing_in.unit_of(seat).name for seat in seats(deputy)] == ["SkaS"]
    standing_in.name_substitute(seats(deputy), third, by=deputy, **days(0, 9))
    place = factories.recipient(factories.open_round(region), skas)
    assert access.can(fresh(third), "write_answer", place) is False


def test_whoever_stands_in_for_a_manager_passes_nobodys_seat_on(client, region, skas, deputy):
    manager, writer = region.manager(skas), region.representative(skas)
    standing_in.note_absence(manager, by=manager, **days(0, 9))
    standing_in.note_absence(writer, by=manager, **days(0, 9))
    standing_in.name_substitute(seats(manager), deputy, by=manager, **days(0, 9))
    third = factories.person("tredje", ("member", skas))
    for covered in (manager, writer):
        with pytest.raises(NotAllowed):
            standing_in.name_substitute(seats(covered), third, by=fresh(deputy), **days(0, 9))
    assert standing_in.managed_people(fresh(deputy)) == []
    client.force_login(deputy)
    assert client.get(f"{reverse('substitutions')}?for={manager.public_id}").status_code == 404


def test_what_cannot_be_is_refused_in_words(region, skas, deputy):
    writer, name = region.representative(skas), standing_in.name_substitute
    left = factories.person("slutat", ("member", skas))
    User.objects.filter(pk=left.pk).update(is_active=False)
    with pytest.raises(OwnSubstitute):
        name(seats(writer), writer, by=writer, **days(0, 1))
    with pytest.raises(EndsBeforeItStarts):
        name(seats(writer), deputy, by=writer, **days(2, 1))
    with pytest.raises(DaysHavePassed):
        name(seats(writer), deputy, by=writer, **days(-3, -1))
    with pytest.raises(SubstituteHasLeft):
        name(seats(writer), fresh(left), by=writer, **days(0, 1))
    with pytest.raises(NoSeats):
        name([], deputy, by=writer, **days(0, 1))
    with pytest.raises(NotAllowed):
        name([*seats(writer), *seats(region.owner)], deputy, by=writer, **days(0, 1))
    with pytest.raises(NotAllowed):
        name(seats(writer), deputy, by=deputy, **days(0, 1))
    name(seats(writer), deputy, by=writer, **days(0, 5))
    with pytest.raises(StandsInAlready, match="Vikarie"):
        name(seats(writer), deputy, by=writer, **days(5, 9))
    name(seats(writer), deputy, by=writer, **days(6, 9))
    name(seats(writer), region.manager(skas), by=writer, **days(0, 5))
    assert Substitution.objects.count() == 3


def test_a_manager_names_one_for_a_colleague_who_is_away_and_for_nobody_else(region, skas, deputy):
    manager, writer = region.manager(skas), region.representative(skas)
    with pytest.raises(NotAway):
        standing_in.name_substitute(seats(writer), deputy, by=manager, **days(0, 1))
    with pytest.raises(NotAllowed):
        standing_in.note_absence(writer, by=region.manager(region.administrations[1]), **days(0, 1))
    standing_in.note_absence(writer, by=manager, **days(0, 3))
    with pytest.raises(AlreadyDone):
        standing_in.note_absence(writer, by=manager, **days(0, 3))
    row = standing_in.name_substitute(seats(writer), deputy, by=manager, **days(0, 1))
    with pytest.raises(NotAllowed):
        standing_in.end_substitution(row, by=deputy)
    other = region.manager(region.administrations[1])
    with pytest.raises(NotAllowed):
        standing_in.name_substitute(seats(writer), deputy, by=other, **days(5, 6))
    standing_in.end_substitution(row, by=writer)
    assert list(
        Event.objects.filter(kind__startswith="substitution").order_by("pk").values_list("kind", "actor_id")
    ) == [
        ("substitution.begun", manager.pk),
        ("substitution.arranged", manager.pk),
        ("substitution.ended", writer.pk),
    ]


def test_the_substitute_is_told_by_mail_and_reads_for_whom(region, skas, deputy):
    manager, writer = region.manager(skas), region.representative(skas)
    standing_in.note_absence(writer, by=manager, **days(0, 3))
    standing_in.name_substitute(seats(writer), deputy, by=manager, **days(0, 3))
    relay.drain()
    begun, arranged = (Event.objects.get(kind=f"substitution.{kind}") for kind in ("begun", "arranged"))
    to_deputy, to_writer = messages.compose(begun, deputy), messages.compose(arranged, writer)
    assert to_deputy is not None
    assert "Du går in för Skas.rep" in to_deputy.text
    assert "/ersattare/" in to_deputy.text
    assert to_writer is not None
    assert "Vikarie går in för dig" in to_writer.text


def test_the_page_names_ends_and_shows_earlier_ones(client, region, skas, deputy):
    writer, address = region.representative(skas), reverse("substitutions")
    client.force_login(writer)
    facts = {name: str(day) for name, day in days(0, 4).items()}
    typed = {f"name-{name}": value for name, value in facts.items()} | {
        "do": "name",
        "name-substitute": deputy.pk,
        "name-seats": [seat.pk for seat in seats(writer)],
    }
    assert client.post(address, typed).status_code == 302
    row = Substitution.objects.get()
    page = client.get(address)
    assert [(one["row"], one["over"]) for one in page.context["given"]] == [(row, False)]
    again = client.post(address, typed)
    assert "går redan in i samma roll" in again.content.decode()
    assert client.post(address, {"do": "end", "row": row.pk}).status_code == 302
    page = client.get(address)
    assert [(one["row"], one["over"]) for one in page.context["given"]] == [(row, True)]
    assert "avslutades" in page.content.decode()
    for odd in ({"do": "end", "row": "²"}, {"do": "back", "row": "1"}):
        assert client.post(address, odd).status_code == 404


def test_days_away_are_written_in_and_taken_out(client, region, skas):
    writer, address = region.representative(skas), reverse("substitutions")
    client.force_login(writer)
    typed = {f"away-{name}": str(day) for name, day in days(1, 4).items()}
    assert client.post(address, typed | {"do": "away"}).status_code == 302
    absence = Absence.objects.get()
    assert (absence.user, absence.noted_by) == (writer, writer)
    wrong = client.post(address, typed | {"do": "away", "away-ends_on": str(clock.today())})
    assert "Sista dagen är före den första" in wrong.content.decode()
    assert client.post(address, {"do": "back", "row": absence.pk}).status_code == 302
    assert Absence.objects.count() == 0


def test_a_manager_opens_a_colleagues_page_and_a_stranger_does_not(client, region, skas, deputy):
    writer, address = region.representative(skas), reverse("substitutions")
    client.force_login(region.manager(skas))
    assert client.get(f"{address}?for={writer.public_id}").status_code == 200
    assert client.get(f"{address}?for={region.owner.public_id}").status_code == 404
    client.force_login(deputy)
    assert client.get(f"{address}?for={writer.public_id}").status_code == 404


def test_lists_of_colleagues_say_who_is_away(client, region, skas, deputy):
    place = factories.recipient(factories.open_round(region), skas)
    answer = factories.begun_answer(region, place)
    Absence.objects.create(user=deputy, **days(0, 2))
    client.force_login(region.representative(skas))
    row = answer.items.order_by("question__position")[0]
    page = client.get(reverse("answer_ask", args=[place.public_id, row.pk])).content.decode()
    assert "Vikarie (borta till" in page
