"""What is registered, frozen, approved or given cannot be changed by any code at all."""

import io

import pytest
from django.db import IntegrityError, models, transaction

from cases import answer_text, answers, attachments, documents
from cases.errors import AnswerClosed, RoundNotDraft
from cases.models import (
    Answer,
    AnswerAttachment,
    AnswerItem,
    Approval,
    Case,
    Document,
    DocumentVersion,
    Section,
    SectionVersion,
    StoredFile,
)
from organisation import clock
from tests import factories

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
