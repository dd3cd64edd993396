"""The first page of the inbox, from ten thousand open items to a million."""

from dataclasses import dataclass

from bench import world
from bench.measure import Cost, Line, fastest, ms, size, sql_cost
from bench.server import fill, in_database, tidy, twin

FEW, MANY = size(10_000, 1_000), size(1_000_000, 10_000)
TWIN = "few_items"
PEOPLE = {
    "tiny unit": world.TINY_PERSON,
    "administration": world.ADMINISTRATION,
    "whole region": world.EVERYWHERE,
}
TABLES = (
    "cases_workitem",
    "cases_case",
    "organisation_unit",
    "organisation_membership",
    "organisation_unitrole",
    "auth_group",
    "organisation_user",
)

SEATS = """
WITH held AS (
    SELECT group_id, NULL::bigint AS for_user, starts_on, ends_on FROM organisation_membership
    WHERE user_id = %(user)s
    UNION ALL
    SELECT m.group_id, m.user_id, m.starts_on, m.ends_on
    FROM organisation_substitution s
    JOIN organisation_substitution_memberships x ON x.substitution_id = s.id
    JOIN organisation_membership m ON m.id = x.membership_id
    WHERE s.substitute_id = %(user)s AND s.starts_on <= current_date AND s.ends_on >= current_date
)
SELECT u.id, p.role, u.lineage, u.authority_id, held.for_user
FROM held JOIN organisation_unitrole p ON p.group_id = held.group_id
JOIN organisation_unit u ON u.id = p.unit_id
WHERE held.starts_on <= current_date AND (held.ends_on IS NULL OR held.ends_on >= current_date)
"""
PAGE = "ORDER BY created_at DESC, id DESC LIMIT 50"
OWN = f"SELECT * FROM cases_workitem WHERE done_at IS NULL AND user_id = %(user)s {PAGE}"
HELD = f"SELECT * FROM cases_workitem WHERE done_at IS NULL AND role = 'representative' AND unit_id = {{}} {PAGE}"
ALONG_THE_TIME = HELD.format("ANY(%(units)s::bigint[])")
UNIT_BY_UNIT = f"""
SELECT held.* FROM unnest(%(units)s::bigint[]) AS seat CROSS JOIN LATERAL ({HELD.format("seat")}) AS held
"""
ITEMS = """
SELECT item.*, c.*, u.* FROM (({own}) UNION ALL ({held})) AS item
LEFT JOIN cases_case c ON c.id = item.case_id LEFT JOIN organisation_unit u ON u.id = item.unit_id
ORDER BY item.created_at DESC, item.id DESC LIMIT 50
"""


@dataclass
class Seconds:
    """The least SQL time of one person's page: ours among many items and among few, and by hand among many."""

    many: float
    few: float
    by_hand: float


def run(superuser: str) -> list[Line]:
    """Every line about the inbox; few items and many are read in turns, in two databases."""
    fill(superuser, world.tiny_items())
    fill(superuser, world.work_items(1, FEW))
    tidy(superuser, *TABLES)
    twin(superuser, TWIN)
    fill(superuser, world.work_items(FEW + 1, MANY))
    tidy(superuser, *TABLES)
    pages = {name: _seconds(person) for name, person in PEOPLE.items()}
    lines = [line for name, page in pages.items() for line in _lines(name, page)]
    apart = pages["tiny unit"].many / pages["whole region"].many
    return [*lines, Line("inbox: tiny unit against whole region", apart, 3)]


def _lines(name: str, page: Seconds) -> list[Line]:
    about = f"{ms(page.many)}, ideal {ms(page.by_hand)}"
    queries = _ours(PEOPLE[name]).queries
    return [
        Line(f"inbox, {name}: queries", queries, 4, unit=""),
        Line(f"inbox, {name}: against ideal SQL", page.many / page.by_hand, 1.5, about),
        Line(f"inbox, {name}: growth 10k to 1M", page.many / page.few, 1.3, f"from {ms(page.few)}"),
    ]


def _seconds(person: int) -> Seconds:
    """By hand is the better of two ways to find the page."""
    many, few, *by_hand = fastest(
        lambda: _ours(person).seconds,
        lambda: _among_few(person),
        lambda: _by_hand(person, ALONG_THE_TIME),
        lambda: _by_hand(person, UNIT_BY_UNIT),
        times=size(60, 3),
    )
    return Seconds(many, few, min(by_hand))


def _among_few(person: int) -> float:
    with in_database(TWIN):
        return _ours(person).seconds


def _ours(person: int) -> Cost:
    from cases import queries
    from organisation.models import User

    user = User.objects.get(pk=person)
    return sql_cost(lambda: queries.inbox(user))


def _by_hand(person: int, held: str) -> float:
    from django.db import connection

    def page() -> None:
        with connection.cursor() as cursor:
            cursor.execute(SEATS, {"user": person})
            units = [row[0] for row in cursor.fetchall()]
            cursor.execute(ITEMS.format(own=OWN, held=held), {"user": person, "units": units})
            cursor.fetchall()

    return sql_cost(page).seconds
