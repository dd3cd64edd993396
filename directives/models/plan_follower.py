"""Who follows an adopted plan of their own accord: told what happens to it, let into nothing by it."""

from django.conf import settings
from django.db import models

from .plan import Plan


class PlanFollower(models.Model):
    """A reader who asked to be told. No right reads this table: it is a wish to hear, never a way in."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="followers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "user"], name="one_follower_of_a_plan_each"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.plan_id}"
