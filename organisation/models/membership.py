"""Seats: who holds which role where, from when and until when."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models

from .unit import Unit


class UnitRole(models.Model):
    """The one Group of a (unit, role)."""

    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="unit_role")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "role"], name="one_group_per_unit_and_role"),
        ]

    def __str__(self) -> str:
        return f"{self.role} @ {self.unit_id}"


class Membership(models.Model):
    """A dated seat; ``ends_on`` is the last day it holds, empty while it goes on."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="memberships")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(fields=["user", "group", "starts_on"], name="one_membership_per_start"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.group_id}"
