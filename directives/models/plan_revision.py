"""The yearly revision: its calendar, its questions, what is proposed anew, merged or dropped, what is evaluated."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.models import AgendaItem, Case, Document, Meeting, ReferralRound
from ledger.public_id import new_public_id

from .plan import Plan, PlanVersion
from .plan_parts import PlanPart

USER = settings.AUTH_USER_MODEL


class Revision(models.Model):
    """One revision of a plan: yearly, once per plan and year, or by a decision at another time.

    The days are computed back from the body's meeting; ``preliminary`` while that meeting is not planned.
    ``base`` is the adopted version it began with, ``draft`` the planning version cut from it.
    """

    class Kind(models.TextChoices):
        YEARLY = "yearly", _("årlig revidering")
        EXTRA = "extra", _("revidering mellan åren")

    class State(models.TextChoices):
        PLANNED = "planned", _("planerad")
        PREPARING = "preparing", _("förbereds")
        REPORTING = "reporting", _("ägarna rapporterar")
        COMPILING = "compiling", _("sammanställs")
        REFERRED = "referred", _("på remiss")
        REVISING = "revising", _("revideras")
        PROPOSED = "proposed", _("föreslagen")
        ADOPTED = "adopted", _("fastställd")
        PUBLISHED = "published", _("publicerad")
        CANCELLED = "cancelled", _("avbruten")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="revisions")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.YEARLY)
    occasion = models.TextField(blank=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="revisions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")
    preliminary = models.BooleanField(default=True)
    begins_on = models.DateField()
    report_by = models.DateField()
    compile_by = models.DateField()
    refer_by = models.DateField()
    answers_by = models.DateField()
    manuscript_by = models.DateField()
    decide_on = models.DateField()
    base = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, null=True, related_name="revised_by")
    draft = models.OneToOneField(PlanVersion, on_delete=models.PROTECT, null=True, related_name="revision")
    round = models.OneToOneField(ReferralRound, on_delete=models.PROTECT, null=True, related_name="revision")
    no_round_reason = models.TextField(blank=True)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="revisions")
    summary = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    difference = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    cancel_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year"],
                condition=Q(kind="yearly") & ~Q(state="cancelled"),
                name="one_yearly_revision_per_plan_and_year",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=~Q(state__in=["planned", "published", "cancelled"]),
                name="one_revision_of_a_plan_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "cancelled"]) | Q(draft__isnull=False, case__isnull=False),
                name="begun_revision_has_its_planning_version",
            ),
            models.CheckConstraint(
                condition=~Q(kind="extra") | ~Q(occasion=""), name="extra_revision_says_what_decided_it"
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at__isnull=True)),
                name="published_revision_says_when",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="cancelled", cancelled_at__isnull=False, cancelled_by__isnull=False)
                    & ~Q(cancel_reason="")
                )
                | (
                    ~Q(state="cancelled")
                    & Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancel_reason="")
                ),
                name="cancelled_revision_says_who_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.year}"

    @property
    def is_open(self) -> bool:
        """It has begun and not ended."""
        return self.state not in {self.State.PLANNED, self.State.PUBLISHED, self.State.CANCELLED}

    @property
    def is_prepared(self) -> bool:
        """Its round is written but not sent: nobody has been asked about the changes yet."""
        if self.state != self.State.REFERRED or self.round is None:
            return False
        return self.round.state == ReferralRound.State.DRAFT

    @property
    def standing(self) -> str:
        """Where it is, in words; a round that is not sent is not out."""
        return str(_("remissrundan förbereds")) if self.is_prepared else str(self.get_state_display())

    @property
    def name(self) -> str:
        """What tells it from the plan's other revisions, those of the same year too."""
        if self.kind == self.Kind.EXTRA:
            said = str(_("Extra revidering %(year)s, beslut %(day)s"))
            return said % {"year": self.year, "day": self.decided_day}
        return str(_("Revidering %(year)s")) % {"year": self.year}

    @property
    def decided_day(self) -> str:
        """The day it is to be decided on, without the year."""
        return date_format(self.decide_on, "j F")


class RevisionQuestion(models.Model):
    """A question this revision asks of every milestone, goal or indicator, or of the plan as a whole."""

    class About(models.TextChoices):
        MILESTONE = "milestone", _("varje milstolpe")
        GOAL = "goal", _("varje mål")
        INDICATOR = "indicator", _("varje indikator")
        PLAN = "plan", _("planen som helhet")

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="questions")
    about = models.CharField(max_length=10, choices=About.choices)
    text = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "about", "text"], name="one_question_each"),
        ]

    def __str__(self) -> str:
        return self.text


class PartProposal(models.Model):
    """A milestone somebody proposes: a new one, several merged into one, or one dropped."""

    class Kind(models.TextChoices):
        NEW = "new", _("ny milstolpe")
        MERGE = "merge", _("slå ihop")
        DROP = "drop", _("stryk")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("föreslagen")
        ACCEPTED = "accepted", _("intagen")
        DECLINED = "declined", _("inte intagen")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    parts = models.ManyToManyField(PlanPart, blank=True, related_name="proposals")
    area = models.ForeignKey(PlanPart, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    became = models.ForeignKey(PlanPart, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_of_a_part_says_why"),
            models.CheckConstraint(
                condition=Q(state="proposed", answered_at__isnull=True, answered_by__isnull=True)
                | Q(~Q(state="proposed"), answered_at__isnull=False, answered_by__isnull=False),
                name="answered_proposal_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""), name="declined_proposal_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.title}"


class Evaluation(models.Model):
    """What a revision says of a goal or an indicator: its yearly evaluation, and answers to its questions."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="evaluations")
    part = models.ForeignKey(PlanPart, on_delete=models.PROTECT, related_name="evaluations")
    text = models.TextField(blank=True)
    answers = models.JSONField(default=dict, blank=True)
    edition = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "part"], name="one_evaluation_per_part"),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} in {self.revision_id}"
