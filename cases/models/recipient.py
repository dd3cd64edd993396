"""Who a round was sent to, and where each one stands."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id
from organisation.models import Unit

from .case import Case
from .referral import ReferralRound


class Recipient(models.Model):
    """One administration's place in a round: it gives one official answer.

    ``listed`` is false for somebody who answers without being asked (spontant remissvar).
    The last day is the round's unless an extension gave this recipient its own.
    """

    class State(models.TextChoices):
        CHOSEN = "chosen", _("vald")
        SENT = "sent", _("inte bekräftat")
        ACKNOWLEDGED = "acknowledged", _("bekräftat")
        PREPARING = "preparing", _("påbörjat")
        ANSWERED = "answered", _("svarat")
        ABSTAINED = "abstained", _("avstått")
        RETRACTED = "retracted", _("svaret återtaget")
        WITHDRAWN = "withdrawn", _("borttagen")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    round = models.ForeignKey(ReferralRound, on_delete=models.PROTECT, related_name="recipients")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="received_rounds")
    listed = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    own_last_day = models.DateField(null=True)
    state = models.CharField(max_length=14, choices=State.choices, default=State.CHOSEN)
    sent_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    began_at = models.DateTimeField(null=True)
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    coordinated_at = models.DateTimeField(null=True)

    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_reason = models.TextField(blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="one_place_per_unit_in_a_round"),
            models.CheckConstraint(
                condition=Q(state="chosen", sent_at__isnull=True)
                | (~Q(state="chosen") & Q(sent_at__isnull=False)),
                name="sent_recipient_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["chosen", "sent"], acknowledged_at__isnull=True)
                | Q(state="withdrawn")
                | (
                    ~Q(state__in=["chosen", "sent"])
                    & Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False)
                ),
                name="acknowledged_recipient_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(coordinator__isnull=True, coordinated_at__isnull=True)
                | Q(coordinator__isnull=False, coordinated_at__isnull=False),
                name="coordination_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason="")
                )
                | (
                    ~Q(state="withdrawn")
                    & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                ),
                name="withdrawn_recipient_says_who_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.round_id}"

    @property
    def last_day(self) -> date | None:
        """The date this recipient answers by: its extension or the round's last day."""
        return self.own_last_day or self.round.last_day
