"""The first page of the inbox, from ten thousand open items to a million."""

from bench import world
from bench.measure import Cost, Line, fastest, ms, sql_cost
from bench.server import fill, tidy

SMALL, LARGE = 10_000, 1_000_000
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


def run(superuser: str) -> list[Line]:
    """Every line about the inbox."""
    fill(superuser, world.tiny_items())
    small = _measure(superuser, 1, SMALL)
    large = _measure(superuser, SMALL + 1, LARGE)
    lines = []
    for name in PEOPLE:
        (now, ideal), (before, _) = large[name], small[name]
        about = f"{ms(now.seconds)}, ideal {ms(ideal)}"
        lines += [
            Line(f"inbox, {name}: queries", now.queries, 4, unit=""),
            Line(f"inbox, {name}: against ideal SQL", now.seconds / ideal, 1.5, about),
            Line(
                f"inbox, {name}: growth 10k to 1M",
                now.seconds / before.seconds,
                1.3,
                f"from {ms(before.seconds)}",
            ),
        ]
    tiny, whole = large["tiny unit"][0].seconds, large["whole region"][0].seconds
    return [*lines, Line("inbox: tiny unit against whole region", tiny / whole, 3)]


def _measure(superuser: str, first: int, last: int) -> dict[str, tuple[Cost, float]]:
    fill(superuser, world.work_items(first, last))
    tidy(superuser, *TABLES)
    return {name: _costs(person) for name, person in PEOPLE.items()}


def _costs(person: int) -> tuple[Cost, float]:
    """Ours, and by hand the better of two ways to find the page."""
    ours, *by_hand = fastest(
        lambda: _ours(person).seconds,
        lambda: _by_hand(person, ALONG_THE_TIME),
        lambda: _by_hand(person, UNIT_BY_UNIT),
    )
    return Cost(_ours(person).queries, ours), min(by_hand)


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
