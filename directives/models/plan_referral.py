"""Which part of a plan each section of its revision's round is about, and why a weighed wording was left out."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import Section

from .plan_parts import PlanPart
from .plan_revision import Revision

USER = settings.AUTH_USER_MODEL


class ReferredPart(models.Model):
    """A part of the plan that was sent on referral as a section; codes and headings may change afterwards.

    ``left_reason`` is why the wording that came of the round is not in the plan, in the keeper's words.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="referred_parts")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(PlanPart, on_delete=models.PROTECT, related_name="+")
    left_reason = models.TextField(blank=True)
    left_at = models.DateTimeField(null=True)
    left_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "section"], name="one_part_per_referred_section"),
            models.CheckConstraint(
                condition=Q(left_reason="", left_at__isnull=True, left_by__isnull=True)
                | (Q(left_at__isnull=False, left_by__isnull=False) & ~Q(left_reason="")),
                name="left_wording_says_who_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section_id} is {self.part_id}"
