"""What a plan consists of: parts that stay the same from version to version, and their wording in each."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models import Section
from ledger.public_id import new_public_id
from organisation.models import Unit

from .assignment import Assignment
from .plan import AgreementParagraph, Plan, PlanVersion

USER = settings.AUTH_USER_MODEL


class PlanPart(models.Model):
    """An area, goal, milestone, effect or indicator as itself, whatever its wording.

    ``predecessors`` is its history: what it was merged of, split from or continues. ``section`` is what it
    is in the plan's text, from the first version that has one.
    """

    class Kind(models.TextChoices):
        AREA = "area", _("insatsområde")
        GOAL = "goal", _("mål")
        MILESTONE = "milestone", _("milstolpe")
        EFFECT = "effect", _("effekt")
        INDICATOR = "indicator", _("indikator")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    section = models.OneToOneField(Section, on_delete=models.PROTECT, null=True, related_name="plan_part")
    predecessors = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="successors")

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class Wording(models.Model):
    """How a part reads in one version. ``doubt`` is what the source leaves open: shown, never dropped.

    ``reason`` says why it reads otherwise than in the version before.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="%(class)ss")
    part = models.ForeignKey(PlanPart, on_delete=models.PROTECT, related_name="%(class)ss")
    position = models.PositiveIntegerField()
    doubt = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.part_id} in {self.version_id}"


def one_per_version(name: str) -> models.UniqueConstraint:
    """A part reads one way in a version."""
    return models.UniqueConstraint(fields=["version", "part"], name=name)


class AreaWording(Wording):
    """An area (insatsområde) with its statement; ``continues`` says where the work goes on when it ends."""

    code = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    statement = models.TextField(blank=True)
    continues = models.TextField(blank=True)

    class Meta(Wording.Meta):
        constraints = [one_per_version("one_area_wording_per_version")]


class GoalWording(Wording):
    """A long-term goal (målbild) of an area; without an area an effect goal (effektmål) of the whole plan.

    Goals are evaluated yearly too: ``outcome`` is the latest evaluation in words.
    """

    area = models.ForeignKey(PlanPart, on_delete=models.PROTECT, null=True, related_name="goals_of_area")
    code = models.CharField(max_length=24, blank=True)
    text = models.TextField()
    outcome = models.TextField(blank=True)

    class Meta(Wording.Meta):
        constraints = [one_per_version("one_goal_wording_per_version")]


class MilestoneWording(Wording):
    """A milestone, or an activity with a cadence. Its place in the map is ``last_year``, when it is reached.

    Some have no year: ``years_words`` keeps what the source prints. ``cadence`` is in words, ``times_a_year``
    what of it can be counted. A reworded one keeps its old wording.
    """

    class Kind(models.TextChoices):
        MILESTONE = "milestone", _("milstolpe")
        ACTIVITY = "activity", _("aktivitet")

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("inte påbörjad")
        UNDER_WAY = "under_way", _("pågår")
        REACHED = "reached", _("uppnådd")
        NOT_REACHED = "not_reached", _("inte uppnådd")

    class Trend(models.TextChoices):
        UNKNOWN = "", _("ingen bedömning")
        BETTER = "better", _("bättre")
        SAME = "same", _("oförändrad")
        WORSE = "worse", _("sämre")

    area = models.ForeignKey(PlanPart, on_delete=models.PROTECT, related_name="milestones_of_area")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MILESTONE)
    code = models.CharField(max_length=24)
    title = models.TextField()
    description = models.TextField(blank=True)
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    years_words = models.CharField(max_length=60, blank=True)
    cadence = models.CharField(max_length=120, blank=True)
    times_a_year = models.PositiveSmallIntegerField(null=True)
    owner = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    owner_words = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NOT_STARTED)
    status_reason = models.TextField(blank=True)
    trend = models.CharField(max_length=8, choices=Trend.choices, blank=True, default=Trend.UNKNOWN)
    earlier_wording = models.TextField(blank=True)
    earlier_year = models.PositiveSmallIntegerField(null=True)
    effects_with = models.ForeignKey(
        PlanPart, on_delete=models.PROTECT, null=True, related_name="shares_effects"
    )

    class Meta(Wording.Meta):
        constraints = [
            one_per_version("one_milestone_wording_per_version"),
            models.UniqueConstraint(fields=["version", "code"], name="one_milestone_per_code"),
            models.CheckConstraint(
                condition=Q(first_year__isnull=True, last_year__isnull=True)
                | Q(first_year__isnull=False, last_year__gte=F("first_year")),
                name="milestone_years_come_in_order",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["not_started", "under_way"]) | ~Q(status_reason=""),
                name="milestone_status_says_why",
            ),
        ]

    @property
    def has_owner(self) -> bool:
        """Somebody can be asked about it."""
        return self.owner_id is not None or self.unit_id is not None

    @property
    def years(self) -> str:
        """The year or the range as it is written, or what the source prints; empty when unknown."""
        if self.last_year is None:
            return self.years_words
        same = self.first_year == self.last_year
        return str(self.last_year) if same else f"{self.first_year}–{self.last_year}"


