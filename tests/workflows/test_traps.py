"""The traps of Viewflow (ARCHITECTURE § 4), one test each, by the same numbers.

Trap 4 (what is cancelled, withdrawn, reopened, extended or reassigned leaves something waiting) has
its own module, test_turning_steps; no flow has a timer. Trap 8 (dates are read anew, reminders are a
sweep) is test_three_days and the notifications' test_reminders.
Each docstring says what was taken away to see the test fail.
"""

import pytest
from django.db import IntegrityError, connection, transaction
from viewflow.workflow.context import Context
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from cases import answers
from cases.errors import AlreadyDone, NotAllowed
from cases.models import Answer, Recipient, WorkItem
from ledger.models import Event
from tests import factories
from tests.races.support import kinds, together
from workflows import engine, steps
from workflows.base import CaseFlow, CaseTask
from workflows.flows.answer import AnswerFlow
from workflows.flows.assignment import AssignmentFlow
from workflows.flows.assignment_transfer import TransferFlow
from workflows.flows.decision import DecisionFlow
from workflows.flows.milestone_report import MilestoneReportFlow
from workflows.flows.revision import RevisionFlow
from workflows.flows.round import RoundFlow
from workflows.models import AnswerProcess

FLOWS = (
    RoundFlow,
    AnswerFlow,
    DecisionFlow,
    AssignmentFlow,
    TransferFlow,
    RevisionFlow,
    MilestoneReportFlow,
)


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def referral_round(region):
    return factories.open_round(region)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_1_ten_simultaneous_submits_have_one_effect(region, referral_round):
    """Two guards stand behind each other. Seen red with both gone: ``lock_impl = NoLock()`` in CaseFlow
    and the question of the answer's state in ``answers.submit``."""
    skas = region.administrations[0]
    writer = region.representative(skas)
    answer = factories.begun_answer(region, factories.recipient(referral_round, skas))
    results = together(*[lambda: engine.submit(answer, by=writer) for _ in range(10)])
    assert kinds(results) == ["AlreadyDone"] * 9 + ["Answer"]
    assert Event.objects.filter(kind="answer.submitted").count() == 1
    assert WorkItem.objects.filter(kind="approve", role="manager").count() == 1
    process = AnswerProcess.objects.get(recipient__answers__answer=answer)
    assert open_nodes(process) == ["approve_answer"]


@pytest.mark.django_db
@pytest.mark.parametrize("flow_class", FLOWS)
def test_1_every_flow_waits_for_its_lock(flow_class):
    """Seen red with the ``lock_impl`` line removed from CaseFlow."""
    lock = flow_class.instance.lock_impl
    assert (type(lock).__name__, lock.nowait, lock.attempts) == ("SelectForUpdateLock", False, 1)
    assert issubclass(flow_class, CaseFlow)
    assert connection.settings_dict["ATOMIC_REQUESTS"] is False


@pytest.mark.django_db
def test_2_a_task_of_another_process_is_never_taken(region, referral_round):
    """Seen red with ``process_id`` removed from ``steps.open_task``."""
    skas, su = region.administrations
    first = factories.begun_answer(region, factories.recipient(referral_round, skas))
    second = factories.begun_answer(region, factories.recipient(referral_round, su))
    engine.submit(first, by=region.representative(skas))
    here, there = process_of(first), process_of(second)
    assert engine.open_task(there, AnswerFlow.approve_answer) is None
    assert engine.open_task(here, AnswerFlow.approve_answer).process_id == here.pk
    with pytest.raises(AlreadyDone):
        engine.approve(second, by=region.manager(su), read_hash="")
    assert (open_nodes(here), open_nodes(there)) == (["approve_answer"], ["prepare_answer"])


