"""Elections at an item: held with closed ballots, so that only the numbers are known; a tie is the lot's."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ledger.public_id import new_public_id

from .agenda import AgendaItem

USER = settings.AUTH_USER_MODEL


class Election(models.Model):
    """An election with closed ballots: votes by name are never kept; a tie is decided by lot (KL 5:53-56)."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="elections")
    what = models.CharField(max_length=300)
    blank = models.PositiveSmallIntegerField(default=0)
    by_lot = models.BooleanField(default=False)
    held_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.what


class Candidate(models.Model):
    """Somebody who got votes in an election, and how many."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="candidates")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    votes = models.PositiveSmallIntegerField()
    elected = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["election", "name"], name="one_row_per_candidate"),
            models.UniqueConstraint(
                fields=["election"], condition=Q(elected=True), name="one_is_elected_per_election"
            ),
            models.CheckConstraint(
                condition=Q(elected=False) | Q(votes__gt=0), name="nobody_is_elected_without_a_vote"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.votes}"
