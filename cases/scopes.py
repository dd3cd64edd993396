"""Which rows a right opens, per model and action, as conditions for the database.

Read together with ``actions``: an action says which units a seat covers, a scope says which
rows those units open. Only ``access`` uses this.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q

from organisation.models import Unit

from .models import (
    AgendaDocument,
    AgendaItem,
    Answer,
    AnswerAttachment,
    AnswerItem,
    AnswerParty,
    ApprovalOccasion,
    Approver,
    Body,
    BodyMember,
    Case,
    CaseParty,
    Comment,
    Decision,
    Document,
    DocumentFile,
    Extension,
    Extract,
    Feedback,
    ItemRequest,
    Meeting,
    Recipient,
    ReferralRound,
    Undertaking,
)
from .models.referral import ENDED_TIME, WEIGHED


@dataclass(frozen=True)
class Right:
    """Where one person holds one action: units, single cases, secrets they read, units they work in."""

    user_id: int
    units: tuple[int, ...]
    cases: tuple[int, ...]
    secret_units: tuple[int, ...]
    secret_cases: tuple[int, ...]
    homes: tuple[int, ...]


Scope = Callable[[Right], Q]


def _in(right: Right, field: str) -> Q:
    # an array parameter keeps the plan the same for one unit and for a whole region
    return Q(**{f"{field}__in": right.units})


def _own_case(right: Right) -> Q:
    party = CaseParty.objects.filter(
        case=OuterRef("pk"), unit__in=right.units, capacity=CaseParty.Capacity.OWNER
    )
    return (Q(Exists(party)) | Q(pk__in=right.cases)) & _no_secret(right)


def _no_secret(right: Right, case: str = "") -> Q:
    """The case bears no secrecy mark, or this person may read its secrets."""
    return (
        Q(**{f"{case}secrecy_provision": ""})
        | Q(**{f"{case}unit__in": right.secret_units})
        | Q(**{f"{case}pk__in": right.secret_cases})
    )


def _document_of_own_case(right: Right) -> Q:
    cases = Case.objects.filter(_own_case(right))
    foreign_draft = Exists(
        Answer.objects.filter(document=OuterRef("pk"), released_at__isnull=True, abstained_at__isnull=True)
    )
    return Q(case__in=cases) & ~Q(foreign_draft)


def _round_of_own_unit(right: Right) -> Q:
    return (_in(right, "unit") | Q(case__in=right.cases)) & _no_secret(right, "case__")


def _visible_round(right: Right) -> Q:
    received = Recipient.objects.filter(round=OuterRef("pk"), unit__in=right.units, sent_at__isnull=False)
    asked = _open_requests(right).filter(item__answer__parties__recipient__round=OuterRef("pk"))
    sent_by_own = _round_of_own_unit(right) & ~Q(state=ReferralRound.State.DRAFT)
    addressed = received.filter(unit__in=right.homes)  # a secret is theirs whom it was sent to
    return (
        sent_by_own
        | (Q(Exists(received)) & _no_secret(right, "case__"))
        | Q(Exists(addressed))
        | Q(Exists(asked))
    )


def _open_requests(right: Right) -> Any:
    """What this person was asked for, as long as they work where the answer is written."""
    return ItemRequest.objects.filter(
        colleague=right.user_id,
        withdrawn_at__isnull=True,
        item__answer__parties__recipient__unit__in=right.homes,
    )


def _recipient_of_unit(right: Right) -> Q:
    return _in(right, "unit") & Q(sent_at__isnull=False)


def _recipient_or_asked(right: Right) -> Q:
    asked = _open_requests(right).filter(item__answer__parties__recipient=OuterRef("pk"))
    return _recipient_of_unit(right) | Q(Exists(asked))


def _answer_of_unit(right: Right) -> Q:
    own = AnswerParty.objects.filter(answer=OuterRef("pk"), recipient__unit__in=right.units)
    return Q(Exists(own))


def _answer_or_asked(right: Right) -> Q:
    asked = _open_requests(right).filter(item__answer=OuterRef("pk"))
    return _answer_of_unit(right) | Q(Exists(asked))


def _item_of_unit_or_asked(right: Right) -> Q:
    own = AnswerParty.objects.filter(answer=OuterRef("answer"), recipient__unit__in=right.units)
    asked = _open_requests(right).filter(item=OuterRef("pk"), done_at__isnull=True)
    return Q(Exists(own)) | Q(Exists(asked))


def _attachment_of(answers: Scope) -> Scope:
    return lambda right: Q(answer__in=Answer.objects.filter(answers(right)))


def _words_of(answers: Scope) -> Scope:
    """Words and files of answers that were given; those of an abstention were never submitted."""
    given = Q(released_at__isnull=False)
    return lambda right: Q(answer__in=Answer.objects.filter(answers(right) & given))


def _ended() -> Q:
    """Given answers; one that was replaced or taken back stays registered and readable by the sender."""
    state = Answer.State
    return Q(state__in=[state.RELEASED, state.ABSTAINED, state.REPLACED, state.WITHDRAWN])


def _answer_to_own_round(right: Right) -> Q:
    rounds = ReferralRound.objects.filter(_round_of_own_unit(right))
    parties = AnswerParty.objects.filter(recipient__round__in=rounds, answer=OuterRef("pk"))
    return _ended() & Q(Exists(parties))


def _answer_opened_to_recipients(right: Right) -> Q:
    """Answers that count, where the round's setting opens them to its recipients, and all of the unit's own.

    What was replaced or taken back is its sender's and its receiver's business; whoever was taken out
    of the round is no recipient of it any more.
    """
    readers = ReferralRound.Readers
    received = _still_recipient(right).filter(round=OuterRef("recipient__round"))
    opened = Q(recipient__round__readers=readers.AT_ONCE) | Q(
        recipient__round__readers=readers.AFTER_CLOSING, recipient__round__state__in=ENDED_TIME
    )
    parties = AnswerParty.objects.filter(answer=OuterRef("pk"))
    own = parties.filter(recipient__unit__in=right.units)
    others = parties.filter(opened & Q(Exists(received)), current=True)
    counts = Q(state__in=[Answer.State.RELEASED, Answer.State.ABSTAINED])
    return (_ended() & Q(Exists(own))) | (counts & Q(Exists(others)))


def _still_recipient(right: Right) -> Any:
    places = Recipient.objects.filter(unit__in=right.units, sent_at__isnull=False)
    return places.exclude(state=Recipient.State.WITHDRAWN)


def _compilation_opened_to_recipients(right: Right) -> Q:
    """The compiled document follows the setting for answers from the first closing on."""
    readers = ReferralRound.Readers
    received = _still_recipient(right).filter(
        round__case=OuterRef("document__case"),
        round__closings__gt=0,
        round__readers__in=[readers.AFTER_CLOSING, readers.AT_ONCE],
    )
    addressed = received.filter(unit__in=right.homes)  # a secret is theirs whom it was sent to
    opened = (Q(Exists(received)) & _no_secret(right, "document__case__")) | Q(Exists(addressed))
    return Q(document__kind=Document.Kind.COMPILATION) & opened


def _closed_round(right: Right) -> Q:
    """Weighed rounds of units the right reaches: what an official decides on."""
    return (_in(right, "unit") & Q(state__in=WEIGHED)) & _no_secret(right, "case__")


def _of_own_round(right: Right) -> Q:
    return Q(round__in=ReferralRound.objects.filter(_round_of_own_unit(right)))


def _at_own_place(right: Right) -> Q:
    return Q(recipient__in=Recipient.objects.filter(_recipient_of_unit(right)))


def _in_own_round(right: Right) -> Q:
    rounds = ReferralRound.objects.filter(_round_of_own_unit(right))
    return Q(recipient__round__in=rounds)


def _meeting_called(right: Right) -> Q:
    """Meetings of the person's bodies, from the notice on."""
    return _in(right, "body__unit") & ~Q(state=Meeting.State.PLANNED)


