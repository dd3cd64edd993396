"""Every rule the tables name refuses a row that breaks it."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any, cast

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from cases import boxes, extensions, marking, outcome, weighing
from cases.models import (
    Answer,
    AnswerAttachment,
    AnswerItem,
    AnswerParty,
    Approval,
    Case,
    CaseParty,
    Comment,
    Decision,
    DecisionDraft,
    Diary,
    Disposition,
    Document,
    DocumentVersion,
    Endorsement,
    Extension,
    Feedback,
    ItemRequest,
    LateChange,
    Question,
    ReadMark,
    Recipient,
    ReferralRound,
    SectionVersion,
    Stance,
    StoredFile,
    WorkItem,
)
from directives.models import Process, ProcessOwner, SteeringDocument
from ledger.models import IdempotencyKey, NumberSeries
from organisation import clock
from organisation.models import Absence, DemoClock, Membership, Substitution, UnitRole
from tests import factories
from tests.access.world import undone
from workflows import engine

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
BEFORE = TODAY - timedelta(days=1)


@pytest.fixture(scope="class")
def region(django_db_setup: None, django_db_blocker: Any) -> Iterator[factories.World]:
    """A dispatched round with an answer begun at SkaS; SU silent; and a round being prepared."""
    with django_db_blocker.unblock(), undone():
        made = factories.world("SkaS", "SU")
        factories.draft_round(made)
        place = factories.recipient(factories.open_round(made), made.administrations[0])
        factories.begun_answer(made, place)
        yield made


@pytest.fixture(scope="class")
def weighed(django_db_setup: None, django_db_blocker: Any) -> Iterator[factories.World]:
    """A decided round with all that follows; another being weighed; a third where SkaS asks for time."""
    with django_db_blocker.unblock(), undone():
        made = factories.world("SkaS", "SU")
        _decide(made, factories.closed_round(made))
        _weigh_one(made, factories.compiled_round(made))
        place = factories.recipient(factories.open_round(made), made.administrations[0])
        day = cast(date, place.last_day) + timedelta(days=7)
        extensions.ask(place, by=made.representative(place.unit), day=day, reason="Semester.")
        yield made


def _decide(made, closed):
    group = factories.unit("Styrgruppen", kind="group", parent=made.region)
    outcome.endorse(closed, by=made.owner, group=group, on=clock.today(), outcome="supports")
    read = outcome.proposal(closed)
    section = read.sections.all()[0]
    changed = outcome.change_proposal(
        closed,
        section.section,
        by=made.owner,
        read_hash=read.content_hash,
        heading=section.heading,
        text="Vi gör det enkelt.",
        reason="Styrgruppen ville.",
    )
    engine.decide(closed, by=made.director, read_hash=changed.content_hash, valid_from=clock.today())


def _weigh_one(made, compiled):
    first, second = boxes.of_round(compiled)
    comment = marking.mark(first, "delar", by=made.owner)
    weighing.weigh(comment, by=made.owner, version=0, outcome="noted", reason="Tack.")
    marking.mark_read(second, by=made.owner)


IDENTITY = count()


def again(model, **changes):
    """A copy of a row of ``model`` with a new identity."""
    row = model.objects.order_by("pk").last()
    row.pk, row._state.adding = None, True
    if hasattr(row, "public_id"):
        row.public_id = f"{next(IDENTITY):026}"
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def change(model, **changes):
    """A change of the newest row, past every verb."""
    model.objects.filter(pk=model.objects.order_by("pk").last().pk).update(**changes)


def user():
    return factories.User.objects.order_by("pk")[0]


def stored_attachment():
    """A file in the answer."""
    file = StoredFile.objects.create(sha256="0" * 64, size=1, media_type="text/plain", stored_at=clock.now())
    AnswerAttachment.objects.create(
        answer=Answer.objects.get(), file=file, name="a.txt", added_at=clock.now(), added_by=user()
    )


def begun_decision():
    """What somebody has typed of a decision in a case."""
    case = Case.objects.order_by("pk")[0]
    DecisionDraft.objects.create(case=case, author=user(), typed="title=Rekrytering", saved_at=clock.now())


def request():
    """A colleague asked for a row."""
    item = AnswerItem.objects.order_by("pk")[0]
    ItemRequest.objects.create(item=item, colleague=user(), asked_at=clock.now(), asked_by=user())


def approval(**facts):
    """A manager's word on the answer."""
    answer = Answer.objects.get()
    Approval.objects.create(
        answer=answer, text_hash="0" * 64, snapshot={}, by=user(), at=clock.now(), **facts
    )


