"""A second click: one effect, and the first result again."""

import pytest

from ledger.idempotency import KeyUsedForOtherContent, body_hash, once
from ledger.models import IdempotencyKey

pytestmark = pytest.mark.django_db


def sent(calls, *, result="done", actor=1, key="k", body=None):
    """The form sent once: what it gave, and whether the verb ran."""

    def verb():
        calls.append(result)
        return result

    return once(verb, actor_id=actor, key=key, name="step", body=body if body is not None else {"a": ["1"]})


def test_the_same_form_twice_gives_the_first_result_and_one_effect():
    calls = []
    assert sent(calls, result="first") == ("first", True)
    assert sent(calls, result="second") == ("first", False)
    assert calls == ["first"]


def test_the_same_key_with_other_words_is_refused_and_nothing_is_lost():
    calls = []
    sent(calls)
    with pytest.raises(KeyUsedForOtherContent):
        sent(calls, body={"a": ["2"]})
    assert calls == ["done"]


def test_a_key_belongs_to_one_person():
    calls = []
    assert [sent(calls, actor=actor)[1] for actor in (1, 2)] == [True, True]


def test_a_verb_that_refused_leaves_its_key_free():
    def refuse():
        raise ValueError("not yet")

    with pytest.raises(ValueError, match="not yet"):
        once(refuse, actor_id=1, key="k", name="step", body={"a": ["1"]})
    assert IdempotencyKey.objects.count() == 0
    assert sent([]) == ("done", True)


def test_the_order_of_fields_does_not_matter_their_words_do():
    assert body_hash({"a": ["1"], "b": ["å"]}) == body_hash({"b": ["å"], "a": ["1"]})
    assert body_hash({"a": ["1"]}) != body_hash({"a": ["1", "1"]})
