"""A plan as people read it: the list, the map, the wheel, the list of milestones, one milestone, its versions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives.models import PlanPart
from directives.plans import (
    adopting,
    building,
    cutting,
    follow_ups,
    joining,
    links,
    merging,
    relations,
    seats,
)
from directives.plans.revisions import planning
from ledger.work import work
from organisation import clock
from tests import factories, plans
from tests.races.support import fresh

pytestmark = pytest.mark.django_db
SIDES = ("plan", "plan_map", "plan_wheel", "plan_list", "plan_difference")


@pytest.fixture
def made():
    return plans.adopted()


@pytest.fixture
def stranger():
    return factories.person("stranger")


def page(client, user, name, /, *arguments, **query):
    client.force_login(user)
    return client.get(reverse(name, args=arguments), query)


def test_an_adopted_plan_is_everybodys_and_a_draft_is_not(client, made, stranger):
    draft = cutting.cut(made.plan, by=made.keeper)
    public_id = made.plan.public_id
    asked = {"version": draft.public_id}
    assert [page(client, stranger, name, public_id).status_code for name in SIDES] == [200] * 5
    assert [page(client, stranger, name, public_id, **asked).status_code for name in SIDES] == [404] * 5
    assert [page(client, made.head, name, public_id, **asked).status_code for name in SIDES] == [200] * 5
    assert page(client, stranger, "plan_version", draft.public_id).status_code == 404
    [row] = page(client, stranger, "plans").context["rows"]
    assert (row.in_force, row.draft) == (made.version, None)
    [row] = page(client, made.keeper, "plans").context["rows"]
    assert (row.in_force, row.draft) == (made.version, draft)


def test_a_plan_that_is_only_drafted_is_in_nobody_elses_list(client, stranger):
    made = plans.drafted()
    shown = [
        [row.plan for row in page(client, user, "plans").context["rows"]] for user in (made.keeper, stranger)
    ]
    assert shown == [[made.plan], []]
    assert page(client, stranger, "plan", made.plan.public_id).status_code == 404


def test_the_overview_says_how_far_it_has_come_and_what_is_uncertain(client, stranger):
    made = plans.drafted()
    building.change(
        made.milestone("NV-1"), by=made.keeper, doubt="Året går inte att läsa.", owner=None, unit=None
    )
    building.change(made.milestone("NV-2"), by=made.keeper, status="reached", status_reason="Klart.")
    area = made.milestone("PA-1").area
    seats.give_seat(made.plan, by=made.keeper, capacity="area_lead", user=made.head, area=area)
    adopting.register_adopted(made.version, by=made.keeper, words="SSN § 1", valid_from=clock.today())
    shown = page(client, stranger, "plan", made.plan.public_id)
    assert [(one.code, one.count) for one in shown.context["counts"]] == [
        ("not_started", 5),
        ("under_way", 0),
        ("reached", 1),
        ("not_reached", 0),
    ]
    assert [doubt.text for doubt in shown.context["doubts"]] == ["Året går inte att läsa."]
    assert [(seat.user, area) for seat, area in shown.context["seats"]] == [
        (made.head, "Personcentrerat arbetssätt")
    ]
    assert "Bygg planen" not in shown.content.decode()


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"ar": "2026"}, ["PA-1", "NV-1", "DI-1"]),
        ({"ar": "saknas"}, ["PA-3"]),
        ({"agare": "saknas"}, ["PA-3"]),
        ({"agare": "Forvaltningschefen", "ar": "2027"}, ["PA-2", "NV-2", "DI-2"]),
        ({"status": "reached"}, []),
        ({"for": "inv", "sok": "NÄRA 2"}, ["NV-2"]),
        ({"for": "sys"}, []),
        ({"sok": "x\0y"}, []),
    ],
)
def test_milestones_are_narrowed(client, stranger, query, codes):
    made = plans.drafted()
    plans.add(made, "milestone", area=made.milestone("PA-1").area, title="Utan år")
    adopting.register_adopted(made.version, by=made.keeper, words="SSN § 1", valid_from=clock.today())
    shown = page(client, stranger, "plan_list", made.plan.public_id, **query)
    assert [row.milestone.code for row in shown.context["rows"]] == codes


@pytest.mark.parametrize("name", ["plan_list", "plan_map", "plan"])
def test_a_side_costs_the_same_at_any_length(client, name):
    made = plans.begun()
    area = plans.add(made, "area", code="A", name="Område").part
    costs = []
    for size in (1, 3, 60):
        for number in range(size - made.version.milestonewordings.count()):
            facts = {"code": f"A-{size}-{number}", "title": "En", "owner": made.head, "doubt": "Osäkert"}
            row = plans.add(made, "milestone", area=area, last_year=2026, **facts)
            plans.add(made, "effect", milestone=row.part, text="Tryggt", audiences=["inv"])
            plans.add(made, "goal", area=area, text="Mål")
        client.force_login(fresh(made.keeper))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse(name, args=[made.plan.public_id]))
        costs.append(len(seen))
    assert costs == [costs[0]] * 3, costs


def test_the_list_of_plans_costs_the_same_at_any_length(client):
    made = plans.adopted()
    costs = []
    for size in (1, 3, 20):
        for number in range(size - len(costs) if size == 1 else size):
            building.begin_plan(
                unit=made.region.office,
                title=f"Plan {size}-{number}",
                first_year=2026,
                last_year=2027,
                by=made.keeper,
            )
        client.force_login(fresh(made.keeper))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("plans"))
        costs.append(len(seen))
    assert costs == [costs[0]] * 3, costs


def test_a_milestone_shows_its_chain_both_ways(client, made, stranger):
    part = made.milestone("PA-1").part
    other = building.begin_plan(
        unit=made.region.office, title="Strategin", first_year=2020, last_year=2030, by=made.keeper
    )
    adopting.register_adopted(other, by=made.keeper, words="RF § 2", valid_from=clock.today())
    relations.relate(made.plan, other.plan, kind="carries_out", by=made.keeper)
    paragraph = relations.add_paragraph(
        made.plan, by=made.keeper, agreement="Avtalet", number="§ 4", text="Ord."
    )
    links.link(part, by=made.keeper, paragraph=paragraph)
    found = page(client, stranger, "milestone", part.public_id).context
    assert [one.title for one in found["above"]] == ["Strategin"]
    assert [goal.text for goal in found["goals"]] == ["Målbild för personcentrerat arbetssätt."]
    assert [(one.effect.text, one.audiences) for one in found["effects"]] == [
        ("Tryggare patienter", ["invånarna"])
    ]
    assert [str(one.assessment) for one in found["indicators"]] == ["unknown"]
    assert [row.code for row in found["enables"]] == ["NV-2"]
    assert [
        row.code
        for row in page(client, stranger, "milestone", made.milestone("NV-2").part.public_id).context[
            "builds_on"
        ]
    ] == ["PA-1"]
    assert found["paragraphs"] == [paragraph]
    assert found["adopted"].name == "SSN 2025-11-27 § 82"


def test_a_milestones_history_goes_down_to_the_word_and_keeps_drafts_from_strangers(client, made, stranger):
    draft = cutting.cut(made.plan, by=made.keeper)
    row = made.milestone("PA-1", draft)
    building.change(row, by=made.keeper, description="Så här ska det inte bli.", reason="Tydligare.")
    found = page(client, made.keeper, "milestone", row.part.public_id, version=draft.public_id).context
    newest, first = found["history"]
    assert [(piece["kind"], piece["text"].strip()) for piece in newest.pieces if piece["kind"] != "same"] == [
        ("new", "inte")
    ]
    assert (first.first, first.pieces) == (True, [])
    assert ([mark for mark, _word in found["change"]["marks"]], found["change"]["reason"]) == (
        ["changed"],
        "Tydligare.",
    )
    theirs = page(client, stranger, "milestone", row.part.public_id).context
    assert ([one.version for one in theirs["history"]], theirs["change"]) == ([made.version], None)


def test_the_plan_is_read_as_it_stood_on_a_day(client, made, stranger):
    new = cutting.cut(made.plan, by=made.keeper)
    tomorrow = clock.today() + timedelta(days=1)
    adopting.register_adopted(new, by=made.keeper, words="SSN § 90", valid_from=tomorrow)
    made.version.refresh_from_db()
    for day, version in ((clock.today(), made.version), (tomorrow, new)):
        there = page(client, stranger, "plan_versions", made.plan.public_id, dag=day.isoformat())
        assert there.headers["Location"] == reverse("plan_version", args=[version.public_id])
    for asked in ("1999-01-01", "2026-02-31", "i går"):
        shown = page(client, stranger, "plan_versions", made.plan.public_id, dag=asked)
        assert (shown.status_code, shown.context["asked"]) == (200, asked)
    whole = page(client, stranger, "plan_version", made.version.public_id)
    assert [section.heading for section in whole.context["sections"]][:3] == [
        "Inledning",
        "Övergripande effektmål",
        "PA Personcentrerat arbetssätt",
    ]


def test_the_difference_counts_marks_and_says_why(client, made):
    draft = cutting.cut(made.plan, by=made.keeper)
    building.change(made.milestone("PA-1", draft), by=made.keeper, title="Omskriven", reason="Klarare.")
    building.change(
        made.milestone("NV-1", draft), by=made.keeper, first_year=2028, last_year=2028, reason="Senare."
    )
    building.strike(
        made.milestone("DI-1", draft),
        by=made.keeper,
        reason="Dubblett.",
        into=made.milestone("DI-2", draft).part,
    )
    found = page(client, made.keeper, "plan_difference", made.plan.public_id).context
    assert (found["old"], found["new"]) == (made.version, draft)
    assert {mark: count for mark, _word, count in found["counts"]} == {
        "new": 0,
        "changed": 1,
        "moved": 1,
        "done": 0,
        "struck": 1,
    }
    shown = {
        mark: [(row.name[:4], row.reason, row.into) for row in rows] for mark, _word, rows in found["groups"]
    }
    assert shown["changed"] == [("PA-1", "Klarare.", "")]
    assert shown["struck"] == [("DI-1", "Dubblett.", "DI-2 Milstolpe 2 i digitalisering")]
    back = page(
        client,
        made.keeper,
        "plan_difference",
        made.plan.public_id,
        fran=draft.public_id,
        till=made.version.public_id,
    )
    assert {mark: count for mark, _word, count in back.context["counts"]}["new"] == 1
    same = page(
        client,
        made.keeper,
        "plan_difference",
        made.plan.public_id,
        fran=draft.public_id,
        till=draft.public_id,
    )
    assert same.context["same"] is True


def test_another_status_trend_or_owner_is_told_apart_from_the_marks(client, made):
    draft = cutting.cut(made.plan, by=made.keeper)
    building.change(made.milestone("PA-1", draft), by=made.keeper, trend="better")
    building.change(
        made.milestone("PA-2", draft),
        by=made.keeper,
        title="Omskriven",
        trend="worse",
        owner=made.keeper,
        unit=None,
    )
    building.change(made.milestone("NV-1", draft), by=made.keeper, status="reached", status_reason="Infört.")
    shown = page(client, made.keeper, "plan_difference", made.plan.public_id)
    marked = [
        (row.name[:4], mark, [field.label for field in row.fields])
        for mark, _word, rows in shown.context["groups"]
        for row in rows
    ]
    assert marked == [("PA-2", "changed", ["Rubrik"]), ("NV-1", "done", [])]
    told = [
        [
            row.name[:4],
            *((field.old, field.new) if field else None for field in (row.status, row.trend, row.owner)),
        ]
        for row in shown.context["standing"]
    ]
    assert told == [
        ["PA-1", None, ("ingen bedömning", "bättre"), None],
        ["PA-2", None, ("ingen bedömning", "sämre"), (str(made.head), str(made.keeper))],
        ["NV-1", ("inte påbörjad", "uppnådd"), None, None],
    ]
    listed = page(client, made.keeper, "plan_list", made.plan.public_id, version=draft.public_id).context[
        "rows"
    ]
    assert {row.milestone.code: row.mark for row in listed if row.mark} == {"PA-2": "Ändrad", "NV-1": "Klar"}


def test_a_version_where_only_the_trend_differs_is_not_said_to_be_the_same(client, made):
    draft = cutting.cut(made.plan, by=made.keeper)
    building.change(made.milestone("PA-1", draft), by=made.keeper, trend="better")
    shown = page(client, made.keeper, "plan_difference", made.plan.public_id).content.decode()
    assert "Ingenting skiljer versionerna åt" not in shown
    assert "PA-1" in shown


def test_the_map_marks_what_changed_and_keeps_what_is_struck_in_sight(client, made):
    draft = cutting.cut(made.plan, by=made.keeper)
    building.change(made.milestone("PA-1", draft), by=made.keeper, title="Omskriven")
    building.strike(made.milestone("DI-1", draft), by=made.keeper, reason="Dubblett.")
    shown = page(client, made.keeper, "plan_map", made.plan.public_id, version=draft.public_id)
    rows = [row.milestone for area in shown.context["picture"].areas for row in area.rows]
    assert {row.title: row.mark for row in rows if row.mark} == {
        "Omskriven": "changed",
        "Milstolpe 1 i digitalisering": "struck",
    }


def test_the_steps_of_a_revision_lead_to_it_from_the_picture_and_its_table(client, made, stranger):
    revision = planning.plan_revision(made.plan, clock.today().year + 1, by=made.keeper)
    shown = page(client, made.keeper, "plan_wheel", made.plan.public_id, ar=revision.year)
    picture, href = shown.context["picture"], reverse("revision", args=[revision.public_id])
    bands = [arc.band.href for arc in picture.arcs if arc.band.ring == "revision"]
    rows = [entry.href for entry in picture.entries if entry.ring == "Revideringen"]
    assert (set(bands), set(rows), len(bands)) == ({href}, {href}, len(rows))
    drawing, _, table = shown.content.decode().partition("<table")
    assert (
        drawing.count(f'<a href="{href}" class="wheel-band'),
        table.count(f'<th scope="row"><a href="{href}"'),
    ) == (
        len(bands),
        len(rows),
    )
    seen = page(client, stranger, "plan_wheel", made.plan.public_id, ar=revision.year).context["picture"]
    assert [arc.band.href for arc in seen.arcs] == []


def test_a_year_that_is_no_year_is_this_year(client, made, stranger):
    asked = ["2027", "0", "x", "99999999999999999999", "²"]
    shown = [
        page(client, stranger, "plan_wheel", made.plan.public_id, ar=year).context["year"] for year in asked
    ]
    assert shown == [2027] + [clock.today().year] * 4


def test_a_merged_plan_leads_on_only_to_those_who_may_read_where_it_went(client, made, stranger):
    other = building.begin_plan(
        unit=made.region.office, title="Hemlig förstudie", first_year=2026, last_year=2029, by=made.keeper
    )
    merging.merge(made.plan, other, by=made.keeper)
    with work():
        joining.end_taken(other, clock.today(), made.keeper)
    shown = [
        "Hemlig förstudie" in page(client, user, "plan", made.plan.public_id).content.decode()
        for user in (made.keeper, stranger)
    ]
    assert shown == [True, False]


def test_an_area_tells_what_it_took_over(client, made):
    draft = cutting.cut(made.plan, by=made.keeper)
    new = building.add(draft, PlanPart.Kind.AREA, by=made.keeper, code="NY", name="Ny nära vård").part
    old = made.milestone("NV-1").area
    for code in ("NV-1", "NV-2"):
        building.change(made.milestone(code, draft), by=made.keeper, area=new)
    wording = draft.areawordings.get(part=old)
    building.strike(wording, by=made.keeper, reason="Ersätts.", into=new)
    shown = page(client, made.keeper, "plan", made.plan.public_id, version=draft.public_id)
    assert [(row.area.name, row.earlier) for row in shown.context["areas"] if row.earlier] == [
        ("Ny nära vård", ["Nära vård"])
    ]


def test_indicators_keep_their_order_with_those_below_them_and_the_agreement_is_read(client, made):
    draft = cutting.cut(made.plan, by=made.keeper)
    top = building.add(draft, "indicator", by=made.keeper, code="Z-1", name="Summan", gather="sum")
    building.add(draft, "indicator", by=made.keeper, code="B-1", name="Sist")
    building.add(draft, "indicator", by=made.keeper, code="A-1", name="Delen", above=top.part)
    relations.add_paragraph(
        made.plan, by=made.keeper, agreement="Avtalet", number="§ 4", text="Parterna samverkar."
    )
    shown = page(client, made.keeper, "plan", made.plan.public_id, version=draft.public_id)
    codes = [(now.row.code, above) for now, above in shown.context["indicators"]]
    assert codes[-3:] == [("Z-1", ""), ("A-1", "Z-1"), ("B-1", "")]
    text = shown.content.decode()
    assert ("räknas in i Z-1" in text, "Parterna samverkar." in text) == (True, True)


def test_plans_of_one_name_are_told_apart_and_a_follow_up_is_under_way(client, made):
    for title in ("Kultur i norr", "Kultur i söder"):
        building.begin_plan(
            unit=made.region.office,
            title=title,
            short_title="Kultur",
            first_year=2026,
            last_year=2029,
            by=made.keeper,
        )
    follow_ups.begin(
        made.plan, period="part_1", year=clock.today().year, report_by=clock.today(), by=made.keeper
    )
    text = " ".join(page(client, made.keeper, "plans").content.decode().split())
    assert [title for title in ("Kultur i norr", "Kultur i söder") if title not in text] == []
    assert f"Uppföljning: delår mars {clock.today().year}" in text


@pytest.mark.parametrize("name", ["plan_map", "plan_wheel"])
def test_a_printed_picture_tells_its_plan_its_version_from_when_it_is_valid_and_when_it_was_printed(
    client, made, name
):
    shown = page(client, made.keeper, name, made.plan.public_id).content.decode()
    note = " ".join(shown.partition('<p class="print-note">')[2].partition("</p>")[0].split())
    assert note.startswith(
        f'<b lang="sv">{made.plan.name}</b>, Version 1, gäller från 2025-12-01. Utskrivet '
    )
    assert note.endswith(" Utskriven version kan vara ogiltig.")


def test_a_printed_draft_says_that_it_is_one(client, made):
    draft = cutting.cut(made.plan, by=made.keeper)
    asked = {"version": draft.public_id}
    shown = page(client, made.keeper, "plan_map", made.plan.public_id, **asked).content.decode()
    note = " ".join(shown.partition('<p class="print-note">')[2].partition("</p>")[0].split())
    assert f", Version 2, {draft.get_state_display()}. Utskrivet " in note
