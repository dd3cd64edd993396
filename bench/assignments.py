"""A tree of assignments as a page: how it grows from ten to a thousand, against one query by hand."""

from typing import Any

from bench.measure import Line, fastest, ms, size, sql_cost
from bench.pages import constant, get, seconds

FEW, MANY = size(10, 3), size(1000, 10)
CHILDREN = 10  # below each, until there are enough
BY_HAND = """
SELECT a.id, a.public_id, a.title, a.state, a.status, a.due_on, a.parent_id, u.name, p.name
FROM directives_assignment a
LEFT JOIN organisation_unit u ON u.id = a.taker_unit_id
LEFT JOIN organisation_user p ON p.id = a.taker_user_id
WHERE a.id = %s OR a.root_id = %s ORDER BY a.id
"""


def run(_superuser: str) -> list[Line]:
    """The page of the whole tree for its commissioner."""
    made = _commission()
    trees = {count: _tree(made, count) for count in (FEW, MANY)}
    url = {count: f"/uppdragshandlingar/{top.public_id}/alla-delar/" for count, top in trees.items()}
    counts = {count: sql_cost(lambda at=at: get(made.giver, at)).queries for count, at in url.items()}
    mine, theirs = fastest(
        lambda: sql_cost(lambda: get(made.giver, url[MANY])).seconds,
        lambda: sql_cost(lambda: _by_hand(trees[MANY])).seconds,
        times=size(15, 2),
    )
    whole = {count: seconds(lambda at=at: get(made.giver, at)) for count, at in url.items()}
    each = {count: took / count for count, took in whole.items()}
    return [
        constant("a tree of assignments, by how many", counts),
        Line(
            f"a tree of {MANY:,} assignments: its SQL against one query by hand",
            mine / theirs,
            None,
            f"{ms(mine)}, by hand {ms(theirs)}; with Python {ms(whole[MANY])}",
        ),
        Line(
            f"a tree of {MANY:,} assignments: time for each, against a tree of {FEW}",
            each[MANY] / each[FEW],
            1,
            f"{ms(whole[MANY])} / {ms(whole[FEW])}",
        ),
    ]


def _commission() -> Any:
    """A commissioner and a taker beside whatever the other parts have laid."""
    from tests import assignments, factories

    office, place = factories.unit("Uppdragskontoret"), factories.unit("Utföraren")
    diary, _own = factories.diary(office, "UPP"), factories.diary(place, "UTF")
    giver = factories.person("bench.givare", ("director", office))
    head = factories.person("bench.chef", ("head", place))
    region = factories.World(
        office, office, office, diary, owner=giver, director=giver, administrations=[place]
    )
    return assignments.Commission(region, giver, head)


def _by_hand(top: Any) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(BY_HAND, [top.pk, top.pk])
        cursor.fetchall()


def _tree(made: Any, count: int) -> Any:
    """A tree laid level by level; only its top is made by the verbs, the rows below are copies of it."""
    from directives.models import Assignment
    from ledger.public_id import new_public_id
    from tests import assignments

    top = assignments.under_way(made)
    rows = [top]
    for number in range(1, count):
        row = Assignment.objects.get(pk=top.pk)
        row.pk, row._state.adding = None, True
        row.public_id, row.title = new_public_id(), f"Uppdrag {number}"
        row.parent, row.root = rows[(number - 1) // CHILDREN], top
        row.save()
        rows.append(row)
    return top
