"""Why a value of an indicator is refused, in words the reader can act on."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class ThousandsOrDecimals(Refused):
    """Three digits after a point may be thousands or decimals: whoever wrote it knows."""

    message = _("”%(value)s” kan läsas på två sätt. Skriv %(whole)s eller %(decimal)s.")


class ValueBeforePlan(Refused):
    """A value of a time long before anything is measured is a slip of the pen."""

    message = _("%(day)s är längre tillbaka än något mäts i en plan. Ange en dag från %(first)s och framåt.")


class ValueNotNumber(Refused):
    """An indicator's value is a number."""

    message = _("”%(value)s” är inget tal. Skriv till exempel 87,5.")


class NumberTooBig(ValueNotNumber):
    """More digits than any value of a plan has."""

    message = _("”%(value)s” har för många siffror. Skriv högst 14 siffror före kommat.")


class ValueGathered(Refused):
    """A gathered indicator gets its value from those below it."""

    message = _("Värdet räknas fram av indikatorerna under. Rapportera dem i stället.")


class ValueInFuture(Refused):
    """A value is of a time that has ended."""

    message = _("Dagen ligger framåt i tiden. Ange den dag värdet gäller till och med.")


class ValueThere(Refused):
    """One value a day; another one replaces it, and says so."""

    message = _("Det finns redan ett värde för den dagen. Rätta det i stället.")


class ValueReplaced(Refused):
    """A replaced value is history."""

    message = _("Värdet är redan rättat. Läs det nya.")
