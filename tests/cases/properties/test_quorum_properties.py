from hypothesis import given
from hypothesis import strategies as st

from cases.quorum import Seated, needed, quorum, serving
from cases.voting import tally

ids = st.integers(1, 12)
seated = st.builds(
    Seated, ids, st.booleans(), st.integers(1, 6), st.booleans(), st.booleans(), st.none() | ids
)
rooms = st.lists(seated, max_size=14, unique_by=lambda member: member.member_id)
bodies = st.integers(0, 8)


def able(room):
    return [member for member in room if member.present and not member.disqualified]


@given(bodies, rooms)
def test_those_who_serve_are_able_and_as_many_as_the_seats_allow(seats, room):
    found = serving(seats, room)
    assert len(found) == len(set(found)) == min(seats, len(able(room)))
    assert set(found) <= set(able(room))


@given(bodies, rooms)
def test_no_substitute_serves_while_a_member_in_the_room_does_not(seats, room):
    found = serving(seats, room)
    outside = set(able(room)) - set(found)
    if any(not member.ordinary for member in found):
        assert not any(member.ordinary for member in outside)


@given(bodies, rooms)
def test_nobody_is_passed_over_in_the_serving_order_except_for_one_who_was_named(seats, room):
    found = serving(seats, room)
    serve = {member.member_id for member in found if member.ordinary}
    for member in found:
        named = member.replaces is not None and member.replaces not in serve
        for other in set(able(room)) - set(found):
            if other.ordinary == member.ordinary and not (named and not member.ordinary):
                assert other.order >= member.order


@given(bodies, rooms, st.randoms())
def test_the_order_people_are_written_down_in_does_not_matter(seats, room, random):
    shuffled = random.sample(room, len(room))
    assert serving(seats, shuffled) == serving(seats, room)


@given(bodies, rooms)
def test_the_quorum_is_met_when_more_than_half_of_the_seats_are_filled(seats, room):
    found = quorum(seats, room)
    assert found.is_met == (2 * found.serving > seats) == (found.missing == 0)
    assert found.serving + found.missing >= needed(seats)


choices = st.sampled_from(["yes", "no", "abstain"])


@given(st.dictionaries(ids, choices), st.none() | ids, st.booleans())
def test_a_casting_vote_is_the_chairs_own_on_a_tie_and_never_in_an_election(votes, chair, election):
    found = tally(votes, serving=range(1, 13), chair=chair, election=election)
    assert found.yes + found.no + found.abstain == len(votes)
    cast = found.yes == found.no and not election and votes.get(chair, "abstain") != "abstain"
    assert found.casting == cast
    if cast:
        assert found.result == votes[chair]
    else:
        assert found.result == ("tie" if found.yes == found.no else "yes" if found.yes > found.no else "no")
