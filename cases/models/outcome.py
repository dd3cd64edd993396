"""What follows the weighing: endorsements, decisions, late changes, and what the senders are told."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id
from organisation import clock
from organisation.models import Unit

from .answer import Answer
from .case import Case
from .document import Document, DocumentVersion, Section
from .recipient import Recipient
from .referral import ReferralRound

USER = settings.AUTH_USER_MODEL


class Endorsement(models.Model):
    """A group's position (ställningstagande): kept as such, never a decision."""

    class Outcome(models.TextChoices):
        SUPPORTS = "supports", _("ställer sig bakom")
        IN_PRINCIPLE = "in_principle", _("ställer sig bakom i princip, men …")
        OPPOSES = "opposes", _("ställer sig inte bakom")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    round = models.ForeignKey(ReferralRound, on_delete=models.PROTECT, related_name="endorsements")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="endorsements")
    group = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    condition = models.TextField(blank=True)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="supports") | ~Q(condition=""), name="reserved_endorsement_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.outcome}"


class LateChange(models.Model):
    """A section changed between the closing and the decision, by whom and why."""

    round = models.ForeignKey(ReferralRound, on_delete=models.PROTECT, related_name="late_changes")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="late_changes")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="late_change_says_why")]

    def __str__(self) -> str:
        return f"{self.section_id} in {self.version_id}"


class DecisionDraft(models.Model):
    """What somebody has typed of a decision of their own in a case: the whole form, as a form is sent."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    typed = models.TextField()
    edition = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "author"], name="one_draft_of_a_decision_each"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.author_id} in {self.case_id}"


class Decision(models.Model):
    """A named official's decision: adopts exactly one version, by its hash, from a day on."""

    NUMBER_FIELDS: tuple[str, ...] = ("year", "sequence", "number", "registered_at")

    class Kind(models.TextChoices):
        EXECUTION = "execution", _("verkställighetsbeslut")
        DELEGATED = "delegated", _("delegationsbeslut")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    round = models.OneToOneField(ReferralRound, on_delete=models.PROTECT, null=True, related_name="decision")
    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    decider = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    decider_title = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    version = models.ForeignKey(
        DocumentVersion, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    version_hash = models.CharField(max_length=64, blank=True)
    valid_from = models.DateField(null=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    presenter = models.CharField(max_length=200, blank=True)
    delegation = models.ForeignKey(
        "cases.Delegation", on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    reported_in = models.ForeignKey(
        "cases.AgendaItem", on_delete=models.PROTECT, null=True, related_name="reported_decisions"
    )
    year = models.PositiveSmallIntegerField(null=True)
    sequence = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=40, null=True)  # noqa: DJ001 (empty until it is given)
    registered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "sequence"], name="one_decision_per_sequence"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, registered_at__isnull=True)
                | Q(number__isnull=False, registered_at__isnull=False),
                name="decision_number_and_registration_come_together",
            ),
            models.CheckConstraint(
                condition=Q(version__isnull=True, version_hash="", valid_from__isnull=True)
                | (Q(version__isnull=False, valid_from__isnull=False) & ~Q(version_hash="")),
                name="adopting_decision_names_hash_and_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title

    def take_number(self, sequence: int, at: datetime) -> None:
        """Become the authority's next decision of the year."""
        self.year = clock.local(at).year
        self.sequence = sequence
        self.number = f"B {self.year}-{sequence:04d}"
        self.registered_at = at


class Feedback(models.Model):
    """What a recipient was told became of its words, and whether we understood them.

    ``closing`` says which closing of the round it tells of; the final one follows the decision.
    ``content`` is what was said in it, a row per comment: a later weighing never rewrites what was sent.
    """

    class Stage(models.TextChoices):
        PRELIMINARY = "preliminary", _("preliminär")
        FINAL = "final", _("slutlig")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="feedback")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="feedback")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    closing = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    content = models.JSONField(default=list)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    meant = models.BooleanField(null=True)
    remark = models.TextField(blank=True)
    responded_at = models.DateTimeField(null=True)
    responded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "stage", "closing"], name="one_feedback_per_closing_and_stage"
            ),
            models.CheckConstraint(
                condition=Q(meant__isnull=True, responded_at__isnull=True, responded_by__isnull=True)
                | Q(meant__isnull=False, responded_at__isnull=False, responded_by__isnull=False),
                name="reply_to_feedback_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} to {self.recipient_id}"
