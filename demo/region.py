"""Lays out the region: units, diaries, people, their seats, absences and substitutions."""

from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from cases.models import Diary
from demo.schedule import Days
from organisation import roles
from organisation.models import Absence, FormerName, Substitution, Unit, User

PASSWORD = "demo"  # noqa: S105 - the demo's only password, shown on its log-in page
KINDS = {
    "bodies": Unit.Kind.BODY,
    "administrations": Unit.Kind.ADMINISTRATION,
    "other_administrations": Unit.Kind.ADMINISTRATION,
    "units": Unit.Kind.UNIT,
    "groups": Unit.Kind.GROUP,
    "external": Unit.Kind.EXTERNAL,
}
Rows = dict[str, Any]


def lay_units(organisation: Rows) -> dict[str, Unit]:
    """Make the tree of units with diaries, former names and members; answers them by id."""
    units: dict[str, Unit] = {}
    _lay_unit(units, organisation["region"], Unit.Kind.REGION)
    for level, kind in KINDS.items():
        for row in organisation[level]:
            _lay_unit(units, row, kind)
    for row in organisation["groups"]:
        units[row["id"]].members.set(units[member] for member in row.get("members", ()))
    return units


def lay_people(rows: list[Rows], units: dict[str, Unit]) -> dict[str, User]:
    """Make everybody with their dated seats; answers them by user name."""
    password = make_password(PASSWORD)  # hashed once: fifty careful hashes would take half a minute
    users = {row["username"]: _user(row, password) for row in rows}
    User.objects.bulk_create(users.values())
    for row in rows:
        for seat in row["seats"]:
            roles.seat(
                users[row["username"]],
                seat["role"],
                units[seat["unit"]],
                starts_on=seat["from"],
                ends_on=seat.get("to"),
            )
    return users


def lay_absences(people: Rows, users: dict[str, User], units: dict[str, Unit], days: Days) -> None:
    """Note who is away around the day of loading, and who stands in for whom."""
    for row in people["absences"]:
        starts_on, ends_on = _period(row, days)
        Absence.objects.create(user=users[row["username"]], starts_on=starts_on, ends_on=ends_on)
    for row in people["substitutions"]:
        starts_on, ends_on = _period(row, days)
        substitution = Substitution.objects.create(
            substitute=users[row["substitute"]], starts_on=starts_on, ends_on=ends_on
        )
        covered = users[row["for"]].memberships.filter(group=roles.group_for(units[row["unit"]], row["role"]))
        substitution.memberships.set(covered)


def _lay_unit(units: dict[str, Unit], row: Rows, kind: Unit.Kind) -> None:
    parent = units.get(row.get("parent", ""))
    unit = Unit.objects.create(
        kind=kind,
        name=row["name"],
        short_name=row["short_name"],
        parent=parent,
        authority=_authority(units, row, parent),
    )
    units[row["id"]] = unit
    for diary in row.get("diaries", ()):
        Diary.objects.create(authority=unit, **diary)
    for former in row.get("former_names", ()):
        FormerName.objects.create(unit=unit, name=former["name"], until=former["until"])


def _authority(units: dict[str, Unit], row: Rows, parent: Unit | None) -> Unit | None:
    """None for a unit that is its own authority."""
    named = row.get("authority")
    if isinstance(named, str):
        return units[named]
    if named or parent is None or parent.kind == Unit.Kind.REGION:
        return None
    return parent.authority or parent


def _user(row: Rows, password: str) -> User:
    return User(
        username=row["username"],
        name=row["name"],
        title=row["title"],
        email=f"{row['username']}@samrad.example",
        language=row.get("language", "sv"),
        is_active=row.get("active", True),
        password=password,
    )


def _period(row: Rows, days: Days) -> tuple[date, date]:
    return days.day(row["from"]), days.day(row["to"])
