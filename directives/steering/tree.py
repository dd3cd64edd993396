"""The hierarchy as the database walks it, and the lock that lets one change of it happen at a time."""

from django.db import connection

from directives.models import SteeringCard

TREE_LOCK = 7_301_960  # one change of the tree at a time: two halves of a loop never pass each other
ABOVE = """
WITH RECURSIVE above AS (
    SELECT id, parent_id FROM directives_steeringcard WHERE id = %s
    UNION
    SELECT card.id, card.parent_id FROM directives_steeringcard AS card JOIN above ON card.id = above.parent_id
)
SELECT id FROM above
"""


def above(card: SteeringCard) -> set[int]:
    """The ids of the card and of everything above it."""
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, [card.pk])
        return {pk for (pk,) in cursor.fetchall()}


def lock_tree() -> None:
    """Wait until nobody else changes the tree; held until we commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE_LOCK])