class EffectWording(Wording):
    """What a milestone is expected to bring on short term; ``text`` is empty where the source is illegible."""

    class Audience(models.TextChoices):
        RESIDENTS = "inv", _("invånarna")
        SYSTEM = "sys", _("systemet")
        OPERATIONS = "vsh", _("verksamheterna")

    milestone = models.ForeignKey(PlanPart, on_delete=models.PROTECT, related_name="effects_of_milestone")
    above = models.ForeignKey(PlanPart, on_delete=models.PROTECT, null=True, related_name="effects_below")
    text = models.TextField(blank=True)
    audiences = ArrayField(models.CharField(max_length=3, choices=Audience.choices), default=list, blank=True)
    illegible = models.BooleanField(default=False)

    class Meta(Wording.Meta):
        constraints = [
            one_per_version("one_effect_wording_per_version"),
            models.CheckConstraint(
                condition=Q(illegible=True) | ~Q(text=""), name="legible_effect_has_a_text"
            ),
        ]


class IndicatorWording(Wording):
    """What is measured, of an effect, a goal or a milestone, in which unit, against which target.

    Without a target it cannot be assessed ("kan ej bedömas"); ``target_words`` keeps a target that is no
    number. What stands below another gives it its value, added up or as a mean.
    """

    class Better(models.TextChoices):
        HIGHER = "higher", _("högre är bättre")
        LOWER = "lower", _("lägre är bättre")

    class Gather(models.TextChoices):
        NONE = "", _("rapporteras för sig")
        SUM = "sum", _("summan av dem under")
        MEAN = "mean", _("medelvärdet av dem under")

    measures = models.ForeignKey(PlanPart, on_delete=models.PROTECT, null=True, related_name="measured_by")
    above = models.ForeignKey(PlanPart, on_delete=models.PROTECT, null=True, related_name="indicators_below")
    gather = models.CharField(max_length=4, choices=Gather.choices, blank=True, default=Gather.NONE)
    code = models.CharField(max_length=24)
    name = models.CharField(max_length=300)
    measure = models.CharField(max_length=60, blank=True)
    better = models.CharField(max_length=6, choices=Better.choices, default=Better.HIGHER)
    target = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    target_words = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta(Wording.Meta):
        constraints = [
            one_per_version("one_indicator_wording_per_version"),
            models.UniqueConstraint(fields=["version", "code"], name="one_indicator_per_code"),
            models.CheckConstraint(
                condition=Q(above__isnull=True) | ~Q(above=F("part")), name="no_indicator_below_itself"
            ),
        ]


class Enabling(models.Model):
    """An arrow: one milestone gives conditions for another. Never in a loop."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="enablings")
    enabler = models.ForeignKey(PlanPart, on_delete=models.PROTECT, related_name="enables")
    enabled = models.ForeignKey(PlanPart, on_delete=models.PROTECT, related_name="enabled_by")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "enabler", "enabled"], name="one_arrow_each"),
            models.CheckConstraint(condition=~Q(enabler=F("enabled")), name="no_milestone_enables_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.enabler_id} → {self.enabled_id}"


class StruckPart(models.Model):
    """A part that is not in this version but was in the one before: why, and what took its place."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="struck")
    part = models.ForeignKey(PlanPart, on_delete=models.PROTECT, related_name="+")
    into = models.ForeignKey(PlanPart, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "part"], name="one_strike_per_part"),
            models.CheckConstraint(condition=~Q(reason=""), name="what_is_struck_says_why"),
            models.CheckConstraint(
                condition=Q(into__isnull=True) | ~Q(into=F("part")), name="no_part_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} not in {self.version_id}"


class MilestoneLink(models.Model):
    """What a milestone hangs together with outside the plan: an assignment, or an agreement's paragraph."""

    part = models.ForeignKey(PlanPart, on_delete=models.PROTECT, related_name="links")
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, null=True, related_name="milestone_links"
    )
    paragraph = models.ForeignKey(
        AgreementParagraph, on_delete=models.PROTECT, null=True, related_name="milestone_links"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(assignment__isnull=False, paragraph__isnull=True)
                | Q(assignment__isnull=True, paragraph__isnull=False),
                name="a_link_leads_to_one_thing",
            ),
            models.UniqueConstraint(
                fields=["part", "assignment", "paragraph"], nulls_distinct=False, name="one_link_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} → {self.assignment_id or self.paragraph_id}"
