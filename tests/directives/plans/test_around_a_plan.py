"""Seats, relations, agreements, links, order and merging: what surrounds the parts of a plan."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases import access
from directives.models import (
    AgreementParagraph,
    IndicatorValue,
    MilestoneLink,
    PlanPart,
    PlanSeat,
    PlanVersion,
)
from directives.plans import (
    adopting,
    arrows,
    building,
    cutting,
    indicators,
    keeping,
    links,
    merging,
    ordering,
    relations,
    seats,
)
from directives.plans.errors import (
    GoesInto,
    HolderMissing,
    NotInVersion,
    OwnRelation,
    ParagraphKnown,
    PlanEnded,
    SeatIsAPersons,
    TakenInUse,
    WordsMissing,
    YearOutside,
)
from directives.plans.reading import read
from organisation import clock
from tests import assignments, factories, plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return plans.drafted()


def other_plan(made, *, last_year=2028):
    version = building.begin_plan(
        unit=made.region.office, title="Handlingsplan", first_year=2026, last_year=last_year, by=made.keeper
    )
    area = building.add(version, "area", by=made.keeper, code="PA", name="Patientsäkerhet").part
    first = building.add(
        version, "milestone", by=made.keeper, area=area, code="PA-1", title="Säker dos", last_year=last_year
    ).part
    second = building.add(
        version, "milestone", by=made.keeper, area=area, code="S-2", title="Säker hemgång"
    ).part
    building.add(version, "effect", by=made.keeper, milestone=first, text="Färre skador", audiences=["inv"])
    building.add(version, "indicator", by=made.keeper, name="Skador", measures=first)
    arrows.enable(version, first, second, by=made.keeper)
    return version


def test_a_seat_is_given_once_and_ends(made):
    area = read(made.version).areas[0].part
    given = [
        seats.give_seat(made.plan, by=made.keeper, capacity="area_lead", user=made.head, area=area)
        for _click in range(2)
    ]
    assert given[0] == given[1]
    ended = seats.end_seat(given[0], by=made.keeper)
    assert (ended.ends_on, seats.end_seat(ended, by=made.keeper).ends_on) == (clock.today(), clock.today())
    again = seats.give_seat(made.plan, by=made.keeper, capacity="area_lead", user=made.head, area=area)
    assert (again.pk != ended.pk, PlanSeat.objects.count()) == (True, 2)


@pytest.mark.parametrize("facts", [{"capacity": "coordinator"}, {"capacity": "area_lead", "user": "head"}])
def test_a_seat_is_somebodys_and_who_leads_an_area_says_which(made, facts):
    who = {"user": made.head} if "user" in facts else {"unit": made.place}
    with pytest.raises(HolderMissing):
        seats.give_seat(made.plan, by=made.keeper, capacity=facts["capacity"], **who)


def test_a_unit_may_follow_a_plan(made):
    seat = seats.give_seat(made.plan, by=made.keeper, capacity="follower", unit=made.place)
    assert (seat.unit, seat.user, seat.starts_on) == (made.place, None, clock.today())


def test_a_plan_carries_out_another_and_never_itself(made):
    other = other_plan(made).plan
    row = relations.relate(made.plan, other, kind="carries_out", by=made.keeper)
    assert relations.relate(made.plan, other, kind="carries_out", by=made.keeper) == row
    with pytest.raises(OwnRelation):
        relations.relate(made.plan, made.plan, kind="beside", by=made.keeper)
    relations.unrelate(row, by=made.keeper)
    relations.unrelate(row, by=made.keeper)
    assert list(made.plan.relations.all()) == []


def test_the_text_of_an_agreement_is_laid_down_once(made):
    facts = {"agreement": "Samverkansavtalet", "number": "§ 4", "text": "Parterna samverkar."}
    row = relations.add_paragraph(made.plan, by=made.keeper, **facts)
    with pytest.raises(ParagraphKnown):
        relations.add_paragraph(made.plan, by=made.keeper, **(facts | {"text": "Något annat."}))
    with pytest.raises(WordsMissing):
        relations.add_paragraph(made.plan, by=made.keeper, **(facts | {"number": " "}))
    assert AgreementParagraph.objects.get().text == row.text == "Parterna samverkar."


def test_a_milestone_is_linked_to_a_paragraph_of_its_own_plan(made):
    part = made.milestone("PA-1").part
    facts = {"agreement": "Avtalet", "number": "§ 1", "text": "Text."}
    own = relations.add_paragraph(made.plan, by=made.keeper, **facts)
    row = links.link(part, by=made.keeper, paragraph=own)
    assert links.link(part, by=made.keeper, paragraph=own) == row
    foreign = relations.add_paragraph(other_plan(made).plan, by=made.keeper, **facts)
    with pytest.raises(NotInVersion):
        links.link(part, by=made.keeper, paragraph=foreign)
    links.unlink(row, by=made.keeper)
    links.unlink(row, by=made.keeper)
    assert MilestoneLink.objects.count() == 0


def test_the_plans_facts_change_and_its_versions_keep_theirs(made):
    changed = keeping.change_plan(made.plan, by=made.keeper, title="Nytt namn", every_years=2, binds="Alla")
    made.version.refresh_from_db()
    assert (changed.title, changed.every_years, changed.binds) == ("Nytt namn", 2, "Alla")
    assert made.version.title == "Genomförandeplan för omställningen"
    with pytest.raises(WordsMissing):
        keeping.change_plan(made.plan, by=made.keeper, title="  ")


def codes(version):
    return [row.code for row in read(version).milestones]


def test_a_milestone_moves_among_those_of_its_area(made):
    plans.add(made, "milestone", area=made.milestone("PA-1").area, code="PA-3", title="Tredje")
    for way, shown in (
        (True, ["PA-1", "PA-3", "PA-2", "NV-1", "NV-2", "DI-1", "DI-2"]),
        (True, ["PA-3", "PA-1", "PA-2", "NV-1", "NV-2", "DI-1", "DI-2"]),
        (True, ["PA-3", "PA-1", "PA-2", "NV-1", "NV-2", "DI-1", "DI-2"]),
        (False, ["PA-1", "PA-3", "PA-2", "NV-1", "NV-2", "DI-1", "DI-2"]),
        (False, ["PA-1", "PA-2", "PA-3", "NV-1", "NV-2", "DI-1", "DI-2"]),
        (False, ["PA-1", "PA-2", "PA-3", "NV-1", "NV-2", "DI-1", "DI-2"]),
    ):
        ordering.step(made.milestone("PA-3"), by=made.keeper, up=way)
        assert codes(made.version) == shown


def test_an_area_moves_among_the_areas(made):
    first = read(made.version).areas[0]
    ordering.step(first, by=made.keeper, up=False)
    assert [area.code for area in read(made.version).areas] == ["NV", "PA", "DI"]


def test_two_plans_become_one_and_nothing_of_the_history_is_lost(made):
    source = other_plan(made)
    facts = {"agreement": "Avtalet", "number": "§ 1", "text": "Text."}
    paragraph = relations.add_paragraph(source.plan, by=made.keeper, **facts)
    old = source.milestonewordings.get(code="PA-1").part
    links.link(old, by=made.keeper, paragraph=paragraph)
    adopted = adopting.register_adopted(source, by=made.keeper, words="SSN § 1", valid_from=date(2026, 1, 1))
    planned = cutting.cut(source.plan, by=made.keeper)
    measured = adopted.indicatorwordings.get()
    indicators.report(measured, by=made.keeper, until=date(2026, 3, 1), value="4")
    merging.merge(source.plan, made.version, by=made.keeper)

    whole = read(made.version)
    assert [area.name for area in whole.areas][-1] == "Patientsäkerhet"
    assert codes(made.version)[-2:] == ["PA-1-2", "S-2"]
    taken = made.milestone("PA-1-2")
    assert [row.text for row in whole.effects_of(taken)] == ["Färre skador"]
    gathered = whole.indicators_of[taken.part_id][0]
    assert (gathered.name, values(gathered)) == ("Skador", [(date(2026, 3, 1), 4)])
    assert whole.enables[taken.part_id] == [made.milestone("S-2").part_id]
    assert list(taken.part.predecessors.all()) == [old]
    assert [link.paragraph.plan for link in taken.part.links.all()] == [made.plan]
    source.plan.refresh_from_db()
    adopted.refresh_from_db()
    assert (source.plan.ended_on, adopted.valid_to) == (None, None)
    with pytest.raises(GoesInto):
        merging.merge(source.plan, made.version, by=made.keeper)

    indicators.report(measured, by=made.keeper, until=date(2026, 6, 1), value="3")
    adopting.register_adopted(made.version, by=made.keeper, words="RF § 2", valid_from=date(2027, 1, 1))
    for row in (source.plan, adopted, planned):
        row.refresh_from_db()
    last = date(2026, 12, 31)
    assert (source.plan.ended_on, source.plan.merged_into) == (last, made.plan)
    assert (adopted.valid_to, planned.state) == (last, "dropped")
    assert adopting.in_force(source.plan, last) == adopted
    assert values(gathered) == [(date(2026, 3, 1), 4), (date(2026, 6, 1), 3)]
    assert read(adopted).milestones[0].title == "Säker dos"
    with pytest.raises(PlanEnded):
        keeping.change_plan(source.plan, by=made.keeper, title="Nej")


def values(wording):
    rows = IndicatorValue.objects.filter(indicator=wording.part).order_by("until")
    return list(rows.values_list("until", "value"))


def test_a_merger_is_undone_until_the_version_is_adopted(made):
    before = [(row.code, row.title) for row in read(made.version).milestones]
    source = other_plan(made)
    adopting.register_adopted(source, by=made.keeper, words="SSN § 1", valid_from=date(2026, 1, 1))
    merging.merge(source.plan, made.version, by=made.keeper)
    came = made.milestone("S-2")
    with pytest.raises(GoesInto):
        cutting.cut(source.plan, by=made.keeper)
    own = plans.add(made, "milestone", area=came.area, code="X-1", title="Egen")
    with pytest.raises(TakenInUse):
        merging.unmerge(source.plan, made.version, by=made.keeper)
    building.strike(own, by=made.keeper, reason="Fel.")
    for _press in range(2):
        merging.unmerge(source.plan, made.version, by=made.keeper)
    whole = read(made.version)
    assert [(row.code, row.title) for row in whole.milestones] == before
    assert "Patientsäkerhet" not in [row.name for row in whole.areas]
    adopting.register_adopted(made.version, by=made.keeper, words="RF § 2", valid_from=date(2027, 1, 1))
    source.plan.refresh_from_db()
    assert source.plan.ended_on is None
    assert cutting.cut(source.plan, by=made.keeper).base == source


def test_what_comes_in_is_shown_before_and_goes_out_by_a_press(client, made):
    source = other_plan(made)
    adopting.register_adopted(source, by=made.keeper, words="SSN § 1", valid_from=date(2026, 1, 1))
    plans.add(made, "milestone", area=made.milestone("PA-1").area, code="PA-9", title="säker  Dos")
    client.force_login(made.keeper)
    address = reverse("plan_merge", args=[made.version.public_id])
    shown = client.get(address, {"other": source.plan.public_id})
    assert shown.context["preview"].doubles == ["PA-1 Säker dos"]
    assert "1 pil mellan milstolpar" in shown.content.decode()
    assert "Säker dos <b" in shown.content.decode()
    assert "S-2" not in codes(made.version)
    for _click in range(2):
        done = client.post(address, {"other": source.plan.public_id, "once_key": "k"})
        assert done.headers["Location"] == reverse("edit_plan", args=[made.version.public_id])
    assert codes(made.version).count("S-2") == 1
    assert "redan" in client.get(address).content.decode().lower()
    client.post(reverse("plan_unmerge", args=[made.version.public_id, source.plan.public_id]))
    assert "S-2" not in codes(made.version)


def test_of_a_plan_that_was_never_adopted_it_is_not_said_that_it_is_in_force(client, made):
    source = plans.bare("Handlingsplanen").version
    seats.give_seat(source.plan, by=made.keeper, capacity="coordinator", user=made.keeper)
    client.force_login(made.keeper)
    address = reverse("plan_merge", args=[made.version.public_id])
    shown = client.get(address, {"other": source.plan.public_id}).content.decode()
    assert "Handlingsplanen finns kvar som den är tills den här planeringsversionen är fastställd" in shown
    assert "gäller tills" not in shown
    assert "pilar mellan milstolpar" not in shown


def test_a_plan_is_not_merged_with_itself_nor_off_the_map(made):
    with pytest.raises(OwnRelation):
        merging.merge(made.plan, made.version, by=made.keeper)
    later = other_plan(made, last_year=2031)
    with pytest.raises(YearOutside):
        merging.merge(later.plan, made.version, by=made.keeper)
    assert (made.plan.parts.filter(kind=PlanPart.Kind.AREA).count(), later.plan.ended_on) == (3, None)


def test_an_ended_seat_opens_the_draft_no_more(made):
    reader = factories.person("foljare")
    seat = seats.give_seat(made.plan, by=made.keeper, capacity="follower", user=reader)
    assert access.can(reader, "read_plan_draft", made.version)
    PlanSeat.objects.filter(pk=seat.pk).update(starts_on=clock.today() - timedelta(days=3))
    seats.end_seat(seat, by=made.keeper)
    access.forget(reader)
    assert list(access.visible_to(reader, PlanVersion, "read_plan_draft")) == []


def test_an_assignment_leads_to_the_milestones_it_serves_once_they_are_adopted(client):
    made = assignments.commission("SkaS", "SU")
    given = assignments.under_way(made)
    version = building.begin_plan(
        unit=made.office, title="Plan", first_year=2026, last_year=2029, by=made.giver
    )
    area = building.add(version, "area", by=made.giver, code="A", name="Område")
    row = building.add(version, "milestone", by=made.giver, area=area.part, title="Digitala möten överallt")
    links.link(row.part, by=made.giver, assignment=given)
    client.force_login(made.head)
    page = reverse("assignment", args=[given.public_id])
    assert "Digitala möten överallt" not in client.get(page).content.decode()
    adopting.register_adopted(version, by=made.giver, words="2026", valid_from=clock.today())
    told = client.get(page).content.decode()
    assert "Digitala möten överallt" in told
    assert reverse("milestone", args=[row.part.public_id]) in told


def test_why_a_seat_cannot_be_given_is_said_where_it_is_and_a_log_in_is_known(client, made):
    client.force_login(made.keeper)
    address = reverse("plan_settings", args=[made.plan.public_id])
    unit = {"do": "seat", "seat-holder": made.region.office.name, "seat-capacity": "coordinator"}
    page = client.post(address, unit).content.decode()
    assert f"{made.region.office.name} är en enhet. En enhet kan bara följa planen." in page
    with pytest.raises(SeatIsAPersons):
        seats.give_seat(made.plan, by=made.keeper, capacity="coordinator", unit=made.region.office)
    client.post(address, {"do": "seat", "seat-holder": "PLANAGARE", "seat-capacity": "follower"})
    assert [seat.user for seat in made.plan.seats.all()] == [made.keeper]
    lead = {"do": "seat", "seat-holder": "planagare", "seat-capacity": "area_lead"}
    assert "Välj vilket område." in client.post(address, lead).content.decode()
