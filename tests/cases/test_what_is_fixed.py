"""What is registered, frozen, approved or given cannot be changed by any code at all."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, models, transaction

from cases import answer_text, answers, attachments, boxes, documents, feedback, marking, outcome, weighing
from cases.errors import AnswerClosed, RoundNotDraft
from cases.models import (
    Answer,
    AnswerAttachment,
    AnswerItem,
    Approval,
    Case,
    Comment,
    Decision,
    Disposition,
    Document,
    DocumentVersion,
    Endorsement,
    Feedback,
    LateChange,
    ReadMark,
    ReferralRound,
    Section,
    SectionVersion,
    StoredFile,
)
from organisation import clock
from tests import factories
from tests.access.world import undone
from workflows import engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def given():
    """A round with one released answer."""
    region = factories.world("SkaS", "SU")
    referral_round = factories.open_round(region)
    answer = factories.released_answer(region, factories.recipient(referral_round, region.administrations[0]))
    return region, referral_round, answer


def refused(change):
    """Run a change of rows that the database must refuse."""
    with pytest.raises(IntegrityError, match="never"), transaction.atomic():
        change()


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (Case, "number", "RS 2026-99999"),
        (Case, "sequence", 99),
        (Case, "year", 1999),
        (Case, "registered_at", None),
        (Document, "number_in_case", 99),
        (Document, "registered_at", None),
        (DocumentVersion, "content_hash", "0" * 64),
        (DocumentVersion, "language", "en"),
        (SectionVersion, "text", "Något annat."),
        (SectionVersion, "heading", "Något annat"),
        (Answer, "state", "draft"),
        (Answer, "released_hash", "0" * 64),
        (Answer, "late", True),
        (AnswerItem, "comment", "Något annat."),
        (AnswerItem, "stance", "agree"),
        (Approval, "text_hash", "0" * 64),
        (Approval, "comment", "Något annat."),
    ],
)
def test_a_fixed_field_is_not_changed_even_past_the_verbs(given, model, field, value):
    rows = model.objects.exclude(state="draft") if model is Answer else model.objects.all()
    if model is Document:
        rows = rows.filter(registered_at__isnull=False)
    refused(lambda: rows.update(**{field: value}))


@pytest.mark.parametrize(
    "model", [Case, Document, DocumentVersion, SectionVersion, Answer, AnswerItem, Approval]
)
def test_a_fixed_row_is_not_deleted_even_past_the_verbs(given, model):
    rows = model._base_manager.all()
    if model is Document:
        rows = rows.filter(registered_at__isnull=False)
    refused(lambda: rows._raw_delete("default"))


def test_nothing_is_added_to_what_is_fixed(given):
    region, referral_round, answer = given
    version = referral_round.version
    section = Section.objects.create(document=version.document)
    refused(lambda: SectionVersion.objects.create(section=section, version=version, position=9, heading="Ny"))
    file = StoredFile.objects.create(sha256="0" * 64, size=1, media_type="text/plain", stored_at=clock.now())
    facts = {"file": file, "name": "a.txt", "added_at": clock.now(), "added_by": region.owner}
    refused(lambda: AnswerAttachment.objects.create(answer=answer, **facts))
    with pytest.raises(AnswerClosed):
        attachments.attach(answer, name="a.txt", stream=io.BytesIO(b"a"), size=1, by=region.owner)
    with pytest.raises(AnswerClosed):
        answers.save_field(answer.items.all()[0], "comment", "Nytt.", version=1, by=region.owner)
    with pytest.raises(RoundNotDraft):
        documents.replace_sections(version, [])


def test_what_is_fixed_may_be_saved_as_it_is(given):
    """A save that changes nothing is no change: later fields of these rows stay writable."""
    region, referral_round, answer = given
    answer.refresh_from_db()
    answer.save()
    case = Case.objects.get(pk=referral_round.case_id)
    case.state, case.closed_at, case.closed_by = "closed", clock.now(), region.owner
    case.save()
    case.refresh_from_db()
    assert case.state == "closed"


def test_the_released_hash_is_the_hash_of_exactly_what_was_given(given):
    _region, _round, answer = given
    approval = answer.approvals.get()
    assert answer.released_hash == approval.text_hash
    assert answer.released_hash == answer_text.text_hash(answer_text.snapshot(answer))
    assert answer.released_hash == answer_text.text_hash(approval.snapshot)


def test_no_row_of_a_case_goes_with_another(given):
    """Nothing registered hangs on a row whose deletion would take it along."""
    kept = (Case, Document, DocumentVersion, Answer, AnswerItem, AnswerAttachment, Approval)
    cascading = [
        f"{model.__name__}.{field.name}"
        for model in kept
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.PROTECT
    ]
    assert cascading == []


@pytest.fixture(scope="class")
def decided(django_db_setup, django_db_blocker):
    """A decided round: every box one comment or read, a position, a late change, a decision."""
    with django_db_blocker.unblock(), undone():
        yield _decided()


def _decided():
    region = factories.world("SkaS", "SU")
    compiled = factories.compiled_round(region)
    first, second = boxes.of_round(compiled)
    comment = marking.mark_whole(first, by=region.owner)
    weighing.weigh(comment, by=region.owner, version=0, outcome="noted", reason="Tack.")
    marking.mark_read(second, by=region.owner)
    closed = engine.close(compiled, by=region.owner)
    group = factories.unit("Styrgruppen", kind="group", parent=region.region)
    outcome.endorse(closed, by=region.owner, group=group, on=clock.today(), outcome="supports")
    read = outcome.proposal(closed)
    section = read.sections.all()[0]
    changed = outcome.change_proposal(
        closed,
        section.section,
        by=region.owner,
        read_hash=read.content_hash,
        heading=section.heading,
        text="Vi gör det enkelt.",
        reason="Styrgruppen.",
    )
    engine.decide(closed, by=region.director, read_hash=changed.content_hash, valid_from=clock.today())
    return region, ReferralRound.objects.get(), comment


AFTER_CLOSING = [
    (Comment, "quote", "Något annat."),
    (Comment, "state", "dropped"),
    (Comment, "disposition", None),
    (Comment, "assignee", None),
    (Disposition, "outcome", "heeded"),
    (Disposition, "reason", "Något annat."),
    (ReadMark, "read_by", None),
]
OUTCOME = [
    (Endorsement, "outcome", "opposes"),
    (Endorsement, "condition", "Något annat."),
    (LateChange, "reason", "Något annat."),
    (Decision, "number", "B 2026-9999"),
    (Decision, "valid_from", "2027-01-01"),
    (Decision, "version_hash", "0" * 64),
    (Decision, "decider_title", "Någon annan"),
    (Decision, "registered_at", None),
]


class TestAfterTheDecision:
    """All in one world."""

    @pytest.mark.parametrize(("model", "field", "value"), AFTER_CLOSING + OUTCOME)
    def test_what_was_weighed_and_decided_is_not_changed_even_past_the_verbs(
        self, decided, model, field, value
    ):
        """Seen red with each trigger of cases 0007 disabled, one at a time."""
        refused(lambda: model.objects.update(**{field: value}))

    @pytest.mark.parametrize("model", [Comment, Disposition, ReadMark, Endorsement, LateChange, Decision])
    def test_what_was_weighed_and_decided_is_not_deleted_even_past_the_verbs(self, decided, model):
        refused(lambda: model._base_manager.all()._raw_delete("default"))

    @pytest.mark.parametrize("model", [Comment, Disposition, ReadMark])
    def test_nothing_is_added_to_a_closed_weighing(self, decided, model):
        row = model.objects.get()
        row.pk, row._state.adding = None, True
        if hasattr(row, "public_id"):
            row.public_id = "x" * 26
        refused(lambda: row.save(force_insert=True))

    def test_what_an_administration_was_told_is_answered_once(self, decided):
        region, closed, _comment = decided
        place = factories.recipient(closed, region.administrations[0])
        letters = feedback.letters_to(place)
        assert [letter.feedback.stage for letter in letters] == ["final", "preliminary"]
        assert Feedback.objects.filter(recipient=place, meant=None).count() == 2
        with clock.at(clock.now() + timedelta(days=1)):
            assert feedback.reply(letters[0].feedback, by=region.representative(place.unit), meant=True).meant


def test_a_comment_keeps_its_number_and_is_never_deleted_while_it_is_weighed():
    """Seen red without ``numbered_comment_stays``."""
    region = factories.world("SkaS")
    compiled = factories.compiled_round(region)
    comment = marking.mark_whole(boxes.of_round(compiled)[0], by=region.owner)
    refused(lambda: Comment.objects.update(number=7))
    refused(lambda: Comment.objects.update(number=None))
    refused(lambda: Comment.objects.all()._raw_delete("default"))
    marking.drop(comment, by=region.owner, reason="Fel ord.")
    refused(lambda: Comment.objects.all()._raw_delete("default"))
    assert list(Comment.objects.values_list("number", "state")) == [(1, "dropped")]


def test_a_reopened_weighing_may_be_changed_and_a_closed_one_not_again():
    """The rule follows the round's state, not the comment's."""
    region = factories.world("SkaS")
    closed = factories.closed_round(region)
    refused(lambda: Disposition.objects.update(reason="Något annat."))
    engine.reopen(closed, by=region.owner, reason="En sak till.")
    comment = Comment.objects.select_related("round").get()
    weighing.weigh(comment, by=region.owner, version=1, outcome="not_heeded", reason="Nej, tyvärr.")
    engine.close(closed, by=region.owner)
    refused(lambda: Disposition.objects.update(reason="Något annat."))


ENDED_ANSWER = [
    (Answer, "released_hash", "0" * 64),
    (Answer, "state", "released"),
    (Answer, "end_reason", "Något annat."),
    (AnswerItem, "comment", "Något annat."),
]


@pytest.mark.parametrize(("model", "field", "value"), ENDED_ANSWER)
@pytest.mark.parametrize("how", ["replaced", "withdrawn"])
def test_an_answer_that_was_replaced_or_taken_back_stays_as_it_was(given, how, model, field, value):
    """Seen red with the states of 0005 in ``refuse_taking_back`` and ``refuse_change_of_released_answer``."""
    region, referral_round, answer = given
    place = factories.recipient(referral_round, region.administrations[0])
    writer = region.representative(place.unit)
    if how == "withdrawn":
        engine.withdraw_answer(place, answer, by=writer, reason="Fel version.")
    else:
        given_again(region, place)
    assert Answer.objects.get(pk=answer.pk).state == how
    rows = (
        Answer.objects.filter(pk=answer.pk) if model is Answer else AnswerItem.objects.filter(answer=answer)
    )
    refused(lambda: rows.update(**{field: value}))
    refused(lambda: rows._raw_delete("default"))


def given_again(region, place):
    """Another answer in the place of the first."""
    writer, chief = region.representative(place.unit), region.manager(place.unit)
    answer = engine.replace_answer(place, by=writer)
    engine.submit(answer, by=writer)
    engine.approve(answer, by=chief, read_hash=answer_text.text_hash(answer_text.snapshot(answer)))
    return engine.release(answer, by=writer)


def test_a_given_answer_ends_only_as_replaced_or_withdrawn_and_nothing_else_changes_then(given):
    _region, _round, answer = given
    rows = Answer.objects.filter(pk=answer.pk)
    ending = {"state": "withdrawn", "ended_at": clock.now(), "ended_by": answer.released_by_id}
    for other in (
        {"state": "stopped"},
        {"late": True},
        {"released_hash": "0" * 64},
        {"started_at": clock.now()},
    ):
        refused(lambda other=other: rows.update(**(ending | other)))
    assert rows.update(**ending) == 1
