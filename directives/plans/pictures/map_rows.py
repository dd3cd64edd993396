"""The strategic map in words: each area's milestones with what enables what."""

from collections import defaultdict
from collections.abc import Iterable

from directives.plans.pictures.map_values import Area, Milestone, PlanMap, Row, Words

Pairs = tuple[tuple[int, int], ...]
NEVER = 9999


def known_arrows(plan: PlanMap) -> Pairs:
    """The arrows as numbers of milestones, each once; those to nothing and to itself are left out."""
    numbers = {milestone.code: number for number, milestone in enumerate(plan.milestones)}
    pairs = dict.fromkeys((numbers.get(start, -1), numbers.get(end, -1)) for start, end in plan.arrows)
    return tuple((start, end) for start, end in pairs if start != end and min(start, end) >= 0)


def is_late(enabler: Milestone, enabled: Milestone) -> bool:
    """Whether what should come first is reached in a later year."""
    return bool(enabler.last_year and enabled.last_year and enabler.last_year > enabled.last_year)


def areas_in_words(plan: PlanMap, arrows: Pairs, words: Words) -> tuple[Area, ...]:
    """Every milestone once, in its area, earliest first; an area that the plan does not name comes last."""
    after, before = defaultdict(list), defaultdict(list)
    for start, end in arrows:
        after[start].append(plan.milestones[end])
        before[end].append(plan.milestones[start])
    rows: dict[str, list[Row]] = {code: [] for code, _ in plan.areas}
    for number, milestone in enumerate(plan.milestones):
        row = _row(number, milestone, after[number], before[number], words)
        rows.setdefault(milestone.area, []).append(row)
    names = dict(plan.areas)
    return tuple(Area(names.get(code, code), tuple(sorted(found, key=_year))) for code, found in rows.items())


def _year(row: Row) -> int:
    return row.milestone.last_year or NEVER


def _row(number: int, this: Milestone, after: list[Milestone], before: list[Milestone], words: Words) -> Row:
    status, mark = words.status[this.status], words.mark.get(this.mark, "")
    year = words.reached_in % this.last_year if this.last_year else words.no_year
    enables, builds_on = _titles(after), _titles(before)
    doubt = words.doubt if this.doubt else ""
    behind = f"{words.builds_on}: {builds_on}" if builds_on else ""
    ahead = f"{words.enables}: {enables}" if enables else ""
    return Row(
        number=number,
        milestone=this,
        status_word=status,
        mark_word=mark,
        when=str(this.last_year or words.no_year),
        enables=enables,
        builds_on=builds_on,
        late=_titles(other for other in before if is_late(other, this)),
        state=_sentences(status, doubt),
        said=_sentences(this.title, year, status, mark, doubt, ahead, behind),
    )


def _titles(milestones: Iterable[Milestone]) -> str:
    return "; ".join(milestone.title for milestone in milestones)


def _sentences(*parts: str) -> str:
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)
