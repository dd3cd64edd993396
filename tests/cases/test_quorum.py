import pytest

from cases.quorum import Quorum, Seated, needed, quorum, serving


def member(number, *, present=True, disqualified=False):
    return Seated(number, ordinary=True, order=number, present=present, disqualified=disqualified)


def substitute(number, *, present=True, disqualified=False, replaces=None):
    return Seated(
        100 + number,
        ordinary=False,
        order=number,
        present=present,
        disqualified=disqualified,
        replaces=replaces,
    )


def ids(found):
    return [seated.member_id for seated in found]


@pytest.mark.parametrize(("seats", "enough"), [(15, 8), (14, 8), (13, 7), (2, 2), (1, 1)])
def test_more_than_half_of_the_members_are_needed(seats, enough):
    assert needed(seats) == enough


def eight_of_fifteen(*, jav):
    return [member(n, present=n <= 8, disqualified=n == jav) for n in range(1, 16)]


def test_eight_of_fifteen_decide_an_item_and_the_next_cannot_be_decided_when_one_has_jav():
    items = [eight_of_fifteen(jav=None), eight_of_fifteen(jav=8)]
    counts = [quorum(15, item) for item in items]
    assert counts == [Quorum(serving=8, needed=8), Quorum(serving=7, needed=8)]
    assert [(count.is_met, count.missing) for count in counts] == [(True, 0), (False, 1)]


def test_a_substitute_in_the_room_makes_them_eight_again():
    members = [*eight_of_fifteen(jav=3), substitute(1, present=False), substitute(2)]
    assert ids(serving(15, members)) == [1, 2, 4, 5, 6, 7, 8, 102]
    assert quorum(15, members).is_met


def test_a_substitute_with_jav_does_not_serve():
    assert not quorum(15, [*eight_of_fifteen(jav=3), substitute(1, disqualified=True)]).is_met


def test_substitutes_fill_the_empty_places_in_serving_order_and_no_more_than_those():
    members = [member(1), member(2, present=False), member(3), substitute(3), substitute(1), substitute(2)]
    assert ids(serving(3, members)) == [1, 3, 101]


def test_the_substitute_the_secretary_named_goes_before_the_serving_order():
    members = [member(1), member(2, present=False), substitute(1), substitute(2, replaces=2)]
    assert ids(serving(2, members)) == [1, 102]


def test_a_member_who_comes_back_takes_the_place_from_the_substitute():
    members = [member(1), member(2), substitute(1, replaces=2)]
    assert ids(serving(2, members)) == [1, 2]


def test_a_substitute_named_for_a_member_who_came_back_waits_in_the_usual_order():
    members = [member(1), member(2), member(3, present=False), substitute(1), substitute(2, replaces=2)]
    assert ids(serving(3, members)) == [1, 2, 101]


def test_two_substitutes_named_for_one_member_are_one_in_the_place_and_one_in_the_order():
    members = [
        *[member(1, present=False), member(2, present=False)],
        *[substitute(1), substitute(2, replaces=1), substitute(3, replaces=1)],
    ]
    assert ids(serving(2, members)) == [102, 101]


def test_a_place_nobody_is_elected_to_is_filled_as_well():
    assert ids(serving(3, [member(1), member(2), substitute(1)])) == [1, 2, 101]


def test_somebody_written_down_twice_serves_once():
    assert ids(serving(3, [member(1), member(1), member(2)])) == [1, 2]


def test_jav_in_one_of_two_rows_is_jav():
    assert ids(serving(3, [member(1), member(1, disqualified=True), member(2)])) == [2]


def test_a_body_without_members_cannot_decide():
    assert (quorum(0, []).is_met, serving(0, [member(1)])) == (False, [])