BROKEN = {
    "one_diary_per_code": lambda: again(Diary),
    "one_case_per_number": lambda: again(Case, sequence=77),
    "one_case_per_sequence": lambda: again(Case, number="RS 2026-77777"),
    "number_and_registration_come_together": lambda: again(Case, number=None, sequence=78),
    "closed_case_says_who_and_when": lambda: change(Case, state="closed"),
    "secrecy_mark_names_provision_and_date": lambda: change(Case, secrecy_provision="OSL 25:1"),
    "one_party_per_unit_and_capacity": lambda: again(CaseParty),
    "one_draft_of_a_decision_each": lambda: [begun_decision() for _time in range(2)],
    "one_document_per_number_in_case": lambda: _again_registered(),
    "document_number_and_registration_come_together": lambda: again(
        Document, number_in_case=5, registered_at=None
    ),
    "one_version_per_number": lambda: again(DocumentVersion, frozen_at=None, frozen_by=None, content_hash=""),
    "frozen_version_says_who_when_and_hash": lambda: _draft_versions().update(frozen_at=clock.now()),
    "one_wording_per_version": lambda: _again_in_draft(position=9),
    "one_section_per_position": lambda: _same_position(),
    "dispatched_round_says_who_when_and_last_day": lambda: _drafts().update(state="open"),
    "compiled_round_says_who_and_when": lambda: change(ReferralRound, state="compiled"),
    "one_stance_per_code": lambda: again(Stance),
    "one_stance_question_per_section": lambda: again(Question, **_stance_question()),
    "one_overall_question_per_round": lambda: again(Question, kind="overall", section_version=None),
    "stance_question_has_a_section": lambda: again(Question, kind="stance", section_version=None),
    "one_place_per_unit_in_a_round": lambda: again(Recipient),
    "sent_recipient_says_when": lambda: change(Recipient, sent_at=None),
    "acknowledged_recipient_says_who_and_when": lambda: change(Recipient, state="acknowledged"),
    "coordination_says_who_and_when": lambda: change(Recipient, coordinator=user()),
    "submitted_answer_says_who_and_when": lambda: change(Answer, state="submitted"),
    "released_answer_says_who_when_and_hash": lambda: change(Answer, **_submitted(), state="released"),
    "abstention_says_who_when_and_why": lambda: change(Answer, state="abstained"),
    "one_party_per_recipient": lambda: again(AnswerParty, current=False),
    "one_released_answer_per_recipient": lambda: again(AnswerParty, answer=_another_answer()),
    "one_item_per_question": lambda: again(AnswerItem),
    "returned_answer_says_why": lambda: approval(outcome="returned"),
    "one_open_request_per_item": lambda: [request(), request()],
    "one_attachment_per_name": lambda: [stored_attachment(), again(AnswerAttachment)],
    "one_open_work_item_per_holder": lambda: again(WorkItem),
    "work_item_has_one_holder": lambda: change(WorkItem, role=""),
    "given_work_says_by_whom_and_when": lambda: change(WorkItem, given_at=clock.now()),
    "one_group_per_unit_and_role": lambda: again(UnitRole, group=_new_group()),
    "membership_ends_after_it_starts": lambda: change(Membership, starts_on=TODAY, ends_on=BEFORE),
    "one_membership_per_start": lambda: again(Membership),
    "absence_ends_after_it_starts": lambda: Absence.objects.create(
        user=user(), starts_on=TODAY, ends_on=BEFORE
    ),
    "substitution_ends_after_it_starts": lambda: Substitution.objects.create(
        substitute=user(), starts_on=TODAY, ends_on=BEFORE
    ),
    "ended_substitution_says_when_and_by_whom": lambda: Substitution.objects.create(
        substitute=user(), starts_on=BEFORE, ends_on=TODAY, ended_at=clock.now()
    ),
    "one_demo_clock": lambda: DemoClock.objects.create(pk=2),
    "one_result_per_key": lambda: [_key(), _key()],
    "one_counter_per_series_and_year": lambda: again(NumberSeries),
    "ended_answer_says_who_and_when": lambda: change(Answer, ended_at=clock.now()),
    "only_a_given_answer_is_replaced_or_withdrawn": lambda: change(Answer, state="withdrawn", **_ended()),
    "received_answer_says_how_and_when": lambda: change(Answer, received_on=TODAY),
    "withdrawn_recipient_says_who_when_and_why": lambda: change(Recipient, state="withdrawn"),
    "closed_round_says_who_when_and_version": lambda: change(ReferralRound, closed_at=clock.now()),
    "cancelled_round_says_who_when_and_why": lambda: change(ReferralRound, state="cancelled"),
    "process_ownership_ends_after_it_starts": lambda: ProcessOwner.objects.create(
        process=Process.objects.create(name="Vård", kind="care"),
        title="Ägare",
        starts_on=TODAY,
        ends_on=BEFORE,
    ),
}
BROKEN_LATER = {
    "one_open_wish_per_recipient": lambda: again(Extension),
    "decided_extension_says_who_when_and_why": lambda: change(Extension, state="refused"),
    "granted_extension_names_the_day": lambda: change(Extension, granted_day=TODAY),
    "asked_extension_says_who_when_and_why": lambda: change(Extension, asked_reason=""),
    "disposition_says_why": lambda: change(Disposition, reason=""),
    "only_a_heeded_comment_changes_a_section": lambda: change(Disposition, text="Ny lydelse."),
    "one_comment_per_number": lambda: again(Comment, **_dropped()),
    "no_words_in_two_comments": lambda: again(Comment, number=99),
    "comment_stands_somewhere": lambda: again(Comment, number=99, field="file", **_dropped()),
    "comment_has_words": lambda: again(Comment, number=99, start=3, end=3, **_dropped()),
    "dropped_comment_says_who_when_and_why": lambda: change(Comment, state="dropped"),
    "one_read_mark_per_box": lambda: again(ReadMark),
    "reserved_endorsement_says_what": lambda: again(Endorsement, outcome="in_principle"),
    "late_change_says_why": lambda: again(LateChange, reason=""),
    "one_decision_per_sequence": lambda: again(Decision, round=None),
    "decision_number_and_registration_come_together": lambda: again(Decision, **_another(), number=None),
    "adopting_decision_names_hash_and_day": lambda: again(Decision, **_another(), version_hash=""),
    "one_feedback_per_closing_and_stage": lambda: again(Feedback),
    "reply_to_feedback_says_who_and_when": lambda: change(Feedback, meant=True),
    "steering_document_ends_after_it_begins": lambda: change(SteeringDocument, valid_to=date(1999, 1, 1)),
    "one_wording_without_end": lambda: _adopt_once_more(),
}


