"""Processes and who leads them, assignments and how they go, steering documents."""

from .assignment import TEXTS, Assignment, AssignmentTemplate, AssignmentVersion, parties_of
from .carrying_out import AssignmentPart, StatusReport, TimeRequest
from .need import Need
from .nomination import MOST_SEATS, Nomination, NominationRequest, Nominee
from .process import Process, ProcessOwner, ProcessPart
from .staff import LEAST_PERSONS, FunctionHolder, SituationRecipient, SituationReport, StaffFunction
from .steering import SteeringDocument
from .steering_card import SteeringCard, SteeringRelation, SteeringReview

__all__ = [
    "LEAST_PERSONS",
    "MOST_SEATS",
    "TEXTS",
    "Assignment",
    "AssignmentPart",
    "AssignmentTemplate",
    "AssignmentVersion",
    "FunctionHolder",
    "Need",
    "Nomination",
    "NominationRequest",
    "Nominee",
    "Process",
    "ProcessOwner",
    "ProcessPart",
    "SituationRecipient",
    "SituationReport",
    "StaffFunction",
    "StatusReport",
    "SteeringCard",
    "SteeringDocument",
    "SteeringRelation",
    "SteeringReview",
    "TimeRequest",
    "parties_of",
]
