"""What surrounds an answer: a manager's yes or no, colleagues asked, files."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id

from .answer import Answer, AnswerItem
from .document import StoredFile

USER = settings.AUTH_USER_MODEL


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