def _again_registered():
    row = Document.objects.filter(number_in_case__isnull=False)[0]
    row.pk, row._state.adding, row.public_id = None, True, "y" * 26
    row.save(force_insert=True)


def _drafts():
    return ReferralRound.objects.filter(state="draft")


def _draft_versions():
    return DocumentVersion.objects.filter(round__state="draft")


def _again_in_draft(**changes):
    row = SectionVersion.objects.filter(version__in=_draft_versions())[0]
    row.pk, row._state.adding = None, True
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def _same_position():
    first, second = SectionVersion.objects.filter(version__in=_draft_versions())
    SectionVersion.objects.filter(pk=second.pk).update(position=first.position)
    connection.check_constraints()


def _stance_question():
    return {"section_version": Question.objects.filter(kind="stance")[0].section_version, "kind": "stance"}


def _submitted():
    return {"submitted_at": clock.now(), "submitted_by": user()}


def _ended():
    return {"ended_at": clock.now(), "ended_by": user()}


def _dropped():
    return {"state": "dropped", "dropped_at": clock.now(), "dropped_by": user(), "drop_reason": "Fel."}


def _another():
    return {"round": None, "sequence": 99}


def _adopt_once_more():
    again(Decision, **_another())
    another = DocumentVersion.objects.order_by("pk")[0]
    again(SteeringDocument, decision=Decision.objects.get(sequence=99), version=another)


def _another_answer():
    return Answer.objects.create(started_at=clock.now(), started_by=user())


def _new_group():
    return UnitRole._meta.get_field("group").related_model.objects.create(name="another")


def _key():
    facts = {"actor_id": 1, "key": "k", "verb": "v", "body_hash": "h", "created_at": clock.now()}
    return IdempotencyKey.objects.create(**facts)


class TestUntilTheAnswersAreIn:
    """Tried in a world of its own, as is what follows."""

    @pytest.mark.parametrize("name", BROKEN)
    def test_a_named_rule_refuses(self, region, name):
        with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
            BROKEN[name]()


class TestFromTheWeighingOn:
    """Comments, decisions and what follows."""

    @pytest.mark.parametrize("name", BROKEN_LATER)
    def test_a_named_rule_refuses(self, weighed, name):
        with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
            BROKEN_LATER[name]()


def test_every_named_rule_is_tried():
    """Those of the notifications are tried in tests/notifications, those of meetings beside their pages."""
    from tests.cases.meetings.test_meeting_rules import BROKEN as OF_MEETINGS
    from tests.cases.test_secrecy_rules import BROKEN as OF_SECRECY
    from tests.directives.assignments.test_rules import BROKEN as OF_ASSIGNMENTS
    from tests.directives.plans.test_rules import BROKEN as OF_PLANS
    from tests.directives.processes.test_rules import BROKEN as OF_PROCESSES
    from tests.directives.steering.test_rules import BROKEN as OF_STEERING

    ours = ("ledger", "organisation", "cases", "directives")
    named = {
        rule.name
        for app in ours
        for model in apps.get_app_config(app).get_models()
        for rule in model._meta.constraints
    }
    beside = (OF_MEETINGS, OF_SECRECY, OF_STEERING, OF_PROCESSES, OF_ASSIGNMENTS, OF_PLANS)
    assert named == set(BROKEN) | set(BROKEN_LATER) | {name for part in beside for name in part}
