"""Plans, the versions a decision adopts one at a time, who has a seat in them and what they rest on."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models import Adoption, Body, Document, DocumentVersion
from ledger.public_id import new_public_id
from organisation.models import Unit

USER = settings.AUTH_USER_MODEL


class Plan(models.Model):
    """A plan that is kept for years and revised in cycles; what it says stands in its versions.

    ``body`` adopts it; ``every_years`` and ``month`` say when it is revised. ``binds`` says whom it binds.
    ``document`` is what its adopted versions are versions of.
    """

    class Level(models.TextChoices):
        STRATEGY = "strategy", _("mål och strategi")
        ROAD_MAP = "road_map", _("färdplan")
        IMPLEMENTATION = "implementation", _("genomförandeplan")
        BUDGET = "budget", _("budget eller verksamhetsplan")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=16, choices=Level.choices, default=Level.IMPLEMENTATION)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="plan")
    binds = models.TextField(blank=True)
    every_years = models.PositiveSmallIntegerField(default=1)
    month = models.PositiveSmallIntegerField(default=11)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged_from")
    ended_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(every_years__gte=1, every_years__lte=10, month__gte=1, month__lte=12),
                name="plan_is_revised_in_a_month_every_so_many_years",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | (Q(ended_on__isnull=False) & ~Q(merged_into=F("id"))),
                name="merged_plan_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        """What lists call it."""
        return self.short_title or self.title


class PlanVersion(models.Model):
    """One whole wording of a plan: drafted (a planning version), proposed, then adopted or dropped.

    Its parts change only while it is a draft; a proposed one owns the frozen text a decision adopts.
    ``adopted_words`` is what is known of an adoption from before this system.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("planeringsversion")
        PROPOSED = "proposed", _("föreslagen")
        ADOPTED = "adopted", _("fastställd")
        DROPPED = "dropped", _("avförd")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    base = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="cuts")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    title = models.CharField(max_length=300)
    introduction = models.TextField(blank=True)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    text = models.OneToOneField(
        DocumentVersion, on_delete=models.PROTECT, null=True, related_name="plan_version"
    )
    adoption = models.OneToOneField(
        Adoption, on_delete=models.PROTECT, null=True, related_name="plan_version"
    )
    adopted_words = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    cut_at = models.DateTimeField()
    cut_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    edition = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_plan_version_per_number"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=["draft", "proposed"]),
                name="one_planning_version_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state="adopted", valid_to__isnull=True),
                name="one_adopted_version_without_end",
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="plan_period_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="adopted", valid_from__isnull=False)
                    & (Q(adoption__isnull=False) | ~Q(adopted_words=""))
                )
                | (
                    ~Q(state="adopted")
                    & Q(adoption__isnull=True, valid_from__isnull=True, valid_to__isnull=True)
                ),
                name="adopted_version_says_by_what_and_from_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="proposed") | Q(text__isnull=False), name="proposed_version_has_its_text"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="plan_version_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"

    @property
    def years(self) -> range:
        """Every year of the period."""
        return range(self.first_year, self.last_year + 1)

    @property
    def is_draft(self) -> bool:
        """Whether its parts may be changed."""
        return self.state == self.State.DRAFT

    def is_valid_on(self, day: date) -> bool:
        """Whether it is, or was, the plan in force on a day."""
        if self.valid_from is None or self.valid_from > day:
            return False
        return self.valid_to is None or day <= self.valid_to


class PlanSeat(models.Model):
    """Who works with a plan beside its owner: co-ordinators, leads of areas, and followers who read along.

    A follower reads the planning version too, and may be a whole unit (a parliamentary group). Whoever only wants to
    be told of an adopted plan is a ``PlanFollower``.
    """

    class Capacity(models.TextChoices):
        COORDINATOR = "coordinator", _("samordnare")
        AREA_LEAD = "area_lead", _("delområdesansvarig")
        FOLLOWER = "follower", _("läser med")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="seats")
    capacity = models.CharField(max_length=12, choices=Capacity.choices)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey("PlanPart", on_delete=models.PROTECT, null=True, related_name="leads")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        ordering = ["capacity", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, unit__isnull=True)
                | Q(user__isnull=True, unit__isnull=False, capacity="follower"),
                name="plan_seat_is_a_persons_or_a_following_units",
            ),
            models.CheckConstraint(
                condition=Q(capacity="area_lead", area__isnull=False)
                | (~Q(capacity="area_lead") & Q(area__isnull=True)),
                name="who_leads_an_area_says_which",
            ),
            models.UniqueConstraint(
                fields=["plan", "capacity", "user", "unit", "area"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="one_open_plan_seat_each",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="plan_seat_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capacity} of {self.plan_id}"


class PlanRelation(models.Model):
    """How a plan stands to another plan: it carries it out, is carried out by it, or is told from it."""

    class Kind(models.TextChoices):
        CARRIES_OUT = "carries_out", _("genomför")
        REPLACES = "replaces", _("ersätter")
        BESIDE = "beside", _("hänger ihop med")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="related_from")
    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "other", "kind"], name="one_plan_relation_of_a_kind"),
            models.CheckConstraint(condition=~Q(plan=F("other")), name="no_plan_beside_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.kind} {self.other_id}"


class AgreementParagraph(models.Model):
    """A paragraph of an agreement a plan rests on. Its text is locked: the plan never changes it."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="paragraphs")
    agreement = models.CharField(max_length=300)
    number = models.CharField(max_length=40)
    text = models.TextField()

    class Meta:
        ordering = ["agreement", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "agreement", "number"], name="one_agreement_paragraph_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.number}"
