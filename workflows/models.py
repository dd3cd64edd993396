"""Which process carries which round, answer, matter, assignment or revision: one each, in the database too."""

from django.db import models
from viewflow.workflow.models import Process

from cases.models import AgendaItem, Answer, Recipient, ReferralRound
from directives.models import Assignment, MilestoneReport, Revision, Transfer


class RoundProcess(Process):
    """The steps of one referral round."""

    round: models.OneToOneField[ReferralRound, ReferralRound] = models.OneToOneField(
        ReferralRound, on_delete=models.PROTECT, related_name="process"
    )


class AnswerProcess(Process):
    """The steps of one answer; starts when the recipient acknowledges, or begins to replace an answer."""

    recipient: models.ForeignKey[Recipient, Recipient] = models.ForeignKey(
        Recipient, on_delete=models.PROTECT, related_name="+"
    )
    answer: models.OneToOneField[Answer, Answer] = models.OneToOneField(
        Answer, on_delete=models.PROTECT, related_name="process"
    )


class DecisionProcess(Process):
    """The steps of one matter before a body, by the item it began with; what continues that is the same matter."""

    item: models.OneToOneField[AgendaItem, AgendaItem] = models.OneToOneField(
        AgendaItem, on_delete=models.PROTECT, related_name="process"
    )


class AssignmentProcess(Process):
    """The steps of one assignment; one that is opened again gets a new process."""

    assignment: models.ForeignKey[Assignment, Assignment] = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, related_name="+"
    )


class TransferProcess(Process):
    """The step of one question to take an assignment over; ends with its answer."""

    transfer: models.OneToOneField[Transfer, Transfer] = models.OneToOneField(
        Transfer, on_delete=models.PROTECT, related_name="process"
    )


class RevisionProcess(Process):
    """The steps of one revision of a plan."""

    revision: models.OneToOneField[Revision, Revision] = models.OneToOneField(
        Revision, on_delete=models.PROTECT, related_name="process"
    )


class MilestoneReportProcess(Process):
    """The steps of one milestone's report; starts when its owner begins to write."""

    report: models.OneToOneField[MilestoneReport, MilestoneReport] = models.OneToOneField(
        MilestoneReport, on_delete=models.PROTECT, related_name="process"
    )
