"""What happened at an item: who took part, who stood aside, how they voted, who reserved themselves."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id

from .agenda import AgendaItem
from .body import BodyMember

USER = settings.AUTH_USER_MODEL


class Disqualification(models.Model):
    """A member who stood aside from one item (jäv): neither counted, voting nor reserving (KL 6:28-32)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="disqualifications")
    member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="one_disqualification_per_member"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} stands aside from {self.item_id}"


class Participation(models.Model):
    """Who took part in a closed §, as it was then; written at the closing (KL 5:66)."""

    class Capacity(models.TextChoices):
        SERVING = "serving", _("tjänstgörande")
        PRESENT = "present", _("närvarande ersättare")

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="participations")
    member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="+")
    serves_for = models.ForeignKey(BodyMember, on_delete=models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(max_length=8, choices=Capacity.choices)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="one_part_per_member")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.capacity} in {self.item_id}"


class Ballot(models.Model):
    """A vote by name: yes for one proposal, no for the other; a tie is the chair's to break (KL 5:53-56)."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="ballots")
    yes_means = models.CharField(max_length=500)
    no_means = models.CharField(max_length=500)
    yes = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField()
    abstain = models.PositiveSmallIntegerField()
    casting = models.ForeignKey(BodyMember, on_delete=models.PROTECT, null=True, related_name="+")
    yes_wins = models.BooleanField()
    held_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(casting__isnull=True, yes_wins=True, yes__gt=F("no"))
                | Q(casting__isnull=True, yes_wins=False, no__gt=F("yes"))
                | Q(casting__isnull=False, yes=F("no")),
                name="casting_vote_only_on_a_tie",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.yes}-{self.no} in {self.item_id}"


class Vote(models.Model):
    """One member's vote in a ballot."""

    class Choice(models.TextChoices):
        YES = "yes", _("ja")
        NO = "no", _("nej")
        ABSTAIN = "abstain", _("avstår")

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=8, choices=Choice.choices)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["ballot", "member"], name="one_vote_per_member")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.choice}"


class Reservation(models.Model):
    """What somebody wants in the minutes beside the decision (KL 4:27).

    Reservations are for those who took part in deciding; an official's dissent goes by name.
    """

    class Kind(models.TextChoices):
        RESERVATION = "reservation", _("reservation")
        SPECIAL_OPINION = "special_opinion", _("särskilt yttrande")
        DISSENT = "dissent", _("avvikande mening")
        NOTE = "note", _("protokollsanteckning")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="reservations")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "member"],
                condition=Q(kind="reservation"),
                name="one_reservation_per_member",
            ),
            models.CheckConstraint(
                condition=(Q(member__isnull=False, name="") & ~Q(kind="dissent"))
                | (Q(member__isnull=True) & ~Q(name="") & Q(kind__in=["dissent", "note"])),
                name="reservation_is_a_members_and_dissent_an_officials",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.item_id}"
