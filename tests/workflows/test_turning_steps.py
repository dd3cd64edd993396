"""Trap 4: what ends, stops or turns a process leaves no step waiting for something that never comes.

Cancel, withdraw, replace, reopen, extend and reassign go through ``workflows.engine`` alone. Each
docstring says what was taken away to see the test fail.
"""

from datetime import timedelta

import pytest
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS

from cases import answer_text, answers, asking, extensions
from cases.errors import AlreadyDone, NotAllowed, RecipientHasAnswered
from cases.models import Answer, Extension, ItemRequest, Recipient, ReferralRound, WorkItem
from organisation import clock
from tests import factories
from workflows import engine, steps, tasks
from workflows.flows.answer import AnswerFlow
from workflows.flows.round import RoundFlow
from workflows.models import AnswerProcess

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SkaS", "SU", "NU")


@pytest.fixture
def referral_round(region):
    """SkaS writes, SU waits for its manager, NU has not confirmed."""
    made = factories.open_round(region)
    skas, su, _nu = [factories.recipient(made, unit) for unit in region.administrations]
    writing = factories.begun_answer(region, skas)
    colleague = factories.person("kollega", ("member", skas.unit))
    first = answer_text.items(writing)[0]
    asking.ask_colleague(first, colleague, by=region.representative(skas.unit), message="Hjälp!")
    submitted = factories.begun_answer(region, su)
    engine.submit(submitted, by=region.representative(su.unit))
    return made


def place_of(referral_round, name):
    return factories.recipient(referral_round, factories.Unit.objects.get(name=name))


def waiting_steps(referral_round):
    """Every waiting step of the round and of its answers, by process and node."""
    rows = Task.objects.filter(status__in=steps.WAITING)
    return sorted(f"{task.flow_task.flow_class.__name__}.{task.flow_task.name}" for task in rows)


def waiting_work():
    """Everything on anybody's list, as (kind, holder)."""
    rows = WorkItem.objects.filter(done_at=None).select_related("unit", "user")
    return sorted((item.kind, str(item.user or item.unit)) for item in rows)


def round_node(referral_round):
    """Where the round's own process waits."""
    rows = Task.objects.filter(process_id=referral_round.process.pk, status__in=steps.WAITING)
    return [task.flow_task.name for task in rows]


def past(referral_round):
    """A moment after the last day."""
    return clock.now() + timedelta(days=(referral_round.last_day - clock.today()).days + 1)


def test_a_cancelled_round_leaves_nothing_waiting(region, referral_round):
    """Seen red without ``_stopped_answers`` in ``engine.cancel``, without ``stop(referral_round.process``
    there, and without ``end_requests`` in ``stop_answers``."""
    engine.cancel(referral_round, by=region.owner, reason="Frågan är löst.")
    assert waiting_steps(referral_round) == []
    assert waiting_work() == []
    assert set(Process.objects.values_list("status", flat=True)) == {PROCESS.CANCELED}
    assert set(Answer.objects.values_list("state", "end_reason")) == {("stopped", "Frågan är löst.")}
    assert not ItemRequest.objects.filter(withdrawn_at=None).exists()
    assert set(Recipient.objects.values_list("state", flat=True)) == {"preparing", "sent"}