@pytest.mark.django_db
def test_3_a_step_asks_access_to_see_to_assign_and_to_execute(region, referral_round):
    """Seen red with ``can_execute`` answering True in CaseTask."""
    skas, su = region.administrations
    answer = factories.begun_answer(region, factories.recipient(referral_round, skas))
    task = engine.open_task(process_of(answer), AnswerFlow.prepare_answer)
    inside = [region.representative(skas), region.manager(skas)]
    outside = [region.owner, region.director, region.representative(su), factories.person("root")]
    type(outside[-1]).objects.filter(pk=outside[-1].pk).update(is_superuser=True)
    for question in ("can_view", "can_assign", "can_execute"):
        allowed = [getattr(AnswerFlow.prepare_answer, question)(user, task) for user in (*inside, *outside)]
        assert allowed == [True, True, False, False, False, False], question
    task.owner = outside[0]
    task.status = STATUS.ASSIGNED
    task.save()
    assert not AnswerFlow.prepare_answer.can_execute(outside[0], task)
    with pytest.raises(NotAllowed):
        engine.submit(answer, by=outside[0])


@pytest.mark.django_db
def test_3_a_step_refused_changes_nothing(region, referral_round):
    """Seen red with the ``can_execute`` question removed from ``steps.step``."""
    skas = region.administrations[0]
    answer = factories.begun_answer(region, factories.recipient(referral_round, skas))
    writer, chief = region.representative(skas), region.manager(skas)
    engine.submit(answer, by=writer)
    for user in (writer, region.owner, region.director):
        with pytest.raises(NotAllowed):
            engine.approve(answer, by=user, read_hash="")
        with pytest.raises(NotAllowed):
            engine.return_for_changes(answer, by=user, comment="Nej.")
    answer.refresh_from_db()
    assert (answer.state, answer.approvals.count()) == (Answer.State.SUBMITTED, 0)
    assert engine.can_take(process_of(answer), AnswerFlow.approve_answer, chief)


def test_3_a_step_without_an_action_cannot_be_written():
    """Seen red with a default for ``action`` in ``CaseTask.__init__``."""
    with pytest.raises(TypeError):
        CaseTask()


def test_3_no_flow_has_a_step_that_asks_nobody():
    """Seen red with ``flow.View(None)`` in the place of one CaseTask."""
    human = [
        node for flow_class in FLOWS for node in flow_class.instance.nodes() if node.task_type == "HUMAN"
    ]
    assert [type(node) for node in human] == [CaseTask] * 25


@pytest.mark.django_db
def test_5_the_database_refuses_to_delete_a_person(region, referral_round):
    """Seen red with the trigger of organisation 0002 dropped."""
    nobody = factories.person("nobody")
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        nobody.delete()
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        type(nobody)._base_manager.filter(pk=nobody.pk)._raw_delete("default")
    nobody.refresh_from_db()
    assert nobody.is_active


@pytest.mark.django_db
def test_6_a_failed_node_keeps_no_words(region, referral_round):
    """Seen red with ``task_failed.connect`` removed: title, traceback and locals held the comment."""
    skas = region.administrations[0]
    secret = "Hemligt utkast om bemanningen"
    answer = factories.begun_answer(region, factories.recipient(referral_round, skas), comment=secret)
    task = engine.open_task(process_of(answer), AnswerFlow.prepare_answer)
    activation = AnswerFlow.prepare_answer.activation_class(task)

    def fail():
        comment = answer.items.first().comment
        raise ValueError(f"could not send {comment}")

    with Context(propagate_exception=False), activation.exception_guard():
        fail()
    task.refresh_from_db()
    assert task.status == STATUS.ERROR
    assert secret not in str(Task.objects.filter(pk=task.pk).values().get())
    assert set(task.data["_exception"]) <= {"kind", "code"}


@pytest.mark.django_db
def test_7_rows_first_processes_when_somebody_starts(region, referral_round):
    """Seen red with the ``exists`` question removed from ``engine.acknowledge``."""
    skas = region.administrations[0]
    place = factories.recipient(referral_round, skas)
    assert Recipient.objects.filter(state="sent").count() == 2
    assert AnswerProcess.objects.count() == 0
    writer = region.representative(skas)
    answer = engine.acknowledge(place, by=writer)
    assert engine.acknowledge(place, by=writer) == answer
    assert list(AnswerProcess.objects.values_list("recipient", flat=True)) == [place.pk]
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerProcess.objects.create(flow_class=AnswerFlow, recipient=place)


