"""A change of taker: somebody is asked to take an assignment over, and until the yes nothing else changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id
from organisation.models import Unit

from .assignment import Assignment

USER = settings.AUTH_USER_MODEL


class Transfer(models.Model):
    """A question to somebody to take an assignment over from whoever has it, and what came of it.

    ``to`` is asked; ``from`` is filled in when the answer is yes and says who had it until then.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("väntar på svar")
        ACCEPTED = "accepted", _("tog över")
        DECLINED = "declined", _("tackade nej")
        WITHDRAWN = "withdrawn", _("tillbakatagen")
        LAPSED = "lapsed", _("gäller inte längre")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="transfers")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    to_user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    to_title = models.CharField(max_length=200, blank=True)
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    from_user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state="asked"), name="one_transfer_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(to_user__isnull=False) | Q(to_unit__isnull=False),
                name="transfer_asks_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="answered_transfer_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted") & (Q(from_user__isnull=False) | Q(from_unit__isnull=False))
                | ~Q(state="accepted") & Q(from_user__isnull=True, from_unit__isnull=True),
                name="who_had_it_is_known_when_it_moved",
            ),
        ]
        indexes = [
            models.Index(
                fields=["from_user"], condition=Q(from_user__isnull=False), name="had_by_person_before"
            ),
            models.Index(
                fields=["from_unit"], condition=Q(from_unit__isnull=False), name="had_by_unit_before"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.state}"

    @property
    def asked_name(self) -> str:
        """Whoever is asked, in words."""
        asked = self.to_user or self.to_unit
        return asked.name if asked else ""