def test_no_step_of_a_cancelled_round_can_be_taken(region, referral_round):
    """Seen red with ``stop`` doing nothing: the owner compiled a cancelled round."""
    writing, submitted = Answer.objects.order_by("pk")
    engine.cancel(referral_round, by=region.owner, reason="Frågan är löst.")
    skas, su, nu = region.administrations
    taken = {
        "submit": lambda: engine.submit(writing, by=region.representative(skas)),
        "abstain": lambda: engine.abstain(
            writing, by=region.manager(skas), decider=region.manager(skas), reason="Nej."
        ),
        "approve": lambda: engine.approve(submitted, by=region.manager(su), read_hash=""),
        "return": lambda: engine.return_for_changes(submitted, by=region.manager(su), comment="Nej."),
        "release": lambda: engine.release(submitted, by=region.representative(su)),
        "acknowledge": lambda: engine.acknowledge(
            place_of(referral_round, "NU"), by=region.representative(nu)
        ),
        "compile": lambda: engine.compile_answers(referral_round, by=region.owner),
        "cancel": lambda: engine.cancel(referral_round, by=region.owner, reason="Igen."),
        "extend": lambda: engine.extend_all(
            referral_round, by=region.owner, day=referral_round.last_day + timedelta(days=7), reason="Nej."
        ),
    }
    refused = {name: refusal(verb) for name, verb in taken.items()}
    assert refused == {
        **dict.fromkeys(["submit", "abstain", "approve", "return", "release", "compile"], "AlreadyDone"),
        **dict.fromkeys(["acknowledge", "cancel", "extend"], "RoundNotOpen"),
    }
    assert waiting_steps(referral_round) == []


def refusal(verb):
    """The name of what the verb raised."""
    try:
        verb()
    except Exception as error:
        return type(error).__name__
    return "done"


def test_the_sweep_does_nothing_on_a_cancelled_round(region, referral_round):
    """Seen red with the process left waiting and ``advance_rounds`` asking every round: it asked to compile."""
    engine.cancel(referral_round, by=region.owner, reason="Frågan är löst.")
    with clock.at(past(referral_round)):
        assert not engine.advance(referral_round)
        assert tasks.advance_rounds() == 0
    assert (waiting_steps(referral_round), waiting_work()) == ([], [])


def test_a_withdrawn_recipient_leaves_nothing_waiting_and_the_others_go_on(region, referral_round):
    """Seen red without ``_stopped_answers`` in ``engine.withdraw_recipient``."""
    place = place_of(referral_round, "SU")
    wish = extensions.ask(
        place, by=region.representative(place.unit), day=place.last_day + timedelta(days=7), reason="Tid."
    )
    engine.withdraw_recipient(place, by=region.owner, reason="Berörs inte.")
    assert waiting_steps(referral_round) == ["AnswerFlow.prepare_answer", "RoundFlow.await_answers"]
    assert waiting_work() == [("answer", "NU"), ("answer", "SkaS"), ("section", "Kollega")]
    stopped = AnswerProcess.objects.get(recipient=place)
    assert (stopped.status, stopped.answer.state) == (PROCESS.CANCELED, "stopped")
    assert refusal(lambda: engine.decide_extension(wish, by=region.owner, day=None, reason="Nej.")) == (
        "RecipientHasEnded"
    )


def test_a_round_goes_on_when_the_last_one_waited_for_is_withdrawn(region):
    """Seen red with WITHDRAWN taken out of ``compilation.ENDED``."""
    referral_round = factories.open_round(region)
    skas, su, nu = [factories.recipient(referral_round, unit) for unit in region.administrations]
    factories.released_answer(region, skas)
    factories.released_answer(region, su)
    assert not engine.advance(referral_round)
    engine.withdraw_recipient(nu, by=region.owner, reason="Berörs inte.")
    assert [engine.advance(referral_round) for _ in range(2)] == [True, False]
    assert round_node(referral_round) == ["compile_answers"]


def test_one_who_has_answered_is_not_withdrawn_and_nothing_is_stopped(region, referral_round):
    """Seen red with RETRACTED and ANSWERED taken out of ``circle.GIVEN``."""
    place = place_of(referral_round, "NU")
    answer = factories.released_answer(region, place)
    engine.replace_answer(place, by=region.representative(place.unit))
    before = waiting_steps(referral_round)
    with pytest.raises(RecipientHasAnswered, match="NU har redan svarat"):
        engine.withdraw_recipient(place, by=region.owner, reason="Berörs inte.")
    engine.withdraw_answer(place, answer, by=region.representative(place.unit), reason="Fel.")
    with pytest.raises(RecipientHasAnswered, match="NU har redan svarat"):
        engine.withdraw_recipient(place, by=region.owner, reason="Berörs inte.")
    assert waiting_steps(referral_round) == before
    assert not Answer.objects.filter(state="stopped").exists()


