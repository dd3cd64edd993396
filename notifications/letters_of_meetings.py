"""What a mail says about meetings, minutes, extracts and assignments."""

from django.utils.translation import gettext_lazy as _

from .letter import Letter

LETTERS: dict[str, Letter] = {
    "item.sent_for_review": Letter(
        _("granska ett tjänsteutlåtande"),
        _("Ett tjänsteutlåtande väntar på att du granskar det"),
        _("%(actor)s ber dig läsa ”%(title)s” innan det anmäls till %(sender)s."),
        _("Läs förslaget. Anmäl det eller skicka tillbaka det med en kommentar."),
        _("Läs förslaget"),
        "matter",
    ),
    "item.sent_back": Letter(
        _("tjänsteutlåtandet behöver ändras"),
        _("Tjänsteutlåtandet behöver ändras"),
        _("%(actor)s har skickat tillbaka ”%(title)s”."),
        _("Skälet står i Samråd."),
        _("Öppna förslaget"),
        "matter",
    ),
    "item.announced": Letter(
        _("ett ärende är anmält"),
        _("Ett ärende är anmält till %(sender)s"),
        _("”%(title)s” väntar på en plats på dagordningen."),
        _("Sätt upp det på ett sammanträde, eller skicka tillbaka det med en kommentar."),
        _("Öppna ärendet"),
        "matter",
    ),
    "meeting.called": Letter(
        _("kallelse till sammanträde %(day)s"),
        _("Du är kallad till sammanträde %(day)s"),
        _("%(sender)s sammanträder %(day)s. Dagordning och handlingar finns i Samråd."),
        _("Hör av dig till nämndsekreteraren om du inte kan komma, så att en ersättare kan kallas."),
        _("Öppna kallelsen"),
        "matter",
    ),
    "meeting.supplemented": Letter(
        _("nya handlingar till sammanträdet %(day)s"),
        _("Det finns nya handlingar till sammanträdet %(day)s"),
        _("%(sender)s har skickat ett tillägg till kallelsen. Sidorna fortsätter där de förra slutade."),
        "",
        _("Öppna handlingarna"),
        "matter",
    ),
    "meeting.cancelled": Letter(
        _("sammanträdet %(day)s är inställt"),
        _("Sammanträdet %(day)s är inställt"),
        _("%(sender)s sammanträder inte %(day)s."),
        "",
        _("Öppna sammanträdet"),
        "matter",
    ),
    "minutes.sent": Letter(
        _("justera protokollet senast %(day)s"),
        _("Ett protokoll väntar på att du justerar det"),
        _("Protokollet från %(title)s är klart att justera."),
        _("Läs det. Justera det, och skriv om du har en avvikande mening."),
        _("Läs protokollet"),
        "matter",
    ),
    "minutes.approved": Letter(
        _("protokollet är justerat"),
        _("Protokollet är justerat"),
        _("Alla har justerat protokollet från %(title)s."),
        _("Anslå det och skicka protokollsutdragen."),
        _("Öppna sammanträdet"),
        "matter",
    ),
    "undertaking.given": Letter(
        _("ni har fått ett uppdrag"),
        _("Ett uppdrag från %(sender)s"),
        _("%(sender)s har beslutat: ”%(title)s”"),
        _("Rapportera här när det är gjort."),
        _("Öppna uppdraget"),
        "matter",
    ),
    "undertaking.reported": Letter(
        _("ett uppdrag är rapporterat"),
        _("Ett uppdrag är rapporterat"),
        _("%(actor)s har rapporterat uppdraget ”%(title)s”."),
        _("Det står kvar på bevakningslistan tills nämnden förklarar det fullgjort."),
        _("Läs rapporten"),
        "matter",
    ),
    "undertaking.reopened": Letter(
        _("uppdraget behöver kompletteras"),
        _("Uppdraget behöver kompletteras"),
        _("%(sender)s vill veta mer om ”%(title)s”."),
        _("Skälet står i Samråd."),
        _("Öppna uppdraget"),
        "matter",
    ),
    "undertaking.fulfilled": Letter(
        _("uppdraget är fullgjort"),
        _("Uppdraget är fullgjort"),
        _("%(sender)s har förklarat uppdraget ”%(title)s” fullgjort."),
        "",
        _("Öppna uppdraget"),
        "matter",
    ),
}
