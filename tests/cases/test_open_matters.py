"""Open matters: figures, order, pages, what others have to do first, and the balance of a unit."""

from datetime import date, timedelta

import pytest

from cases import balance, giving_on, open_matters, work_items
from cases.models import WorkItem
from cases.work_items import item_for_person, item_for_role
from organisation import clock
from organisation.models import Absence
from tests import factories
from tests.races.support import fresh
from workflows import engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def skas(region):
    return region.administrations[0]


def lay(number, *, days=None, role="representative", unit=None, user=None, kind="answer"):
    """An open item, due so many days from now."""
    due = None if days is None else clock.today() + timedelta(days=days)
    holder = {"user": user, "unit": unit} if user else {"unit": unit, "role": role}
    make = item_for_person if user else item_for_role
    row = make(kind, target=unit, title=str(number), case=None, due_on=due, **holder)
    row.target_id = number
    row.save()
    return row


def test_figures_count_what_is_open_late_and_due_within_a_week(region, skas):
    user = region.representative(skas)
    for number, days in enumerate((None, -1, 0, 7, 8)):
        lay(number, days=days, unit=skas)
    lay(9, days=-1, unit=region.administrations[1])
    held = open_matters.held_by(user)
    others = open_matters.waited_for_by(user)
    assert open_matters.figures(held, others) == open_matters.Figures(open=5, late=1, soon=2, waiting=0)


def test_the_most_urgent_come_first_page_by_page_and_every_row_once(region, skas):
    for number, days in enumerate((None, 3, -1, 3, None, 0)):
        lay(number, days=days, unit=skas)
    rows, shown, after = open_matters.held_by(region.representative(skas)), [], None
    while page := open_matters.page(rows, after=after, limit=2):
        shown += [row.title for row in page]
        after = (page[-1].due_on or date.max, page[-1].pk)
    assert shown == ["2", "5", "1", "3", "0", "4"]


def test_whoever_sent_something_on_sees_whom_it_waits_for(region, skas):
    sent = factories.open_round(region)
    place = factories.recipient(sent, skas)
    factories.begun_answer(region, place)
    writer = region.representative(skas)
    engine.submit(place.answers.get().answer, by=writer)
    assert [row.kind for row in open_matters.waited_for_by(fresh(writer))] == ["approve"]
    waited = open_matters.waited_for_by(fresh(region.owner)).order_by("pk")
    assert [(row.kind, row.unit.name) for row in waited] == [("answer", "SkaS"), ("answer", "SU")]
    assert (
        list(open_matters.waited_for_from(region.process_unit).values_list("kind", flat=True))
        == ["answer"] * 2
    )
    assert list(open_matters.waited_for_from(skas)) == []


def test_a_change_of_a_given_answer_is_nobody_elses_to_wait_for(region, skas):
    place = factories.recipient(factories.open_round(region), skas)
    factories.released_answer(region, place)
    before = open_matters.waited_for_by(fresh(region.owner)).count()
    engine.replace_answer(place, by=region.representative(skas))
    assert open_matters.waited_for_by(fresh(region.owner)).count() == before == 1


def test_what_was_mine_and_lies_with_a_colleague_is_waited_for(region, skas):
    other = factories.person("andra", ("representative", skas))
    item = lay(1, unit=skas)
    WorkItem.objects.filter(pk=item.pk).update(
        given_to=other, given_by=region.manager(skas), given_at=clock.now()
    )
    assert [row.title for row in open_matters.waited_for_by(region.representative(skas))] == ["1"]
    assert list(open_matters.waited_for_by(other)) == []
    assert [row.title for row in open_matters.held_by(other)] == ["1"]


def test_a_unit_shows_its_parts_but_never_another_authority(region, skas):
    clinic = factories.unit("Kliniken", kind="unit", parent=skas)
    for number, unit in enumerate((skas, clinic, region.administrations[1], region.region)):
        lay(number, unit=unit)
    lay(7, user=region.owner, unit=clinic)
    assert sorted(row.title for row in open_matters.of_unit(skas)) == ["0", "1", "7"]
    assert [row.title for row in open_matters.of_unit(region.region)] == ["3"]


def test_what_waits_for_two_roles_is_one_row_with_both(region, skas):
    for role in ("manager", "head"):
        lay(1, role=role, unit=skas, kind="approve")
    rows = list(open_matters.without_twins(open_matters.of_unit(skas)))
    assert len(rows) == 1
    assert open_matters.roles_of(rows) == {rows[0].pk: ["head", "manager"]}


def test_the_balance_says_who_has_how_much_and_who_is_away(region, skas):
    writer, today = region.representative(skas), clock.today()
    absent = Absence.objects.create(user=writer, starts_on=today, ends_on=today + timedelta(days=4))
    lay(1, user=writer, unit=skas, days=-2, kind="section")
    lay(2, user=writer, unit=skas, days=2, kind="section")
    lay(3, user=region.owner, unit=skas, kind="section")
    found = [(row.user.name, row.away, row.open, row.late, row.soon) for row in balance.per_person(skas)]
    assert found == [
        ("Skas.rep", absent.ends_on, 2, 1, 1),
        ("Owner", None, 1, 0, 0),
        ("Skas.chef", None, 0, 0, 0),
    ]


def test_the_balance_says_what_waits_for_a_role_and_that_nobody_has_it(region, skas):
    clinic = factories.unit("Kliniken", kind="unit", parent=skas)
    lay(1, unit=skas, days=-1)
    for role in ("manager", "head"):
        lay(2, role=role, unit=skas, kind="approve")
    lay(3, role="secretary", unit=clinic, kind="agenda")
    found = [
        (row.unit.name, row.roles, [one.name for one in row.people], row.nobody, row.open, row.late)
        for row in balance.per_role(skas)
    ]
    assert found == [
        ("Kliniken", ("secretary",), [], True, 1, 0),
        ("SkaS", ("representative",), ["Skas.rep"], False, 1, 1),
        ("SkaS", ("head", "manager"), ["Skas.chef"], False, 1, 0),
    ]


def test_what_is_given_on_counts_with_the_person(region, skas):
    place = factories.recipient(factories.open_round(region), skas)
    item = WorkItem.objects.get(target_id=place.pk, target_type="recipient")
    giving_on.give(item, region.representative(skas), by=region.manager(skas), was=None)
    assert [(row.user.name, row.open) for row in balance.per_person(skas) if row.open] == [("Skas.rep", 1)]
    assert balance.per_role(skas) == []
    work_items.finish_items(place, by=None)
    assert [row.open for row in balance.per_person(skas)] == [0, 0]
