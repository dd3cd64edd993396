"""Whoever leads an area writes its words in the planning version, and nothing else of the plan."""

import pytest
from django.urls import reverse

from directives.models import MilestoneWording
from directives.plans import adopting, building, cutting, seats
from directives.plans.reading import read
from organisation import clock
from tests import factories, plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    made = plans.adopted()
    made.version = cutting.cut(made.plan, by=made.keeper)
    return made


@pytest.fixture
def lead(made):
    user = factories.person("delomradet")
    seats.give_seat(made.plan, by=made.keeper, capacity="area_lead", user=user, area=area_of(made, "PA"))
    return user


def area_of(made, code):
    return next(row.part for row in read(made.version).areas if row.code == code)


def get(client, user, made, part):
    client.force_login(user)
    return client.get(reverse("word_plan_part", args=[made.version.public_id, part.public_id]))


def send(client, user, made, part, **fields):
    client.force_login(user)
    return client.post(reverse("word_plan_part", args=[made.version.public_id, part.public_id]), fields)


def words(made, code):
    row = MilestoneWording.objects.get(version=made.version, code=code)
    return row.title, row.description, row.last_year, row.status


def test_the_way_from_the_plan_to_the_areas_text_and_on_to_a_milestone(client, made, lead):
    client.force_login(lead)
    area = area_of(made, "PA")
    shown = client.get(reverse("plan", args=[made.plan.public_id])).content.decode()
    there = reverse("word_plan_part", args=[made.version.public_id, area.public_id])
    assert (there in shown, "Skriv i Personcentrerat arbetssätt" in shown) == (True, True)
    assert "Skriv i Nära vård" not in shown
    opened = client.get(there)
    listed = opened.content.decode()
    assert opened.context["nav"] == "plans"
    first = made.milestone("PA-1", made.version).part
    assert reverse("word_plan_part", args=[made.version.public_id, first.public_id]) in listed
    done = send(client, lead, made, area, statement="Tillsammans.", reason="Kortare.")
    assert (done.status_code, done.headers["Location"]) == (302, there)
    row = next(row for row in read(made.version).areas if row.code == "PA")
    assert (row.statement, row.reason, row.name) == ("Tillsammans.", "Kortare.", "Personcentrerat arbetssätt")


def test_words_are_changed_and_years_and_status_are_not_whatever_is_sent(client, made, lead):
    part, before = made.milestone("PA-1", made.version).part, words(made, "PA-1")
    fields = {"title": "Nya ord", "description": "Så här.", "last_year": "2027", "status": "reached"}
    assert send(client, lead, made, part, **fields).status_code == 302
    assert words(made, "PA-1") == ("Nya ord", "Så här.", *before[2:])


def test_an_area_one_does_not_lead_is_not_there(client, made, lead):
    other = made.milestone("NV-1", made.version)
    for part in (other.part, area_of(made, "NV"), made.version.indicatorwordings.get().part):
        assert get(client, lead, made, part).status_code == 404
        assert send(client, lead, made, part, title="Nej", statement="Nej").status_code == 404
    before = words(made, "PA-1")
    moved = made.milestone("PA-1", made.version)
    building.change(moved, by=made.keeper, area=area_of(made, "NV"))
    assert send(client, lead, made, moved.part, title="Nej").status_code == 404
    assert words(made, "PA-1") == before


def test_who_reads_along_or_led_the_area_once_writes_nothing_there(client, made, lead):
    part = area_of(made, "PA")
    follower = factories.person("laser-med")
    seats.give_seat(made.plan, by=made.keeper, capacity="follower", user=follower)
    seat = made.plan.seats.get(user=lead)
    assert get(client, lead, made, part).status_code == 200
    seats.end_seat(seat, by=made.keeper)
    for user in (follower, lead, factories.person("frammande")):
        assert send(client, user, made, part, statement="Nej").status_code == 404


def test_two_tabs_see_both_texts_before_one_is_kept(client, made, lead):
    part = made.milestone("PA-1", made.version).part
    seen = get(client, lead, made, part).context["marks"]
    building.change(made.milestone("PA-1", made.version), by=made.keeper, title="Ägarens ord")
    shown = send(client, lead, made, part, title="Mina ord", description="", **{"field-seen": seen})
    page = shown.content.decode()
    assert (shown.status_code, "Ägarens ord" in page, "Mina ord" in page) == (409, True, True)
    assert words(made, "PA-1")[0] == "Ägarens ord"


def test_what_is_typed_for_a_version_that_is_fixed_is_shown_and_not_kept(client, made, lead):
    part = made.milestone("PA-1", made.version).part
    adopting.register_adopted(made.version, by=made.keeper, words="RF § 1", valid_from=clock.today())
    shown = send(client, lead, made, part, title="Mina ord")
    assert (shown.status_code, "Mina ord" in shown.content.decode()) == (409, True)
    assert words(made, "PA-1")[0] != "Mina ord"
    assert get(client, lead, made, part).status_code == 302


def test_a_milestone_without_its_title_is_said_at_the_field(client, made, lead):
    part = made.milestone("PA-1", made.version).part
    shown = send(client, lead, made, part, title="  ", description="Kvar")
    assert (shown.status_code, "Skriv en rubrik." in shown.content.decode()) == (200, True)
    assert "Kvar" in shown.content.decode()
