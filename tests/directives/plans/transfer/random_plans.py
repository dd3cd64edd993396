"""Plans made by chance, as rows: with everything a real plan has that no tidy example has."""

import random
from decimal import Decimal

from directives.plans.transfer.rows import (
    AreaRow,
    ArrowRow,
    EffectRow,
    GoalRow,
    IndicatorRow,
    MilestoneRow,
    PlanFacts,
    PlanRows,
)

YEARS = (2023, 2026)
ALPHABET = [
    "vård",
    "nära",
    "=1+1",
    "+46",
    "@",
    "ÅÄÖ",
    "’",
    "…",
    "2026",
    "1,5",
    "nej",
    "null",
    "#",
    "- a",
    "😀",
    "<b>",
    "&",
]
AUDIENCES = ["inv", "sys", "vsh"]


class RandomPlan:
    """One plan per seed."""

    def __init__(self, seed: int, milestones: int = 12) -> None:
        self.chance = random.Random(seed)
        self.count = milestones

    def rows(self) -> PlanRows:
        """The whole plan, each row with a key of its own."""
        areas = [self.area(number) for number in range(1, 4)]
        milestones = [self.milestone(number, areas) for number in range(1, self.count + 1)]
        for row in milestones[1:]:
            row.effects_with = self.maybe(milestones[0].code, 0.1) or ""
        goals = [self.goal(number, areas) for number in range(1, 6)]
        effects: list[EffectRow] = []
        for number in range(1, self.count * 2 + 1):
            effects.append(self.effect(number, milestones, effects))
        indicators: list[IndicatorRow] = []
        for number in range(1, 6):
            indicators.append(self.indicator(number, milestones, goals, effects, indicators))
        return PlanRows(self.facts(), areas, goals, milestones, effects, indicators, self.arrows(milestones))

    def facts(self) -> PlanFacts:
        return PlanFacts(
            title=self.words(),
            short_title=self.text(),
            level=self.chance.choice(["strategy", "budget", "implementation"]),
            binds=self.text(),
            every_years=self.chance.randint(1, 3),
            month=self.chance.randint(1, 12),
            introduction=self.text(),
            first_year=YEARS[0],
            last_year=YEARS[1],
        )

    def area(self, number: int) -> AreaRow:
        return AreaRow(
            key=f"omr-{number}", code=f"A{number}", name=self.words(), statement=self.text(), **self.both()
        )

    def goal(self, number: int, areas: list[AreaRow]) -> GoalRow:
        area = self.maybe(self.chance.choice(areas).code, 0.7) or ""
        code = self.maybe(f"EM-{number}") or ""
        return GoalRow(
            key=f"goal-{number}", area=area, code=code, text=self.words(), outcome=self.text(), **self.both()
        )

    def milestone(self, number: int, areas: list[AreaRow]) -> MilestoneRow:
        years = sorted(self.chance.choices(range(YEARS[0], YEARS[1] + 1), k=2))
        known = self.chance.random() < 0.6
        status = self.chance.choice(["not_started", "under_way", "reached", "not_reached"])
        area = self.chance.choice(areas)
        return MilestoneRow(
            key=f"mil-{number}",
            area=area.code,
            code=f"{area.code}-X-{number}",
            kind=self.chance.choice(["milestone", "activity"]),
            title=self.words(),
            description=self.text(),
            first_year=years[0] if known else None,
            last_year=years[1] if known else None,
            years_words="" if known else self.text()[:40].strip(),
            cadence=self.maybe("minst fyra gånger per år") or "",
            times_a_year=self.maybe(4),
            owner_words=self.maybe("Hälso- och sjukvårdsdirektören") or "",
            status=status,
            status_reason=self.words() if status.endswith("reached") else "",
            trend=self.chance.choice(["", "better", "same", "worse"]),
            earlier_wording=self.text(),
            earlier_year=self.maybe(2022),
            **self.both(),
        )

    def effect(self, number: int, milestones: list[MilestoneRow], above: list[EffectRow]) -> EffectRow:
        illegible = self.chance.random() < 0.2
        return EffectRow(
            key=f"eff-{number}",
            milestone=self.chance.choice(milestones).code,
            above=self.chance.choice(above).key if above and self.chance.random() < 0.2 else "",
            text="" if illegible else self.words(),
            audiences=self.chance.sample(AUDIENCES, self.chance.randint(0, 3)),
            illegible=illegible,
            **self.both(),
        )

    def indicator(
        self,
        number: int,
        milestones: list[MilestoneRow],
        goals: list[GoalRow],
        effects: list[EffectRow],
        above: list[IndicatorRow],
    ) -> IndicatorRow:
        goal = self.chance.choice(goals)
        measured = [
            self.chance.choice(milestones).code,
            goal.code or goal.key,
            self.chance.choice(effects).key,
            "",
        ]
        return IndicatorRow(
            key=f"ind-{number}",
            code=f"I-{number:02}",
            name=self.words()[:200].strip(),
            measures=self.chance.choice(measured),
            above=above[0].code if above and self.chance.random() < 0.4 else "",
            gather=self.chance.choice(["", "sum", "mean"]),
            measure=self.maybe("%") or "",
            better=self.chance.choice(["higher", "lower"]),
            target=self.maybe(Decimal(self.chance.randint(-(10**9), 10**9)) / 10_000),
            target_words=self.text()[:100].strip(),
            source=self.maybe("Kolada") or "",
            **self.both(),
        )

    def arrows(self, milestones: list[MilestoneRow]) -> list[ArrowRow]:
        """Always onwards, so never round."""
        pairs = {tuple(sorted(self.chance.sample(range(len(milestones)), 2))) for _arrow in milestones}
        return [
            ArrowRow(enabler=milestones[first].code, enabled=milestones[second].code)
            for first, second in sorted(pairs)
        ]

    def words(self) -> str:
        """Never empty; a line break now and then."""
        found = self.chance.choices(ALPHABET, k=self.chance.randint(1, 6))
        return self.chance.choice([" ", " ", "\n", "\n\n"]).join(found)

    def text(self) -> str:
        return self.words() if self.chance.random() < 0.4 else ""

    def both(self) -> dict[str, str]:
        return {"doubt": self.text(), "reason": self.text()}

    def maybe(self, value, share: float = 0.4):
        return value if self.chance.random() < share else None
