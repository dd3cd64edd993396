"""Processes and who leads them, assignments and how they go, steering documents."""

from .assignment import TEXTS, Assignment, AssignmentTemplate, AssignmentVersion, parties_of
from .carrying_out import AssignmentPart, StatusReport, TimeRequest
from .need import Need
from .nomination import MOST_SEATS, Nomination, NominationRequest, Nominee
from .plan import AgreementParagraph, Plan, PlanRelation, PlanSeat, PlanVersion
from .plan_follower import PlanFollower
from .plan_parts import (
    AreaWording,
    EffectWording,
    Enabling,
    GoalWording,
    IndicatorWording,
    MilestoneLink,
    MilestoneWording,
    PlanPart,
    StruckPart,
)
from .plan_referral import ReferredPart
from .plan_report import FollowUp, IndicatorValue, MilestoneReport
from .plan_revision import Evaluation, PartProposal, Revision, RevisionQuestion
from .process import Process, ProcessOwner, ProcessPart
from .staff import LEAST_PERSONS, FunctionHolder, SituationRecipient, SituationReport, StaffFunction
from .steering import SteeringDocument
from .steering_card import SteeringCard, SteeringRelation, SteeringReview
from .transfer import Transfer

__all__ = [
    "LEAST_PERSONS",
    "MOST_SEATS",
    "TEXTS",
    "AgreementParagraph",
    "AreaWording",
    "Assignment",
    "AssignmentPart",
    "AssignmentTemplate",
    "AssignmentVersion",
    "EffectWording",
    "Enabling",
    "Evaluation",
    "FollowUp",
    "FunctionHolder",
    "GoalWording",
    "IndicatorValue",
    "IndicatorWording",
    "MilestoneLink",
    "MilestoneReport",
    "MilestoneWording",
    "Need",
    "Nomination",
    "NominationRequest",
    "Nominee",
    "PartProposal",
    "Plan",
    "PlanFollower",
    "PlanPart",
    "PlanRelation",
    "PlanSeat",
    "PlanVersion",
    "Process",
    "ProcessOwner",
    "ProcessPart",
    "ReferredPart",
    "Revision",
    "RevisionQuestion",
    "SituationRecipient",
    "SituationReport",
    "StaffFunction",
    "StatusReport",
    "SteeringCard",
    "SteeringDocument",
    "SteeringRelation",
    "SteeringReview",
    "StruckPart",
    "TimeRequest",
    "Transfer",
    "parties_of",
]
