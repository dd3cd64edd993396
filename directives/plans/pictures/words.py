"""What the pictures of a plan call things, in the reader's language."""

from django.utils.translation import gettext as _

from directives.plans.pictures.map_values import Words


def map_words() -> Words:
    """The words of the strategic map."""
    status = {
        "reached": _("Uppnådd"),
        "under_way": _("Pågår"),
        "not_started": _("Inte påbörjad"),
        "not_reached": _("Inte uppnådd"),
    }
    mark = {
        "new": _("Ny"),
        "changed": _("Ändrad"),
        "moved": _("Flyttad"),
        "done": _("Klar"),
        "struck": _("Struken"),
    }
    return Words(
        status,
        mark,
        reached_in=_("Ska vara uppnådd %s"),
        no_year=_("Utan år"),
        doubt=_("Uppgiften är osäker"),
        enables=_("Ger förutsättningar för"),
        builds_on=_("Bygger på"),
    )
