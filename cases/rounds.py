"""Preparing a referral round: its draft, questions, letter, recipients and last day."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import access, documents
from .errors import RoundNotDraft
from .models import Case, Diary, Question, Recipient, ReferralRound, SectionVersion, WorkItem
from .registration import register_case
from .scales import lay_default_scale
from .text import DraftSection, normalise, split_at_headings
from .work_items import item_for_role, open_items

EDITABLE = ("title", "summary", "letter", "last_day", "roll", "readers", "kind", "reminder_days")


def create_round(
    *,
    unit: Unit,
    diary: Diary,
    title: str,
    by: User,
    kind: str = ReferralRound.Kind.REFERRAL,
    external_number: str | None = None,
    case: Case | None = None,
) -> ReferralRound:
    """Begin a round, with an empty draft and the default scale; its case is registered unless there is one.

    Raises NumberNotInPattern or NumberTaken for a typed number of an external diary.
    """
    with work():
        home = case or register_case(
            diary=diary, title=title, unit=unit, by=by, external_number=external_number
        )
        referral_round = ReferralRound.objects.create(
            case=home,
            unit=unit,
            version=documents.start_draft(home, title=title),
            kind=kind,
            title=title,
            created_at=clock.now(),
            created_by=by,
        )
        lay_default_scale(referral_round)
        _ask_for_the_whole(referral_round)
        open_items([_dispatch_item(referral_round)])
        _record("round.created", referral_round, by, unit=unit)
        return referral_round


def change_round(referral_round: ReferralRound, *, by: User, **changes: Any) -> None:
    """Change title, summary, letter, last day, rolling, readers or kind while it is a draft."""
    with work():
        draft_of(referral_round)
        for name, value in changes.items():
            if name not in EDITABLE:
                raise ValueError(f"{name} is not a field of the draft")
            setattr(referral_round, name, normalise(value) if isinstance(value, str) else value)
        referral_round.save(update_fields=list(changes))
        _record("round.changed", referral_round, by)


def paste_draft(referral_round: ReferralRound, markdown: str, *, by: User) -> list[SectionVersion]:
    """Split the pasted text at its headings and lay it as the round's sections, each with a question."""
    return lay_sections(referral_round, split_at_headings(markdown), by=by)


def lay_sections(
    referral_round: ReferralRound, parts: Iterable[DraftSection], *, by: User
) -> list[SectionVersion]:
    """Lay the draft's sections anew and ask for a stance on each."""
    with work():
        draft_of(referral_round)
        sections = documents.replace_sections(referral_round.version, parts)
        _ask_about_each(referral_round, sections)
        _record("draft.changed", referral_round, by)
        return sections


def change_section(
    section: SectionVersion, *, by: User, heading: str, text: str, keywords: list[str], note: str
) -> None:
    """Change one section's wording and the sender's note beside its question."""
    with work():
        referral_round = draft_of(section.version.round)
        section.heading, section.text = normalise(heading)[:300], normalise(text)
        section.keywords = [word.strip()[:80] for word in keywords if word.strip()]
        section.save(update_fields=["heading", "text", "keywords"])
        section.questions.filter(kind=Question.Kind.STANCE).update(note=normalise(note)[:1000])
        _record("draft.changed", referral_round, by)


def ask(
    referral_round: ReferralRound, text: str, *, by: User, section: SectionVersion | None = None
) -> Question:
    """Add a question answered in words, to one section or to the draft as a whole."""
    with work():
        draft_of(referral_round)
        base = section.position * 100 if section else 100_00
        taken = referral_round.questions.filter(section_version=section).count()
        return Question.objects.create(
            round=referral_round,
            section_version=section,
            kind=Question.Kind.TEXT,
            text=normalise(text)[:500],
            position=min(base + 1 + taken, 32_000),
        )


def remove_question(question: Question, *, by: User) -> None:
    """Take a text question away while the round is a draft."""
    with work():
        draft_of(question.round)
        if question.kind == Question.Kind.TEXT:
            question.delete()


def choose_recipients(referral_round: ReferralRound, units: Iterable[Unit], *, by: User) -> None:
    """Let these units, in this order, be the listed recipients: one official answer each."""
    with work():
        draft_of(referral_round)
        chosen = list(dict.fromkeys(units))
        referral_round.recipients.exclude(unit__in=chosen).delete()
        Recipient.objects.bulk_create(
            [
                Recipient(round=referral_round, unit=unit, position=position)
                for position, unit in enumerate(chosen, start=1)
            ],
            update_conflicts=True,
            unique_fields=["round", "unit"],
            update_fields=["position"],
        )
        _record("recipients.chosen", referral_round, by)


def draft_of(referral_round: ReferralRound) -> ReferralRound:
    """Lock the round; raises RoundNotDraft once it has been dispatched."""
    locked = ReferralRound.objects.select_for_update().get(pk=referral_round.pk)
    if locked.state != ReferralRound.State.DRAFT:
        raise RoundNotDraft
    return locked


def _ask_about_each(referral_round: ReferralRound, sections: Iterable[SectionVersion]) -> None:
    with override(referral_round.version.language):  # kept with the draft, whoever lays it
        text = _("Vad tycker ni om det här avsnittet?")
    Question.objects.bulk_create(
        Question(
            round=referral_round,
            section_version=section,
            kind=Question.Kind.STANCE,
            text=text,
            position=section.position * 100,
        )
        for section in sections
    )


def _ask_for_the_whole(referral_round: ReferralRound) -> None:
    with override(referral_round.version.language):
        text = _("Er samlade bedömning")
    Question.objects.create(round=referral_round, kind=Question.Kind.OVERALL, text=text, position=32_500)


def _record(kind: str, referral_round: ReferralRound, by: User, **facts: Any) -> None:
    behalf = access.acting_for(by, "manage_round", referral_round.unit)
    record(kind, by=by, on_behalf_of=behalf, case=referral_round.case, subject=referral_round, **facts)


def _dispatch_item(referral_round: ReferralRound) -> WorkItem:
    return item_for_role(
        WorkItem.Kind.DISPATCH,
        unit=referral_round.unit,
        role="process_owner",
        target=referral_round,
        title=referral_round.title,
        case=referral_round.case,
    )
