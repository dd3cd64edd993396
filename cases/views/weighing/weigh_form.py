"""The form of the weighing as it is first shown, filled in by a button, or shown again beside a colleague's."""

from django.http import QueryDict

from cases.forms.weighing import WeighForm
from cases.models import SectionVersion

from .comment_page import CommentPage
from .proposal import fitted

PREFILLS = {"proposal", "section", "draft"}


def of(page: CommentPage, data: QueryDict | None = None) -> WeighForm:
    """The form with what became of the comment so far, or with what was sent."""
    return WeighForm(data, section=_section(page, data), initial=_initial(page))


def prefilled(page: CommentPage, data: QueryDict, what: str) -> WeighForm:
    """What was written so far, with the proposal's, the chosen section's or the draft's words in their place."""
    section = _section(page, data)
    filled = {name: data.get(name, "") for name in ("outcome", "heading", "text", "reason", "version")}
    if section and what == "proposal":
        filled |= {
            "text": fitted(section.text, page.proposal),
            "heading": data.get("heading") or section.heading,
        }
        filled["outcome"] = filled["outcome"] or "heeded"
    elif section:
        filled |= {"text": section.text, "heading": section.heading}
    return WeighForm(None, section=section, initial=filled)


def again(page: CommentPage, data: QueryDict) -> WeighForm:
    """What was written, to be saved over the colleague's by whoever has now seen both."""
    sent = data.copy()
    sent["version"] = str(_version(page))
    return of(page, sent)


def _initial(page: CommentPage) -> dict[str, object]:
    disposition, section = page.comment.disposition, page.section
    found: dict[str, object] = {"version": _version(page)}
    if section:
        found |= {"heading": section.heading, "text": section.text}
    if disposition:
        words = {"heading": disposition.heading, "text": disposition.text}
        found |= {name: value for name, value in words.items() if value is not None}
        found |= {"outcome": disposition.outcome, "reason": disposition.reason}
    return found


def _version(page: CommentPage) -> int:
    return page.comment.disposition.version if page.comment.disposition else 0


def _section(page: CommentPage, data: QueryDict | None) -> SectionVersion | None:
    """The section that was chosen, for a comment about none; else the comment's own."""
    chosen = data.get("section", "") if data else ""
    if page.comment.section_version is None and chosen.isascii() and chosen.isdigit() and len(chosen) < 4:
        found: SectionVersion | None = page.round.version.sections.filter(position=int(chosen)).first()
        return found
    return page.section
