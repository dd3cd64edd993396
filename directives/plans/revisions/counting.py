"""How many milestones bear each mark, as it is said after a number."""

from django.utils.translation import ngettext

from directives.plans.difference import CHANGED, DONE, MOVED, NEW, STRUCK


def counted(mark: str, count: int) -> str:
    """How many bear a mark, as it is said: "1 ny", "2 nya"."""
    words = {
        NEW: ngettext("%(count)s ny", "%(count)s nya", count),
        CHANGED: ngettext("%(count)s ändrad", "%(count)s ändrade", count),
        MOVED: ngettext("%(count)s flyttad", "%(count)s flyttade", count),
        DONE: ngettext("%(count)s klar", "%(count)s klara", count),
        STRUCK: ngettext("%(count)s struken", "%(count)s strukna", count),
    }
    return words[mark] % {"count": count}
