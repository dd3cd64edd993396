"""What a mail says about a task that changes hands and about standing in."""

from django.utils.translation import gettext_lazy as _

from notifications.letter import Letter

LETTERS: dict[str, Letter] = {
    "work_item.reassigned": Letter(
        _("du har fått en uppgift"),
        _("Du har fått en uppgift"),
        _("%(actor)s har gett dig uppgiften ”%(title)s”. Den hör till %(sender)s."),
        _("Öppna den och se vad som gäller. Blir det fel kan du lämna tillbaka den."),
        _("Öppna uppgiften"),
        "matter",
    ),
    "work_item.handed_on": Letter(
        _("någon annan gör en uppgift"),
        _("Någon annan gör en av dina uppgifter"),
        _("%(actor)s har gett uppgiften ”%(title)s” till någon annan. Den hör till %(sender)s."),
        _("Du behöver inte göra något."),
        _("Se vem som har den"),
        "matter",
    ),
    "work_item.taken_back": Letter(
        _("en uppgift är inte längre din"),
        _("En uppgift är inte längre din"),
        _("%(actor)s har tagit tillbaka uppgiften ”%(title)s”. Den hör till %(sender)s."),
        _("Du behöver inte göra något."),
        _("Öppna dina ärenden"),
        "matter",
    ),
    "work_item.came_back": Letter(
        _("en uppgift är din igen"),
        _("En uppgift är din igen"),
        _("Uppgiften ”%(title)s” ligger hos dig igen. %(actor)s tog tillbaka den. Den hör till %(sender)s."),
        _("Öppna den och gå vidare."),
        _("Öppna uppgiften"),
        "matter",
    ),
    "substitution.begun": Letter(
        _("du är ersättare till och med %(day)s"),
        _("Du går in för %(title)s"),
        _(
            "Till och med %(day)s kan du göra det %(title)s gör i %(sender)s. Båda namnen står vid det du gör."
        ),
        _("Det som väntar står bland dina uppgifter när den första dagen kommer."),
        _("Se vad du går in i"),
        "matter",
    ),
    "substitution.arranged": Letter(
        _("du har en ersättare till och med %(day)s"),
        _("%(title)s går in för dig"),
        _("%(actor)s har låtit %(title)s gå in för dig i %(sender)s till och med %(day)s."),
        _("Du kan avsluta det när du är tillbaka."),
        _("Se vem som går in"),
        "matter",
    ),
    "substitution.ended": Letter(
        _("du är inte längre ersättare"),
        _("Du går inte längre in för %(title)s"),
        _("%(actor)s har avslutat att du går in för %(title)s i %(sender)s."),
        "",
        _("Öppna Samråd"),
        "matter",
    ),
}