def test_one_withdrawn_and_added_again_goes_on_with_its_words_in_a_process_that_waits(region, referral_round):
    """Seen red without ``_go_on`` in ``engine.add_recipient``: no step to take, the words out of reach."""
    place = place_of(referral_round, "SkaS")
    engine.withdraw_recipient(place, by=region.owner, reason="Misstag.")
    back = engine.add_recipient(referral_round, place.unit, by=region.owner)
    assert (back.pk, back.state) == (place.pk, Recipient.State.ACKNOWLEDGED)
    answer = answers.answer_of(back)
    assert answer_text.items(answer)[0].comment == "Vi delar bilden."
    writer = region.representative(place.unit)
    engine.submit(answer, by=writer)
    read = answer_text.text_hash(answer_text.snapshot(answer))
    engine.approve(answer, by=region.manager(place.unit), read_hash=read)
    assert engine.release(answer, by=writer).state == Answer.State.RELEASED


def test_a_replaced_recipient_leaves_its_successor_waiting_alone(region, referral_round):
    """Seen red without ``_stopped_answers`` in ``engine.replace_recipient``."""
    place = place_of(referral_round, "SkaS")
    new = factories.unit("Närhälsan", parent=region.region)
    factories.diary(new, "NH")
    successor = engine.replace_recipient(place, new, by=region.owner, reason="Flyttad fråga.")
    place.refresh_from_db()
    assert (place.state, place.successor, successor.state) == ("withdrawn", successor, "sent")
    assert waiting_steps(referral_round) == ["AnswerFlow.approve_answer", "RoundFlow.await_answers"]
    assert ("answer", "SkaS") not in waiting_work()
    assert ("answer", "Närhälsan") in waiting_work()


@pytest.mark.parametrize("how", ["one", "all", "wish", "new recipient", "replaced recipient"])
def test_a_round_that_waited_to_be_compiled_waits_again_when_somebody_gets_more_time(how, region):
    """Seen red without ``_wait_again`` in each of the five."""
    referral_round = factories.open_round(region)
    place = factories.recipient(referral_round, region.administrations[0])
    writer = region.representative(place.unit)
    new = factories.unit("Närhälsan", parent=region.region)
    factories.diary(new, "NH")
    with clock.at(past(referral_round)):
        day = clock.today() + timedelta(days=9)
        wish = extensions.ask(place, by=writer, day=day, reason="Semester.")
        assert engine.advance(referral_round)
        assert round_node(referral_round) == ["compile_answers"]
        owner = region.owner
        {
            "one": lambda: engine.extend(place, by=owner, day=day, reason="Ja."),
            "all": lambda: engine.extend_all(referral_round, by=owner, day=day, reason="Ja."),
            "wish": lambda: engine.decide_extension(wish, by=owner, day=day, reason="Ja."),
            "new recipient": lambda: engine.add_recipient(referral_round, new, by=owner, last_day=day),
            "replaced recipient": lambda: engine.replace_recipient(
                place, new, by=owner, reason="Flyttad.", last_day=day
            ),
        }[how]()
        assert round_node(referral_round) == ["await_answers"]
        assert "compile" not in [kind for kind, _holder in waiting_work()]
        assert not engine.advance(referral_round)
        with pytest.raises(AlreadyDone):
            engine.compile_answers(referral_round, by=owner)
    with clock.at(past(referral_round) + timedelta(days=30)):
        assert [tasks.advance_rounds() for _ in range(2)] == [1, 0]
    assert round_node(referral_round) == ["compile_answers"]
    assert ("compile", "Invånarinteraktion") in waiting_work()


