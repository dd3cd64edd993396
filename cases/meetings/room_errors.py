"""Why a verb refused about who is in the room and who leads, in words the reader can act on."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class ChairDoesNotServe(Refused):
    """Whoever leads an item is one of those who decide in it."""

    message = _(
        "%(name)s tjänstgör inte i ärendet och kan inte leda det. Välj under Leder ärendet vem som gör det."
    )


class GroupReservesNothing(Refused):
    """Reservations and special opinions are about what a body decides; in a group one dissents."""

    message = _("Gruppen fattar inga beslut att reservera sig mot. Anteckna en avvikande mening i stället.")


class CastByAnother(Refused):
    """A tie is broken by the vote of whoever leads the item (KL 5:54)."""

    message = _(
        "Omröstningen avgjordes av utslagsrösten från %(name)s. Ta bort omröstningen innan någon annan leder."
    )


class ClosedKeepTheirPeople(Refused):
    """A § keeps those who took part in it; it is opened again to be decided by others."""

    message = _(
        "Tiden skulle ändra om %(name)s deltog i %(items)s, som redan är avslutade. En avslutad paragraf behåller "
        "sina deltagare. Ange en annan tid, eller öppna paragrafen igen med ett skäl och avsluta den på nytt."
    )


class EndedKeepTheirPeople(ClosedKeepTheirPeople):
    """After the meeting too; it goes on for a while to be decided again."""

    message = _(
        "Tiden skulle ändra om %(name)s deltog i %(items)s, som redan är avslutade. En avslutad paragraf behåller "
        "sina deltagare. Ange en annan tid, eller låt sammanträdet fortsätta, öppna paragrafen igen och avsluta "
        "den på nytt."
    )


class ElectionUnsaid(Refused):
    """An election is of somebody to something."""

    message = _("Skriv vad valet gäller.")


class CandidateTwice(Refused):
    """Each name stands once, with all its votes."""

    message = _("%(name)s står två gånger. Skriv alla röster på samma rad.")


class NoVotes(Refused):
    """Nobody is elected without a vote."""

    message = _("Skriv vilka som har fått röster, och hur många.")


class BallotsTooMany(Refused):
    """Nobody leaves two ballots."""

    message = _("%(ballots)s valsedlar är räknade, men bara %(most)s tjänstgör i ärendet.")
