"""Minutes: who approves what, the notice of it on the public board, and what is published."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id

from .body import BodyMember
from .document import Document, DocumentFile, StoredFile
from .meeting import Meeting

USER = settings.AUTH_USER_MODEL


class ApprovalOccasion(models.Model):
    """One approval of minutes (justering): of the meeting's §, or of some of them at once (KL 5:69).

    ``content`` is what was laid before the approvers and ``content_hash`` its SHA-256: exactly that
    is approved. An occasion that was called off, because an item was opened again, is kept.
    """

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("justering")
        IMMEDIATE = "immediate", _("omedelbar justering")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="occasions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    completed_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)
    called_off_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(kind="ordinary", called_off_at__isnull=True),
                name="one_released_minutes_version",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True) | Q(called_off_at__isnull=True),
                name="approved_minutes_are_not_called_off",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at__isnull=True) | ~Q(called_off_reason=""),
                name="called_off_approval_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.meeting_id}"

    @property
    def is_waiting(self) -> bool:
        """Somebody has still to approve."""
        return self.completed_at is None and self.called_off_at is None


class Approver(models.Model):
    """A person named to approve, and the approval: identity, time and the hash of what was approved.

    Whoever has no log-in signs on paper; the scan is registered.
    """

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    occasion = models.ForeignKey(ApprovalOccasion, on_delete=models.PROTECT, related_name="approvers")
    member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    is_chair = models.BooleanField(default=False)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    signed_hash = models.CharField(max_length=64, blank=True)
    dissent = models.TextField(blank=True)
    scan = models.ForeignKey(DocumentFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-is_chair", "id"]
        constraints = [
            models.UniqueConstraint(fields=["occasion", "member"], name="one_approval_per_member"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True, signed_hash="")
                | (Q(signed_at__isnull=False, signed_by__isnull=False) & ~Q(signed_hash="")),
                name="approval_says_who_when_and_hash",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True)
                | Q(user__isnull=False, signed_by=F("user"))
                | Q(scan__isnull=False, user__isnull=True),
                name="only_the_named_approve",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} approves {self.occasion_id}"


class PublicNotice(models.Model):
    """The notice (anslag) of approved minutes on the public board: one per approval (KL 8:12, 13:5)."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    occasion = models.OneToOneField(ApprovalOccasion, on_delete=models.PROTECT, related_name="notice")
    posted_on = models.DateField()
    posted_at = models.DateTimeField()
    posted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    last_appeal_day = models.DateField()
    kept_at = models.CharField(max_length=200)
    taken_down_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-posted_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_appeal_day__gt=F("posted_on")), name="notice_stays_up_for_the_appeal"
            ),
        ]

    def __str__(self) -> str:
        return f"notice of {self.occasion_id}"


class PublicMinutes(models.Model):
    """Approved minutes as the public reads them, in one of the editions they were published in.

    One edition at most is public; the others were withdrawn, and say by whom, when and why. ``left_out``
    names what the reader is not shown: a whole § (``item``, ``paragraph``), a decision that is only
    reported (``decision``, ``paragraph``), or so many hidden words (``spans``) of a § or, where it is
    null, of the rest.
    """

    occasion = models.ForeignKey(ApprovalOccasion, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveSmallIntegerField(default=1)
    masks = ArrayField(models.CharField(max_length=200), default=list)
    left_out = models.JSONField(default=list)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["occasion"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_public_edition_of_minutes",
            ),
            models.UniqueConstraint(fields=["occasion", "number"], name="editions_of_minutes_are_counted"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="withdrawn_minutes_say_who_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"public minutes of {self.occasion_id}, edition {self.number}"

    @property
    def removed(self) -> int:
        """How many things the reader is not shown: a § that is left out counts as one."""
        return sum(entry.get("spans", 1) for entry in self.left_out)
