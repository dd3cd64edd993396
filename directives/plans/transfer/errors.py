"""What is wrong with a file of a plan: as a whole, or row by row, all of it at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused

MOST_SHOWN = 200


@dataclass(frozen=True)
class RowError:
    """Something to put right, where it stands; ``row`` is 0 when it is about a whole sheet."""

    sheet: str
    row: int
    column: str
    message: str


class FileRefused(Refused):
    """The file cannot be read as a plan at all."""

    message = _("Filen kan inte läsas som en plan.")


class WrongKind(FileRefused):
    """Neither a workbook nor YAML."""

    message = _("Filen %(name)s tas inte emot. Välj en Excelarbetsbok (.xlsx) eller en YAML-fil (.yaml).")


class HasMacros(FileRefused):
    """A workbook with programs in it."""

    message = _("Filen %(name)s kan innehålla makron. Spara den som vanlig Excelarbetsbok (.xlsx).")


class TooLarge(FileRefused):
    """More than a plan can be."""

    message = _("Filen %(name)s är för stor för att vara en plan. Den får vara högst %(most)s MB.")


class NotYaml(FileRefused):
    """It does not follow YAML."""

    message = _(
        "Filen går inte att läsa som YAML på rad %(line)s. Se efter indrag, kolon och citattecken på den raden "
        "och raden ovanför."
    )


class NotUtf8(FileRefused):
    """Saved with another character encoding."""

    message = _(
        "Filen är inte sparad som UTF-8. Öppna den i en textredigerare, välj Spara som med kodningen UTF-8, "
        "och välj filen igen."
    )


class YamlTooClever(FileRefused):
    """Aliases, merges, tags or deep nesting, which no plan needs."""

    message = _("YAML-filen använder %(what)s på rad %(line)s. Skriv ut värdena i stället.")


class OtherFormat(FileRefused):
    """A YAML file that does not say that it is a plan."""

    message = _("YAML-filen ska börja med ”format: %(format)s”.")


class TextTooLong(FileRefused):
    """Excel holds at most 32 767 characters in a cell."""

    message = _("En text i planen är längre än Excel klarar. Hämta planen som YAML i stället.")


class RowsRefused(FileRefused):
    """Rows to put right; ``errors`` are all of them, in the file's order."""

    message = _("%(count)s fel i filen. Ingenting är inläst.")

    def __init__(self, errors: Sequence[RowError], **facts: Any) -> None:
        super().__init__(count=len(errors), **facts)
        self.errors = list(errors)


class StagedFileLost(FileRefused):
    """The file that was looked at is no longer kept, or was looked at for something else."""

    message = _("Filen finns inte kvar. Välj den igen.")


class PlanChangedSince(FileRefused):
    """What the reader was shown is no longer what would happen."""

    message = _("Planen har ändrats sedan du tittade på filen. Välj filen igen och se vad som ändras nu.")
