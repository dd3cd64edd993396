"""Questions and needs that reach a process: who asked, what came of it, and who said so."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models import ReferralRound
from ledger.public_id import new_public_id
from organisation.models import Unit

from .assignment import Assignment
from .process import Process, ProcessPart


class Need(models.Model):
    """One question or need, in the asker's words; ``answer`` is also why it was closed.

    It is being drafted while what it led to is a draft, and turned when that was sent or offered.

    ``asker_name`` is whoever asked without logging in; ``asker`` is who left it here.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", _("fråga")
        NEED = "need", _("behov")

    class State(models.TextChoices):
        NEW = "new", _("väntar på svar")
        ANSWERED = "answered", _("besvarat")
        MERGED = "merged", _("sammanfört med ett annat")
        ROUTED = "routed", _("lämnat vidare")
        DRAFTING = "drafting", _("under beredning")
        TURNED = "turned", _("lett vidare")
        CLOSED = "closed", _("avslutat utan svar")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.QUESTION)
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="needs")
    part = models.ForeignKey(ProcessPart, on_delete=models.PROTECT, null=True, related_name="needs")
    text = models.TextField()
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asker_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    asker_name = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    answer = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    routed_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    routed_words = models.CharField(max_length=200, blank=True)
    round = models.ForeignKey(ReferralRound, on_delete=models.PROTECT, null=True, related_name="needs")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="needs")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="new", settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(state="new") & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="need_is_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "closed"]) | ~Q(answer=""), name="need_has_its_answer"
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="need_is_merged_into_one",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="need_is_not_its_own_twin",
            ),
            models.CheckConstraint(
                condition=~Q(state="routed") | Q(routed_unit__isnull=False) | ~Q(routed_words=""),
                name="need_is_routed_to_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["drafting", "turned"])
                | Q(round__isnull=False)
                | Q(assignment__isnull=False),
                name="need_is_turned_into_something",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def head(self) -> "Need":
        """The question that stands for this one: what came of that came of this."""
        return self.merged_into or self

    @property
    def routed_to(self) -> str:
        """Whom it was left to."""
        return self.routed_unit.name if self.routed_unit else self.routed_words
