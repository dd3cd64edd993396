"""The year wheel: everything of the year is drawn once, inside the picture, and nothing on top of anything else."""

import re
from datetime import date, timedelta
from itertools import combinations, pairwise
from math import hypot

from hypothesis import given, settings
from hypothesis import strategies as st

from directives.plans.pictures.wheel_geometry import MIDDLE, angle
from directives.plans.pictures.wheel_values import Band, Meeting, Ring, YearPlan
from directives.plans.pictures.year_wheel import draw

RINGS = (
    Ring("r", "Novemberrevidering", "revision"),
    Ring("b", "Budget", "planning"),
    Ring("f", "Annat", "?"),
)
days = st.dates(date(2025, 6, 1), date(2027, 6, 1))
meetings = st.builds(Meeting, on=days, body=st.sampled_from("ABCDE"), colour=st.integers(0, 4))
bands = st.builds(
    lambda ring, title, begins, length: Band(ring, title, begins, begins + timedelta(days=length)),
    st.sampled_from("rbf"),
    st.sampled_from(["Delår", "Dialog och underlag", "Verksamhetsplaner för alla förvaltningar", ""]),
    days,
    st.integers(0, 400),
)
plans = st.builds(
    YearPlan,
    title=st.just("Årshjul"),
    year=st.just(2026),
    today=st.none() | days,
    meetings=st.lists(meetings, max_size=40).map(tuple),
    rings=st.just(RINGS),
    bands=st.lists(bands, max_size=15).map(tuple),
)


def year(**more):
    return YearPlan(**{"title": "Årshjul 2026", "year": 2026, "today": None, "rings": RINGS, **more})


def reach(path):
    """The greatest distance from the middle of any point that a path names."""
    pairs = re.findall(
        r"[MLQ ]?(-?[\d.]+) (-?[\d.]+)(?=[A-Z]|$)", re.sub(r"A\S+ \S+ \S+ \S+ \S+ ", "L", path)
    )
    return max(hypot(float(x) - MIDDLE, float(y) - MIDDLE) for x, y in pairs)


@settings(max_examples=60, deadline=None)
@given(plans)
def test_everything_of_the_year_is_drawn_once_and_nothing_else(one):
    picture = draw(one)
    held = [meeting for meeting in one.meetings if meeting.on.year == 2026]
    shown = [band for band in one.bands if band.begins.year <= 2026 <= band.ends.year]
    by_day = sorted(held, key=lambda meeting: (meeting.on, meeting.colour, meeting.body))
    drawn = sorted(
        (dot.meeting for dot in picture.dots), key=lambda meeting: (meeting.on, meeting.colour, meeting.body)
    )
    assert drawn == by_day
    assert sorted(map(str, (arc.band for arc in picture.arcs))) == sorted(map(str, shown))
    assert [arc.number for arc in picture.arcs] == list(range(1, len(shown) + 1))
    assert (
        len(picture.entries) == len(held) + len(shown) == sum(len(month.entries) for month in picture.months)
    )


@settings(max_examples=60, deadline=None)
@given(plans)
def test_no_two_meetings_lie_on_top_of_each_other(one):
    placed = [(dot, dot.radius, angle(dot.meeting.on)) for dot in draw(one).dots]
    for (first, far, at), (second, near, later) in combinations(placed, 2):
        if far == near:
            assert abs(at - later) / 360 * 2 * 3.1416 * far >= first.size + second.size
        else:
            assert abs(far - near) >= first.size + second.size


@settings(max_examples=60, deadline=None)
@given(plans)
def test_no_two_bands_lie_on_top_of_each_other(one):
    arcs = draw(one).arcs
    for first, second in combinations(arcs, 2):
        across = first.inner >= second.outer or second.inner >= first.outer
        assert across or first.end <= second.begin + 1e-9 or second.end <= first.begin + 1e-9
    assert [arc for arc in arcs if not 0 <= arc.begin < arc.end <= 360] == []


