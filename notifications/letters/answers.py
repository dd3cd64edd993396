"""What a mail says about answers: on their way out, given, and what became of them."""

from django.utils.translation import gettext_lazy as _

from notifications.letter import Letter

LETTERS: dict[str, Letter] = {
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
}
