"""The rows of cases: diary, documents, referral rounds, answers, comments, decisions, what waits for whom."""

from .agenda import AgendaDocument, AgendaItem, ItemText
from .answer import Answer, AnswerItem, AnswerParty
from .answer_parts import AnswerAttachment, Approval, ItemRequest
from .body import Body, BodyMember, Delegation
from .case import Case, CaseGrant, CaseParty, Diary
from .comment import Comment, Disposition, Field, ReadMark
from .deciding import Ballot, Disqualification, Participation, Reservation, Vote
from .document import Document, DocumentFile, DocumentVersion, Section, SectionVersion, StoredFile
from .election import Candidate, Election
from .extension import Extension
from .meeting import Attendance, Meeting, Summons
from .minutes import ApprovalOccasion, Approver, PublicMinutes, PublicNotice
from .outcome import Decision, DecisionDraft, Endorsement, Feedback, LateChange
from .point import Adoption, EarlierDecision, Point, Reference
from .recipient import Recipient
from .referral import Question, ReferralRound, Stance
from .secrecy import Opening, SecrecyEntry
from .undertaking import Extract, Undertaking
from .work_item import WorkItem

__all__ = [
    "Adoption",
    "AgendaDocument",
    "AgendaItem",
    "Answer",
    "AnswerAttachment",
    "AnswerItem",
    "AnswerParty",
    "Approval",
    "ApprovalOccasion",
    "Approver",
    "Attendance",
    "Ballot",
    "Body",
    "BodyMember",
    "Candidate",
    "Case",
    "CaseGrant",
    "CaseParty",
    "Comment",
    "Decision",
    "DecisionDraft",
    "Delegation",
    "Diary",
    "Disposition",
    "Disqualification",
    "Document",
    "DocumentFile",
    "DocumentVersion",
    "EarlierDecision",
    "Election",
    "Endorsement",
    "Extension",
    "Extract",
    "Feedback",
    "Field",
    "ItemRequest",
    "ItemText",
    "LateChange",
    "Meeting",
    "Opening",
    "Participation",
    "Point",
    "PublicMinutes",
    "PublicNotice",
    "Question",
    "ReadMark",
    "Recipient",
    "Reference",
    "ReferralRound",
    "Reservation",
    "SecrecyEntry",
    "Section",
    "SectionVersion",
    "Stance",
    "StoredFile",
    "Summons",
    "Undertaking",
    "Vote",
    "WorkItem",
]
