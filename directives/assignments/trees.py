"""Assignments above and below each other: a whole tree in one query, never in a loop."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Q

from directives.models import Assignment

from .errors import ParentClosed, ParentLoop


def root_of(parent: Assignment | None) -> Assignment | None:
    """The topmost of the tree below ``parent``."""
    return (parent.root or parent) if parent else None


def lock_above(parent: Assignment, *, child: Assignment | None = None) -> Assignment:
    """``parent``, everything above it and ``child``, locked in one order; answers the parent fresh."""
    ids = [row.pk for row in above(parent)] + [parent.pk] + ([child.pk] if child else [])
    rows = Assignment.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").only("pk")
    list(rows)
    return Assignment.objects.select_related("root", "process").get(pk=parent.pk)


def move(assignment: Assignment, parent: Assignment | None) -> None:
    """Put it and all below it under another, unsaved itself. Raises ParentLoop, ParentClosed."""
    if parent is not None:
        if parent.pk == assignment.pk or assignment.pk in {row.pk for row in above(parent)}:
            raise ParentLoop
        if not Assignment.objects.get(pk=parent.pk).is_open:
            raise ParentClosed
    under = [row.pk for row in below(assignment)]
    assignment.parent, assignment.root = parent, root_of(parent)
    Assignment.objects.filter(pk__in=under).update(root=assignment.root or assignment)


def above(assignment: Assignment) -> list[Assignment]:
    """Those above it, the topmost first."""
    found: list[Assignment] = []
    while assignment.parent is not None:
        assignment = assignment.parent
        found.insert(0, assignment)
    return found


def tree(assignment: Assignment) -> list[Assignment]:
    """The whole tree it stands in, in one query."""
    top = assignment.root_id or assignment.pk
    rows = Assignment.objects.filter(Q(pk=top) | Q(root=top))
    return list(rows.select_related("taker_unit", "taker_user", "unit", "case").order_by("pk"))


def below(assignment: Assignment) -> list[Assignment]:
    """Everything below it, parents before children."""
    return [row for row, _depth in walk(tree(assignment), assignment.pk) if row.pk != assignment.pk]


def going_on_below(assignment: Assignment) -> list[Assignment]:
    """What was given below it and has not ended."""
    return [row for row in below(assignment) if row.is_open and row.offered_at is not None]


def walk(rows: Iterable[Assignment], top: int) -> Iterator[tuple[Assignment, int]]:
    """The rows from ``top`` downwards as they are drawn, each with how deep it stands."""
    children: dict[int | None, list[Assignment]] = defaultdict(list)
    known: dict[int, Assignment] = {}
    for row in rows:
        children[row.parent_id].append(row)
        known[row.pk] = row
    waiting = [(known[top], 0)] if top in known else []
    while waiting:
        row, depth = waiting.pop()
        yield row, depth
        waiting += [(child, depth + 1) for child in reversed(children[row.pk])]
