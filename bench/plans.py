"""A plan as it grows from 72 milestones to a thousand: its map, a cut version, two versions compared."""

from typing import Any

from bench.measure import Line, fastest, ms, size, sql_cost
from bench.pages import constant, get, seconds

FEW, MANY = size(72, 6), size(1000, 24)
AREAS = 7
TABLES = (
    "areawording",
    "goalwording",
    "milestonewording",
    "effectwording",
    "indicatorwording",
    "enabling",
    "struckpart",
)


def run(_superuser: str) -> list[Line]:
    """The map, the cut and the difference, few and many."""
    laid = {count: _plan(count) for count in (FEW, MANY)}
    return [*_map(laid), *_cut(laid), *_difference(laid)]


def _map(laid: dict[int, Any]) -> list[Line]:
    url = {count: f"/planer/{made.plan.public_id}/karta/" for count, made in laid.items()}
    reader = next(iter(laid.values())).keeper
    counts = {count: sql_cost(lambda at=at: get(reader, at)).queries for count, at in url.items()}
    mine, theirs = fastest(
        lambda: sql_cost(lambda: get(reader, url[MANY])).seconds,
        lambda: sql_cost(lambda: _fetch(laid[MANY].version)).seconds,
        times=size(15, 2),
    )
    whole = {count: seconds(lambda at=at: get(reader, at)) for count, at in url.items()}
    return [
        constant("the map of a plan, by how many milestones", counts),
        Line(
            f"the map of {MANY:,} milestones: its SQL against every row of the version by hand",
            mine / theirs,
            None,
            f"{ms(mine)}, by hand {ms(theirs)}; with Python {ms(whole[MANY])}",
        ),
        _growth("the map", whole),
    ]


def _cut(laid: dict[int, Any]) -> list[Line]:
    from directives.plans import cutting

    def cut_and_drop(made: Any) -> None:
        version = cutting.cut(made.plan, by=made.keeper)
        cutting.drop(version, by=made.keeper)

    made = laid[MANY]
    version = _empty(made)
    mine, theirs = fastest(
        lambda: sql_cost(lambda: _undone(lambda: cutting.copy(made.version, version))).seconds,
        lambda: sql_cost(lambda: _undone(lambda: _copied_by_hand(made.version))).seconds,
        times=size(8, 2),
    )
    cutting.drop(version, by=made.keeper)  # a plan has one planning version at a time
    whole = {count: seconds(lambda one=one: cut_and_drop(one)) for count, one in laid.items()}
    return [
        Line(
            f"cutting a version of {MANY:,} milestones: its SQL against the same rows copied without triggers",
            mine / theirs,
            None,
            f"{ms(mine)}, by hand {ms(theirs)}; the whole verb {ms(whole[MANY])}",
        ),
        _growth("cutting a version", whole),
    ]


def _difference(laid: dict[int, Any]) -> list[Line]:
    from directives.plans.difference import between
    from directives.plans.reading import read

    def compare(made: Any) -> None:
        changes = between(read(made.version), read(made.later)).changes
        assert len(changes) >= len(made.later_changes)

    made = laid[MANY]
    mine, theirs = fastest(
        lambda: sql_cost(lambda: compare(made)).seconds,
        lambda: sql_cost(lambda: _fetch(made.version, made.later)).seconds,
        times=size(8, 2),
    )
    whole = {count: seconds(lambda one=one: compare(one)) for count, one in laid.items()}
    return [
        Line(
            f"two versions of {MANY:,} milestones compared: the SQL against every row of both by hand",
            mine / theirs,
            None,
            f"{ms(mine)}, by hand {ms(theirs)}; with Python {ms(whole[MANY])}",
        ),
        _growth("comparing two versions", whole),
    ]


def _growth(what: str, whole: dict[int, float]) -> Line:
    each = {count: took / count for count, took in whole.items()}
    return Line(
        f"{what}: time for each milestone at {MANY:,}, against {FEW}",
        each[MANY] / each[FEW],
        1.3,
        f"{ms(whole[MANY])} / {ms(whole[FEW])}",
    )


def _fetch(*versions: Any) -> None:
    """Every row of the versions, as the database gives them."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in TABLES:
            for version in versions:
                cursor.execute(f"SELECT * FROM directives_{table} WHERE version_id = %s", [version.pk])
                cursor.fetchall()


def _undone(call: Any) -> None:
    """The call, its rows rolled back."""
    from django.db import transaction

    with transaction.atomic():
        call()
        transaction.set_rollback(True)


def _empty(made: Any) -> Any:
    """A planning version nothing was copied to yet."""
    from directives.models import PlanVersion
    from organisation import clock

    return PlanVersion.objects.create(
        plan=made.plan,
        number=made.plan.versions.count() + 1,
        base=made.version,
        title=made.version.title,
        first_year=made.version.first_year,
        last_year=made.version.last_year,
        cut_at=clock.now(),
    )


def _copied_by_hand(base: Any) -> None:
    """The same rows into tables without triggers, keys or checks: what the database itself needs for them."""
    from django.db import connection

    from directives.plans.cutting import COPIED as MODELS

    with connection.cursor() as cursor:
        for model in MODELS:
            table = model._meta.db_table
            cursor.execute(
                f"CREATE TEMP TABLE copy_of_{table} ON COMMIT DROP AS"
                f" SELECT * FROM {table} WHERE version_id = %s",
                [base.pk],
            )


def _plan(count: int) -> Any:
    """An adopted plan of ``count`` milestones, and a planning version in which every tenth changed, dropped again."""
    from directives.plans import adopting, cutting
    from organisation import clock
    from tests import plans

    made = plans.bare(f"Bench {count}")
    plans.lay_many(made, areas=AREAS, milestones=count)
    made.version = adopting.register_adopted(
        made.version, by=made.keeper, words="Bench", valid_from=clock.today()
    )
    made.later = cutting.cut(made.plan, by=made.keeper)
    made.later_changes = plans.change_every(made, made.later, step=10)
    cutting.drop(made.later, by=made.keeper)
    return made
