"""What a mail says about who leads a process, questions to it and nominations."""

from django.utils.translation import gettext_lazy as _

from notifications.letter import Letter

LETTERS: dict[str, Letter] = {
    "process.owner_appointed": Letter(
        _("du är utsedd till processägare"),
        _("Du är utsedd till processägare"),
        _("%(actor)s har utsett dig till processägare för %(title)s."),
        "",
        _("Öppna processen"),
        "matter",
    ),
    "need.asked": Letter(
        _("en fråga till processen"),
        _("Någon har ställt en fråga eller lämnat ett behov"),
        _("Det gäller processen %(title)s."),
        _("Svara, slå ihop den med en annan eller skicka den vidare."),
        _("Läs frågan"),
        "matter",
    ),
    "need.answered": Letter(
        _("svar på din fråga"),
        _("Du har fått svar"),
        _("Processägaren för %(title)s har svarat på din fråga."),
        "",
        _("Läs svaret"),
        "matter",
    ),
    "need.merged": Letter(
        _("din fråga är ihopslagen med en annan"),
        _("Din fråga är ihopslagen med en annan"),
        _("Processägaren för %(title)s svarar på dem tillsammans."),
        "",
        _("Öppna frågan"),
        "matter",
    ),
    "need.routed": Letter(
        _("din fråga har gått vidare"),
        _("Din fråga har gått vidare"),
        _("Processägaren för %(title)s har lämnat din fråga till dem som kan svara."),
        "",
        _("Öppna frågan"),
        "matter",
    ),
    "need.turned": Letter(
        _("din fråga leder vidare"),
        _("Din fråga leder vidare"),
        _("Processägaren för %(title)s har gjort ett uppdrag eller en remissrunda av det du skrev."),
        "",
        _("Öppna frågan"),
        "matter",
    ),
    "need.closed": Letter(
        _("din fråga är avslutad"),
        _("Din fråga är avslutad"),
        _("Processägaren för %(title)s har avslutat din fråga."),
        _("Skälet står i Samråd."),
        _("Öppna frågan"),
        "matter",
    ),
    "nomination.asked": Letter(
        _("nominera till %(title)s"),
        _("Nominera till %(title)s"),
        _("%(sender)s ber er nominera till %(title)s senast %(day)s."),
        _("Ange vilka ni nominerar."),
        _("Nominera"),
        "matter",
    ),
    "nomination.given": Letter(
        _("en nominering väntar på dig"),
        _("En nominering väntar på dig"),
        _("%(unit)s har nominerat till %(title)s."),
        _("Ta ställning till nomineringen."),
        _("Läs nomineringen"),
        "matter",
    ),
    "nomination.sent_back": Letter(
        _("nominera på nytt"),
        _("Nominera på nytt"),
        _("%(sender)s ber er nominera till %(title)s en gång till."),
        _("Skälet står i Samråd."),
        _("Nominera"),
        "matter",
    ),
    "nomination.accepted": Letter(
        _("nomineringen är godkänd"),
        _("Nomineringen är godkänd"),
        _("De ni nominerade har fått sin plats i %(title)s."),
        "",
        _("Öppna nomineringen"),
        "matter",
    ),
    "nomination.withdrawn": Letter(
        _("ni behöver inte nominera"),
        _("Ni behöver inte nominera längre"),
        _("%(sender)s har tagit tillbaka frågan om nominering till %(title)s."),
        "",
        _("Öppna nomineringen"),
        "matter",
    ),
}
