"""What milestones are called in a sentence, from the planning version of their revision."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directives.models import MilestoneWording, Revision

MOST = 5


def wordings_of(revision: Revision) -> dict[int, MilestoneWording]:
    """The planning version's milestones by their part."""
    rows = MilestoneWording.objects.filter(version=revision.draft).select_related("part", "owner", "unit")
    return {row.part_id: row for row in rows}


def of_parts(revision: Revision, parts: Iterable[int]) -> list[str]:
    """Code and title of each, in the plan's order; one that has been struck is left out."""
    wanted = set(parts)
    return [f"{row.code} {row.title}" for row in wordings_of(revision).values() if row.part_id in wanted]


def joined(names: Sequence[str], most: int = MOST) -> str:
    """ "a, b and c"; of many the first ones, and how many more."""
    if len(names) > most:
        more = len(names) - most
        rest = ngettext("%(count)d till", "%(count)d till", more) % {"count": more}
        names = [*names[:most], rest]
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
