"""What is still open or unsaid in an assignment: told to whoever is about to take it on or to approve it."""

from django.utils.translation import gettext as _

from directives.models import Assignment

from . import carrying_out, more_time, trees


def open_still(assignment: Assignment) -> list[str]:
    """What nobody has finished or answered, in words; empty when nothing is left."""
    parts = assignment.parts.filter(done_at=None).select_related("user").order_by("due_on", "pk")
    said = [_part(part.title, part.user.name if part.user else "") for part in parts]
    below = len(trees.going_on_below(assignment))
    if below:
        said.append(_("Antal uppdrag under det här som inte är klara: %(count)s.") % {"count": below})
    if carrying_out.questions(assignment).exists():
        said.append(_("En fråga som behöver ett beslut är inte besvarad."))
    if more_time.waiting(assignment):
        said.append(_("En begäran om mer tid är inte besvarad."))
    return said


def _part(title: str, name: str) -> str:
    if name:
        return _("Delen ”%(title)s” är inte klar, %(name)s har den.") % {"title": title, "name": name}
    return _("Delen ”%(title)s” är inte klar, och ingen är satt att göra den.") % {"title": title}
