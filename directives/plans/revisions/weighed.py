"""What came of a revision's round, part by part: as it was sent, as it was weighed, as the plan reads now."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import override

from cases import merging, outcome
from cases.merging import Edit
from cases.models import ReferralRound, SectionVersion
from cases.register_language import LANGUAGE
from directives.models import PlanPart, ReferredPart, Revision
from directives.plans import difference
from directives.plans.reading import PlanAsRead

from . import referring, sections
from .section_words import Words, changed, fields, take_apart

CLOSED = (ReferralRound.State.CLOSED, ReferralRound.State.DECIDED)
STRUCK, GONE, STANDS = "Struken", "Struken ur planen.", "Står kvar"


@dataclass(frozen=True)
class Weighed:
    """One part: its section as sent and as the weighing was closed, and how the plan reads today.

    ``plan`` is the whole planning version, ``row`` the part's wording in it.

    ``left`` is why the keeper left the weighed wording out.
    """

    revision: Revision
    section: SectionVersion
    part: PlanPart
    codes: tuple[str, ...]
    sent: Words
    weighed: Words
    now: Words
    plan: PlanAsRead
    row: Any | None
    reason: str = ""
    left: str = ""

    @cached_property
    def asked(self) -> list[str]:
        """The fields the round changed."""
        return changed(self._fields(self.sent), self._fields(self.weighed))

    @cached_property
    def missing(self) -> list[str]:
        """Those the plan does not read as weighed."""
        sent, weighed, now = (self._fields(words) for words in (self.sent, self.weighed, self.now))
        return [name for name in self.asked if not _holds(name, sent, weighed, now, self.now.body)]

    @property
    def is_open(self) -> bool:
        """The wording is neither in the plan nor left out with a reason."""
        return bool(self.missing) and not self.left

    @property
    def follows(self) -> bool:
        """The plan reads to the word as was weighed."""
        return not changed(self._fields(self.weighed), self._fields(self.now))

    def field(self, words: Words, name: str) -> str:
        """One field of one of the three."""
        return self._fields(words).get(name, "")

    def _fields(self, words: Words) -> dict[str, str]:
        return fields(words, self.part.kind, self.codes)


def parts(revision: Revision) -> list[Weighed]:
    """Every section of the closed round that is about a part of the plan; none before the round is closed."""
    if revision.round is None or revision.round.state not in CLOSED or revision.draft is None:
        return []
    found = referring.changes(revision)
    known = _known(revision, found)
    closed = {row.section_id: row for row in outcome.closed_version(revision.round).sections.all()}
    rows = revision.round.version.sections.select_related("section").order_by("position")
    with override(LANGUAGE):  # the round's sections keep one language, whoever reads
        made = [_weighed(revision, found, row, closed.get(row.section_id, row), known) for row in rows]
    return [one for one in made if one is not None]


def find(revision: Revision, section: str) -> Weighed | None:
    """One of them by its section's public number."""
    return next((one for one in parts(revision) if one.section.section.public_id == section), None)


def left_open(revision: Revision) -> list[Weighed]:
    """The parts whose weighed wording is neither in the plan nor left out with a reason."""
    return [one for one in parts(revision) if one.is_open]


def _weighed(
    revision: Revision,
    found: difference.Difference,
    row: SectionVersion,
    closed: SectionVersion,
    known: Mapping[int, tuple[PlanPart, str]],
) -> Weighed | None:
    if row.section_id not in known:
        return None
    part, left = known[row.section_id]
    wording, old = _row(found.new, part), _row(found.old, part)
    sent, weighed = take_apart(row.heading, row.text), take_apart(closed.heading, closed.text)
    change = found.by_part.get(part.pk)
    why = change.reason if change is not None else wording.reason if wording and weighed.why else ""
    return Weighed(
        revision=revision,
        section=row,
        part=part,
        codes=tuple({row.code for row in (wording, old) if row is not None and row.code}),
        sent=sent,
        weighed=weighed,
        now=_now(found, part, weighed, why),
        plan=found.new,
        row=wording,
        reason=why,
        left=left,
    )


def _now(found: difference.Difference, part: PlanPart, weighed: Words, why: str) -> Words:
    """The section as the plan would write it today, in the shape it was sent in."""
    wording, old = _row(found.new, part), _row(found.old, part)
    shown, plan = (wording, found.new) if wording is not None else (old, found.old)
    struck = weighed.lead == STRUCK
    if shown is None or (wording is None and not struck):
        return Words(weighed.heading, STRUCK, " ".join(why.split()), "", GONE)
    heading, body = sections.written(plan, part.kind, shown)
    lead = STANDS if struck and wording is not None else weighed.lead
    return Words(heading, lead, " ".join(why.split()) if weighed.lead else "", weighed.before, body)


def _holds(
    name: str, sent: Mapping[str, str], weighed: Mapping[str, str], now: Mapping[str, str], body: str
) -> bool:
    """Whether the plan has everything the round changed in a field, whatever else was changed there since."""
    if now.get(name, "") == weighed[name]:
        return True
    if name == "rest":  # lines of no field: somewhere in the plan's text
        return all(line.lstrip("- ") in " ".join(body.split()) for line in _lines(weighed[name]))
    edits = [Edit(1, weighed[name]), Edit(2, now.get(name, ""))]
    merged = merging.merge(sent[name], edits)
    return not merged.conflicts and merged.text == now.get(name, "")


def _lines(words: str) -> list[str]:
    return [" ".join(line.split()) for line in words.split("\n") if line.strip()]


def _row(plan: PlanAsRead, part: PlanPart) -> Any | None:
    return sections.row_of(plan, part.pk, part.kind)


def _known(revision: Revision, found: difference.Difference) -> dict[int, tuple[PlanPart, str]]:
    """By section: its part, and why its wording was left out; what was sent before that was noted is told by code."""
    rows = ReferredPart.objects.filter(revision=revision).select_related("part")
    noted = {row.section_id: (row.part, row.left_reason) for row in rows}
    by_code: dict[str, PlanPart] = {}
    for plan in (found.old, found.new):
        by_code |= {area.code: area.part for area in plan.areas}
        by_code |= {row.code: row.part for row in plan.milestones}
    sections = revision.round.version.sections.all() if revision.round else []
    told = {row.section_id: by_code[code] for row in sections if (code := _first(row.heading)) in by_code}
    return {section: (part, "") for section, part in told.items()} | noted


def _first(heading: str) -> str:
    return heading.split(maxsplit=1)[0] if heading.split() else ""
