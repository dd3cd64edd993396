"""Answers: drafted by colleagues, approved to the letter, released by somebody named."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id

from .document import Document, StoredFile
from .recipient import Recipient
from .referral import Question

USER = settings.AUTH_USER_MODEL


class Answer(models.Model):
    """An administration's answer, from first word to release.

    Until it is released nobody outside the answering unit may read any of it (TF 2:9, 2:13).
    ``released_hash`` is the hash of exactly what was released.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("utkast")
        SUBMITTED = "submitted", _("väntar på godkännande")
        APPROVED = "approved", _("godkänt")
        RELEASED = "released", _("lämnat")
        ABSTAINED = "abstained", _("avstått")

    class Level(models.TextChoices):
        OFFICIAL = "official", _("tjänstemannasvar")
        BODY = "body", _("politiskt beslutat svar")
        PRELIMINARY = "preliminary", _("preliminärt, bekräftas av nämnd eller styrelse")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.OFFICIAL)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    released_hash = models.CharField(max_length=64, blank=True)
    late = models.BooleanField(default=False)
    after_compilation = models.BooleanField(default=False)
    abstained_at = models.DateTimeField(null=True)
    abstained_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    abstain_reason = models.TextField(blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(state="abstained")
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="submitted_answer_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="released", released_at__isnull=False, released_by__isnull=False)
                    & ~Q(released_hash="")
                )
                | (
                    ~Q(state="released")
                    & Q(released_at__isnull=True, released_by__isnull=True, released_hash="")
                ),
                name="released_answer_says_who_when_and_hash",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="abstained", abstained_at__isnull=False, abstained_by__isnull=False)
                    & ~Q(abstain_reason="")
                )
                | (
                    ~Q(state="abstained")
                    & Q(abstained_at__isnull=True, abstained_by__isnull=True, abstain_reason="")
                ),
                name="abstention_says_who_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_open(self) -> bool:
        """Whether words may still be changed."""
        return self.state in {self.State.DRAFT, self.State.SUBMITTED, self.State.APPROVED}


class AnswerParty(models.Model):
    """For whom an answer speaks; a joint answer has several. ``current`` falls when it is replaced."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="parties")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="answers")
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "recipient"], name="one_party_per_recipient"),
            models.UniqueConstraint(
                fields=["recipient"],
                condition=Q(current=True),
                name="one_released_answer_per_recipient",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} for {self.recipient_id}"


class AnswerItem(models.Model):
    """What is answered to one question; each field has a version of its own for autosave."""

    FIELDS = ("stance", "comment", "wording")

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="items")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="items")
    stance = models.CharField(max_length=40, blank=True)
    comment = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    stance_version = models.PositiveIntegerField(default=0)
    comment_version = models.PositiveIntegerField(default=0)
    wording_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["question__position"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "question"], name="one_item_per_question"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}:{self.question_id}"

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been answered yet."""
        return not (self.stance or self.comment or self.wording)


class Approval(models.Model):
    """A manager's yes or no to exactly this text; one changed word and it no longer holds."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("godkänt")
        RETURNED = "returned", _("åter för ändring")

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="approvals")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    text_hash = models.CharField(max_length=64)
    snapshot = models.JSONField()
    comment = models.TextField(blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="approved") | ~Q(comment=""),
                name="returned_answer_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.answer_id}"


class ItemRequest(models.Model):
    """A colleague has been asked for one row of the answer."""

    item = models.ForeignKey(AnswerItem, on_delete=models.PROTECT, related_name="requests")
    colleague = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    message = models.CharField(max_length=500, blank=True)
    due_on = models.DateField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(done_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_request_per_item",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} → {self.colleague_id}"

    @property
    def is_open(self) -> bool:
        """Whether the colleague has still to answer."""
        return self.done_at is None and self.withdrawn_at is None


class AnswerAttachment(models.Model):
    """A file that belongs to an answer, under the name its sender gave it."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "name"], name="one_attachment_per_name"),
        ]

    def __str__(self) -> str:
        return self.name
