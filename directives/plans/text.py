"""A version of a plan as a document: its introduction and goals, a section for every area and milestone, indicators."""

from collections.abc import Iterable, Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.models import DocumentVersion, Section, SectionVersion
from cases.register_language import LANGUAGE
from cases.text import DraftSection, normalise
from directives.models import (
    AreaWording,
    EffectWording,
    GoalWording,
    IndicatorWording,
    MilestoneWording,
    PlanPart,
)
from directives.processes.seats import home_of

from .reading import PlanAsRead

Parts = Iterator[tuple[PlanPart | None, DraftSection]]


def sections(plan: PlanAsRead) -> list[tuple[PlanPart | None, DraftSection]]:
    """The plan's text in order, each section with the part it is; what belongs to no one part has None."""
    with override(LANGUAGE):
        return list(_sections(plan))


def of_milestone(plan: PlanAsRead, row: MilestoneWording) -> DraftSection:
    """One milestone with its effects and indicators, as a section."""
    with override(LANGUAGE):
        return _milestone(plan, row)


def write(plan: PlanAsRead, version: DocumentVersion) -> None:
    """Lay the plan's text as the sections of an unfrozen version; a part keeps its section between versions."""
    known: dict[str, Section] = {}
    earlier = DocumentVersion.objects.filter(document=version.document_id, number__lt=version.number)
    if (last := earlier.order_by("-number").first()) is not None:
        before = last.sections.filter(section__plan_part=None).select_related("section")
        known = {row.heading: row.section for row in before}
    found = sections(plan)
    _give_sections(version, [part for part, _text in found if part is not None])
    with_own = [(part.section if part else known.get(text.heading), text) for part, text in found]
    made = iter(
        Section.objects.bulk_create(
            Section(document=version.document) for own, _text in with_own if own is None
        )
    )
    SectionVersion.objects.bulk_create(
        [
            SectionVersion(
                section=own or next(made),
                version=version,
                position=position,
                heading=normalise(text.heading)[:300],
                text=normalise(text.text),
                keywords=[word[:80] for word in text.keywords],
            )
            for position, (own, text) in enumerate(with_own, start=1)
        ],
        batch_size=500,
    )


def new_version(document_id: int, number: int) -> DocumentVersion:
    """An unfrozen version of the plan's document, with the plan version's own number: it is read beside the plan's."""
    return DocumentVersion.objects.create(document_id=document_id, number=number, language=LANGUAGE)


def _give_sections(version: DocumentVersion, parts: list[PlanPart]) -> None:
    """A section of the document for every part that has none yet."""
    new = [part for part in parts if part.section_id is None]
    made = Section.objects.bulk_create(Section(document=version.document) for _part in new)
    for part, section in zip(new, made, strict=True):
        part.section = section
    PlanPart.objects.bulk_update(new, ["section"], batch_size=500)


def _sections(plan: PlanAsRead) -> Parts:
    version = plan.version
    period = _("Planen gäller %(first)s–%(last)s.") % {"first": version.first_year, "last": version.last_year}
    yield None, DraftSection(_("Inledning"), _joined([version.introduction, period]))
    goals = plan.goals_of.get(None, [])
    if goals:
        yield None, DraftSection(_("Övergripande effektmål"), _list(goal.text for goal in goals))
    for area in plan.areas:
        yield area.part, _area(plan, area)
        for row in plan.milestones_of.get(area.part_id, []):
            yield row.part, _milestone(plan, row)
    if plan.indicators:
        yield None, DraftSection(_("Indikatorer"), _list(_indicator(row) for row in plan.indicators))


def _area(plan: PlanAsRead, area: AreaWording) -> DraftSection:
    goals: list[GoalWording] = plan.goals_of.get(area.part_id, [])
    return DraftSection(
        f"{area.code} {area.name}".strip(),
        _joined([area.statement, _list(goal.text for goal in goals), area.continues]),
    )


def _milestone(plan: PlanAsRead, row: MilestoneWording) -> DraftSection:
    facts = [
        _("År: %(years)s") % {"years": row.years or _("utan år")},
        *([_("Hur ofta: %(cadence)s") % {"cadence": row.cadence}] if row.cadence else []),
        _("Ansvarig: %(owner)s") % {"owner": _owner_and_place(row) or _("inte utsedd")},
        _("Status: %(status)s") % {"status": row.get_status_display()},
    ]
    enablers = [plan.milestone.get(one) for one in plan.enabled_by.get(row.part_id, [])]
    needs = [f"{one.code} {one.title}" for one in enablers if one is not None]
    if needs:
        facts.append(_("Bygger på: %(milestones)s") % {"milestones": "; ".join(needs)})
    effects = [_effect(effect) for effect in plan.effects_of(row)]
    return DraftSection(
        f"{row.code} {row.title}"[:300],
        _joined(
            [
                row.title if len(f"{row.code} {row.title}") > 300 else "",
                row.description,
                _list(facts),
                _("Effekter på kort sikt:") if effects else "",
                _list(effects),
            ]
        ),
    )


def owner_of(row: MilestoneWording) -> str:
    """Who answers for a milestone, as it is written in the plan: a title or unit, never only a log-in."""
    if row.owner is not None:
        return row.owner.title or row.owner.name
    return row.unit.name if row.unit is not None else row.owner_words


def _owner_and_place(row: MilestoneWording) -> str:
    """The same with the unit behind a title: every administration has a head."""
    if row.owner is None:
        return owner_of(row)
    home = row.unit or home_of(row.owner)
    return f"{owner_of(row)}, {home.name}" if home is not None else owner_of(row)


def _effect(row: EffectWording) -> str:
    text = row.text or _("[oläslig i källan]")
    named = ", ".join(str(EffectWording.Audience(code).label) for code in row.audiences)
    return f"{text} ({named})" if named else text


def _indicator(row: IndicatorWording) -> str:
    target = row.target_words
    if row.target is not None:
        target = f"{number_format(row.target.normalize())} {row.measure}".strip()
    words = target or _("målvärde saknas")
    return _("%(code)s %(name)s: %(target)s") % {"code": row.code, "name": row.name, "target": words}


def _list(rows: Iterable[str]) -> str:
    return "\n".join(f"- {' '.join(row.split())}" for row in rows if row)


def _joined(paragraphs: Iterable[str]) -> str:
    return "\n\n".join(text for text in paragraphs if text)
