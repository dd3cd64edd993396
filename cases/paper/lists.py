"""The lists at the end of the compiled document: recipients, attachments, and what the texts are known by."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.paper.parts import PaperAttachment, PaperRecipient
from cases.paper.words import day, numbers


def recipients_data(recipients: Sequence[PaperRecipient]) -> dict[str, Any]:
    """Those on the list and those outside it, each with what they did."""
    return {
        "heading": _("Mottagare"),
        "head": [_("Mottagare"), _("Kortnamn"), _("Svar"), _("Svarade")],
        "groups": [
            {"title": title, "rows": [_recipient(one) for one in group]}
            for title, listed in [(_("På sändlistan"), True), (_("Utanför sändlistan"), False)]
            if (group := [one for one in recipients if one.listed is listed])
        ],
    }


def attachments_data(attachments: Sequence[PaperAttachment]) -> dict[str, Any]:
    """The files that came with answers; they are kept in the case."""
    return {
        "heading": _("Bilagor till svaren"),
        "head": [_("Fil"), _("Från"), _("Synpunkter")],
        "rows": [
            {"name": one.name, "sha256": one.sha256, "more": [one.recipient, numbers(one.comments) or "–"]}
            for one in attachments
        ],
        "note": _("Bilagorna finns i ärendet."),
    }


def hashes_data(draft: str, version: str) -> dict[str, Any]:
    """The fingerprints of the draft and of the new version."""
    return {
        "heading": _("Texternas fingeravtryck"),
        "facts": [(_("Utkastet"), draft), (_("Den nya versionen"), version or _("Ingen ny version."))],
        "note": _(
            "Ett fingeravtryck (SHA-256) ändras om ett enda tecken i texten ändras. Den version som beslutas "
            "ska ha samma fingeravtryck som här."
        ),
    }


def _recipient(recipient: PaperRecipient) -> list[str]:
    state = _("%(state)s, sent") % {"state": recipient.state} if recipient.late else recipient.state
    return [recipient.name, recipient.short, state, day(recipient.answered_on) or "–"]
