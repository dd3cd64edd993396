"""What a mail says, one row per kind of event; a kind that is not here is told in the app only.

Words may use ``title``, ``unit``, ``short``, ``sender``, ``actor``, ``day`` and ``meeting``. They say
what happened and what to do; what somebody wrote in an answer is never among them.
"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from ledger.models import Event
from organisation import clock

from . import letters_of_directives, letters_of_meetings, letters_of_plans, letters_of_work
from .letter import Letter
from .matters import Matter

LETTERS: dict[str, Letter] = {
    **letters_of_meetings.LETTERS,
    **letters_of_work.LETTERS,
    **letters_of_directives.LETTERS,
    **letters_of_plans.LETTERS,
    "round.received": Letter(
        _("svara senast %(day)s"),
        _("Ni har fått en remissrunda att svara på"),
        _("%(sender)s vill veta vad %(unit)s tycker om ”%(title)s”. Sista svarsdag är %(day)s."),
        _("Bekräfta att ni har tagit emot den. Sedan kan ni svara tillsammans."),
        _("Öppna remissrundan"),
        "answer",
    ),
    "reminder.due": Letter(
        _("påminnelse, svara senast %(day)s"),
        _("Påminnelse: svara senast %(day)s"),
        _("%(unit)s har inte svarat på ”%(title)s” ännu."),
        _("Har ni inga synpunkter är det också ett svar. Behöver ni mer tid kan ni be om anstånd."),
        _("Öppna svaret"),
        "answer",
    ),
    "reminder.due, late": Letter(
        _("sista svarsdag var %(day)s"),
        _("Vi saknar ert svar"),
        _("%(unit)s har inte svarat på ”%(title)s”. Sista svarsdag var %(day)s."),
        _("Ni kan fortfarande svara. Svaret tas emot och märks som sent."),
        _("Öppna svaret"),
        "answer",
    ),
    "recipient.reminded": Letter(
        _("påminnelse, svara senast %(day)s"),
        _("%(sender)s påminner om ert svar"),
        _("%(unit)s har inte svarat på ”%(title)s” ännu. Sista svarsdag är %(day)s."),
        _("Har ni inga synpunkter är det också ett svar. Behöver ni mer tid kan ni be om anstånd."),
        _("Öppna svaret"),
        "answer",
    ),
    "recipient.reminded, late": Letter(
        _("sista svarsdag var %(day)s"),
        _("%(sender)s påminner om ert svar"),
        _("%(unit)s har inte svarat på ”%(title)s”. Sista svarsdag var %(day)s."),
        _("Ni kan fortfarande svara. Svaret tas emot och märks som sent."),
        _("Öppna svaret"),
        "answer",
    ),
    "recipient.withdrawn": Letter(
        _("ni behöver inte svara"),
        _("Ni behöver inte längre svara"),
        _("%(sender)s har tagit bort %(unit)s ur remissrundan ”%(title)s”."),
        _("Det ni har skrivit finns kvar hos er."),
        _("Öppna remissrundan"),
        "round",
    ),
    "round.extended": Letter(
        _("ny sista svarsdag %(day)s"),
        _("Ni har fått mer tid"),
        _("Sista svarsdag för ”%(title)s” är nu %(day)s."),
        "",
        _("Öppna remissrundan"),
        "round",
    ),
    "round.cancelled": Letter(
        _("remissrundan är avbruten"),
        _("Remissrundan är avbruten"),
        _("%(sender)s har avbrutit remissrundan ”%(title)s”."),
        _("Ni behöver inte göra något mer. Skälet står i Samråd."),
        _("Öppna remissrundan"),
        "round",
    ),
    "round.handed_over": Letter(
        _("ni ansvarar nu för remissrundan"),
        _("Ni ansvarar nu för remissrundan"),
        _("Remissrundan ”%(title)s” har lämnats över till %(sender)s."),
        "",
        _("Öppna remissrundan"),
        "managed",
    ),
    "round.reopened": Letter(
        _("synpunkterna hanteras på nytt"),
        _("Synpunkterna hanteras på nytt"),
        _("%(sender)s har öppnat hanteringen av synpunkterna på ”%(title)s” igen."),
        _("Ni får ett nytt besked när den är klar."),
        _("Öppna remissrundan"),
        "round",
    ),
    "extension.asked": Letter(
        _("%(short)s ber om anstånd"),
        _("%(unit)s ber om anstånd"),
        _("%(unit)s vill ha mer tid för sitt svar på ”%(title)s”. Sista svarsdag är nu %(day)s."),
        _("Svara ja eller nej, och skriv varför."),
        _("Öppna remissrundan"),
        "managed",
    ),
    "extension.granted": Letter(
        _("anstånd till %(day)s"),
        _("Ni har fått anstånd till %(day)s"),
        _("%(unit)s kan svara på ”%(title)s” till och med %(day)s."),
        "",
        _("Öppna svaret"),
        "answer",
    ),
    "extension.refused": Letter(
        _("inget anstånd, svara senast %(day)s"),
        _("Ni fick inte anstånd"),
        _("Sista svarsdag för ”%(title)s” är fortfarande %(day)s."),
        _("Skälet står i Samråd."),
        _("Öppna svaret"),
        "answer",
    ),
    "answer.submitted": Letter(
        _("godkänn svaret, senast %(day)s"),
        _("Ett svar väntar på att du godkänner det"),
        _("%(actor)s har skickat svaret från %(unit)s på ”%(title)s” för godkännande."),
        _("Läs svaret. Godkänn det eller skicka tillbaka det med en kommentar."),
        _("Läs svaret"),
        "answer",
    ),
    "answer.approved": Letter(
        _("svaret är godkänt, lämna det senast %(day)s"),
        _("Svaret är godkänt"),
        _("%(actor)s har godkänt svaret från %(unit)s på ”%(title)s”."),
        _("Nu kan ni lämna det. Om ni ändrar något behöver det godkännas igen."),
        _("Öppna svaret"),
        "answer",
    ),
    "answer.returned": Letter(
        _("svaret behöver ändras, senast %(day)s"),
        _("Svaret behöver ändras"),
        _("%(actor)s har skickat tillbaka svaret från %(unit)s på ”%(title)s”."),
        _("Läs kommentaren, ändra svaret och skicka det för godkännande igen."),
        _("Öppna svaret"),
        "answer",
    ),
    "answer.colleague_asked": Letter(
        _("svara på ett avsnitt senast %(day)s"),
        _("%(actor)s vill ha din hjälp med ett avsnitt"),
        _("Det gäller svaret från %(unit)s på ”%(title)s”."),
        _("Skriv vad du tycker, och säg till när du är klar."),
        _("Öppna avsnittet"),
        "answer",
    ),
    "answer.released, replaces": Letter(
        _("%(short)s har ersatt sitt svar"),
        _("%(unit)s har ersatt sitt svar"),
        _("%(unit)s har lämnat ett nytt svar på ”%(title)s” i stället för det tidigare."),
        _("Synpunkter i det tidigare svaret behöver vägas igen."),
        _("Öppna remissrundan"),
        "managed",
    ),
    "answer.released, after": Letter(
        _("%(short)s har svarat efter sammanställningen"),
        _("%(unit)s har svarat efter sammanställningen"),
        _("Svaret på ”%(title)s” kom när svaren redan var sammanställda."),
        _("Läs det och avgör om det ändrar något."),
        _("Öppna remissrundan"),
        "managed",
    ),
    "answer.withdrawn": Letter(
        _("%(short)s har tagit tillbaka sitt svar"),
        _("%(unit)s har tagit tillbaka sitt svar"),
        _("%(unit)s har tagit tillbaka sitt svar på ”%(title)s”. Det registrerade svaret finns kvar."),
        "",
        _("Öppna remissrundan"),
        "managed",
    ),
    "answer.received": Letter(
        _("ert svar är registrerat"),
        _("Ert svar är registrerat"),
        _("%(sender)s har registrerat ett svar från %(unit)s på ”%(title)s”, som kom med post eller e-post."),
        _("Läs det, och hör av er till avsändaren om något inte stämmer."),
        _("Läs svaret"),
        "answer",
    ),
    "feedback.sent": Letter(
        _("ni tyckte – så gjorde vi"),
        _("Ni tyckte – så gjorde vi"),
        _("%(sender)s har vägt synpunkterna från %(unit)s på ”%(title)s”. Beslutet är inte fattat ännu."),
        _("Se vad det blev av synpunkterna, och svara: var det så ni menade?"),
        _("Se hur det blev"),
        "answer",
    ),
    "feedback.sent, final": Letter(
        _("beslutat – så gjorde vi"),
        _("Det är beslutat – så gjorde vi"),
        _("Beslutet om ”%(title)s” är fattat. Nu syns vad det blev av synpunkterna från %(unit)s."),
        "",
        _("Se hur det blev"),
        "answer",
    ),
    "feedback.answered, not meant": Letter(
        _("%(short)s menade något annat"),
        _("%(unit)s menade något annat"),
        _("%(unit)s har läst ”Ni tyckte – så gjorde vi” om ”%(title)s” och menade något annat."),
        _("Läs vad de skriver, och väg synpunkten igen om det behövs."),
        _("Öppna remissrundan"),
        "managed",
    ),
    "decision.asked": Letter(
        _("beslut väntar på dig"),
        _("Ett beslut väntar på dig"),
        _("%(sender)s ber dig besluta om ”%(title)s”."),
        _("Läs underlaget och fatta beslutet."),
        _("Öppna remissrundan"),
        "round",
    ),
    "decision.made": Letter(
        _("beslutet är fattat"),
        _("Beslutet är fattat"),
        _("%(actor)s har beslutat om ”%(title)s”."),
        "",
        _("Öppna remissrundan"),
        "managed",
    ),
}
"""A case with a secrecy mark gives a mail nothing but its number and the day."""
SEALED = Letter(
    _("nytt i ärendet"),
    _("Något har hänt i ärendet"),
    _("Det finns ett meddelande till dig i Samråd. Vad det gäller står inte här."),
    _("Logga in för att läsa det."),
    _("Öppna Samråd"),
    "answer",
)

Variant = Callable[[Event, Matter], str]


def _late(event: Event, known: Matter) -> str:
    return ", late" if known.last_day and known.last_day < clock.today() else ""


def _released(event: Event, known: Matter) -> str:
    if event.data.get("replaces"):
        return ", replaces"
    return ", after" if event.data.get("after_compilation") else ", first"


VARIANTS: dict[str, Variant] = {
    "reminder.due": _late,
    "recipient.reminded": _late,
    "answer.released": _released,
    "feedback.sent": lambda event, known: ", final" if event.data.get("stage") == "final" else "",
    "feedback.answered": lambda event, known: "" if event.data.get("meant") else ", not meant",
}


def letter(event: Event, known: Matter) -> Letter | None:
    """The words for ``event``; None when it is not worth a mail."""
    variant = VARIANTS.get(event.kind, lambda *_: "")
    return LETTERS.get(event.kind + variant(event, known))