def test_more_time_refused_lets_the_round_be_compiled(region):
    """Seen red with ``_wait_again`` not asking ``is_complete``."""
    referral_round = factories.open_round(region)
    place = factories.recipient(referral_round, region.administrations[0])
    with clock.at(past(referral_round)):
        day = clock.today() + timedelta(days=9)
        wish = extensions.ask(place, by=region.representative(place.unit), day=day, reason="Semester.")
        engine.advance(referral_round)
        engine.decide_extension(wish, by=region.owner, day=None, reason="Vi måste vidare.")
        assert round_node(referral_round) == ["compile_answers"]
        assert engine.compile_answers(referral_round, by=region.owner).state == "compiled"


def test_a_wish_for_time_is_nobodys_task_once_the_answer_is_in_or_the_time_is_over(region):
    """Seen red without ``finish_all`` in ``release`` and in ``compile_answers``: a task nobody could do."""
    referral_round = factories.open_round(region)
    skas, su, _nu = [factories.recipient(referral_round, unit) for unit in region.administrations]
    for place in (skas, su):
        writer = region.representative(place.unit)
        extensions.ask(place, by=writer, day=place.last_day + timedelta(days=7), reason="Semester.")
    factories.released_answer(region, skas)
    assert [kind for kind, _ in waiting_work()] == ["answer", "answer", "extension"]
    with clock.at(past(referral_round)):
        engine.advance(referral_round)
        engine.compile_answers(referral_round, by=region.owner)
    assert "extension" not in [kind for kind, _ in waiting_work()]
    assert set(Extension.objects.values_list("state", flat=True)) == {"asked"}


def test_a_reopened_round_waits_at_the_weighing_and_closes_again(region):
    """Seen red without ``Else(this.weigh_comments)`` in RoundFlow: the reopened round had ended."""
    closed = factories.closed_round(region)
    assert round_node(closed) == ["decide_outcome"]
    engine.reopen(closed, by=region.owner, reason="En synpunkt till.")
    assert round_node(closed) == ["weigh_comments"]
    assert sorted({kind for kind, _ in waiting_work()}) == ["weigh"]
    with pytest.raises(AlreadyDone):
        engine.decide(closed, by=region.director, read_hash="", valid_from=clock.today())
    again = engine.close(closed, by=region.owner)
    assert (again.state, again.closings, round_node(again)) == ("closed", 2, ["decide_outcome"])


def test_a_round_handed_over_is_the_new_units_with_everything_that_waits(region, referral_round):
    """Seen red without ``let_go`` in ``engine.reassign`` (a step somebody had taken stayed theirs) and
    without ``_move_tasks`` in ``hand_over``."""
    unit = factories.unit("Kommunikation", kind="unit", parent=region.office, authority=region.office)
    heir = factories.person("heir", ("process_owner", unit))
    place = place_of(referral_round, "NU")
    day = place.last_day + timedelta(days=7)
    extensions.ask(place, by=region.representative(place.unit), day=day, reason="Semester.")
    with clock.at(past(referral_round)):
        engine.advance(referral_round)
        task = engine.open_task(referral_round.process, RoundFlow.compile_answers)
        RoundFlow.compile_answers.activation_class(task).assign(region.owner)
        handed = engine.reassign(referral_round, unit, by=region.owner, reason="Ny ägare.")
        mine = [kind for kind, holder in waiting_work() if holder == "Kommunikation"]
        assert mine == ["compile", "extension"]
        assert "Invånarinteraktion" not in [holder for _, holder in waiting_work()]
        task = engine.open_task(handed.process, RoundFlow.compile_answers)
        assert (task.owner, task.status) == (None, "NEW")
        with pytest.raises(NotAllowed):
            engine.compile_answers(ReferralRound.objects.get(), by=region.owner)
        assert engine.compile_answers(handed, by=heir).state == "compiled"


