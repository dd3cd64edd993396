"""The end of the minutes: who approved what, when, and the fingerprint of the text they approved."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.paper.minutes_parts import MinutesPaper, PaperOccasion, PaperSignature
from cases.paper.minutes_words import unbroken
from cases.paper.prose import from_markdown
from cases.paper.words import moment

SHORT = 12  # characters of a fingerprint that tell one from another at a glance


def approval_data(paper: MinutesPaper) -> dict[str, Any] | None:
    """Every occasion of approval; none for a group's notes, which nobody approves."""
    if not paper.decides:
        return None
    return {
        "heading": _("Justering"),
        "occasions": [_occasion(one) for one in paper.occasions or _planned(paper)],
        "note": _(
            "Ett fingeravtryck (SHA-256) ändras om ett enda tecken i texten ändras. Det visar vilken text som "
            "justerades."
        )
        if any(_hashes(one.signatures) for one in paper.occasions)
        else "",
    }


def _planned(paper: MinutesPaper) -> Sequence[PaperOccasion]:
    """The approval to come, with a line to sign on for each who is to do it on paper."""
    names = [(paper.chair, _("Ordförande")), *((name, _("Justerare")) for name in paper.approvers)]
    signatures = [PaperSignature(name=name, role=role) for name, role in names if name]
    return [PaperOccasion(signatures=signatures)] if signatures else []


def _occasion(occasion: PaperOccasion) -> dict[str, Any]:
    return {
        "title": _title(occasion),
        "when": _("Justerat %(when)s") % {"when": moment(occasion.approved_at)}
        if occasion.approved_at
        else "",
        "signatures": [_signature(one) for one in occasion.signatures],
        "hashes": [
            _("Fingeravtryck i sin helhet: %(hash)s") % {"hash": one} for one in _hashes(occasion.signatures)
        ],
    }


def _title(occasion: PaperOccasion) -> str:
    named = unbroken(occasion.paragraphs) or _("Hela protokollet")
    return _("%(paragraphs)s, omedelbar justering") % {"paragraphs": named} if occasion.immediate else named


def _hashes(signatures: Sequence[PaperSignature]) -> list[str]:
    return list(dict.fromkeys(one.sha256 for one in signatures if one.sha256))


def _signature(one: PaperSignature) -> dict[str, Any]:
    return {
        "name": one.name,
        "role": one.role,
        "lines": _lines(one),
        "sign_here": "" if one.signed_at else _("Namnteckning"),
        "dissent": {"title": _("Avvikande mening"), "blocks": from_markdown(one.dissent)},
    }


def _lines(one: PaperSignature) -> list[str]:
    if one.signed_at is None:
        return [_("Inte justerat ännu")]
    if one.on_paper:
        return [_("Undertecknat på papper %(when)s") % {"when": moment(one.signed_at)}, *_kept(one)]
    return [_("Justerade %(when)s") % {"when": moment(one.signed_at)}, *_fingerprint(one)]


def _kept(one: PaperSignature) -> list[str]:
    scan = [_("Inskannat: %(scan)s") % {"scan": one.scan}] if one.scan else []
    return [*scan, *_fingerprint(one)]


def _fingerprint(one: PaperSignature) -> list[str]:
    return [_("Fingeravtryck %(hash)s…") % {"hash": one.sha256[:SHORT]}] if one.sha256 else []
