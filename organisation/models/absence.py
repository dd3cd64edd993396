"""Away for a time, and who steps in."""

from django.conf import settings
from django.db import models

from .membership import Membership


class Absence(models.Model):
    """A person is away from ``starts_on`` to and with ``ends_on``."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="absence_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.starts_on}–{self.ends_on}"


class Substitution(models.Model):
    """ "A för B": ``substitute`` holds the chosen memberships of another person for a time.

    Personal grants are not covered and it is not transitive: a seat held by substitution
    cannot be substituted on. ``ended_at`` ends it at once, before its last day.
    """

    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="substitutes_for"
    )
    memberships = models.ManyToManyField(Membership, related_name="substitutions")
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="substitution_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="ended_substitution_says_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute_id} {self.starts_on}–{self.ends_on}"
