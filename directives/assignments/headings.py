"""What each part of an assignment document is headed, on screen and on paper, and what is written there."""

from django.utils.translation import gettext_lazy as _

HEADINGS = {
    "description": _("Uppdragsbeskrivning"),
    "responsibilities": _("Ansvaret omfattar"),
    "mandate": _("Beslutsfattande i vissa fall"),
    "way_of_working": _("Arbetssätt"),
    "reporting": _("Rapportering"),
    "term_words": _("Tid, med ord"),
}
HINTS = {
    "description": _("Vad uppdraget gäller, varför det ges och vad det ska leda till."),
    "responsibilities": _("Ett ansvar per rad. Raderna numreras i handlingen."),
    "mandate": _("Vilka beslut uppdragstagaren får fatta själv, och vilka som förs vidare."),
    "way_of_working": _("Vilka som deltar, vilka forum som finns och hur arbetet samordnas."),
    "reporting": _("Hur ofta, till vem och i vilken form."),
    "term_words": _("Till exempel: tills vidare, med uppföljning efter ett år."),
}
