"""What a mail says when an assignment goes from one taker to another."""

from django.utils.translation import gettext_lazy as _

from notifications.letter import Letter

LETTERS: dict[str, Letter] = {
    "assignment.transferred": Letter(
        _("ett uppdrag väntar på ditt svar"),
        _("Du är tillfrågad om att ta över ett uppdrag"),
        _("%(sender)s ber dig ta över ”%(title)s”."),
        _("Läs uppdragshandlingen. Ta emot uppdraget eller tacka nej med ett skäl."),
        _("Läs uppdraget"),
        "matter",
    ),
    "assignment.offer_moved": Letter(
        _("frågan om ett uppdrag gäller inte längre"),
        _("Du behöver inte svara om uppdraget"),
        _("%(sender)s har frågat någon annan om ”%(title)s”."),
        "",
        _("Öppna dina ärenden"),
        "matter",
    ),
    "assignment.transfer_begun": Letter(
        _("någon annan är tillfrågad om uppdraget"),
        _("Någon annan är tillfrågad om att ta över uppdraget"),
        _("%(sender)s har frågat någon annan om att ta över ”%(title)s”."),
        _("Uppdraget är ditt tills svaret är ja. Fortsätt som vanligt. Skälet står i Samråd."),
        _("Öppna uppdraget"),
        "matter",
    ),
    "assignment.transfer_asked": Letter(
        _("ett uppdrag väntar på ditt svar"),
        _("Du är tillfrågad om att ta över ett uppdrag"),
        _("%(sender)s ber dig ta över ”%(title)s”."),
        _("Läs uppdragshandlingen. Ta över uppdraget eller tacka nej med ett skäl."),
        _("Läs uppdraget"),
        "matter",
    ),
    "assignment.taken_over": Letter(
        _("uppdraget har en ny uppdragstagare"),
        _("Uppdraget har en ny uppdragstagare"),
        _("%(actor)s har tagit över ”%(title)s”."),
        "",
        _("Öppna uppdraget"),
        "matter",
    ),
    "assignment.left": Letter(
        _("någon annan har tagit över uppdraget"),
        _("Uppdraget är inte längre ditt"),
        _("%(actor)s har tagit över ”%(title)s”."),
        _("Skälet står i Samråd. Du kan läsa det du hade och rapporterade."),
        _("Läs uppdraget"),
        "matter",
    ),
    "assignment.giver_changed": Letter(
        _("ditt uppdrag har en ny uppdragsgivare"),
        _("Ditt uppdrag har en ny uppdragsgivare"),
        _("%(actor)s har tagit över uppdraget som ”%(title)s” är en del av."),
        _("Det du ska göra är detsamma. Läs uppdragshandlingen."),
        _("Öppna uppdraget"),
        "matter",
    ),
    "assignment.transfer_declined": Letter(
        _("uppdraget ligger kvar där det är"),
        _("Den tillfrågade tog inte över uppdraget"),
        _("%(actor)s har tackat nej till att ta över ”%(title)s”."),
        _("Uppdraget ligger kvar hos den som har det. Skälet står i Samråd."),
        _("Öppna uppdraget"),
        "matter",
    ),
    "assignment.transfer_withdrawn": Letter(
        _("uppdraget ligger kvar hos dig"),
        _("Uppdraget ligger kvar hos dig"),
        _("%(sender)s har tagit tillbaka frågan om att någon annan ska ta över ”%(title)s”."),
        "",
        _("Öppna uppdraget"),
        "matter",
    ),
    "assignment.transfer_recalled": Letter(
        _("frågan om ett uppdrag gäller inte längre"),
        _("Du behöver inte svara om uppdraget"),
        _("%(sender)s har tagit tillbaka frågan om att du ska ta över ”%(title)s”."),
        "",
        _("Öppna dina ärenden"),
        "matter",
    ),
    "assignment.transfer_lapsed": Letter(
        _("frågan om ett uppdrag gäller inte längre"),
        _("Du behöver inte svara om uppdraget"),
        _("”%(title)s” är avslutat, så ingen behöver ta över det."),
        "",
        _("Öppna dina ärenden"),
        "matter",
    ),
}
