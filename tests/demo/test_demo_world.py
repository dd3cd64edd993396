"""The demo world as a newcomer meets it."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from cases import access, boxes, ledger_of_comments
from cases.models import Answer, Case, Document, Feedback, Point, Recipient, ReferralRound, WorkItem
from demo import loader, logins
from directives import steering
from directives.models import Process
from ledger.models import Event
from organisation import clock
from organisation.models import Membership, User

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo_world(django_db_setup, django_db_blocker):
    """The demo world, loaded once for all tests here; answers the day it was loaded."""
    with django_db_blocker.unblock(), whole_module():
        assert loader.load() is True
        yield clock.today()
        transaction.set_rollback(True)


def whole_module() -> transaction.Atomic:
    """A transaction around all tests here, in which durable ones may be opened as in a test."""
    atomic = transaction.atomic()
    atomic._from_testcase = True
    return atomic


@pytest.mark.parametrize("day", ["2027-01-04", "2027-03-28", "2027-12-24"])
def test_the_world_can_be_loaded_on_any_day_of_the_year(day):
    with clock.at(datetime.fromisoformat(f"{day}T07:00:00+00:00")):
        assert loader.load() is True
        test_numbers_have_no_gaps_and_follow_time(None)
        test_events_come_in_the_order_of_time_and_never_from_the_future(None)


def test_the_world_is_loaded_once(demo_world):
    before = (User.objects.count(), Event.objects.count(), Case.objects.count())
    assert loader.load() is False
    assert (User.objects.count(), Event.objects.count(), Case.objects.count()) == before


def test_nine_administrations_have_twenty_one_seats(demo_world):
    seats = Membership.objects.filter(
        group__unit_role__role="representative", user__is_active=True
    ).values_list("group__unit_role__unit__short_name", flat=True)
    assert dict(Counter(seats)) == {
        "SÄS": 1, "HoH": 1, "Regionhälsan": 1, "SU": 4, "SkaS": 4, "NU": 3, "SV": 2, "Närhälsan": 2, "KK": 3,
    }  # fmt: skip


def test_the_live_round_is_half_answered(demo_world):
    live = ReferralRound.objects.get(title="Styrande principer för invånarinteraktion")
    states = {row.unit.short_name: row.state for row in live.recipients.select_related("unit")}
    answered = Recipient.State.ANSWERED
    assert (live.state, live.version.sections.count(), live.questions.count()) == ("open", 8, 8 + 8 + 4 + 1)
    assert states == {
        "SÄS": answered,
        "HoH": answered,
        "Regionhälsan": answered,
        "SU": answered,
        "SkaS": Recipient.State.PREPARING,
        "NU": answered,
        "SV": Recipient.State.SENT,
        "Närhälsan": answered,
        "KK": Recipient.State.ACKNOWLEDGED,
    }
    assert timedelta(days=18) <= live.last_day - demo_world <= timedelta(days=32)


def test_the_older_round_is_decided_with_one_late_answer_and_one_silence(demo_world):
    older = ReferralRound.objects.get(title="Gemensamma begrepp för digitala vårdmöten")
    answers = Answer.objects.filter(parties__recipient__round=older)
    late = [answer.parties.get().recipient.unit.short_name for answer in answers if answer.late]
    silent = [row.unit.short_name for row in older.recipients.filter(state=Recipient.State.SENT)]
    assert (older.state, answers.count(), late, silent) == ("decided", 4, ["Närhälsan"], ["NU"])
    assert not answers.filter(after_compilation=True).exists()


def test_the_library_shows_what_lies_under_what_and_whose_review_is_due(demo_world):
    valid = steering.valid_on(demo_world).exclude(adoption=None).order_by("valid_from")
    rows = [(row.title.split()[0], row.document.steering_card) for row in valid]
    assert [(word, card.parent.document.title.split()[0] if card.parent else "") for word, card in rows] == [
        ("Strategi", ""), ("Riktlinje", "Strategi"), ("Överenskommelse", "Strategi"), ("Rutin", "Riktlinje"),
    ]  # fmt: skip
    asked = WorkItem.objects.filter(kind="review_steering", done_at=None).values_list("title", flat=True)
    assert list(asked) == ["Rutin för kallelser"]


def test_what_came_of_the_older_round_steers_today(demo_world):
    [valid] = steering.valid_on(demo_world).filter(adoption=None)
    replies = Feedback.objects.filter(stage="preliminary").exclude(meant=None).order_by("pk")
    assert (valid.title, valid.decision.number[:2], valid.version.number) == (
        "Gemensamma begrepp för digitala vårdmöten", "B ", 2,
    )  # fmt: skip
    assert [(row.recipient.unit.short_name, row.meant) for row in replies] == [
        ("SU", True),
        ("Närhälsan", False),
    ]


def test_a_round_waits_to_be_weighed_with_a_conflict_to_come(demo_world):
    weighed = ReferralRound.objects.get(title="Påminnelser om besök – så skriver vi")
    progress = ledger_of_comments.progress(weighed)
    assert (weighed.state, progress.marked, progress.weighed) == ("compiled", 4, 2)
    assert {box.recipient.unit.short_name for box in boxes.of_round(weighed) if not box.is_read} == {
        "SÄS",
        "Närhälsan",
    }


def test_skas_has_answered_five_of_eight_and_asked_a_colleague(demo_world):
    answer = Answer.objects.get(parties__recipient__unit__short_name="SkaS", state=Answer.State.DRAFT)
    stances = answer.items.filter(question__kind="stance").order_by("question__position")
    request = WorkItem.objects.get(kind=WorkItem.Kind.SECTION, done_at=None)
    assert [bool(item.stance) for item in stances] == [True] * 5 + [False] * 3
    assert (request.user.username, request.title) == (
        "skas.medarbetare",
        "Lyhördhet och respekt i varje möte · Styrande principer för invånarinteraktion",
    )


def test_numbers_have_no_gaps_and_follow_time(demo_world):
    cases = Case.objects.exclude(diary__external=True).order_by("diary", "year", "sequence")
    series: dict[tuple[str, int], list[Case]] = {}
    for case in cases:
        series.setdefault((case.diary.code, case.year), []).append(case)
    for found in series.values():
        assert [case.sequence for case in found] == list(range(1, len(found) + 1))
        assert [case.year for case in found] == [clock.local(case.opened_at).year for case in found]
        assert sorted(found, key=lambda case: case.opened_at) == found
    for case in cases:
        documents = list(case.documents.exclude(number_in_case=None).order_by("number_in_case"))
        assert [row.number_in_case for row in documents] == list(range(1, len(documents) + 1))
        assert sorted(documents, key=lambda row: row.registered_at) == documents
    assert not Case.objects.filter(number=None).exists()
    assert Document.objects.filter(kind=Document.Kind.ANSWER, number_in_case=None).count() == 0


def test_events_come_in_the_order_of_time_and_never_from_the_future(demo_world):
    times = list(Event.objects.order_by("id").values_list("at", flat=True))
    assert times == sorted(times)
    assert times[-1] <= clock.now()


def test_the_region_s_director_and_the_sender_read_no_draft(demo_world):
    drafts = Answer.objects.filter(state=Answer.State.DRAFT)
    assert drafts.count() == 2
    for username in ("vgr.direktor", "processagare", "registrator", "styrgrupp1", "su1"):
        user = User.objects.get(username=username)
        assert (
            not access.visible_by_any(user, Answer, "read_draft", "read_answers", "read_shared")
            .filter(pk__in=drafts)
            .exists()
        )


def test_the_deputy_stands_in_for_the_absent_manager(demo_world):
    recipient = Recipient.objects.get(unit__short_name="KK")
    deputy = User.objects.get(username="kk.stf")
    assert access.can(deputy, "approve_answer", recipient)
    assert access.acting_for(deputy, "approve_answer", recipient.unit) == User.objects.get(username="kk.chef")


def test_two_processes_have_no_leader_yet(demo_world):
    vacant = Process.objects.exclude(vacancy="").values_list("name", "vacancy")
    assert dict(vacant) == {"Medicinsk media": "inquiry", "Screening": "appointing"}
    assert Process.objects.count() == 14
    owner = Process.objects.get(name="Invånarinteraktion").owners.get()
    assert (owner.user.username, owner.unit.name) == ("processagare", "Regional process invånarinteraktion")


def test_every_login_on_the_login_page_works(demo_world, client):
    for username, description in logins.LOGINS:
        assert description
        assert client.login(username=username, password="demo"), username
        client.logout()
    assert [login["unit"] for login in logins.demo_logins()][:2] == [
        "Regional process invånarinteraktion",
        "Skaraborgs Sjukhus",
    ]


def test_what_is_due_in_november_is_watched_the_november_after_its_meeting(demo_world):
    point = Point.objects.get(due_words="senast i november")
    said_on = point.item.meeting.on
    november = date(said_on.year, 11, 30)
    assert point.due_on == (november if said_on <= november else date(said_on.year + 1, 11, 30))


def test_whoever_approves_minutes_and_keeps_a_groups_meeting_is_among_the_log_ins():
    assert {"ssn.vice", "klhos.samordnare"} <= {login["username"] for login in logins.demo_logins()}


def test_whoever_takes_an_assignment_in_the_demo_is_among_the_log_ins():
    takers = {"processagare", "skas.forvaltningschef", "nu.forvaltningschef", "kk.chef"}
    assert takers <= {login["username"] for login in logins.demo_logins()}
