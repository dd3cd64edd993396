"""Who leads a process: appointed from a day, for a time or for good, ended with a reason, and who led when."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, InternalError, connection, transaction

from cases import access
from cases.errors import ReasonMissing
from directives import processes
from directives.models import Process, ProcessOwner
from directives.processes import errors, keeping, reading
from directives.processes.owners import owners_on
from ledger.models import Event
from organisation import clock
from tests import factories
from tests import processes as maps

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = date(2026, 11, 23)


@pytest.fixture
def laid():
    return maps.lay()


def names(process, day=None):
    rows = owners_on(day or clock.today()).filter(process=process)
    return sorted(row.user.name for row in rows)


def may_lead(user, process):
    access.forget(user)
    return access.can(user, "lead_process", process)


def end(laid, owner, day, **facts):
    said = {"reason": "Nytt uppdrag", "vacancy": "inquiry"} | facts
    return processes.end_ownership(owner, by=laid.keeper, ends_on=day, **said)


def test_an_appointed_owner_ends_the_vacancy_and_leads_from_the_day(laid):
    lead = factories.person("lead", ("officer", laid.region.office))
    made = processes.appoint(
        laid.vacant, by=laid.keeper, user=lead, unit=laid.region.office, starts_on=TODAY, interim=True
    )
    laid.vacant.refresh_from_db()
    [row] = reading.of_process(laid.vacant)
    assert (laid.vacant.vacancy, row.owners, row.vacancy, made.interim) == ("", [made], "", True)
    assert may_lead(lead, laid.vacant)
    told = Event.objects.filter(kind="process.owner_appointed", subject_id=laid.vacant.pk).get()
    assert (told.actor_id, told.data["owner"], told.data["interim"]) == (laid.keeper.pk, lead.pk, True)


def test_the_seat_comes_and_goes_with_the_ownership_where_the_process_has_a_unit(laid):
    second = factories.person("second", ("officer", laid.region.office))
    first_day = TODAY + timedelta(days=10)
    owner = processes.appoint(laid.led, by=laid.keeper, user=second, starts_on=first_day)
    assert not may_lead(second, laid.led)
    with time_machine.travel("2026-12-03 09:00 +0100"):
        assert may_lead(second, laid.led)
        assert names(laid.led) == ["Owner", "Second"]
    end(laid, owner, date(2026, 12, 31))
    with time_machine.travel("2027-01-01 09:00 +0100"):
        assert not may_lead(second, laid.led)
        assert names(laid.led) == ["Owner"]


def test_whoever_led_on_a_day_can_be_asked_for_ever(laid):
    lead = factories.person("lead", ("officer", laid.region.office))
    owner = processes.appoint(laid.vacant, by=laid.keeper, user=lead, starts_on=date(2026, 1, 1))
    end(laid, owner, date(2026, 6, 30), vacancy="inquiry")
    asked = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [names(laid.vacant, day) for day in asked] == [[], ["Lead"], ["Lead"], []]
    laid.vacant.refresh_from_db()
    assert (laid.vacant.vacancy, [row.user for row in reading.history(laid.vacant)]) == ("inquiry", [lead])


def test_a_vacancy_is_said_when_the_last_one_leaves_and_only_then(laid):
    lead = factories.person("lead", ("officer", laid.region.office))
    [first] = ProcessOwner.objects.filter(process=laid.led)
    with pytest.raises(errors.VacancyMissing):
        end(laid, first, TODAY, vacancy="")
    processes.appoint(laid.led, by=laid.keeper, user=lead, starts_on=TODAY)
    end(laid, first, TODAY, vacancy="")
    laid.led.refresh_from_db()
    assert laid.led.vacancy == ""


def test_an_interim_owner_becomes_ordinary_by_being_appointed_again(laid):
    lead = factories.person("lead", ("officer", laid.region.office))
    processes.appoint(laid.vacant, by=laid.keeper, user=lead, starts_on=date(2026, 11, 1), interim=True)
    processes.appoint(laid.vacant, by=laid.keeper, user=lead, starts_on=TODAY)
    rows = ProcessOwner.objects.filter(process=laid.vacant).order_by("starts_on")
    assert [(row.interim, row.starts_on, row.ends_on) for row in rows] == [
        (True, date(2026, 11, 1), date(2026, 11, 22)),
        (False, TODAY, None),
    ]
    with pytest.raises(errors.OwnerAlready, match="Lead är redan processägare här från måndag 23 november"):
        processes.appoint(laid.vacant, by=laid.keeper, user=lead, starts_on=TODAY + timedelta(days=1))


def test_a_second_click_appoints_and_ends_nobody_twice(laid):
    lead = factories.person("lead", ("officer", laid.region.office))
    first = processes.appoint(laid.vacant, by=laid.keeper, user=lead, starts_on=TODAY)
    assert processes.appoint(laid.vacant, by=laid.keeper, user=lead, starts_on=TODAY) == first
    end(laid, first, TODAY)
    with pytest.raises(errors.OwnershipEnded):
        end(laid, first, TODAY)
    kinds = Event.objects.filter(kind__startswith="process.", subject_id=laid.vacant.pk).order_by("pk")
    assert [event.kind for event in kinds] == ["process.owner_appointed", "process.owner_ended"]


def test_nobody_from_outside_the_organisation_leads_a_process(laid):
    nobody = factories.person("nobody")
    supplier = factories.unit("Leverantören", kind="external")
    outsider = factories.person("outsider", ("member", supplier))
    left = factories.person("left", ("officer", laid.region.office))
    left.is_active = False
    left.save()
    for user in (nobody, outsider, left):
        with pytest.raises(errors.OwnerFromOutside, match="har ingen plats i organisationen"):
            processes.appoint(laid.vacant, by=laid.keeper, user=user, starts_on=TODAY)
    with pytest.raises(errors.UnitFromOutside, match="Leverantören är en extern part"):
        processes.appoint(laid.vacant, by=laid.keeper, user=laid.owner, unit=supplier, starts_on=TODAY)
    assert names(laid.vacant) == []


def test_nobody_leaves_before_they_came_or_without_a_reason(laid):
    [owner] = ProcessOwner.objects.filter(process=laid.led)
    with pytest.raises(errors.EndsBeforeStart, match="före första dagen, måndag 23 november"):
        end(laid, owner, date(2026, 11, 22))
    with pytest.raises(ReasonMissing):
        end(laid, owner, TODAY, reason="  ")
    assert names(laid.led) == ["Owner"]


def test_each_part_has_its_own_owners_and_its_own_vacancy(laid):
    bfm = keeping.add_part(laid.led, by=laid.keeper, name="BFM")
    lab = keeping.add_part(laid.led, by=laid.keeper, name="Laboratoriemedicin")
    lead = factories.person("lead", ("officer", laid.region.office))
    processes.appoint(laid.led, by=laid.keeper, user=lead, part=bfm, starts_on=TODAY)
    processes.set_vacancy(laid.led, by=laid.keeper, part=lab, vacancy="inquiry")
    found = [
        (row.name, [one.user.name for one in row.owners], row.vacancy) for row in reading.of_process(laid.led)
    ]
    assert found == [
        ("Invånarinteraktion", ["Owner"], ""),
        ("Invånarinteraktion – BFM", ["Lead"], ""),
        ("Invånarinteraktion – Laboratoriemedicin", [], "under utredning"),
    ]
    with pytest.raises(errors.HasOwner, match="BFM har en processägare"):
        processes.set_vacancy(laid.led, by=laid.keeper, part=bfm, vacancy="inquiry")


def test_whoever_leads_two_parts_keeps_the_seat_until_both_are_ended(laid):
    lead = factories.person("lead", ("officer", laid.region.office))
    parts = [keeping.add_part(laid.led, by=laid.keeper, name=name) for name in ("A", "B")]
    owners = [
        processes.appoint(laid.led, by=laid.keeper, user=lead, part=part, starts_on=date(2026, 11, 1))
        for part in parts
    ]
    seen = []
    for owner in owners:
        end(laid, owner, date(2026, 11, 22))
        seen.append(may_lead(lead, laid.led))
    assert seen == [True, False]


def test_whoever_leads_two_processes_of_a_unit_keeps_the_seat_until_both_are_ended(laid):
    lead = factories.person("lead", ("officer", laid.region.office))
    twin = Process.objects.create(
        name="Kommunikation", kind="service", unit=laid.led.unit, keeper=laid.region.office, position=2
    )
    owners = [
        processes.appoint(place, by=laid.keeper, user=lead, starts_on=date(2026, 11, 1))
        for place in (laid.led, twin)
    ]
    seen = []
    for owner in owners:
        end(laid, owner, date(2026, 11, 22))
        seen.append(may_lead(lead, twin))
    assert seen == [True, False]


def test_parts_are_renamed_never_twice_alike_and_removed_only_unused(laid):
    part = keeping.add_part(laid.led, by=laid.keeper, name="  BFM ")
    other = keeping.add_part(laid.led, by=laid.keeper, name="Laboratoriemedicin")
    with pytest.raises(errors.PartNameTaken, match="Det finns redan en del som heter ”BFM”"):
        keeping.rename_part(other, by=laid.keeper, name="BFM")
    with pytest.raises(errors.NameMissing):
        keeping.add_part(laid.led, by=laid.keeper, name=" ")
    processes.appoint(laid.led, by=laid.keeper, user=laid.owner, part=part, starts_on=TODAY)
    with pytest.raises(errors.PartInUse, match="Du kan byta namn på den"):
        keeping.remove_part(part, by=laid.keeper)
    keeping.remove_part(other, by=laid.keeper)
    keeping.remove_part(other, by=laid.keeper)
    keeping.rename_part(part, by=laid.keeper, name="Bild och funktion")
    assert [one.name for one in laid.led.parts.all()] == ["Bild och funktion"]


def test_processes_change_places_within_their_kind(laid):
    for name in ("Prevention", "Öppenvård"):
        Process.objects.create(name=name, kind="care", keeper=laid.region.office, position=2)
    keeping.move(Process.objects.get(name="Öppenvård"), by=laid.keeper, up=True)
    keeping.move(Process.objects.get(name="Screening"), by=laid.keeper, up=True)
    keeping.rename(laid.vacant, by=laid.keeper, name="Screening och hälsosamtal")
    order = Process.objects.filter(kind="care").order_by("position").values_list("name", flat=True)
    assert list(order) == ["Screening och hälsosamtal", "Öppenvård", "Prevention"]


def test_the_database_keeps_who_led_and_refuses_the_impossible(laid):
    [owner] = ProcessOwner.objects.filter(process=laid.led)
    twice = ProcessOwner(process=laid.led, user=owner.user, starts_on=TODAY)
    nobody = ProcessOwner(process=laid.led, starts_on=TODAY)
    for row, name in ((twice, "one_open_ownership_per_person"), (nobody, "process_owner_is_somebody")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.save()
    ended = end(laid, owner, TODAY)
    changes = (
        "DELETE FROM directives_processowner WHERE id = %s",
        "UPDATE directives_processowner SET end_reason = 'annat' WHERE id = %s",
        "UPDATE directives_processowner SET starts_on = '2020-01-01' WHERE id = %s",
    )
    for change in changes:
        refused = pytest.raises((IntegrityError, InternalError), match="never changes")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change, [ended.pk])
