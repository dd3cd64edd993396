"""What happened to tasks that change hands, substitutes and absence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "work_item.reassigned": _("En uppgift gavs vidare"),
    "work_item.handed_on": _("En uppgift gavs till någon annan"),
    "work_item.taken_back": _("En uppgift togs tillbaka"),
    "work_item.came_back": _("En uppgift kom tillbaka till den som hade den först"),
    "substitution.begun": _("En ersättare utsågs"),
    "substitution.arranged": _("En chef lät någon gå in för en kollega"),
    "substitution.ended": _("En ersättare går inte längre in"),
    "absence.noted": _("Frånvaro skrevs in"),
    "absence.removed": _("Frånvaro togs bort"),
}
