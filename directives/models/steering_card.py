"""The card of a steering document: what it is, whose it is, how it hangs together with others, and its reviews."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models import Adoption, AgendaItem, Decision, Document, EarlierDecision, ReferralRound
from ledger.public_id import new_public_id
from organisation.models import Unit

from .process import Process

USER = settings.AUTH_USER_MODEL


class SteeringCard(models.Model):
    """What stays the same from wording to wording; made when the document's first wording becomes valid.

    ``unit`` keeps the card, ``owner`` answers for the content. ``review_ask_on`` is the day the owner is
    asked to see it over. A card ends because another replaces it, or because a decision repeals it.
    """

    Kind = Adoption.Kind

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="steering_card")
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    process = models.ForeignKey(Process, on_delete=models.PROTECT, null=True, related_name="steering_cards")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="below")
    review_every_months = models.PositiveSmallIntegerField(null=True)
    review_due_on = models.DateField(null=True)
    review_ask_on = models.DateField(null=True)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaces")
    ended_on = models.DateField(null=True)
    ended_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="+")
    ended_decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    ended_earlier = models.ForeignKey(EarlierDecision, on_delete=models.PROTECT, null=True, related_name="+")
    edition = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["document__title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="card_is_not_below_itself"
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                name="card_does_not_replace_itself",
            ),
            models.CheckConstraint(
                condition=Q(
                    ended_on__isnull=True,
                    replaced_by__isnull=True,
                    ended_item__isnull=True,
                    ended_decision__isnull=True,
                    ended_earlier__isnull=True,
                )
                | Q(ended_on__isnull=False)
                & (
                    Q(replaced_by__isnull=False)
                    | Q(ended_item__isnull=False)
                    | Q(ended_decision__isnull=False)
                    | Q(ended_earlier__isnull=False)
                ),
                name="ended_card_says_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(ended_item__isnull=True, ended_decision__isnull=True)
                | Q(ended_item__isnull=True, ended_earlier__isnull=True)
                | Q(ended_decision__isnull=True, ended_earlier__isnull=True),
                name="card_ends_by_one_decision",
            ),
            models.CheckConstraint(
                condition=Q(review_due_on__isnull=True, review_ask_on__isnull=True)
                | Q(review_ask_on__isnull=False, review_due_on__gte=F("review_ask_on")),
                name="review_is_asked_for_before_it_is_due",
            ),
            models.CheckConstraint(
                condition=Q(review_every_months__isnull=True) | Q(review_every_months__gte=1),
                name="review_comes_after_a_month_or_more",
            ),
        ]
        indexes = [
            models.Index(
                fields=["review_ask_on"], name="steering_to_ask_about", condition=Q(ended_on__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class SteeringRelation(models.Model):
    """How one steering document stands to another, beside the hierarchy; shown on both."""

    class Kind(models.TextChoices):
        IMPLEMENTS = "implements", _("genomför")
        COMPLEMENTS = "complements", _("kompletterar")
        SPECIFIES = "specifies", _("preciserar")
        REFERS = "refers", _("hänvisar till")

    source = models.ForeignKey(SteeringCard, on_delete=models.CASCADE, related_name="relations")
    target = models.ForeignKey(SteeringCard, on_delete=models.CASCADE, related_name="related_from")
    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="one_relation_of_each_kind"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="relation_is_to_another_card"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class SteeringReview(models.Model):
    """What the owner said when a review was due, and the round a revision began with."""

    class Outcome(models.TextChoices):
        UNCHANGED = "unchanged", _("gäller oförändrat")
        REVISE = "revise", _("ska revideras")
        REPEAL = "repeal", _("ska upphävas")

    card = models.ForeignKey(SteeringCard, on_delete=models.PROTECT, related_name="reviews")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.TextField()
    due_on = models.DateField(null=True)
    next_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(ReferralRound, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(round__isnull=True) | Q(outcome="revise"), name="only_a_revision_begins_a_round"
            ),
            models.UniqueConstraint(fields=["round"], name="a_round_revises_one_document"),
        ]

    def __str__(self) -> str:
        return f"{self.card_id}: {self.outcome}"
