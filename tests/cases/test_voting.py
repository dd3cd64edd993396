import pytest

from cases.voting import (
    ChairNotServing,
    LotMissing,
    Tally,
    UnknownVote,
    VoteByOutsider,
    VotesRefused,
    elected,
    tally,
)

SERVING = (1, 2, 3, 4)


def count(*choices, chair=1, **how):
    return tally(dict(zip(SERVING, choices, strict=False)), serving=SERVING, chair=chair, **how)


@pytest.mark.parametrize(
    ("choices", "result"),
    [
        (("no", "yes", "yes", "yes"), Tally(3, 1, 0, "yes", casting=False)),
        (("yes", "no", "no", "abstain"), Tally(1, 2, 1, "no", casting=False)),
        (("abstain", "yes"), Tally(1, 0, 1, "yes", casting=False)),
    ],
)
def test_the_majority_of_yes_and_no_decides(choices, result):
    assert count(*choices) == result


@pytest.mark.parametrize(("chairs", "others"), [("yes", "no"), ("no", "yes")])
def test_the_chairs_own_vote_decides_a_tie(chairs, others):
    assert count(chairs, others, chairs, others) == Tally(2, 2, 0, chairs, casting=True)


def test_a_tie_is_a_tie_when_the_chair_abstained():
    assert count("abstain", "yes", "no") == Tally(1, 1, 1, "tie", casting=False)


def test_a_tie_is_a_tie_when_nobody_is_in_the_chair():
    assert count("yes", "no", chair=None) == Tally(1, 1, 0, "tie", casting=False)


def test_an_elections_tie_is_left_to_the_lot():
    assert count("yes", "no", election=True) == Tally(1, 1, 0, "tie", casting=False)


def test_an_election_without_a_tie_is_decided_by_the_votes():
    assert count("yes", "yes", "no", election=True) == Tally(2, 1, 0, "yes", casting=False)


def test_no_votes_are_a_tie_nobody_decides():
    assert count() == Tally(0, 0, 0, "tie", casting=False)


def test_votes_by_others_than_the_serving_are_refused_and_named():
    with pytest.raises(VoteByOutsider) as refused:
        tally({1: "yes", 9: "yes", 7: "no"}, serving=SERVING, chair=1)
    assert refused.value.facts == {"members": [7, 9]}
    assert str(refused.value) == "Bara den som tjänstgör i ärendet kan rösta."


def test_a_chair_with_jav_has_no_casting_vote_somebody_else_must_lead():
    with pytest.raises(ChairNotServing):
        tally({1: "yes", 2: "no"}, serving=SERVING, chair=9)


def test_a_vote_is_yes_no_or_abstain():
    with pytest.raises(UnknownVote):
        tally({1: "maybe"}, serving=SERVING, chair=1)  # type: ignore[dict-item]


def test_what_is_refused_is_a_wrong_value():
    assert issubclass(VotesRefused, ValueError)


def test_most_votes_elect_and_the_lot_is_not_asked():
    assert elected({"A": 3, "B": 2}) == ("A", False)
    assert elected({"A": 3, "B": 2}, drawn="B") == ("A", False)


def test_an_even_election_is_decided_by_whom_the_lot_fell_on():
    with pytest.raises(LotMissing, match="lika mellan A, B") as refused:
        elected({"A": 2, "B": 2, "C": 1})
    assert refused.value.facts["tied"] == ["A", "B"]
    with pytest.raises(LotMissing):
        elected({"A": 2, "B": 2, "C": 1}, drawn="C")
    assert elected({"A": 2, "B": 2, "C": 1}, drawn="B") == ("B", True)
