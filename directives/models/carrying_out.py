"""How an assignment is carried out: its parts, what the taker reports, and wishes for more time."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import Document
from ledger.public_id import new_public_id

from .assignment import Assignment

USER = settings.AUTH_USER_MODEL


class AssignmentPart(models.Model):
    """A part of the work that somebody does, too small for an assignment of its own."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="parts")
    title = models.CharField(max_length=300)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="done_part_says_who_and_when",
            )
        ]

    def __str__(self) -> str:
        return self.title


class StatusReport(models.Model):
    """What the taker told: a short word on how it goes, or the final report that the commissioner answers."""

    class Kind(models.TextChoices):
        STATUS = "status", _("lägesrapport")
        FINAL = "final", _("slutrapport")

    class Answer(models.TextChoices):
        APPROVED = "approved", _("godkänd")
        RETURNED = "returned", _("återlämnad")
        ANSWERED = "answered", _("besvarad")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    status = models.CharField(max_length=12, choices=Assignment.Status.choices, blank=True)
    happened = models.TextField()
    next_steps = models.TextField(blank=True)
    risk = models.TextField(blank=True)
    decision_needed = models.TextField(blank=True)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-reported_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="answered_report_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(kind="final") | ~Q(status=""), name="status_report_has_a_status"
            ),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(kind="final", answered_at__isnull=True),
                name="one_final_report_waits",
            ),
        ]
        indexes = [models.Index(fields=["assignment", "-reported_at"], name="latest_report")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.assignment_id}"


class TimeRequest(models.Model):
    """A wish for more time, with its reason and the commissioner's answer."""

    class State(models.TextChoices):
        ASKED = "asked", _("väntar på svar")
        GRANTED = "granted", _("beviljad")
        REFUSED = "refused", _("avslagen")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="time_requests")
    wanted_on = models.DateField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    granted_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state="asked"), name="one_wish_for_more_time_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(state="asked") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="answered_wish_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(granted_on__isnull=False), name="granted_wish_names_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.wanted_on}"
