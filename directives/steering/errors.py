"""Why a verb of steering documents refused, in words the reader can act on."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class CardChangedMeanwhile(Refused):
    """Somebody else saved the card after this form was opened."""

    message = _("Någon annan har ändrat uppgifterna sedan du öppnade sidan. Se över dem och spara igen.")


class HierarchyLoop(Refused):
    """The chosen document lies below this one already."""

    message = _("”%(title)s” ligger redan under det här dokumentet. Välj ett annat överordnat dokument.")


class RelatedAlready(Refused):
    """The two documents hang together that way already."""

    message = _("Det sambandet finns redan.")


class CardHasEnded(Refused):
    """The document is replaced or repealed."""

    message = _("Dokumentet är redan ersatt eller upphävt.")


class CardHasNotEnded(Refused):
    """There is no end to take back."""

    message = _("Dokumentet är varken ersatt eller upphävt.")


class SuccessorHasEnded(Refused):
    """What is to replace it is itself replaced or repealed."""

    message = _("”%(title)s” är självt ersatt eller upphävt. Välj det dokument som gäller.")


class GroundsUnconfirmed(Refused):
    """The decision says nothing of the document, and nobody has said that it is the right one all the same."""

    message = _("%(decision)s handlar om ”%(about)s”. Kryssa i om det ändå är det beslutet.")


class EndsBeforeItBegins(Refused):
    """A document ends after its latest wording has begun to be valid."""

    message = _("Den senaste lydelsen gäller från %(day)s. Välj en senare dag.")


class ReviewDayPassed(Refused):
    """The next review is on a day to come."""

    message = _("Välj en dag som inte har varit.")


class NothingToRevise(Refused):
    """No review said that the document is to be revised, or a round has begun already."""

    message = _("Ingen översyn väntar på en remissrunda.")


class TextOrFileMissing(Refused):
    """An older document is its text or a file."""

    message = _("Klistra in texten eller bifoga en fil.")


class EndsBeforeValid(Refused):
    """Valid to a day before it is valid from."""

    message = _("Sista dagen ligger före den första.")
