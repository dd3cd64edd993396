"""Which process carries which round or answer: one each, enforced by the database."""

from django.db import models
from viewflow.workflow.models import Process

from cases.models import Recipient, ReferralRound


class RoundProcess(Process):
    """The steps of one referral round."""

    round: models.OneToOneField[ReferralRound, ReferralRound] = models.OneToOneField(
        ReferralRound, on_delete=models.PROTECT, related_name="process"
    )


class AnswerProcess(Process):
    """The steps of one recipient's answer; starts when the recipient acknowledges."""

    recipient: models.OneToOneField[Recipient, Recipient] = models.OneToOneField(
        Recipient, on_delete=models.PROTECT, related_name="process"
    )
