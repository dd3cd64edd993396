"""Answers: drafted by colleagues, released by somebody named, perhaps replaced or taken back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id

from .document import Document
from .recipient import Recipient
from .referral import Question

USER = settings.AUTH_USER_MODEL

GIVEN = Q(released_at__isnull=False, released_by__isnull=False) & ~Q(released_hash="")
NOT_GIVEN = Q(released_at__isnull=True, released_by__isnull=True, released_hash="")
DECLINED = Q(abstained_at__isnull=False, abstained_by__isnull=False) & ~Q(abstain_reason="")
NOT_DECLINED = Q(abstained_at__isnull=True, abstained_by__isnull=True, abstain_reason="")


class Answer(models.Model):
    """An administration's answer, from first word to release.

    Until it is released nobody outside the answering unit may read any of it (TF 2:9, 2:13).
    ``released_hash`` is the hash of exactly what was released. A released answer that is replaced or
    withdrawn stays as it was: ``ended_*`` says who ended it, when and why. ``received_via`` names how an
    answer came that the sender registered for the administration.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("utkast")
        SUBMITTED = "submitted", _("väntar på godkännande")
        APPROVED = "approved", _("godkänt")
        RELEASED = "released", _("lämnat")
        ABSTAINED = "abstained", _("avstått")
        REPLACED = "replaced", _("ersatt")
        WITHDRAWN = "withdrawn", _("återtaget")
        STOPPED = "stopped", _("avbrutet")

    class Via(models.TextChoices):
        HERE = "", _("i Samråd")
        POST = "post", _("med post")
        MAIL = "mail", _("med e-post")

    class Level(models.TextChoices):
        OFFICIAL = "official", _("tjänstemannasvar")
        BODY = "body", _("politiskt beslutat svar")
        PRELIMINARY = "preliminary", _("preliminärt, bekräftas av nämnd eller styrelse")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.OFFICIAL)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    released_hash = models.CharField(max_length=64, blank=True)
    late = models.BooleanField(default=False)
    after_compilation = models.BooleanField(default=False)
    abstained_at = models.DateTimeField(null=True)
    abstained_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    abstain_reason = models.TextField(blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="successors")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = models.TextField(blank=True)
    received_via = models.CharField(max_length=8, choices=Via.choices, blank=True)
    received_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "approved", "released"])
                | ~Q(received_via="")
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="submitted_answer_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=(GIVEN & ~Q(state__in=["draft", "submitted", "approved", "abstained", "stopped"]))
                | (NOT_GIVEN & ~Q(state="released")),
                name="released_answer_says_who_when_and_hash",
            ),
            models.CheckConstraint(
                condition=(DECLINED & Q(state__in=["abstained", "replaced", "withdrawn"]))
                | (NOT_DECLINED & ~Q(state="abstained")),
                name="abstention_says_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["replaced", "withdrawn", "stopped"],
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                )
                | (
                    ~Q(state__in=["replaced", "withdrawn", "stopped"])
                    & Q(ended_at__isnull=True, ended_by__isnull=True, end_reason="")
                ),
                name="ended_answer_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["replaced", "withdrawn"]) | GIVEN | DECLINED,
                name="only_a_given_answer_is_replaced_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(received_via="", received_on__isnull=True)
                | (~Q(received_via="") & Q(received_on__isnull=False)),
                name="received_answer_says_how_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_open(self) -> bool:
        """Whether words may still be changed."""
        return self.state in {self.State.DRAFT, self.State.SUBMITTED, self.State.APPROVED}


class AnswerParty(models.Model):
    """For whom an answer speaks; a joint answer has several.

    ``current`` marks the answer that counts for the recipient: the one given, or the first one under
    way. It falls when a later one is given instead or the answer is taken back.
    """

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="parties")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="answers")
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "recipient"], name="one_party_per_recipient"),
            models.UniqueConstraint(
                fields=["recipient"],
                condition=Q(current=True),
                name="one_released_answer_per_recipient",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} for {self.recipient_id}"


class AnswerItem(models.Model):
    """What is answered to one question; each field has a version of its own for autosave."""

    FIELDS = ("stance", "comment", "wording")

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="items")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="items")
    stance = models.CharField(max_length=40, blank=True)
    comment = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    stance_version = models.PositiveIntegerField(default=0)
    comment_version = models.PositiveIntegerField(default=0)
    wording_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["question__position"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "question"], name="one_item_per_question"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}:{self.question_id}"

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been answered yet."""
        return not (self.stance or self.comment or self.wording)
