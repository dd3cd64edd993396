"""What waits for whom: the only table lists of tasks read."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisation.models import Unit, User

from .case import Case


class WorkItem(models.Model):
    """One thing a person, or whoever holds a role in a unit, can do now.

    ``unit`` beside a person is where the work belongs: who manages there sees it. An item that is
    given on keeps its holder and lies with ``given_to`` meanwhile; it is a row in a list and gives no right.
    """

    class Kind(models.TextChoices):
        DISPATCH = "dispatch", _("Skicka ut remissrundan")
        COMPILE = "compile", _("Sammanställ svaren")
        LATE_ANSWER = "late_answer", _("Ta del av sent svar")
        ANSWER = "answer", _("Svara på remissrundan")
        SECTION = "section", _("Svara på ett avsnitt")
        APPROVE = "approve", _("Godkänn svaret")
        RELEASE = "release", _("Lämna svaret")
        EXTENSION = "extension", _("Ta ställning till begäran om anstånd")
        WEIGH = "weigh", _("Läs svaren och väg synpunkterna")
        COMMENT = "comment", _("Väg en synpunkt")
        REPLACED = "replaced", _("Väg om: svaret är ersatt eller återtaget")
        ADOPT = "adopt", _("Ta förslaget vidare till beslut")
        DECIDE = "decide", _("Besluta om förslaget")
        FEEDBACK = "feedback", _("Läs svaret på återkopplingen")
        REVIEW = "review", _("Granska tjänsteutlåtandet")
        REWORK = "rework", _("Arbeta vidare med tjänsteutlåtandet")
        AGENDA = "agenda", _("Ta upp ärendet på dagordningen")
        MINUTES = "minutes", _("Skriv klart protokollet")
        SIGN = "sign", _("Justera protokollet")
        POST_NOTICE = "post_notice", _("Anslå protokollet")
        REVIEW_PUBLIC = "review_public", _("Titta igenom det publicerade protokollet")
        DELIVER = "deliver", _("Skicka protokollsutdrag")
        UNDERTAKING = "undertaking", _("Rapportera uppdraget")
        REPORTED = "reported", _("Ta ställning till rapporten")
        TAKE = "take", _("Ta emot uppdraget")
        CARRY_OUT = "carry_out", _("Genomför uppdraget")
        ADJUSTED = "adjusted", _("Bekräfta det ändrade uppdraget")
        MORE_TIME = "more_time", _("Ta ställning till begäran om mer tid")
        NEEDS_DECISION = "needs_decision", _("Uppdraget behöver ett beslut")
        FINAL_REPORT = "final_report", _("Ta ställning till slutrapporten")
        DECLINED = "declined", _("Uppdraget togs inte emot")
        PART = "part", _("Genomför en del av uppdraget")
        NEED = "need", _("Svara på en fråga eller ett behov")
        NOMINATE = "nominate", _("Nominera till nätverket")
        NOMINATED = "nominated", _("Ta ställning till nomineringen")
        REVIEW_STEERING = "review_steering", _("Se över styrdokumentet")
        REPORT_PLAN = "report_plan", _("Rapportera dina milstolpar")
        REVISE_PLAN = "revise_plan", _("Driv planens revidering")
        NAME_OWNERS = "name_owners", _("Ge varje milstolpe en ägare")
        PUBLISH_PLAN = "publish_plan", _("Publicera den fastställda planen")

    kind = models.CharField(max_length=16, choices=Kind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=32, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    target_type = models.CharField(max_length=20)
    target_id = models.BigIntegerField()
    target_public_id = models.CharField(max_length=26)
    title = models.CharField(max_length=300)
    due_on = models.DateField(null=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    asked_from = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    given_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    given_at = models.DateTimeField(null=True)
    given_word = models.CharField(max_length=300, blank=True, default="", db_default="")
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target_type", "target_id", "kind", "unit", "role", "user"],
                condition=Q(done_at__isnull=True),
                nulls_distinct=False,
                name="one_open_work_item_per_holder",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, user__isnull=True) & ~Q(role="")
                | Q(user__isnull=False, role=""),
                name="work_item_has_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(given_to__isnull=True, given_by__isnull=True, given_at__isnull=True)
                | Q(given_to__isnull=False, given_by__isnull=False, given_at__isnull=False),
                name="given_work_says_by_whom_and_when",
            ),
        ]
        indexes = [
            models.Index(
                F("unit"),
                F("role"),
                F("created_at").desc(),
                name="work_open_by_seat",
                condition=Q(done_at__isnull=True),
            ),
            models.Index(
                F("created_at").desc(), F("unit"), name="work_open_by_time", condition=Q(done_at__isnull=True)
            ),
            models.Index(
                F("user"), F("created_at").desc(), name="work_open_by_user", condition=Q(done_at__isnull=True)
            ),
            models.Index(
                F("given_to"),
                F("created_at").desc(),
                name="work_open_given",
                condition=Q(done_at__isnull=True, given_to__isnull=False),
            ),
            models.Index(
                F("asked_by"),
                name="work_open_asked_by",
                condition=Q(done_at__isnull=True, asked_by__isnull=False),
            ),
            models.Index(
                F("asked_from"),
                name="work_open_asked_from",
                condition=Q(done_at__isnull=True, asked_from__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def holder(self) -> User | None:
        """The one person it lies with; None while it waits for whoever holds a role."""
        return self.given_to or self.user