def _item_of_own_body(right: Right) -> Q:
    """What was announced to the body: an officer's draft is nobody else's."""
    announced = ~Q(state__in=[AgendaItem.State.DRAFTED, AgendaItem.State.REVIEW])
    return _in(right, "body__unit") & announced & _item_not_secret(right)


def _item_called(right: Right) -> Q:
    meetings = Meeting.objects.filter(_meeting_called(right))
    return Q(meeting__in=meetings) & _item_not_secret(right)


def _item_not_secret(right: Right) -> Q:
    return Q(case__isnull=True) | _no_secret(right, "case__")


def _item_of_own_case(right: Right) -> Q:
    return Q(case__in=Case.objects.filter(_own_case(right)))


def _of_item(items: Scope) -> Scope:
    return lambda right: Q(item__in=AgendaItem.objects.filter(items(right)))


def _file_of_item(items: Scope) -> Scope:
    def scope(right: Right) -> Q:
        papers = AgendaDocument.objects.filter(item__in=AgendaItem.objects.filter(items(right)))
        return Q(pk__in=papers.values("file"))

    return scope


def _named_approver(right: Right) -> Q:
    return Q(user=right.user_id, occasion__called_off_at__isnull=True)


def _occasion_before_approver(right: Right) -> Q:
    return Q(approvers__in=Approver.objects.filter(_named_approver(right)))


def _ordered(right: Right) -> Q:
    """What the unit has ordered; what a secret case's decision ordered is read with its right alone."""
    by_item = Q(point__item__case__isnull=True) | _no_secret(right, "point__item__case__")
    by_official = Q(point__decision__case__isnull=True) | _no_secret(right, "point__decision__case__")
    return _in(right, "giver") & by_item & by_official


