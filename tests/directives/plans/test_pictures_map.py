"""The strategic map: everything is drawn once, inside the picture, and nothing on top of anything else."""

from collections import defaultdict
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directives.plans.pictures.letters import fit, width_of
from directives.plans.pictures.map_values import Milestone, PlanMap, Words
from directives.plans.pictures.strategic_map import A3, _scale, draw

WORDS = Words(
    {
        "reached": "Uppnådd",
        "under_way": "Pågår",
        "not_started": "Inte påbörjad",
        "not_reached": "Inte uppnådd",
    },
    {"new": "Ny", "moved": "Flyttad"},
    reached_in="Ska vara uppnådd %s",
    no_year="Utan år",
    doubt="Uppgiften är osäker",
    enables="Ger förutsättningar för",
    builds_on="Bygger på",
)
AREAS = (("A", "Nära vård"), ("B", "Hälsofrämjande och förebyggande"), ("C", "Medarbetare"))


def milestone(code, year, area="A", title="Plan för vård i hemmet", **more):
    return Milestone(code, title, area, year, year, **more)


def plan(*milestones, arrows=()):
    return PlanMap("Plan 2023–2026", 2023, 2026, AREAS, milestones, arrows)


words = st.text("abcdefghijklmnopqrstuvwxyzåäö-", min_size=1, max_size=30)
milestones = st.builds(
    Milestone,
    code=st.just(""),
    title=st.lists(words, max_size=14).map(" ".join),
    area=st.sampled_from("ABCD"),
    last_year=st.sampled_from([None, 2022, 2023, 2024, 2025]),
    years_words=st.sampled_from(["", "2023–26"]),
    status=st.sampled_from([*WORDS.status]),
    mark=st.sampled_from(["", *WORDS.mark]),
    doubt=st.booleans(),
)


@st.composite
def plans(draw_one):
    found = draw_one(st.lists(milestones, max_size=30) | st.lists(milestones, min_size=12, max_size=24))
    named = tuple(Milestone(**{**vars(each), "code": str(number)}) for number, each in enumerate(found))
    code = st.integers(0, max(1, len(found))).map(str)  # the last is no milestone's
    arrows = tuple(draw_one(st.lists(st.tuples(code, code), min_size=min(10, len(found)), max_size=40)))
    return plan(*named, arrows=arrows)


def drawings(one):
    picture = draw(one, WORDS)
    return [drawing for drawing in (picture.screen, picture.paper) if drawing]


def apart(one, other):
    across = one.right <= other.x or other.right <= one.x
    return across or one.bottom <= other.y or other.bottom <= one.y


@settings(max_examples=40, deadline=None)
@given(plans())
def test_every_milestone_is_drawn_once_inside_the_picture_and_on_top_of_no_other(one):
    for drawing in drawings(one):
        assert sorted(box.number for box in drawing.boxes) == list(range(len(one.milestones)))
        assert [pair for pair in combinations(drawing.boxes, 2) if not apart(*pair)] == []
        outside = [
            box
            for box in drawing.boxes
            if box.x < 0 or box.y < 0 or box.right > drawing.width or box.bottom > drawing.height
        ]
        assert outside == []


@settings(max_examples=40, deadline=None)
@given(plans())
def test_words_stay_inside_their_box(one):
    for drawing in drawings(one):
        for box in drawing.boxes:
            lines = [*box.lines, *([box.note] if box.note else [])]
            assert [line for line in lines if not box.y < line.y < box.bottom] == []
            assert [line.text for line in box.lines if line.x + width_of(line.text, 13) > box.right] == []


@settings(max_examples=40, deadline=None)
@given(plans())
def test_every_arrow_joins_its_boxes_and_runs_over_none(one):
    for drawing in drawings(one):
        boxes = {box.number: box for box in drawing.boxes}
        known = {(int(a), int(b)) for a, b in one.arrows if a != b and max(int(a), int(b)) < len(boxes)}
        assert {(arrow.start, arrow.end) for arrow in drawing.arrows} == known
        for arrow in drawing.arrows:
            start, end = boxes[arrow.start], boxes[arrow.end]
            (x0, y0), (x1, y1) = arrow.points[0], arrow.points[-1]
            assert x0 in (start.x, start.right)
            assert start.y < y0 < start.bottom
            assert x1 == end.x
            assert end.y < y1 < end.bottom
            for (ax, ay), (bx, by) in pairwise(arrow.points):
                assert 0 < min(ax, bx) <= max(ax, bx) < drawing.width
                assert 0 < min(ay, by) <= max(ay, by) < drawing.height
                over = [
                    box.number
                    for box in drawing.boxes
                    if min(ax, bx) < box.right - 1 and max(ax, bx) > box.x + 1
                    if min(ay, by) < box.bottom and max(ay, by) > box.y
                ]
                assert over == []


@settings(max_examples=40, deadline=None)
@given(plans())
def test_no_two_arrows_lie_on_top_of_each_other_in_a_gutter(one):
    for drawing in drawings(one):
        stretches = defaultdict(list)
        for arrow in drawing.arrows:
            for (ax, ay), (bx, by) in pairwise(arrow.points):
                if ax == bx:
                    stretches[ax].append((min(ay, by), max(ay, by)))
        for found in stretches.values():
            assert [pair for pair in pairwise(sorted(found)) if pair[0][1] > pair[1][0]] == []


