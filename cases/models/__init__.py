"""The rows of cases: diary, documents, referral rounds, answers, comments, decisions, what waits for whom."""

from .answer import Answer, AnswerItem, AnswerParty
from .answer_parts import AnswerAttachment, Approval, ItemRequest
from .case import Case, CaseGrant, CaseParty, Diary
from .comment import Comment, Disposition, Field, ReadMark
from .document import Document, DocumentFile, DocumentVersion, Section, SectionVersion, StoredFile
from .extension import Extension
from .outcome import Decision, Endorsement, Feedback, LateChange
from .recipient import Recipient
from .referral import Question, ReferralRound, Stance
from .work_item import WorkItem

__all__ = [
    "Answer",
    "AnswerAttachment",
    "AnswerItem",
    "AnswerParty",
    "Approval",
    "Case",
    "CaseGrant",
    "CaseParty",
    "Comment",
    "Decision",
    "Diary",
    "Disposition",
    "Document",
    "DocumentFile",
    "DocumentVersion",
    "Endorsement",
    "Extension",
    "Feedback",
    "Field",
    "ItemRequest",
    "LateChange",
    "Question",
    "ReadMark",
    "Recipient",
    "ReferralRound",
    "Section",
    "SectionVersion",
    "Stance",
    "StoredFile",
    "WorkItem",
]
