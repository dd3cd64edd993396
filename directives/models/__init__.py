"""Processes and who leads them, assignments and how they go, steering documents."""

from .assignment import TEXTS, Assignment, AssignmentTemplate, AssignmentVersion
from .carrying_out import AssignmentPart, StatusReport, TimeRequest
from .process import Process, ProcessOwner
from .staff import LEAST_PERSONS, FunctionHolder, SituationRecipient, SituationReport, StaffFunction
from .steering import SteeringDocument

__all__ = [
    "LEAST_PERSONS",
    "TEXTS",
    "Assignment",
    "AssignmentPart",
    "AssignmentTemplate",
    "AssignmentVersion",
    "FunctionHolder",
    "Process",
    "ProcessOwner",
    "SituationRecipient",
    "SituationReport",
    "StaffFunction",
    "StatusReport",
    "SteeringDocument",
    "TimeRequest",
]
