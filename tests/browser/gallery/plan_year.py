"""A board's year with a November revision, and a year that is crowded; made up for the pictures."""

from datetime import date, timedelta

from directives.plans.pictures.wheel_values import Band, Meeting, Ring, YearPlan

BOARD, COUNCIL = "Hälso- och sjukvårdsnämnden", "Regionfullmäktige"
BOARD_DAYS = ((1, 29), (3, 5), (4, 16), (5, 28), (6, 17), (9, 10), (10, 15), (11, 19), (12, 10))
COUNCIL_DAYS = ((2, 24), (4, 28), (6, 9), (9, 22), (11, 24))
RINGS = (
    Ring("revision", "Novemberrevidering", "revision"),
    Ring("budget", "Budget och verksamhetsplan", "planning"),
    Ring("follow_up", "Uppföljning", "follow_up"),
    Ring("round", "Remissrundor", "round"),
)
BANDS = (
    ("budget", "Planeringsdirektiv", (1, 12), (3, 12)),
    ("budget", "Dialog och underlag", (3, 16), (5, 22)),
    ("budget", "Budget i fullmäktige", (5, 26), (6, 22)),
    ("budget", "Verksamhetsplaner", (8, 20), (10, 30)),
    ("budget", "Detaljbudget", (11, 3), (12, 18)),
    ("follow_up", "Årsredovisning", (1, 8), (3, 20)),
    ("follow_up", "Delår mars", (4, 1), (5, 4)),
    ("follow_up", "Delår augusti", (9, 1), (10, 12)),
    ("follow_up", "Intern kontroll", (10, 19), (12, 4)),
    ("round", "Psykisk hälsa", (2, 2), (4, 1)),
    ("round", "Levnadsvanor", (5, 4), (6, 24)),
    ("round", "Styrande principer", (10, 12), (12, 18)),
    ("round", "Planens ändringar", (9, 28), (10, 23)),
    ("revision", "Rapportera milstolpar", (9, 1), (9, 18)),
    ("revision", "Sammanställ", (9, 19), (9, 25)),
    ("revision", "Remissrunda om ändringarna", (9, 28), (10, 23)),
    ("revision", "Väg in synpunkter", (10, 24), (11, 6)),
    ("revision", "Nämnden antar planen", (11, 19), (11, 19)),
    ("revision", "Publicera skillnaden", (11, 20), (12, 15)),
)


def board() -> YearPlan:
    """The year that the drawn picture shows, with the revision it lacked."""
    meetings = [
        Meeting(
            date(2026, *day),
            body,
            colour,
            href=f"/gallery/meeting/{colour}-{day[0]}/",
            preliminary=day == (12, 10),
        )
        for colour, (body, days) in enumerate(((BOARD, BOARD_DAYS), (COUNCIL, COUNCIL_DAYS)))
        for day in days
    ]
    bands = [
        Band(ring, title, date(2026, *begins), date(2026, *ends), f"/gallery/band/{number}/")
        for number, (ring, title, begins, ends) in enumerate(BANDS)
    ]
    return YearPlan(
        title="Årshjul 2026",
        year=2026,
        today=date(2026, 11, 22),
        meetings=tuple(meetings),
        rings=RINGS,
        bands=tuple(bands),
        notes=((7, "Inga möten"),),
    )


def crowded() -> YearPlan:
    """Four bodies that meet in the same weeks, and more at the same time than there is room to name."""
    names = ("Beredningsgrupp", "Styrgrupp", "Ledningsgrupp", "Samverkansnämnd")
    meetings = [
        Meeting(date(2027, 1, 5) + timedelta(days=14 * week + colour), name, colour, preliminary=True)
        for colour, name in enumerate(names)
        for week in range(25)
    ]
    bands = [
        Band(
            RINGS[number % 4].code,
            f"Aktivitet {number + 1} som pågår samtidigt som andra",
            date(2026, 12, 1) + timedelta(days=13 * number),
            date(2027, 1, 1) + timedelta(days=13 * number + 9 * (number % 5)),
        )
        for number in range(28)
    ]
    return YearPlan("Årshjul 2027", 2027, None, tuple(meetings), RINGS, tuple(bands))
