"""What the fields of a plan's parts are called where a change of them is told."""

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "code": _("Beteckning"),
    "name": _("Namn"),
    "statement": _("Inriktning"),
    "continues": _("Arbetet fortsätter i"),
    "text": _("Text"),
    "outcome": _("Utvärdering"),
    "title": _("Rubrik"),
    "description": _("Beskrivning"),
    "cadence": _("Hur ofta"),
    "owner_words": _("Ägare med ord"),
    "audiences": _("För vem"),
    "measure": _("Enhet"),
    "target": _("Målvärde"),
    "target_words": _("Mål med ord"),
    "source": _("Källa"),
    "first_year": _("Börjar år"),
    "last_year": _("Ska vara uppnådd år"),
    "area_id": _("Område"),
    "status": _("Status"),
    "trend": _("Trend"),
    "owner_id": _("Ägare"),
    "unit_id": _("Ägare"),
}
