"""Referral rounds (remissrundor): what is asked, how it may be answered."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id
from organisation.models import Unit

from .case import Case
from .document import DocumentVersion, SectionVersion

WEIGHED = ["closed", "decided"]
ENDED_TIME = ["compiled", *WEIGHED]  # no longer open for answers in time


def default_reminder_days() -> list[int]:
    """A week before, the day before, and three days after the last day."""
    return [-7, -1, 3]


class ReferralRound(models.Model):
    """A draft sent to many at once, each to give one answer by a last day.

    ``version`` is what was sent; ``revised_version`` is what came of the answers and what a decision
    can adopt. ``closings`` counts how often the weighing was closed.
    """

    class Kind(models.TextChoices):
        REFERRAL = "referral", _("remissrunda")
        INPUT = "input", _("synpunktsinhämtning")
        ANCHORING = "anchoring", _("förankring")

    class State(models.TextChoices):
        DRAFT = "draft", _("utkast")
        OPEN = "open", _("öppen för svar")
        COMPILED = "compiled", _("svaren vägs")
        CLOSED = "closed", _("avslutad")
        DECIDED = "decided", _("beslutad")
        CANCELLED = "cancelled", _("avbruten")

    class Roll(models.TextChoices):
        NEXT = "next", _("nästa arbetsdag")
        PRECEDING = "preceding", _("närmast föregående arbetsdag")

    class Readers(models.TextChoices):
        SENDER = "sender", _("bara avsändaren")
        AFTER_CLOSING = "after_closing", _("alla mottagare när rundan är sammanställd")
        AT_ONCE = "at_once", _("alla mottagare direkt")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rounds")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rounds")
    version = models.OneToOneField(DocumentVersion, on_delete=models.PROTECT, related_name="round")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.REFERRAL)
    title = models.CharField(_("rubrik"), max_length=300)
    summary = models.CharField(_("sammanfattning"), max_length=500, blank=True)
    letter = models.TextField(_("följebrev"), blank=True)
    last_day = models.DateField(_("sista svarsdag"), null=True)
    roll = models.CharField(max_length=10, choices=Roll.choices, default=Roll.NEXT)
    readers = models.CharField(max_length=16, choices=Readers.choices, default=Readers.AFTER_CLOSING)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    dispatched_at = models.DateTimeField(null=True)
    dispatched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reminder_days = ArrayField(models.SmallIntegerField(), default=default_reminder_days, blank=True)
    compiled_at = models.DateTimeField(null=True)
    compiled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closings = models.PositiveSmallIntegerField(default=0)
    revised_version = models.ForeignKey(
        DocumentVersion, on_delete=models.PROTECT, null=True, related_name="proposed_by"
    )
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    cancel_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", dispatched_at__isnull=True, dispatched_by__isnull=True)
                | (
                    ~Q(state="draft")
                    & Q(
                        dispatched_at__isnull=False,
                        dispatched_by__isnull=False,
                        last_day__isnull=False,
                    )
                ),
                name="dispatched_round_says_who_when_and_last_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED_TIME, compiled_at__isnull=False, compiled_by__isnull=False)
                | (~Q(state__in=ENDED_TIME) & Q(compiled_at__isnull=True, compiled_by__isnull=True)),
                name="compiled_round_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=WEIGHED,
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                    revised_version__isnull=False,
                )
                | (
                    ~Q(state__in=WEIGHED)
                    & Q(closed_at__isnull=True, closed_by__isnull=True, revised_version__isnull=True)
                ),
                name="closed_round_says_who_when_and_version",
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
                name="cancelled_round_says_who_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Stance(models.Model):
    """One step of the round's own scale, for sections or for the whole."""

    class Tone(models.TextChoices):
        FOR = "for", _("för")
        REMARKS = "remarks", _("med synpunkter")
        AGAINST = "against", _("emot")
        NEUTRAL = "neutral", _("neutral")

    round = models.ForeignKey(ReferralRound, on_delete=models.CASCADE, related_name="stances")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=80)
    tone = models.CharField(max_length=8, choices=Tone.choices)
    overall = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["overall", "position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "overall", "code"], name="one_stance_per_code"),
        ]

    def __str__(self) -> str:
        return self.label


class Question(models.Model):
    """A row to answer: a section's stance, a text question, or the overall statement."""

    class Kind(models.TextChoices):
        STANCE = "stance", _("ställningstagande till ett avsnitt")
        TEXT = "text", _("fråga med fritext")
        OVERALL = "overall", _("samlad bedömning")

    round = models.ForeignKey(ReferralRound, on_delete=models.CASCADE, related_name="questions")
    section_version = models.ForeignKey(
        SectionVersion, on_delete=models.CASCADE, null=True, related_name="questions"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.CharField(max_length=500)
    note = models.CharField(max_length=1000, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["section_version"],
                condition=Q(kind="stance"),
                name="one_stance_question_per_section",
            ),
            models.UniqueConstraint(
                fields=["round"], condition=Q(kind="overall"), name="one_overall_question_per_round"
            ),
            models.CheckConstraint(
                condition=~Q(kind="stance") | Q(section_version__isnull=False),
                name="stance_question_has_a_section",
            ),
        ]

    def __str__(self) -> str:
        return self.text
