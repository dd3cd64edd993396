"""Where an administration's answer stands: what is written, what counts, what was given before."""

from dataclasses import dataclass, field
from functools import cached_property

from organisation.models import User

from . import access
from .compilation import WAITED_FOR
from .models import Answer, AnswerParty, Extension, Recipient, ReferralRound
from .models.referral import ENDED_TIME

GIVEN = (Answer.State.RELEASED, Answer.State.ABSTAINED)
RELATED = (
    "started_by",
    "submitted_by",
    "released_by",
    "abstained_by",
    "ended_by",
    "document__case",
)


@dataclass
class Standing:
    """Everything the place's pages need to know about its answers, as ``reader`` may see them."""

    place: Recipient
    reader: User
    actions: tuple[str, ...] = field(default=("read_draft",))

    @cached_property
    def answers(self) -> list[Answer]:
        """Every answer of the place, newest first."""
        visible = access.visible_by_any(self.reader, Answer, *self.actions)
        rows = visible.filter(parties__recipient=self.place).select_related(*RELATED)
        return list(rows.order_by("-pk"))

    @cached_property
    def under_way(self) -> Answer | None:
        """The one that is being written."""
        return next((answer for answer in self.answers if answer.is_open), None)

    @cached_property
    def counts(self) -> Answer | None:
        """The given one that counts now."""
        party = AnswerParty.objects.filter(recipient=self.place, current=True).first()
        given = [answer for answer in self.answers if answer.state in GIVEN]
        return next((answer for answer in given if party and answer.pk == party.answer_id), None)

    @cached_property
    def given(self) -> Answer | None:
        """The one the receipt is about: the one that counts, else the latest that was given."""
        return self.counts or next((answer for answer in self.answers if answer.document_id), None)

    @property
    def stopped(self) -> Answer | None:
        """The latest that was ended before it was given."""
        return next((answer for answer in self.answers if answer.state == Answer.State.STOPPED), None)

    @property
    def present(self) -> Answer | None:
        """What the landing shows: the one being written, else the given one, else the one that was stopped."""
        return self.under_way or self.given or self.stopped

    @property
    def earlier(self) -> list[Answer]:
        """Every answer that was given or stopped, newest first."""
        return [answer for answer in self.answers if not answer.is_open]

    @property
    def is_over(self) -> bool:
        """Whether nothing may be written or sent any more."""
        cancelled = self.place.round.state == ReferralRound.State.CANCELLED
        return cancelled or self.place.state == Recipient.State.WITHDRAWN

    @property
    def is_weighed(self) -> bool:
        """Whether the answering time has ended: what comes now is marked."""
        return self.place.round.state in ENDED_TIME

    @property
    def is_waited_for(self) -> bool:
        """Whether the sender waits for an answer."""
        is_open = self.place.round.state == ReferralRound.State.OPEN
        return is_open and self.place.state in WAITED_FOR

    @property
    def may_extend(self) -> bool:
        """Whether more time can be asked for: an answer is waited for and no wish is."""
        return self.is_waited_for and (self.wish is None or self.wish.state != Extension.State.ASKED)

    @property
    def may_replace(self) -> bool:
        """Whether a new answer can be begun: one was given and none is being written."""
        return self.given is not None and self.under_way is None and not self.is_over

    @property
    def is_changing(self) -> bool:
        """Whether the answer being written follows one that was given."""
        return self.under_way is not None and self.given is not None

    @cached_property
    def wish(self) -> Extension | None:
        """The latest wish for more time, or the latest time that was given."""
        related = ("asked_by", "decided_by")
        return self.place.extensions.select_related(*related).order_by("-pk").first()