@pytest.mark.django_db
def test_7_dispatch_asks_as_many_questions_for_two_as_for_forty(django_assert_num_queries):
    """Seen red with one more query per recipient in ``dispatch._send``: 48 became 86."""
    counts = []
    for size in (2, 40):
        made = factories.world(*[f"F{size}n{number}" for number in range(size)]) if size == 2 else widen(size)
        waiting = factories.draft_round(made)
        with counted() as queries:
            engine.dispatch(waiting, by=made.owner)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_7_a_release_leaves_the_round_alone_and_advancing_twice_moves_once(region, referral_round):
    """Seen red with ``engine.advance`` called without ``if task is None``; the second call raised."""
    process = referral_round.process
    for place in referral_round.recipients.select_related("unit", "round"):
        assert not engine.advance(referral_round)
        factories.released_answer(region, place)
        assert open_nodes(process) == ["await_answers"]
    assert [engine.advance(referral_round) for _ in range(3)] == [True, False, False]
    assert open_nodes(process) == ["compile_answers"]
    assert WorkItem.objects.filter(kind="compile").count() == 1


def test_9_flow_paths_and_node_names_are_stored_and_stay():
    """Names in the database. Add to this list; never change or take away a line. Seen red by renaming a node."""
    stored = {
        f"{flow_class.__module__}.{flow_class.__name__}": sorted(
            node.name for node in flow_class.instance.nodes()
        )
        for flow_class in FLOWS
    }
    assert stored == {
        "workflows.flows.round.RoundFlow": [
            "await_answers",
            "begin",
            "check_compiled",
            "check_decided",
            "compile_answers",
            "decide_outcome",
            "end",
            "prepare_draft",
            "weigh_comments",
        ],
        "workflows.flows.answer.AnswerFlow": [
            "acknowledge",
            "approve_answer",
            "check_approved",
            "check_prepared",
            "check_released",
            "end_abstained",
            "end_released",
            "prepare_answer",
            "release_answer",
        ],
        "workflows.flows.decision.DecisionFlow": [
            "approve_minutes",
            "begin",
            "check_approved",
            "check_decided",
            "check_listed",
            "check_postponed",
            "check_prepared",
            "check_reviewed",
            "check_withdrawn",
            "decide_item",
            "deliver_extracts",
            "end",
            "follow_up",
            "post_notice",
            "prepare_proposal",
            "put_on_agenda",
            "review_proposal",
        ],
        "workflows.flows.assignment.AssignmentFlow": [
            "answer_report",
            "begin",
            "begin_again",
            "carry_out",
            "check_answered",
            "check_carried_out",
            "check_taken",
            "end",
            "prepare_assignment",
            "take_assignment",
        ],
        "workflows.flows.assignment_transfer.TransferFlow": ["answer_transfer", "begin", "end"],
        "workflows.flows.milestone_report.MilestoneReportFlow": [
            "begin",
            "check_handled",
            "end",
            "handle_report",
            "report_milestone",
        ],
        "workflows.flows.revision.RevisionFlow": [
            "await_decision",
            "await_round",
            "begin",
            "check_adopted",
            "check_proposed",
            "check_referred",
            "collect_reports",
            "compile_reports",
            "end",
            "name_owners",
            "publish_plan",
            "revise_plan",
        ],
    }


def process_of(answer):
    """The process that carries an answer."""
    return AnswerProcess.objects.get(recipient=answers.recipient_of(answer))


def open_nodes(process):
    """The names of the process's waiting steps."""
    waiting = Task.objects.filter(process_id=process.pk, status__in=steps.WAITING)
    return sorted(task.flow_task.name for task in waiting)


def counted():
    """A list of the queries run inside the block."""
    from django.test.utils import CaptureQueriesContext

    return CaptureQueriesContext(connection)


def widen(size):
    """The same region with ``size`` more administrations than before."""
    from organisation.models import Unit

    region = Unit.objects.get(kind="region")
    made = factories.World(
        region=region,
        office=Unit.objects.get(name="Koncernkontoret"),
        process_unit=Unit.objects.get(name="Invånarinteraktion"),
        diary=factories.Diary.objects.get(code="RS"),
        owner=factories.User.objects.get(username="owner"),
        director=factories.User.objects.get(username="director"),
    )
    made.administrations = [factories._administration(region, f"G{number}") for number in range(size)]
    return made
