"""Several tabs change one given answer at once: one effect, the rest are told, what counts is never unclear."""

from datetime import timedelta

import pytest
from django.test import Client

from cases import answer_text, answers
from cases.calendar import next_working_day
from cases.models import Answer, AnswerParty, Extension, Recipient
from ledger.models import Event
from organisation import clock
from tests import factories
from tests.races.support import deadlocks, fresh, kinds, together
from workflows import engine

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

TABS = 6


@pytest.fixture
def region():
    return factories.world("SkaS")


@pytest.fixture
def skas(region):
    sent = factories.open_round(region, last_day=next_working_day(clock.today() + timedelta(days=21)))
    return factories.recipient(sent, region.administrations[0])


def send_at_once(user, place, below, **typed):
    """The same form sent from tabs of their own at the same time; how each was answered."""
    tabs = [Client() for _tab in range(TABS)]
    for tab in tabs:
        tab.force_login(user)
    address = f"/svar/{place.public_id}/{below}"
    results = together(*[lambda tab=tab: tab.post(address, typed) for tab in tabs])
    assert [one for one in results if isinstance(one, Exception)] == []
    return sorted(one.status_code for one in results)


def approved_change(region, place, given):
    """Another answer, approved and ready to be given."""
    writer = region.representative(place.unit)
    draft = engine.replace_answer(place, by=writer)
    answers.save_field(answer_text.items(draft)[0], "comment", "Nytt.", version=0, by=writer)
    engine.submit(draft, by=writer)
    read_hash = answer_text.text_hash(answer_text.snapshot(draft))
    engine.approve(draft, by=region.manager(place.unit), read_hash=read_hash)
    return draft


def counting(place):
    """The answers that count for the place."""
    rows = AnswerParty.objects.filter(
        recipient=place, current=True, answer__state__in=["released", "abstained"]
    )
    return list(rows.values_list("answer", flat=True))


def test_more_time_is_asked_for_once(region, skas):
    day = next_working_day(skas.last_day + timedelta(days=3)).isoformat()
    writer = region.representative(skas.unit)
    assert send_at_once(writer, skas, "anstand/", day=day, reason="Vi hinner inte.") == [200] * (TABS - 1) + [
        302
    ]
    assert Extension.objects.count() == 1


def test_one_change_is_begun_and_one_withdrawal_made(region, skas):
    factories.released_answer(region, skas)
    writer = region.representative(skas.unit)
    assert send_at_once(writer, skas, "andra/") == [302] * TABS
    assert Answer.objects.filter(state="draft").count() == 1
    assert send_at_once(writer, skas, "ta-tillbaka/", reason="Fel.") == [200] * (TABS - 1) + [302]
    assert Event.objects.filter(kind="answer.withdrawn").count() == 1
    assert send_at_once(writer, skas, "sluta-andra/", reason="") == [302] * TABS
    assert Event.objects.filter(kind="answer.dropped").count() == 1
    assert Recipient.objects.get(pk=skas.pk).state == "retracted"


@pytest.mark.parametrize("turn", range(3))
def test_a_change_is_either_given_or_dropped(turn, region, skas):
    given = factories.released_answer(region, skas)
    draft = approved_change(region, skas, given)
    writer, chief = fresh(region.representative(skas.unit)), fresh(region.manager(skas.unit))
    before = deadlocks()
    found = together(
        lambda: engine.release(draft, by=writer),
        lambda: engine.drop_replacement(Answer.objects.get(pk=draft.pk), by=chief),
    )
    assert kinds(found)[0] in {"AlreadyDone", "Answer", "AnswerClosed"}
    draft.refresh_from_db()
    given.refresh_from_db()
    assert (draft.state, given.state) in {("released", "replaced"), ("stopped", "released")}
    assert counting(skas) == [draft.pk if draft.state == "released" else given.pk]
    assert not draft.process.task_set.filter(finished=None).exists()
    assert deadlocks() == before


@pytest.mark.parametrize("turn", range(3))
def test_an_answer_taken_back_while_its_successor_is_given_leaves_at_most_one(turn, region, skas):
    given = factories.released_answer(region, skas)
    draft = approved_change(region, skas, given)
    writer, chief = fresh(region.representative(skas.unit)), fresh(region.manager(skas.unit))
    before = deadlocks()
    together(
        lambda: engine.release(draft, by=writer),
        lambda: engine.withdraw_answer(skas, given, by=chief, reason="Fel."),
    )
    given.refresh_from_db()
    assert given.state in {"replaced", "withdrawn"}
    assert counting(skas) == [draft.pk]
    assert Recipient.objects.get(pk=skas.pk).state == "answered"
    assert deadlocks() == before
