"""Ten clicks on one button: one effect, whether the browser repeats itself or ten tabs do."""

import pytest

from cases import answer_text
from cases.errors import AlreadyDone
from cases.models import Answer, Approval, Case, Document, Recipient, WorkItem
from cases.views import support
from ledger.idempotency import KeyUsedForOtherContent
from ledger.models import Event
from tests import factories
from tests.races.support import click, fresh, kinds, together
from workflows import engine
from workflows.models import AnswerProcess

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

CLICKS = 10


def clicks(user, verb, *, keys):
    """The same form sent ten times at once, ``verb(by)`` each time."""

    def send(key):
        request = click(user, key, text="samma")
        return support.run_once(request, lambda: verb(request.user), name="step")

    return together(*[lambda key=key: send(key) for key in keys])


def one_key():
    """One form, clicked ten times."""
    return ["samma-nyckel"] * CLICKS


def ten_keys():
    """Ten tabs with a form each."""
    return [f"flik-{number}" for number in range(CLICKS)]


@pytest.fixture
def region():
    return factories.world("SkaS")


@pytest.fixture
def place(region):
    return factories.recipient(factories.open_round(region), region.administrations[0])


def test_release_by_one_key_gives_the_first_result_ten_times(region, place):
    answer = factories.approved_answer(region, place)
    writer = region.representative(place.unit)
    results = clicks(writer, lambda by: engine.release(answer, by=by), keys=one_key())
    assert results == [answer.public_id] * CLICKS
    assert release_effects(answer, place) == (1, 2, ["in", "out"])


def test_release_from_ten_tabs_has_one_effect_and_nine_refusals(region, place):
    answer = factories.approved_answer(region, place)
    writer = region.representative(place.unit)
    results = clicks(writer, lambda by: engine.release(answer, by=by), keys=ten_keys())
    assert kinds(results) == ["AlreadyDone"] * 9 + ["str"]
    assert release_effects(answer, place) == (1, 2, ["in", "out"])


def release_effects(answer, place):
    """Releases recorded, documents registered, and their directions."""
    documents = Document.objects.filter(kind="answer").order_by("direction")
    assert Answer.objects.get(pk=answer.pk).state == "released"
    assert Recipient.objects.get(pk=place.pk).state == "answered"
    return (
        Event.objects.filter(kind="answer.released").count(),
        documents.exclude(number_in_case=None).count(),
        [document.direction for document in documents],
    )


@pytest.mark.parametrize(
    ("keys", "expected"), [(one_key(), ["NoneType"] * 10), (ten_keys(), ["AlreadyDone"] * 9 + ["NoneType"])]
)
def test_approving_ten_times_is_one_approval(region, place, keys, expected):
    answer = factories.begun_answer(region, place)
    engine.submit(answer, by=region.representative(place.unit))
    read = answer_text.text_hash(answer_text.snapshot(answer))
    manager = region.manager(place.unit)
    results = clicks(manager, lambda by: engine.approve(answer, by=by, read_hash=read), keys=keys)
    assert kinds(results) == expected
    assert list(Approval.objects.values_list("outcome", "text_hash")) == [("approved", read)]
    assert list(open_items()) == [("release", "representative")]


@pytest.mark.parametrize("keys", [one_key(), ten_keys()])
def test_acknowledging_ten_times_lays_out_one_answer(region, place, keys):
    writer = region.representative(place.unit)
    results = clicks(writer, lambda by: engine.acknowledge(place, by=by), keys=keys)
    answer = Answer.objects.get()
    assert results == [answer.public_id] * CLICKS
    assert AnswerProcess.objects.filter(recipient=place).count() == 1
    assert Event.objects.filter(kind="recipient.acknowledged").count() == 1


@pytest.mark.parametrize("keys", [one_key(), ten_keys()])
def test_dispatch_from_many_tabs_sends_once(region, keys):
    draft = factories.draft_round(region)
    results = clicks(region.owner, lambda by: engine.dispatch(draft, by=by), keys=keys)
    refused = 0 if len(set(keys)) == 1 else 9
    assert kinds(results) == ["AlreadyDone"] * refused + ["str"] * (CLICKS - refused)
    assert Event.objects.filter(kind="round.dispatched").count() == 1
    assert sorted(Case.objects.values_list("number", flat=True)) == [
        f"{code} {Case.objects.first().year}-00001" for code in ("RS", "SKAS")
    ]
    assert list(open_items()) == [("answer", "representative")]


def test_one_key_with_other_words_is_refused_and_changes_nothing(region, place):
    answer = factories.approved_answer(region, place)
    writer = region.representative(place.unit)

    def send(text):
        request = click(writer, "samma-nyckel", text=text)
        return support.run_once(request, lambda: engine.release(answer, by=request.user), name="step")

    results = together(lambda: send("ett"), lambda: send("två"))
    assert kinds(results) == [KeyUsedForOtherContent.__name__, "str"]
    assert release_effects(answer, place) == (1, 2, ["in", "out"])


def test_two_persons_clicking_at_once_release_once(region, place):
    answer = factories.approved_answer(region, place)
    people = [region.representative(place.unit), region.manager(place.unit)] * 5
    results = together(*[lambda who=who: engine.release(answer, by=fresh(who)) for who in people])
    assert kinds(results) == [AlreadyDone.__name__] * 9 + ["Answer"]
    assert release_effects(answer, place) == (1, 2, ["in", "out"])


def open_items():
    """Kind and role of everything that waits."""
    return WorkItem.objects.filter(done_at=None).values_list("kind", "role")
