"""Two secretaries, two approvers, two tabs: § without gap, one approval, points that act once."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.errors import AlreadyDone
from cases.meetings import agenda, approving, extracts, notices, points
from cases.meetings.closing import close_item, reopen_item
from cases.meetings.errors import ItemTaken
from cases.meetings.minutes_errors import ItemBeingApproved, MeetingNotEnded
from cases.models import AgendaItem, ApprovalOccasion, Approver, Extract, Meeting, PublicNotice, Undertaking
from ledger.models import Event, NumberSeries
from organisation import clock
from organisation.models import User
from tests import factories, meetings
from tests.races.another_process import at_once
from tests.races.support import fresh, kinds, together
from tests.races.test_killed import killed_all_the_way

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ROUNDS = 20


@pytest.fixture
def board():
    return meetings.board("SSN", seats=3)


@pytest.fixture
def other(board):
    """A second secretary of the same body."""
    return factories.person("ssn.sekreterare2", ("secretary", board.unit))


def going_on(board, *titles, on=None):
    """A meeting that goes on with formal items, which need no case."""
    held = meetings.meeting(board, on=on or clock.today())
    for title in titles or ("Första", "Andra"):
        agenda.add_item(held, by=board.secretary, title=title)
    return meetings.begin(board, held)


def items(held):
    """The items in order, as another request reads them."""
    return list(AgendaItem.objects.filter(meeting=held).order_by("position"))


def close(item, by, outcome="as_proposed"):
    return lambda: close_item(AgendaItem.objects.get(pk=item.pk), by=fresh(by), outcome=outcome)


def reopen(item, by):
    return lambda: reopen_item(AgendaItem.objects.get(pk=item.pk), by=fresh(by), reason="Fel.")


def given():
    """Every § there is."""
    rows = AgendaItem.objects.filter(paragraph__isnull=False).order_by("paragraph")
    return list(rows.values_list("paragraph", flat=True))


def count():
    """How far the only series of § has come."""
    return NumberSeries.objects.get(series__startswith="paragraphs:").last


def happened(kind):
    return Event.objects.filter(kind=kind).count()


def ended_with_order(board):
    """A meeting that is over; its one § orders something."""
    taker = factories.unit("SkaS")
    held = meetings.meeting(board, on=clock.today())
    item = meetings.listed(board, held)
    points.add_point(item, by=board.secretary, text="Uppdras.", kind="assign", to_unit=taker)
    meetings.begin(board, held)
    close_item(item, by=board.secretary, outcome="as_proposed")
    extracts.address(item, by=board.secretary, unit=taker)
    return meetings.end_meeting(held, by=board.secretary)


def test_two_secretaries_close_two_items_at_once_and_no_number_is_lost_in_twenty_rounds(board, other):
    held = going_on(board, *[f"Ärende {number}" for number in range(2 * ROUNDS)])
    rows = items(held)
    for first, second in zip(rows[::2], rows[1::2], strict=True):
        met = together(close(first, board.secretary), close(second, other))
        assert kinds(met) == ["AgendaItem", "AgendaItem"]
    assert given() == list(range(1, 2 * ROUNDS + 1))
    assert count() == 2 * ROUNDS


def test_two_processes_that_close_and_open_again_leave_no_gap_either(board, other):
    rows = items(going_on(board, *[f"Ärende {number}" for number in range(10)]))
    keys = [row.pk for row in rows]
    ends = at_once(
        *[(_close_and_reopen, [keys[place::2], by.pk]) for place, by in enumerate((board.secretary, other))]
    )
    assert ends == ["", ""]
    assert given() == list(range(1, 11))
    assert set(AgendaItem.objects.values_list("state", flat=True)) == {"closed"}


def _close_and_reopen(keys, user_id):
    by = User.objects.get(pk=user_id)
    for key in keys:
        close(AgendaItem(pk=key), by)()
        reopen(AgendaItem(pk=key), by)()
        close(AgendaItem(pk=key), by)()


def test_one_item_closed_twice_or_opened_while_it_is_closed_is_one_paragraph(board, other):
    item = items(going_on(board, "Enda"))[0]
    assert kinds(together(close(item, board.secretary), close(item, other))) == ["AgendaItem", "ItemTaken"]
    for _turn in range(5):
        closed, opened = together(close(item, other), reopen(item, board.secretary))
        assert isinstance(opened, AgendaItem)
        assert isinstance(closed, AgendaItem | ItemTaken)
        item.refresh_from_db()
        assert item.is_closed == isinstance(closed, AgendaItem)
        if not item.is_closed:
            close(item, other)()
    assert (given(), count()) == ([1], 1)


def test_minutes_are_laid_before_the_approvers_or_opened_again_never_both(board, other):
    held = meetings.ended(board, "Första", "Andra")
    item = items(held)[0]

    def lay():
        return approving.lay_before(
            Meeting.objects.get(pk=held.pk), [board.ordinary[1]], by=fresh(board.secretary)
        )

    for _turn in range(4):
        laid, opened = together(lay, reopen(item, other))
        if isinstance(laid, ApprovalOccasion):
            assert isinstance(opened, ItemBeingApproved)
            approving.call_off(laid, by=board.secretary, reason="Igen.")
        else:
            assert isinstance(laid, MeetingNotEnded)
            close(item, other)()
    assert given() == [1, 2]


def test_two_approvers_at_once_approve_once_and_everything_after_it_is_done_once(board, other):
    held = ended_with_order(board)
    occasion = meetings.before_approvers(board, held)
    signing = [approve(row) for row in occasion.approvers.all()]
    assert kinds(together(*signing)) == ["Approver", "Approver"]
    assert (happened("minutes.approved"), happened("undertaking.given"), Undertaking.objects.count()) == (
        1,
        1,
        1,
    )
    met = together(*[lambda by=by: post(occasion, by) for by in (board.secretary, other)])
    assert kinds(met) == ["AlreadyDone", "PublicNotice"]
    assert (PublicNotice.objects.count(), happened("notice.posted")) == (1, 1)
    together(*[lambda by=by: send(held, by) for by in (board.secretary, other)])
    assert happened("extract.delivered") == 1
    assert list(Extract.objects.values_list("delivered_by", flat=True)) != [None]


def approve(row):
    def call():
        own = Approver.objects.select_related("occasion", "user").get(pk=row.pk)
        return approving.approve(own, by=own.user, read_hash=own.occasion.content_hash)

    return call


def post(occasion, by):
    return notices.post_notice(ApprovalOccasion.objects.get(pk=occasion.pk), by=fresh(by))


def send(held, by):
    return extracts.send_messages(Meeting.objects.get(pk=held.pk), by=fresh(by))


def test_the_last_approval_and_the_calling_off_never_both_count(board):
    held = ended_with_order(board)
    for _turn in range(4):
        occasion = meetings.before_approvers(board, held)
        chair, second = occasion.approvers.order_by("-is_chair")
        approve(chair)()
        met = together(approve(second), lambda one=occasion: call_off(one, board))
        assert kinds(met) in (["AlreadyDone", "Approver"], ["AlreadyDone", "ApprovalOccasion"])
        occasion.refresh_from_db()
        assert (occasion.completed_at is None) == (occasion.called_off_at is not None)
        assert Undertaking.objects.count() == (occasion.completed_at is not None)
        if occasion.completed_at is not None:
            break


def call_off(occasion, board):
    row = ApprovalOccasion.objects.get(pk=occasion.pk)
    return approving.call_off(row, by=fresh(board.secretary), reason="Fel.")


def test_two_orders_of_one_agenda_end_in_one_of_them_and_closed_items_keep_their_place(board, other):
    held = going_on(board, *"ABCDEF")
    rows = items(held)
    close(rows[0], other)()
    wanted = [rows[::-1], rows[3:] + rows[:3]]
    for _turn in range(4):
        met = together(
            *[
                lambda order=order, by=by: agenda.order_agenda(held, order, by=fresh(by))
                for order, by in zip(wanted, (board.secretary, other), strict=True)
            ]
        )
        assert kinds(met) == ["list", "list"]
        assert [row.position for row in items(held)] == list(range(1, 7))
        assert "".join(row.title for row in items(held)) in {"AFEDCB", "ADEFBC"}


def test_a_closing_killed_anywhere_takes_no_number(board):
    first, second = items(going_on(board))
    close(first, board.secretary)()
    kills, closed = killed_all_the_way(close(second, board.secretary), every=4)
    assert kills > 4
    assert (closed.paragraph, given(), count()) == (2, [1, 2], 2)


def test_an_approval_killed_anywhere_approves_nothing(board):
    occasion = meetings.before_approvers(board, ended_with_order(board))
    chair, second = occasion.approvers.order_by("-is_chair")
    approve(chair)()
    kills, signed = killed_all_the_way(approve(second), every=9)
    assert kills > 3
    occasion.refresh_from_db()
    assert (occasion.completed_at is None, signed.signed_hash) == (False, occasion.content_hash)
    assert Undertaking.objects.count() == 1


def test_a_meeting_of_the_old_year_that_goes_on_into_the_new_gives_numbers_of_its_own_year(board, other):
    last_day = clock.today().replace(month=12, day=30)
    evening = datetime.combine(last_day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=18)
    with clock.at(evening):
        old = going_on(board, "Före nyår", "Efter nyår", on=last_day)
        close(items(old)[0], board.secretary)()
    new_year = evening + timedelta(days=3)

    def after_midnight(call):
        with clock.at(new_year):
            return call()

    with clock.at(new_year):
        young = going_on(board, "Det nya året", on=clock.today())
    met = together(
        lambda: after_midnight(close(items(old)[1], board.secretary)),
        lambda: after_midnight(close(items(young)[0], other)),
    )
    assert kinds(met) == ["AgendaItem", "AgendaItem"]
    rows = AgendaItem.objects.order_by("year", "paragraph").values_list("title", "year", "paragraph")
    year = last_day.year
    assert list(rows) == [("Före nyår", year, 1), ("Efter nyår", year, 2), ("Det nya året", year + 1, 1)]


def test_a_second_click_of_an_approver_is_told_so(board):
    occasion = meetings.before_approvers(board, ended_with_order(board))
    own = occasion.approvers.all()[0]
    assert kinds(together(approve(own), approve(own))) == ["AlreadyDone", "Approver"]
    with pytest.raises(AlreadyDone):
        approve(own)()