def test_a_milestone_stands_in_its_last_year_and_years_outside_the_plan_have_their_own_columns():
    picture = draw(
        plan(milestone("a", 2022), Milestone("b", "B", "B", 2023, 2026), milestone("c", 2028)), WORDS
    )
    heads = [(column.year, column.outside) for column in picture.screen.columns]
    assert heads == [(2022, "before"), (2023, ""), (2024, ""), (2025, ""), (2026, ""), (2028, "after")]
    assert [(box.row.milestone.code, heads[box.column][0]) for box in picture.screen.boxes] == [
        ("a", 2022),
        ("c", 2028),
        ("b", 2026),
    ]


@pytest.mark.parametrize(("count", "last_column", "banded"), [(2, None, False), (3, 2026, True)])
def test_those_without_a_year_stand_in_a_column_or_when_many_in_a_band(count, last_column, banded):
    drawing = draw(plan(*(milestone(str(number), None) for number in range(count))), WORDS).screen
    assert drawing.columns[-1].year == last_column
    assert (drawing.band is not None) is banded


def test_the_band_of_those_without_a_year_lies_below_the_lines_between_the_years():
    dated = milestone("d", 2024, "B")
    many = (milestone(f"{area}{number}", None, area) for area in "AC" for number in range(6))
    for drawing in drawings(plan(dated, *many)):
        band = drawing.band
        inside = [box.row.milestone.code for box in drawing.boxes if box.y > band.line_y]
        assert sorted(inside) == [f"{area}{number}" for area in "AC" for number in range(6)]
        assert drawing.top < drawing.foot < band.y
        assert band.y + band.height <= drawing.height
        assert [box.row.milestone.code for box in drawing.boxes if box.bottom < drawing.foot] == ["d"]
        assert [(lane.undated, lane.lines[0].text) for lane in drawing.lanes] == [
            (False, "Nära vård"),
            (False, "Hälsofrämjande"),
            (False, "Medarbetare"),
            (True, "Nära vård"),
            (True, "Medarbetare"),
        ]


def test_on_a_large_sheet_many_without_a_year_stand_beside_the_years_and_the_letters_are_larger():
    dated = [milestone(f"d{number}", 2023 + number % 4, "ABC"[number % 3]) for number in range(26)]
    undated = [milestone(f"u{number}", None, "ABC"[number % 3]) for number in range(46)]
    picture = draw(plan(*dated, *undated), WORDS)
    paper, band = picture.paper, picture.paper.band
    beside = {box.row.milestone.code for box in paper.boxes if box.x > band.x}
    assert (picture.large_sheet, beside) == (True, {one.code for one in undated})
    assert [lane for lane in paper.lanes if not lane.undated and lane.right > band.x] == []
    assert (band.right <= paper.width, band.y + band.height <= paper.height) == (True, True)
    assert _scale(paper, A3) > 0.6
    assert picture.screen.band.x == 0


def test_what_an_arrow_leads_to_never_stands_beside_the_years():
    undated = [milestone(str(number), None, "ABC"[number % 3]) for number in range(46)]
    picture = draw(plan(milestone("d", 2024), *undated, arrows=(("d", "7"),)), WORDS)
    assert picture.paper.band.x == 0


def test_a_row_tells_in_words_what_the_picture_shows():
    one = milestone("a", 2025, title="Modell", status="reached", mark="new")
    two = milestone("b", 2024, "B", "Stöd", status="under_way", doubt=True)
    picture = draw(plan(one, two, arrows=(("a", "b"), ("a", "b"), ("a", "a"), ("a", "gone"))), WORDS)
    (first,), (second,), () = (area.rows for area in picture.areas)
    assert first.said == "Modell. Ska vara uppnådd 2025. Uppnådd. Ny. Ger förutsättningar för: Stöd."
    assert (second.state, second.builds_on) == ("Pågår. Uppgiften är osäker.", "Modell")
    assert (first.late, second.late, [arrow.late for arrow in picture.screen.arrows]) == (
        "",
        "Modell",
        [True],
    )


def test_a_chain_in_one_area_is_a_straight_line():
    titles = ["Kort", "En mycket längre rubrik som tar flera rader i sin ruta", "Kort"]
    chain = [milestone(str(number), 2023 + number, title=title) for number, title in enumerate(titles)]
    drawing = draw(plan(*chain, arrows=(("0", "1"), ("1", "2"))), WORDS).screen
    assert [len(arrow.points) for arrow in drawing.arrows] == [2, 2]


def test_a_long_title_is_cut_after_four_lines_and_hyphenated_between_syllables():
    lines, cut = fit("Universitetssjukvårdens organisation " * 6, width=110, size=13, most=4)
    assert (lines, cut) == (("Universitetssjuk-", "vårdens", "organisation", "Universitetssju…"), True)


def test_a_plan_of_a_thousand_grows_with_what_is_in_it():
    thousand = [
        milestone(str(number), (None, 2023, 2024, 2025, 2026)[number % 5], "ABC"[number % 3])
        for number in range(1000)
    ]
    arrows = tuple((str(number % 1000), str(number * 7 % 1000)) for number in range(1, 1501))
    picture = draw(plan(*thousand, arrows=arrows), WORDS)
    drawn = len({(a, b) for a, b in arrows if a != b})
    assert (len(picture.screen.boxes), len(picture.screen.arrows)) == (1000, drawn)
    assert max(len(arrow.points) for arrow in picture.screen.arrows) <= 6
    assert (picture.paper, picture.shows_arrows) == (None, False)


def test_an_empty_plan_is_an_empty_picture_of_its_areas():
    drawing = draw(plan(), WORDS).screen
    assert (len(drawing.lanes), drawing.boxes, drawing.arrows) == (3, (), ())
    assert [column.year for column in drawing.columns] == [2023, 2024, 2025, 2026]
