"""Extensions (anstånd): more time for one recipient, asked for or given, or refused with a reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id

from .recipient import Recipient

USER = settings.AUTH_USER_MODEL


class Extension(models.Model):
    """A wish for a later last day, and what became of it; the sender may also give it unasked."""

    class State(models.TextChoices):
        ASKED = "asked", _("begärt")
        GRANTED = "granted", _("beviljat")
        REFUSED = "refused", _("avslaget")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="extensions")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    asked_day = models.DateField(null=True)
    asked_reason = models.TextField(blank=True)
    previous_day = models.DateField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    granted_day = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient"], condition=Q(state="asked"), name="one_open_wish_per_recipient"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at__isnull=True, decided_by__isnull=True, reason="")
                | (~Q(state="asked") & Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason="")),
                name="decided_extension_says_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(state="granted", granted_day__isnull=False)
                | (~Q(state="granted") & Q(granted_day__isnull=True)),
                name="granted_extension_names_the_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="asked")
                | (
                    Q(asked_at__isnull=False, asked_by__isnull=False, asked_day__isnull=False)
                    & ~Q(asked_reason="")
                ),
                name="asked_extension_says_who_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id}: {self.state}"
