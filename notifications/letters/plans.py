"""What a mail says about a plan's revision: link and number, never what anybody wrote in it."""

from django.utils.translation import gettext_lazy as _

from notifications.letter import Letter

_ASKED = Letter(
    _("rapportera dina milstolpar"),
    _("Rapportera dina milstolpar"),
    _("%(sender)s ber dig rapportera hur det går med %(milestones)s i %(title)s. Sista dag är %(day)s."),
    _("Allt är ifyllt med det som sades senast. Ändra det som är nytt och lämna alla på en gång."),
    _("Öppna dina milstolpar"),
    "matter",
)

_ADOPTED = Letter(
    _("planen är fastställd"),
    _("Planen är fastställd"),
    _("En version av %(title)s är fastställd."),
    "",
    _("Läs planen"),
    "matter",
)

LETTERS: dict[str, Letter] = {
    "plan.seat_given": Letter(
        _("du är med i arbetet med en plan"),
        _("Du är med i arbetet med en plan"),
        _("%(sender)s har gett dig eller din enhet en plats i arbetet med %(title)s."),
        _("Du läser planeringsversionen och får veta när planen revideras, följs upp och fastställs."),
        _("Öppna planen"),
        "matter",
    ),
    "plan.version_adopted": _ADOPTED,
    "plan.version_registered": _ADOPTED,
    "plan.ended": Letter(
        _("en plan är avslutad"),
        _("En plan är avslutad"),
        _("%(title)s är avslutad. Allt som stod i den finns kvar att läsa."),
        "",
        _("Öppna planen"),
        "matter",
    ),
    "revision.begun": Letter(
        _("revideringen har börjat"),
        _("Revideringen har börjat"),
        _("Revideringen av %(title)s har börjat."),
        _("Har du milstolpar i planen får du en egen fråga när det är dags att rapportera."),
        _("Följ revideringen"),
        "matter",
    ),
    "revision.begun, followed": Letter(
        _("revideringen har börjat"),
        _("Revideringen har börjat"),
        _("Revideringen av %(title)s har börjat."),
        _("Planen gäller som den är tills en ny version är fastställd. Du får veta när den är det."),
        _("Öppna planen"),
        "matter",
    ),
    "follow_up.frozen": Letter(
        _("uppföljningen är klar"),
        _("Uppföljningen är klar"),
        _("Uppföljningen av %(title)s är fastställd som rapport."),
        "",
        _("Läs rapporten"),
        "matter",
    ),
    "revision.reporting_begun": _ASKED,
    "follow_up.begun": _ASKED,
    "milestone.reassigned": _ASKED,
    "milestone.report_returned": Letter(
        _("en rapport behöver kompletteras"),
        _("En rapport behöver kompletteras"),
        _("%(sender)s ber dig komplettera en rapport om en milstolpe i %(title)s."),
        _("Vad som saknas står i Samråd."),
        _("Öppna dina milstolpar"),
        "matter",
    ),
    "milestone.reported": Letter(
        _("alla har rapporterat"),
        _("Alla har rapporterat"),
        _("Alla ägare har lämnat sina rapporter om milstolparna i %(title)s."),
        _("Sammanställ dem."),
        _("Öppna rapporterna"),
        "matter",
    ),
    "milestone.proposal_answered": Letter(
        _("svar på ditt förslag"),
        _("Du har fått svar på ditt förslag"),
        _("%(sender)s har svarat på ditt förslag om milstolparna i %(title)s."),
        "",
        _("Öppna revideringen"),
        "matter",
    ),
    "revision.sent_back": Letter(
        _("planen kom tillbaka från nämnden"),
        _("Planen kom tillbaka från nämnden"),
        _("Nämnden fastställde inte %(title)s. En ny planeringsversion är skapad ur förslaget."),
        _("Revidera planen och föreslå den igen."),
        _("Öppna revideringen"),
        "matter",
    ),
    "revision.adopted": Letter(
        _("planen är fastställd"),
        _("Planen är fastställd"),
        _("%(title)s är fastställd."),
        _("Publicera den med skillnaden mot förra året."),
        _("Öppna revideringen"),
        "matter",
    ),
    "revision.published": Letter(
        _("den reviderade planen är publicerad"),
        _("Den reviderade planen är publicerad"),
        _("%(title)s är publicerad. Där står vad som är nytt, ändrat, flyttat, klart och struket."),
        "",
        _("Se vad som är nytt"),
        "matter",
    ),
}
