"""Every rule the tables name refuses a row that breaks it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from cases.models import (
    Answer,
    AnswerAttachment,
    AnswerItem,
    AnswerParty,
    Approval,
    Case,
    CaseParty,
    Diary,
    Document,
    DocumentVersion,
    ItemRequest,
    Question,
    Recipient,
    ReferralRound,
    SectionVersion,
    Stance,
    StoredFile,
    WorkItem,
)
from ledger.models import IdempotencyKey, NumberSeries
from organisation import clock
from organisation.models import Absence, DemoClock, Membership, Substitution, UnitRole
from tests import factories
from tests.access.world import undone

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
BEFORE = TODAY - timedelta(days=1)


@pytest.fixture(scope="module")
def region(django_db_setup: None, django_db_blocker: Any) -> Iterator[factories.World]:
    """A dispatched round with an answer begun at SkaS; SU silent; and a round being prepared."""
    with django_db_blocker.unblock(), undone():
        made = factories.world("SkaS", "SU")
        factories.draft_round(made)
        place = factories.recipient(factories.open_round(made), made.administrations[0])
        factories.begun_answer(made, place)
        yield made


def again(model, **changes):
    """A copy of a row of ``model`` with a new identity."""
    row = model.objects.order_by("pk").last()
    row.pk, row._state.adding = None, True
    if hasattr(row, "public_id"):
        row.public_id = "x" * 26
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
    "one_group_per_unit_and_role": lambda: again(UnitRole, group=_new_group()),
    "membership_ends_after_it_starts": lambda: change(Membership, starts_on=TODAY, ends_on=BEFORE),
    "one_membership_per_start": lambda: again(Membership),
    "absence_ends_after_it_starts": lambda: Absence.objects.create(
        user=user(), starts_on=TODAY, ends_on=BEFORE
    ),
    "substitution_ends_after_it_starts": lambda: Substitution.objects.create(
        substitute=user(), starts_on=TODAY, ends_on=BEFORE
    ),
    "one_demo_clock": lambda: DemoClock.objects.create(pk=2),
    "one_result_per_key": lambda: [_key(), _key()],
    "one_counter_per_series_and_year": lambda: again(NumberSeries),
}
ELSEWHERE = {
    "one_notice_per_event_and_channel",  # tests/notifications
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


def _another_answer():
    return Answer.objects.create(started_at=clock.now(), started_by=user())


def _new_group():
    return UnitRole._meta.get_field("group").related_model.objects.create(name="another")


def _key():
    facts = {"actor_id": 1, "key": "k", "verb": "v", "body_hash": "h", "created_at": clock.now()}
    return IdempotencyKey.objects.create(**facts)


@pytest.mark.parametrize("name", BROKEN)
def test_a_named_rule_refuses(region, name):
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        BROKEN[name]()


def test_every_named_rule_is_tried():
    ours = ("ledger", "organisation", "cases")
    named = {
        rule.name
        for app in ours
        for model in apps.get_app_config(app).get_models()
        for rule in model._meta.constraints
    }
    assert named - ELSEWHERE == set(BROKEN)
