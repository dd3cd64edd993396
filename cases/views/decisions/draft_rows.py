"""The points and texts of a draft as its page shows them: as stored, or as typed when that was refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.forms.decisions import FOR_DECISION, ItemFactsForm
from cases.meetings.preparing import NEEDS_POINTS
from cases.meetings.texts import texts_of
from cases.models import AgendaItem, ItemText, Point
from cases.views.meetings.during.point_rows import facts_of
from cases.views.meetings.during.trouble import Tried, fingerprint
from cases.views.meetings.during.words import POINT

RELATED = (
    "to_unit",
    "to_user",
    "fulfils__item__body__unit",
    "fulfils__item__meeting",
    "fulfils__item__case",
    "fulfils__earlier__unit",
    "fulfils__decision",
)


@dataclass(frozen=True)
class DraftRow:
    """One text box; ``point`` when it is a decision point."""

    name: str
    value: str
    edition: int
    error: str
    autosave: str
    mark: str
    label: str = ""
    hint: str = ""
    point: Point | None = None
    facts: list[tuple[str, str]] = field(default_factory=list)


def facts_form(item: AgendaItem, typed: QueryDict | Mapping[str, str] | None = None) -> ItemFactsForm:
    """The item's title, purpose and presenter, as stored or as typed."""
    purpose = FOR_DECISION if item.kind in NEEDS_POINTS else item.kind
    first = {"title": item.title, "presenter": item.presenter, "purpose": purpose}
    sent = typed is not None and any(name in typed for name in first)
    return ItemFactsForm(typed if sent else None, initial=first, auto_id="item_%s").known(item.body)


def point_rows(item: AgendaItem, tried: Tried) -> list[DraftRow]:
    """The item's points in order."""
    rows = item.points.select_related(*RELATED).prefetch_related("adoptions__version__document")
    return [_point(item, point, tried) for point in rows]


def background_row(item: AgendaItem, tried: Tried) -> DraftRow:
    """The summary of the matter."""
    name = str(ItemText.Field.BACKGROUND)
    stored = texts_of(item)[name]
    value, edition, error = _typed(tried, name, stored.text, stored.edition)
    return DraftRow(
        name=name,
        value=value,
        edition=edition,
        error=error,
        autosave=reverse("draft_text_autosave", args=[item.public_id, name]),
        mark=f"{name}:{fingerprint(stored.text)}",
        label=_("Sammanfattning av ärendet"),
        hint=_("Vad frågan gäller, vad som har hänt och varför förslaget läggs fram."),
    )


def _point(item: AgendaItem, point: Point, tried: Tried) -> DraftRow:
    name = f"{POINT}{point.public_id}"
    value, edition, error = _typed(tried, name, point.text, point.edition)
    return DraftRow(
        name=name,
        value=value,
        edition=edition,
        error=error,
        autosave=reverse("draft_point_autosave", args=[item.public_id, point.public_id]),
        mark=f"{name}:{fingerprint(point.text)}",
        point=point,
        facts=facts_of(point),
    )


def _typed(tried: Tried, name: str, text: str, edition: int) -> tuple[str, int, str]:
    problem = tried.at(name)
    if problem is None:
        return text, edition, ""
    newest = problem.edition if problem.theirs is not None else edition
    return problem.typed or text, newest, problem.message
