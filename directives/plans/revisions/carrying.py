"""What a weighed section says of a milestone's arrows and effects, carried into the planning version part by part."""

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from django.utils.translation import override

from cases.register_language import LANGUAGE
from directives.models import EffectWording, MilestoneWording, PlanPart, PlanVersion
from directives.plans import arrows, building
from directives.plans.reading import PlanAsRead
from organisation.models import User

Move = Callable[..., Any]  # called with ``by``
EFFECT = re.compile(r"- (.+?)(?: \(([^()]*)\))?")


def needs(plan: PlanAsRead, row: MilestoneWording, words: str) -> list[Move]:
    """What makes the milestone build on those that are named; nothing where one of them is not in the plan."""
    wanted = _named(plan, words)
    if wanted is None:
        return []
    now = set(plan.enabled_by.get(row.part_id, []))
    gone = [one for one in plan.arrows if one.enabled_id == row.part_id and one.enabler_id not in wanted]
    new = [part for key, part in wanted.items() if key not in now]
    return [
        *(partial(arrows.disable, arrow) for arrow in gone),
        *(partial(arrows.enable, plan.version, part, row.part) for part in new),
    ]


def effects(plan: PlanAsRead, row: MilestoneWording, was: str, words: str, *, reason: str) -> list[Move]:
    """What makes its effects read otherwise, line for line; nothing where they are another's or no list."""
    before, after = (_lines(one) for one in (was, words))
    rows, read = plan.effects_of(row), [found for line in after if (found := _read(line)) is not None]
    if row.effects_with is not None or len(rows) != len(before) or len(read) != len(after):
        return []
    moves: list[Move] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            following = rows[i2] if i2 < len(rows) else None
            moves += _moves(plan, row, rows[i1:i2], read[j1:j2], following, reason)
    return moves


def _moves(
    plan: PlanAsRead,
    row: MilestoneWording,
    old: list[EffectWording],
    new: list[dict[str, Any]],
    following: EffectWording | None,
    reason: str,
) -> list[Move]:
    """The first ones changed into each other; what is left over struck, or added before what follows."""
    both = min(len(old), len(new))
    return [
        *(
            partial(building.change, one, reason=reason, **facts)
            for one, facts in zip(old, new, strict=False)
        ),
        *(partial(building.strike, one, reason=reason) for one in old[both:]),
        *(
            partial(_add, plan.version, following, milestone=row.part, reason=reason, **facts)
            for facts in new[both:]
        ),
    ]


def _add(version: PlanVersion, before: EffectWording | None, *, by: User, **facts: Any) -> None:
    made = building.add(version, PlanPart.Kind.EFFECT, by=by, **facts)
    if before is not None:
        building.move(made, by=by, before=before)


def _lines(words: str) -> list[str]:
    return [line for line in words.split("\n") if line.strip()]


def _named(plan: PlanAsRead, words: str) -> dict[int, PlanPart] | None:
    """The milestones that are named by their codes, one after the other."""
    by_code = {row.code: row.part for row in plan.milestones if row.code}
    codes = "|".join(re.escape(code) for code in sorted(by_code, key=len, reverse=True))
    found: dict[int, PlanPart] = {}
    for one in re.split(rf"[;,]\s*(?=(?:{codes})(?:\s|[;,]|$))", words) if words else []:
        code = one.split(maxsplit=1)[0].rstrip(";,") if one.split() else ""
        if code not in by_code:
            return None
        found[by_code[code].pk] = by_code[code]
    return found


def _read(line: str) -> dict[str, Any] | None:
    """A line of the list as an effect: its text and whom it is for; None when it is no line of a list."""
    found = EFFECT.fullmatch(line.strip())
    if found is None:
        return None
    with override(LANGUAGE):  # what was sent keeps one language, whoever reads
        codes = {str(label): code for code, label in EffectWording.Audience.choices}
    named = [one.strip() for one in (found[2] or "").split(",") if one.strip()]
    if all(one in codes for one in named):
        return {"text": found[1], "audiences": [codes[one] for one in named]}
    return {"text": line.strip().removeprefix("- "), "audiences": []}