@settings(max_examples=60, deadline=None)
@given(plans)
def test_the_rings_stand_inside_each_other_and_inside_the_months(one):
    picture = draw(one)
    edges = [(track.radius + track.width / 2, track.radius - track.width / 2) for track in picture.tracks]
    meetings = (
        picture.meetings.radius + picture.meetings.width / 2,
        picture.meetings.radius - picture.meetings.width / 2,
    )
    assert meetings[0] == 314
    assert [pair for pair in pairwise([meetings, *edges]) if pair[0][1] < pair[1][0]] == []
    for dot in picture.dots:
        assert meetings[1] <= dot.radius - dot.size < dot.radius + dot.size <= meetings[0]
    by_ring = dict(zip((ring.code for ring in RINGS), edges, strict=True))
    for arc in picture.arcs:
        outer, inner = by_ring[arc.ring.code]
        assert inner <= arc.inner < arc.outer <= outer
    assert max(reach(month.path) for month in picture.months) <= MIDDLE


def test_words_stand_along_a_band_or_its_number_does():
    bands = (
        Band("b", "Verksamhetsplaner", date(2026, 8, 20), date(2026, 10, 30)),
        Band("b", "Budget i regionfullmäktige", date(2026, 5, 26), date(2026, 6, 10)),
        Band("r", "Nämnden antar planen", date(2026, 11, 19), date(2026, 11, 19)),
    )
    picture = draw(year(bands=bands))
    assert [[line.text for line in arc.texts] for arc in picture.arcs] == [[], [], ["Verksamhetsplaner"]]
    assert [arc.band.title for arc in picture.numbered] == [
        "Nämnden antar planen",
        "Budget i regionfullmäktige",
    ]


def test_now_and_next_are_told_when_today_is_in_the_year():
    plan = year(
        today=date(2026, 11, 22),
        meetings=(Meeting(date(2026, 11, 24), "Regionfullmäktige"), Meeting(date(2026, 1, 29), "Nämnden")),
        bands=(
            Band("b", "Detaljbudget", date(2026, 11, 3), date(2026, 12, 18)),
            Band("r", "Nämnden antar planen", date(2026, 12, 10), date(2026, 12, 10)),
            Band("r", "Publicera", date(2026, 12, 11), date(2027, 1, 10)),
        ),
        notes=((7, "Inga möten"),),
    )
    picture = draw(plan)
    assert [arc.band.title for arc in picture.now] == ["Detaljbudget"]
    assert [(step.on.isoformat(), step.kind, step.entry.title) for step in picture.next] == [
        ("2026-11-24", "day", "Regionfullmäktige"),
        ("2026-12-10", "day", "Nämnden antar planen"),
        ("2026-12-11", "begins", "Publicera"),
        ("2026-12-18", "ends", "Detaljbudget"),
        ("2027-01-10", "ends", "Publicera"),
    ]
    assert [(dot.meeting.body, dot.when) for dot in picture.dots] == [
        ("Nämnden", "past"),
        ("Regionfullmäktige", "coming"),
    ]
    assert [month.first.month for month in picture.months if month.is_now] == [11]
    assert [(month.first.month, month.note) for month in picture.months if month.note] == [(7, "Inga möten")]


def test_a_today_in_another_year_has_no_hand_and_nothing_goes_on():
    picture = draw(
        year(today=date(2027, 3, 1), bands=(Band("b", "Budget", date(2026, 1, 1), date(2028, 1, 1)),))
    )
    assert (picture.today, picture.hand, picture.now, picture.next) == (None, None, (), ())
    assert [month for month in picture.months if month.is_now] == []


def test_what_began_the_year_before_stands_in_january():
    picture = draw(year(bands=(Band("b", "Budget", date(2025, 10, 1), date(2026, 2, 1)),)))
    assert [len(month.entries) for month in picture.months] == [1, *[0] * 11]
    (arc,) = picture.arcs
    assert (arc.begin, round(arc.end, 2)) == (0, round(32 / 365 * 360, 2))