def test_an_answer_that_came_by_post_starts_no_process_when_it_is_opened_here(region, referral_round):
    """Seen red with ``engine.acknowledge`` starting a process whenever there is none: a step of a given
    answer waited for ever."""
    from io import BytesIO

    from cases.received import Original

    place = place_of(referral_round, "NU")
    given = engine.receive_answer(
        place,
        by=region.owner,
        via="post",
        received_on=clock.today(),
        original=Original("svar.txt", BytesIO(b"Ja."), 3),
        text="Ja.",
    )
    writer = region.representative(place.unit)
    assert engine.acknowledge(place, by=writer) == given
    assert not AnswerProcess.objects.filter(recipient=place).exists()
    replacement = engine.replace_answer(place, by=writer)
    assert engine.open_task(replacement.process, AnswerFlow.prepare_answer) is not None


def test_only_todays_owner_turns_a_round(region, referral_round):
    """Seen red without the question in ``_allow``. A stranger, an administration, the director, and an owner
    whose seat has ended."""
    place = place_of(referral_round, "NU")
    day = place.last_day + timedelta(days=7)
    wish = extensions.ask(place, by=region.representative(place.unit), day=day, reason="Semester.")
    former = factories.person("former", ("process_owner", region.process_unit))
    former.memberships.update(ends_on=clock.today() - timedelta(days=1))
    others = [region.director, region.representative(place.unit), factories.person("stranger"), former]
    office = region.office
    verbs = (
        lambda by: engine.extend(place, by=by, day=day, reason="Ja."),
        lambda by: engine.extend_all(referral_round, by=by, day=day, reason="Ja."),
        lambda by: engine.decide_extension(wish, by=by, day=None, reason="Nej."),
        lambda by: engine.add_recipient(referral_round, office, by=by),
        lambda by: engine.withdraw_recipient(place, by=by, reason="Nej."),
        lambda by: engine.replace_recipient(place, office, by=by, reason="Nej."),
        lambda by: engine.reassign(referral_round, office, by=by, reason="Nej."),
        lambda by: engine.cancel(referral_round, by=by, reason="Nej."),
        lambda by: engine.receive_answer(place, by=by),
    )
    for verb in verbs:
        for person in others:
            with pytest.raises(NotAllowed):
                verb(person)
    referral_round.refresh_from_db()
    place.refresh_from_db()
    assert (referral_round.state, place.state, place.own_last_day) == ("open", "sent", None)


def test_only_the_administration_itself_replaces_or_takes_back_its_answer(region, referral_round):
    """Seen red without ``_allow`` in ``replace_answer`` and ``withdraw_answer``."""
    place, other = place_of(referral_round, "NU"), place_of(referral_round, "SU")
    answer = factories.released_answer(region, place)
    for person in (region.owner, region.director, region.representative(other.unit)):
        with pytest.raises(NotAllowed):
            engine.replace_answer(place, by=person)
        with pytest.raises(NotAllowed):
            engine.withdraw_answer(place, answer, by=person, reason="Nej.")
    answer.refresh_from_db()
    assert answer.state == Answer.State.RELEASED


def test_only_the_owner_closes_and_reopens_and_only_the_director_decides(region):
    """Seen red with ``can_execute`` answering True in CaseTask, and with ``action`` ignored in ``steps.step``."""
    compiled = factories.compiled_round(region)
    skas = region.administrations[0]
    for person in (region.director, region.representative(skas)):
        with pytest.raises(NotAllowed):
            engine.close(compiled, by=person)
    closed = factories.closed_round(region)
    for person in (region.owner, region.representative(skas), factories.person("stranger")):
        with pytest.raises(NotAllowed):
            engine.decide(closed, by=person, read_hash="", valid_from=clock.today())
    for person in (region.director, region.representative(skas)):
        with pytest.raises(NotAllowed):
            engine.reopen(closed, by=person, reason="Nej.")
    assert round_node(closed) == ["decide_outcome"]
