"""A follow-up as a document: summary, a section for each area, indicators; made of its frozen rows alone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.register_language import LANGUAGE
from cases.text import DraftSection
from directives.models import FollowUp, MilestoneWording

from .follow_up_content import Row, why_unknown
from .measuring import Assessment

Status, Trend = MilestoneWording.Status, MilestoneWording.Trend


def title_of(follow_up: FollowUp) -> str:
    """ "Delår mars 2026: Genomförandeplanen"."""
    with override(LANGUAGE):
        period = str(follow_up.get_period_display())
        return f"{period[:1].upper()}{period[1:]} {follow_up.year}: {follow_up.plan.title}"[:300]


def sections(follow_up: FollowUp, rows: Sequence[Row]) -> list[DraftSection]:
    """The whole text in order."""
    with override(LANGUAGE):
        return list(_sections(follow_up, rows))


def _sections(follow_up: FollowUp, rows: Sequence[Row]) -> Iterator[DraftSection]:
    milestones = _of(rows, "milestone")
    yield DraftSection(_("Sammanfattning"), _joined([follow_up.summary, _counts(milestones)]))
    goals = [row for row in _of(rows, "goal") if not row["area"]]
    if goals:
        yield DraftSection(_("Övergripande effektmål"), "\n".join(_goal(row) for row in goals))
    for area in dict.fromkeys(row["area"] for row in milestones):
        own = [_goal(row) for row in _of(rows, "goal") if row["area"] == area and row["outcome"]]
        listed = [_milestone(row) for row in milestones if row["area"] == area]
        yield DraftSection(str(area)[:300], _joined(["\n".join(own), "\n".join(listed)]))
    indicators = _of(rows, "indicator")
    if indicators:
        yield DraftSection(_("Indikatorer"), "\n".join(_indicator(row) for row in indicators))


def _of(rows: Sequence[Row], kind: str) -> list[Row]:
    return [row for row in rows if row["kind"] == kind]


def _counts(milestones: Sequence[Row]) -> str:
    counted = Counter(row["status"] for row in milestones)
    said = ", ".join(f"{Status(code).label} {counted[code]}" for code in Status.values if counted[code])
    silent = sum(not row["reported"] for row in milestones)
    every = _("Milstolpar: %(counts)s.") % {"counts": said or "0"}
    if not silent:
        return every
    return every + " " + _("%(count)s är inte rapporterade den här gången.") % {"count": silent}


def _milestone(row: Row) -> str:
    facts = [
        f"{row['code']} {row['title']}",
        f"({row['years'] or _('utan år')})",
        f"– {Status(row['status']).label}",
    ]
    if row["trend"]:
        facts.append(_("(trend: %(trend)s)") % {"trend": Trend(row["trend"]).label})
    told = [" ".join(facts) + "."]
    if row["reason"]:
        told.append(" ".join(str(row["reason"]).split()))
    if not row["reported"]:
        told.append(_from_when(row))
    return "- " + " ".join(told)


def _from_when(row: Row) -> str:
    if not row["has_owner"]:
        return _("Inte rapporterad: ägare saknas.")
    if row["said_on"] is None:
        return _("Inte rapporterad.")
    return _("Inte rapporterad nu; uppgiften är från %(day)s.") % {"day": row["said_on"]}


def _goal(row: Row) -> str:
    outcome = f": {' '.join(row['outcome'].split())}" if row["outcome"] else ""
    return f"- {' '.join(row['text'].split())}{outcome}"


def _indicator(row: Row) -> str:
    target = (
        row["target_words"] if row["target"] is None else f"{_number(row['target'])} {row['measure']}".strip()
    )
    value = (
        f"{_number(row['value'])} {row['measure']}".strip() if row["value"] is not None else _("värde saknas")
    )
    assessed = str(Assessment(row["assessment"]).label)
    if row["assessment"] == Assessment.UNKNOWN:
        assessed = f"{assessed} ({why_unknown(row)})"
    old = " " + _("Värdet är från %(day)s, äldre än ett år.") % {"day": row["until"]} if row["stale"] else ""
    facts: dict[str, Any] = {
        "name": f"{row['code']} {row['name']}",
        "value": value,
        "target": target or _("målvärde saknas"),
        "assessed": assessed,
    }
    return "- " + _("%(name)s: %(value)s, mål %(target)s – %(assessed)s.") % facts + old


def _number(text: str) -> str:
    return text.replace(".", ",")


def _joined(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(text for text in paragraphs if text)
