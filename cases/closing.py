"""Closing the weighing: impossible while anything is unread, unweighed, outdated or in conflict."""

from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import (
    access,
    boxes,
    compiled_document,
    documents,
    feedback,
    ledger_of_comments,
    revision,
    stored_files,
    wholes,
)
from .compilation import weigh_items
from .errors import AlreadyDone
from .locks import lock_round
from .models import Document, DocumentFile, ReferralRound, WorkItem
from .outcome_errors import RoundNotClosed
from .reasons import said
from .registration import register_document
from .weighing_errors import NotReadyToClose, RoundNotWeighed
from .work_items import finish_all, finish_items, item_for_role, open_items

WEIGHED_NOW = (WorkItem.Kind.LATE_ANSWER, WorkItem.Kind.REPLACED)


@dataclass(frozen=True)
class Block:
    """Why the round cannot be closed yet; ``kind`` says where it is mended."""

    kind: str
    count: int

    @property
    def message(self) -> str:
        """The reason as a sentence."""
        return _said(self.kind, self.count) % {"n": self.count}


def blocks(referral_round: ReferralRound) -> list[Block]:
    """Everything that must be done first; an empty list means that the ledger is complete."""
    progress = ledger_of_comments.progress(referral_round)
    counts = {
        "unread": sum(1 for box in boxes.of_round(referral_round) if not box.is_read),
        "outdated": progress.outdated,
        "unweighed": progress.left - progress.outdated,
        "conflict": len(revision.of_round(referral_round).conflicts),
    }
    return [Block(kind, count) for kind, count in counts.items() if count]


def close(referral_round: ReferralRound, *, by: User) -> ReferralRound:
    """Cut the next version, register the compiled document and tell each administration what became of its words.

    Raises NotReadyToClose with everything that is missing, AlreadyDone for a second closing.
    """
    with work():
        locked = lock_round(referral_round)
        _refuse_unready(locked)
        revised = revision.of_round(locked)
        version = revision.cut(revised, locked.version)
        documents.freeze(version, by=by)
        locked.state = ReferralRound.State.CLOSED
        locked.closed_at, locked.closed_by = clock.now(), by
        locked.revised_version, locked.closings = version, locked.closings + 1
        locked.save(update_fields=["state", "closed_at", "closed_by", "revised_version", "closings"])
        _register(locked, by)
        feedback.send(locked, by=by, stage=feedback.PRELIMINARY)
        _hand_on(locked, by)
        record(
            "round.closed",
            by=by,
            on_behalf_of=access.acting_for(by, "manage_round", locked.unit),
            case=locked.case,
            unit=locked.unit,
            subject=locked,
            version=version.pk,
        )
        return locked


def reopen(referral_round: ReferralRound, *, by: User, reason: str) -> ReferralRound:
    """Open the weighing again before the decision, saying why; what was registered and sent stays."""
    why = said(reason)
    with work():
        locked = lock_round(referral_round)
        if locked.state != ReferralRound.State.CLOSED:
            raise RoundNotClosed
        locked.state = ReferralRound.State.COMPILED
        locked.closed_at = locked.closed_by = locked.revised_version = None
        locked.save(update_fields=["state", "closed_at", "closed_by", "revised_version"])
        finish_items(locked, by=by)
        open_items(weigh_items(locked))
        record(
            "round.reopened",
            by=by,
            on_behalf_of=access.acting_for(by, "manage_round", locked.unit),
            case=locked.case,
            unit=locked.unit,
            subject=locked,
            reason=why,
        )
        return locked


def _refuse_unready(referral_round: ReferralRound) -> None:
    if referral_round.state in {ReferralRound.State.CLOSED, ReferralRound.State.DECIDED}:
        raise AlreadyDone
    if referral_round.state != ReferralRound.State.COMPILED:
        raise RoundNotWeighed
    found = blocks(referral_round)
    if found:
        raise NotReadyToClose(problems=" ".join(block.message for block in found))


def _register(referral_round: ReferralRound, by: User) -> None:
    with override(referral_round.version.language):  # the register keeps one language, whoever presses
        title = _("Remissammanställning: %(title)s") % {"title": referral_round.title}
        name = _("remissammanstallning.pdf")
    document = register_document(
        referral_round.case,
        kind=Document.Kind.COMPILATION,
        title=title[:300],
        direction=Document.Direction.INTERNAL,
        by=by,
    )
    content = BytesIO(compiled_document.pdf(referral_round))
    DocumentFile.objects.create(
        document=document,
        file=stored_files.keep(content, "application/pdf"),
        name=name,
    )


def _hand_on(referral_round: ReferralRound, by: User) -> None:
    finish_items(referral_round, by=by)
    finish_all(referral_round.recipients.all(), *WEIGHED_NOW, by=by)
    if wholes.whole_of(referral_round) is not None:
        return  # whoever keeps the whole is asked to go on with it there
    open_items(
        [
            item_for_role(
                WorkItem.Kind.ADOPT,
                unit=referral_round.unit,
                role="process_owner",
                target=referral_round,
                title=referral_round.title,
                case=referral_round.case,
            )
        ]
    )


def _said(kind: str, count: int) -> str:
    return {
        "unread": ngettext(
            "%(n)d ruta är inte läst till slut.", "%(n)d rutor är inte lästa till slut.", count
        ),
        "outdated": ngettext(
            "%(n)d synpunkt står i ett svar som är ersatt eller återtaget.",
            "%(n)d synpunkter står i svar som är ersatta eller återtagna.",
            count,
        ),
        "unweighed": ngettext("%(n)d synpunkt är inte vägd.", "%(n)d synpunkter är inte vägda.", count),
        "conflict": ngettext(
            "%(n)d ställe har två nya formuleringar som krockar.",
            "%(n)d ställen har två nya formuleringar som krockar.",
            count,
        ),
    }[kind]