def _file_of_own_case(right: Right) -> Q:
    """Files of the person's cases; minutes and extracts with a secret § are read with its right alone."""
    secret = AgendaItem.objects.filter(case__isnull=False).exclude(_no_secret(right, "case__"))
    told = Q(occasion__document=OuterRef("document")) | Q(extracts__document=OuterRef("document"))
    own = Q(document__in=Document.objects.filter(_document_of_own_case(right)))
    return own & ~Q(Exists(secret.filter(told)))


def _taken(right: Right) -> Q:
    return Q(to_user=right.user_id) | _in(right, "to_unit")


SCOPES: dict[tuple[type[Model], str], Scope] = {
    (Unit, "keep_meetings"): lambda right: Q(pk__in=right.units),
    (Body, "keep_meetings"): lambda right: _in(right, "unit"),
    (Body, "see_meeting"): lambda right: _in(right, "unit"),
    (BodyMember, "keep_meetings"): lambda right: _in(right, "body__unit"),
    (Meeting, "keep_meetings"): lambda right: _in(right, "body__unit"),
    (Meeting, "see_meeting"): _meeting_called,
    (AgendaItem, "keep_meetings"): _item_of_own_body,
    (AgendaItem, "see_meeting"): _item_called,
    (AgendaItem, "prepare_item"): _item_of_own_case,
    (AgendaItem, "review_item"): _item_of_own_case,
    (AgendaDocument, "keep_meetings"): _of_item(_item_of_own_body),
    (AgendaDocument, "see_meeting"): _of_item(_item_called),
    (AgendaDocument, "prepare_item"): _of_item(_item_of_own_case),
    (DocumentFile, "keep_meetings"): _file_of_item(_item_of_own_body),
    (DocumentFile, "see_meeting"): _file_of_item(_item_called),
    (ApprovalOccasion, "keep_meetings"): lambda right: _in(right, "meeting__body__unit"),
    (ApprovalOccasion, "approve_minutes"): _occasion_before_approver,
    (Approver, "keep_meetings"): lambda right: _in(right, "occasion__meeting__body__unit"),
    (Approver, "approve_minutes"): _named_approver,
    (Extract, "keep_meetings"): lambda right: _in(right, "item__body__unit"),
    (Extract, "read_extract"): lambda right: _in(right, "unit") & Q(delivered_at__isnull=False),
    (Unit, "read_extract"): lambda right: Q(pk__in=right.units),
    (Undertaking, "keep_meetings"): _ordered,
    (Undertaking, "see_meeting"): _ordered,
    (Undertaking, "report_undertaking"): _taken,
    (Case, "prepare_item"): _own_case,
    (Case, "decide_alone"): _own_case,
    (Unit, "create_round"): lambda right: Q(pk__in=right.units),
    (Unit, "register"): lambda right: Q(pk__in=right.units),
    (Case, "see_case"): _own_case,
    (Document, "see_case"): _document_of_own_case,
    (ReferralRound, "see_round"): _visible_round,
    (ReferralRound, "manage_round"): _round_of_own_unit,
    (ReferralRound, "weigh"): _round_of_own_unit,
    (ReferralRound, "decide"): _closed_round,
    (Comment, "weigh"): _of_own_round,
    (DocumentFile, "see_case"): _file_of_own_case,
    (DocumentFile, "read_shared"): _compilation_opened_to_recipients,
    (Decision, "see_case"): lambda right: Q(case__in=Case.objects.filter(_own_case(right))),
    (Extension, "manage_round"): _in_own_round,
    (Extension, "prepare_answer"): _at_own_place,
    (Feedback, "read_draft"): _at_own_place,
    (Feedback, "prepare_answer"): _at_own_place,
    (Feedback, "manage_round"): _in_own_round,
    (Recipient, "manage_round"): lambda right: Q(
        round__in=ReferralRound.objects.filter(_round_of_own_unit(right))
    ),
    (Recipient, "read_draft"): _recipient_or_asked,
    (Recipient, "write_answer"): _recipient_of_unit,
    (Recipient, "prepare_answer"): _recipient_of_unit,
    (Recipient, "approve_answer"): _recipient_of_unit,
    (Recipient, "release_answer"): _recipient_of_unit,
    (Answer, "read_draft"): _answer_or_asked,
    (Answer, "write_answer"): _answer_of_unit,
    (Answer, "approve_answer"): _answer_of_unit,
    (Answer, "release_answer"): _answer_of_unit,
    (Answer, "read_answers"): _answer_to_own_round,
    (Answer, "read_shared"): _answer_opened_to_recipients,
    (AnswerItem, "write_answer"): _item_of_unit_or_asked,
    (AnswerItem, "read_answers"): _words_of(_answer_to_own_round),
    (AnswerItem, "read_shared"): _words_of(_answer_opened_to_recipients),
    (AnswerAttachment, "read_draft"): _attachment_of(_answer_or_asked),
    (AnswerAttachment, "write_answer"): _attachment_of(_answer_of_unit),
    (AnswerAttachment, "read_answers"): _words_of(_answer_to_own_round),
    (AnswerAttachment, "read_shared"): _words_of(_answer_opened_to_recipients),
}
