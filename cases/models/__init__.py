"""The rows of cases: diary, documents, referral rounds, answers, what waits for whom."""

from .answer import Answer, AnswerAttachment, AnswerItem, AnswerParty, Approval, ItemRequest
from .case import Case, CaseGrant, CaseParty, Diary
from .document import Document, DocumentVersion, Section, SectionVersion, StoredFile
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
    "Diary",
    "Document",
    "DocumentVersion",
    "ItemRequest",
    "Question",
    "Recipient",
    "ReferralRound",
    "Section",
    "SectionVersion",
    "Stance",
    "StoredFile",
    "WorkItem",
]
