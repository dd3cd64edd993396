"""The inbox holds exactly what waits for a person, in pages, however the rows are looked up."""

from datetime import timedelta

import pytest

from cases import queries, waiting
from cases.models import WorkItem
from cases.work_items import item_for_person, item_for_role
from organisation import clock, roles
from organisation.models import Substitution
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SU", "SkaS", "NU")


@pytest.fixture(params=[0, 8], ids=["read along the time", "looked up unit by unit"])
def few_units(request, monkeypatch):
    monkeypatch.setattr(waiting, "FEW_UNITS", request.param)


def item(place, role, number, *, minutes=0):
    """An unsaved item of ``role`` at ``place``; several may share an instant, as after a dispatch."""
    made = item_for_role("answer", unit=place, role=role, target=place, title=str(number), case=None)
    made.target_id, made.created_at = number, clock.now() - timedelta(minutes=minutes)
    return made


def lay(*items):
    """Put them in the table; answers their titles, newest first."""
    for row in items:
        row.created_at = row.created_at.replace(microsecond=0)
    WorkItem.objects.bulk_create(items)
    return [row.title for row in sorted(items, key=lambda row: (row.created_at, row.pk), reverse=True)]


@pytest.mark.usefixtures("few_units")
def test_only_own_seats_roles_and_personal_items_are_shown(region):
    su, skas, nu = region.administrations
    user = factories.person("flera", ("representative", su), ("representative", skas), ("manager", nu))
    mine = lay(
        item(su, "representative", 1, minutes=5),
        item(skas, "representative", 2, minutes=3),
        item(nu, "manager", 3, minutes=4),
        item_for_person("section", user=user, target=user, title="4", case=None),
    )
    done = item(su, "representative", 5)
    done.done_at = clock.now()
    lay(done, item(su, "manager", 6), item(nu, "representative", 7))
    lay(item_for_person("section", user=region.owner, target=user, title="8", case=None))

    assert [row.title for row in queries.inbox(user)] == mine == ["4", "2", "3", "1"]
    assert queries.inbox_count(user) == 4


@pytest.mark.usefixtures("few_units")
def test_pages_show_every_item_once_also_those_of_one_instant(region):
    su, skas, _ = region.administrations
    user = factories.person("flera", ("representative", su), ("representative", skas))
    expected = lay(*[item((su, skas)[n % 2], "representative", n, minutes=n // 7) for n in range(40)])

    shown, before = [], None
    while page := queries.inbox(user, before=before, limit=6):
        shown += [row.title for row in page]
        before = (page[-1].created_at, page[-1].pk)

    assert shown == expected


def test_a_substitute_sees_the_covered_seat_items(region):
    su = region.administrations[0]
    covered, substitute = region.representative(su), factories.person("ersättare")
    today = clock.today()
    cover = Substitution.objects.create(substitute=substitute, starts_on=today, ends_on=today)
    cover.memberships.set(covered.memberships.all())
    lay(item(su, "representative", 1))
    assert [row.title for row in queries.inbox(substitute)] == ["1"]


def test_the_count_stops_at_a_thousand(region):
    su = region.administrations[0]
    lay(*[item(su, "representative", n) for n in range(1100)])
    assert queries.inbox_count(region.representative(su)) == 1000


def test_somebody_whose_seat_has_ended_sees_nothing(region):
    lay(item(region.administrations[0], "representative", 1))
    former = region.representative(region.administrations[0])
    former.memberships.update(ends_on=clock.today() - timedelta(days=1))
    assert (queries.inbox(former), queries.inbox_count(former)) == ([], 0)
    assert queries.inbox(factories.person("ny")) == []
    assert roles.seats(former) == ()
