"""What happened to steering documents, processes, questions to them and nominations."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "steering.registered": _("Ett äldre styrdokument registrerades"),
    "steering.card_changed": _("Styrdokumentets uppgifter ändrades"),
    "steering.related": _("Styrdokumentet fick ett samband med ett annat"),
    "steering.unrelated": _("Ett samband med ett annat styrdokument togs bort"),
    "steering.reviewed": _("Styrdokumentet sågs över"),
    "steering.revision_begun": _("En remissrunda om styrdokumentet påbörjades"),
    "steering.replaced": _("Styrdokumentet ersattes"),
    "steering.repealed": _("Styrdokumentet upphävdes"),
    "steering.restored": _("Styrdokumentet gäller igen"),
    "steering.review_asked": _("Ägaren ombads se över styrdokumentet"),
    "steering.review_overdue": _("Ägaren påmindes om översynen av styrdokumentet"),
    "process.owner_appointed": _("En processägare utsågs"),
    "process.owner_ended": _("En processägares tid avslutades"),
    "process.vacancy_said": _("Läget för en vakant process ändrades"),
    "process.begun": _("En process lades in i processkartan"),
    "process.renamed": _("En process bytte namn"),
    "process.moved": _("En process flyttades i processkartan"),
    "process.part_added": _("En process fick en ny del"),
    "process.part_renamed": _("En del av en process bytte namn"),
    "process.part_removed": _("En del av en process togs bort"),
    "need.asked": _("En fråga eller ett behov lämnades"),
    "need.answered": _("En fråga eller ett behov besvarades"),
    "need.merged": _("Två frågor sammanfördes"),
    "need.routed": _("En fråga eller ett behov lämnades vidare"),
    "need.prepared": _("En fråga eller ett behov bereds"),
    "need.came_back": _("En fråga eller ett behov väntar på svar igen"),
    "need.turned": _("En fråga eller ett behov ledde vidare"),
    "need.closed": _("En fråga eller ett behov avslutades utan svar"),
    "nomination.asked": _("%(unit)s ombads nominera"),
    "nomination.given": _("%(unit)s nominerade"),
    "nomination.sent_back": _("Nomineringen från %(unit)s skickades tillbaka"),
    "nomination.accepted": _("Nomineringen från %(unit)s godkändes"),
    "nomination.withdrawn": _("Frågan om nominering till %(unit)s togs tillbaka"),
    "nomination.seated": _("En nominerad från %(unit)s fick sin plats"),
}
