"""Weighing: each comment gets exactly one disposition, with a reason and perhaps another wording."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access
from .marking import lock_comment, refuse_outdated, weighed
from .models import Comment, Disposition, SectionVersion, WorkItem
from .reasons import said
from .text import normalise
from .weighing_errors import ColleagueCannotWeigh, OtherNotWeighed, WeighedMeanwhile, WordingWithoutHeeding
from .work_items import finish_items, item_for_person, open_items

HEEDED = (Disposition.Outcome.HEEDED, Disposition.Outcome.PARTLY)
QUOTED = 120


@dataclass(frozen=True)
class Wording:
    """A section's whole new heading and text, as somebody wants them."""

    section: SectionVersion
    heading: str
    text: str

    @property
    def changed_heading(self) -> str | None:
        """The new heading; None when it is the old one."""
        heading = normalise(self.heading).strip()[:300]
        return None if heading == self.section.heading else heading

    @property
    def changed_text(self) -> str | None:
        """The new text; None when it is the old one."""
        text = normalise(self.text)
        return None if text == self.section.text else text


def weigh(
    comment: Comment,
    *,
    by: User,
    version: int,
    outcome: str,
    reason: str,
    wording: Wording | None = None,
) -> Disposition:
    """Say what becomes of the comment, and of those gathered with it.

    ``version`` is the disposition's version that was shown (0 when there was none): somebody else's
    newer weighing stays and WeighedMeanwhile is raised. Raises ReasonMissing, WordingWithoutHeeding,
    CommentOutdated, CommentDropped, RoundNotWeighed.
    """
    facts = {
        "outcome": Disposition.Outcome(outcome),
        "reason": said(reason),
        "section_version": wording.section if wording else comment.section_version,
        "heading": wording.changed_heading if wording else None,
        "text": wording.changed_text if wording else None,
    }
    if outcome not in HEEDED and (facts["heading"] is not None or facts["text"] is not None):
        raise WordingWithoutHeeding
    with work():
        weighed(comment.round)
        locked = lock_comment(comment)
        refuse_outdated(locked.answer)
        disposition = _written(locked, version, facts | {"weighed_at": clock.now(), "weighed_by": by})
        finish_items(locked, WorkItem.Kind.COMMENT, by=by)
        _record("comment.weighed", locked, by, outcome=outcome)
        return disposition


def gather(comment: Comment, other: Comment, *, by: User) -> Disposition:
    """Let the comment share another's disposition, since it says the same; raises OtherNotWeighed."""
    with work():
        weighed(comment.round)
        for first in sorted((comment, other), key=lambda one: one.pk):
            lock_comment(first)  # in one order, so that two who gather the same two wait for each other
        locked, target = lock_comment(comment), lock_comment(other)
        refuse_outdated(locked.answer)
        refuse_outdated(target.answer)
        if target.disposition is None or target.round_id != locked.round_id:
            raise OtherNotWeighed
        locked.disposition, locked.former_disposition = target.disposition, None
        locked.save(update_fields=["disposition", "former_disposition"])
        finish_items(locked, WorkItem.Kind.COMMENT, by=by)
        _record("comment.weighed", locked, by, outcome=target.disposition.outcome)
        return target.disposition


def set_apart(comment: Comment, *, by: User) -> Comment:
    """Take the comment out of its group; it is to be weighed again by itself."""
    with work():
        weighed(comment.round)
        locked = lock_comment(comment)
        locked.former_disposition, locked.disposition = locked.disposition, None
        locked.save(update_fields=["disposition", "former_disposition"])
        _record("comment.set_apart", locked, by)
        return locked


def assign(comment: Comment, colleague: User | None, *, by: User) -> Comment:
    """Let a colleague weigh the comment (None: nobody in particular); raises ColleagueCannotWeigh."""
    with work():
        weighed(comment.round)
        locked = lock_comment(comment)
        if colleague is not None and not access.can(colleague, "weigh", locked.round):
            raise ColleagueCannotWeigh
        finish_items(locked, WorkItem.Kind.COMMENT, by=by)
        locked.assignee = colleague
        locked.save(update_fields=["assignee"])
        if colleague is not None:
            if colleague != by and locked.disposition is None:
                open_items([_item(locked, colleague, by)])
            _record("comment.assigned", locked, by, assignee=colleague.pk)
        return locked


def _written(comment: Comment, version: int, facts: dict[str, object]) -> Disposition:
    if comment.disposition is None:
        if version:
            raise WeighedMeanwhile(name=_("En kollega"))
        comment.disposition = Disposition.objects.create(round=comment.round, **facts)
        comment.former_disposition = None
        comment.save(update_fields=["disposition", "former_disposition"])
        return comment.disposition
    before = comment.disposition
    saved = Disposition.objects.filter(pk=before.pk, version=version)
    if not saved.update(version=F("version") + 1, **facts):
        raise WeighedMeanwhile(name=before.weighed_by.name)
    before.refresh_from_db()
    return before


def _item(comment: Comment, colleague: User, by: User) -> WorkItem:
    return item_for_person(
        WorkItem.Kind.COMMENT,
        user=colleague,
        unit=comment.round.unit,
        asked_by=by,
        asked_from=comment.round.unit,
        target=comment,
        title=_about(comment),
        case=comment.round.case,
    )


def _about(comment: Comment) -> str:
    """The number, the first of the words and the round: what one knows it again by."""
    said = Truncator(f"{comment.number}. {comment.quote}").chars(QUOTED)
    return f"{said} · {comment.round.title}"[:300]


def _record(kind: str, comment: Comment, by: User, **data: Any) -> None:
    record(
        kind,
        by=by,
        on_behalf_of=access.acting_for(by, "weigh", comment.round.unit),
        case=comment.round.case,
        subject=comment,
        **data,
    )
