"""Why a verb refused, in words the reader can act on."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A verb that did nothing; ``str()`` is the message to show."""

    message: Any = _("Det gick inte att genomföra.")

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__()

    def __str__(self) -> str:
        return str(self.message) % self.facts


class NotAllowed(Refused):
    """The actor has no right to this; the view answers 404."""

    message = _("Du har inte behörighet till det här.")


class DiaryMissing(Refused):
    """Nothing is registered where no diary is kept."""

    message = _("%(unit)s har inget diarium. Be registratorn lägga upp ett.")


class AlreadyDone(Refused):
    """Somebody was faster, or this is a second click; nothing was changed."""

    message = _("Det här är redan gjort.")


class Busy(Refused):
    """Somebody else holds the process right now."""

    message = _("Någon annan gör något i samma ärende just nu. Försök igen om en stund.")


class RoundNotReady(Refused):
    """The round cannot be sent yet."""

    message = _("Remissrundan kan inte skickas ut ännu: %(problems)s")


class RoundNotDraft(Refused):
    """A dispatched round's draft is frozen."""

    message = _("Remissrundan är utskickad. Utkast, frågor och mottagare kan inte ändras.")


class RoundNotOpen(Refused):
    """The round is not open for answers."""

    message = _("Remissrundan är inte öppen för svar.")


class AnswerClosed(Refused):
    """The answer was already given; its words can no longer be changed."""

    message = _("Svaret är redan lämnat eller avbrutet och kan inte ändras.")


class ColleagueWasFaster(Refused):
    """A colleague saved a newer text in the same field; both are shown."""

    message = _("%(name)s har sparat en nyare text i samma ruta. Båda visas, inget är borta.")


class UnknownStance(Refused):
    """The stance is not on this round's scale."""

    message = _("Välj ett av alternativen i listan.")


class NothingAnswered(Refused):
    """An empty answer cannot be sent; no comment is an answer that is chosen."""

    message = _("Svaret är tomt. Fyll i minst ett avsnitt eller den samlade bedömningen.")


class NotApproved(Refused):
    """The answer has no approval to stand on."""

    message = _("Svaret är inte godkänt ännu.")


class TextChangedSinceApproval(Refused):
    """At least one word differs from what was approved."""

    message = _("Texten har ändrats sedan den godkändes: %(change)s. Be om nytt godkännande.")


class TextChangedWhileReading(Refused):
    """What the manager read is no longer what the answer says."""

    message = _("Svaret har ändrats medan du läste. Läs den nya texten och godkänn igen.")


class ReasonMissing(Refused):
    """A reason is needed here."""

    message = _("Skriv en motivering.")


class DiaryOfAnotherAuthority(Refused):
    """A case is registered in the diary of its own authority."""

    message = _("Välj ett diarium som hör till er myndighet.")


class NumberNotInPattern(Refused):
    """A typed number does not follow the diary's pattern."""

    message = _("Diarienumret följer inte mönstret för %(code)s, till exempel %(example)s.")


class NumberTaken(Refused):
    """A typed number is already in the diary."""

    message = _("Diarienumret %(number)s finns redan.")


class ColleagueOutsideUnit(Refused):
    """Only somebody in the answering administration can be asked."""

    message = _("Välj en kollega i er förvaltning.")


class DayHasPassed(Refused):
    """A last day lies ahead of today."""

    message = _("Välj en dag som ligger framåt i tiden.")


class DayNotLater(Refused):
    """An extension gives more time, never less."""

    message = _("Den nya dagen måste vara senare än %(day)s.")


class AlreadyAsked(Refused):
    """One wish for more time at a time."""

    message = _("Ni har redan bett om anstånd. Avsändaren har inte svarat ännu.")


class RecipientHasAnswered(Refused):
    """What was answered is registered and stays."""

    message = _("%(unit)s har redan svarat. Svaret är registrerat och mottagaren kan inte tas bort.")


class RecipientHasEnded(Refused):
    """Nothing is waited for from this recipient."""

    message = _("Från den här mottagaren väntas inget svar.")


class AlreadyRecipient(Refused):
    """The unit already has a place in the round."""

    message = _("%(unit)s är redan mottagare.")


class AlreadyDecided(Refused):
    """What was decided rests on the answers as they stood."""

    message = _("Rundan är beslutad. Svaret kan inte tas tillbaka.")


class AnswerNotGiven(Refused):
    """Only a given answer is replaced or withdrawn."""

    message = _("Det finns inget lämnat svar att ändra eller ta tillbaka.")


class OriginalMissing(Refused):
    """An answer that came some other way is kept as it was received."""

    message = _("Bifoga svaret så som det kom in.")


class ReceivedInFuture(Refused):
    """Nothing is received before it came."""

    message = _("Svaret kan inte ha kommit in efter i dag.")
