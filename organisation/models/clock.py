"""The demo's own day."""

from django.db import models


class DemoClock(models.Model):
    """How many days the demo's clock is ahead of the real one; one row at most."""

    days = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_demo_clock"),
        ]

    def __str__(self) -> str:
        return f"{self.days:+d} days"
