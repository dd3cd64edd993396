"""Comments (synpunkter): numbered excerpts of what was submitted, and what became of each."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id

from .answer import Answer, AnswerItem
from .answer_parts import AnswerAttachment
from .document import SectionVersion
from .recipient import Recipient
from .referral import ReferralRound

USER = settings.AUTH_USER_MODEL


class Field(models.TextChoices):
    """Which box of an answer a text stands in."""

    COMMENT = "comment", _("synpunkter")
    WORDING = "wording", _("förslag till ny formulering")
    REASON = "reason", _("motivering till att avstå")
    FILE = "file", _("bilaga")


class Disposition(models.Model):
    """What became of one comment, or of several that say the same (hantering).

    ``heading`` and ``text`` are the section's whole new wording; None means that it is left as it is.
    """

    class Outcome(models.TextChoices):
        HEEDED = "heeded", _("beaktas")
        PARTLY = "partly", _("beaktas delvis")
        NOT_HEEDED = "not_heeded", _("beaktas inte")
        NOTED = "noted", _("noteras")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    round = models.ForeignKey(ReferralRound, on_delete=models.PROTECT, related_name="dispositions")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.TextField()
    section_version = models.ForeignKey(
        SectionVersion, on_delete=models.PROTECT, null=True, related_name="dispositions"
    )
    heading = models.CharField(max_length=300, null=True)  # noqa: DJ001 (None: unchanged, "": taken away)
    text = models.TextField(null=True)  # noqa: DJ001
    version = models.PositiveIntegerField(default=1)
    weighed_at = models.DateTimeField()
    weighed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="disposition_says_why"),
            models.CheckConstraint(
                condition=Q(heading__isnull=True, text__isnull=True)
                | Q(outcome__in=["heeded", "partly"], section_version__isnull=False),
                name="only_a_heeded_comment_changes_a_section",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.pk}"

    @property
    def changes_text(self) -> bool:
        """Whether it leads to another wording."""
        return self.heading is not None or self.text is not None


class Comment(models.Model):
    """One thing somebody said: an excerpt of a box (code points, half-open) or a place in a file.

    A comment is never deleted: one that was marked by mistake, or that is gone from the answer that
    replaced its own, is dropped with a reason and keeps its number.
    """

    NUMBER_FIELDS: tuple[str, ...] = ("number",)

    class State(models.TextChoices):
        ACTIVE = "active", _("gäller")
        DROPPED = "dropped", _("struken")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    round = models.ForeignKey(ReferralRound, on_delete=models.PROTECT, related_name="comments")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="comments")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="comments")
    carried_from = models.ForeignKey(Answer, on_delete=models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey(AnswerItem, on_delete=models.PROTECT, null=True, related_name="comments")
    attachment = models.ForeignKey(
        AnswerAttachment, on_delete=models.PROTECT, null=True, related_name="comments"
    )
    field = models.CharField(max_length=8, choices=Field.choices)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    quote = models.TextField()
    place = models.CharField(max_length=80, blank=True)
    section_version = models.ForeignKey(
        SectionVersion, on_delete=models.PROTECT, null=True, related_name="comments"
    )
    number = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    disposition = models.ForeignKey(Disposition, on_delete=models.PROTECT, null=True, related_name="comments")
    former_disposition = models.ForeignKey(Disposition, on_delete=models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    drop_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_comment_per_number"),
            ExclusionConstraint(
                name="no_words_in_two_comments",
                expressions=[
                    ("item", RangeOperators.EQUAL),
                    ("field", RangeOperators.EQUAL),
                    (
                        Func(F("start"), F("end"), function="int4range", output_field=IntegerRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state="active", item__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(field__in=["comment", "wording"], item__isnull=False, attachment__isnull=True)
                | Q(field="file", item__isnull=True, attachment__isnull=False)
                | Q(field="reason", item__isnull=True, attachment__isnull=True),
                name="comment_stands_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(field="file") | Q(start__lt=F("end")), name="comment_has_words"
            ),
            models.CheckConstraint(
                condition=Q(state="active", dropped_at__isnull=True, dropped_by__isnull=True, drop_reason="")
                | (
                    Q(state="dropped", dropped_at__isnull=False, dropped_by__isnull=False)
                    & ~Q(drop_reason="")
                ),
                name="dropped_comment_says_who_when_and_why",
            ),
        ]
        indexes = [models.Index(fields=["answer", "item"], name="comments_of_answer")]

    def __str__(self) -> str:
        return f"{self.number}: {self.quote[:40]}"

    def take_number(self, sequence: int, at: datetime) -> None:
        """Become the round's next comment."""
        self.number = sequence


class ReadMark(models.Model):
    """The rest of a box has been read and holds no comment."""

    round = models.ForeignKey(ReferralRound, on_delete=models.PROTECT, related_name="read_marks")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="read_marks")
    item = models.ForeignKey(AnswerItem, on_delete=models.PROTECT, null=True, related_name="read_marks")
    attachment = models.ForeignKey(
        AnswerAttachment, on_delete=models.PROTECT, null=True, related_name="read_marks"
    )
    field = models.CharField(max_length=8, choices=Field.choices)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "item", "attachment", "field"],
                nulls_distinct=False,
                name="one_read_mark_per_box",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.field} read"
