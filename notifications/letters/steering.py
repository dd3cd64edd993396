"""What a mail says about the review of steering documents."""

from django.utils.translation import gettext_lazy as _

from notifications.letter import Letter

LETTERS: dict[str, Letter] = {
    "steering.review_asked": Letter(
        _("ett styrdokument ska ses över"),
        _("Dags att se över ett styrdokument"),
        _("Översynen av ”%(title)s” ska vara klar %(day)s."),
        _("Säg om dokumentet gäller oförändrat, ska revideras eller ska upphävas."),
        _("Öppna styrdokumentet"),
        "matter",
    ),
    "steering.review_overdue": Letter(
        _("översynen av ett styrdokument är försenad"),
        _("Översynen är försenad"),
        _("Översynen av ”%(title)s” skulle ha varit klar %(day)s."),
        _("Säg om dokumentet gäller oförändrat, ska revideras eller ska upphävas."),
        _("Öppna styrdokumentet"),
        "matter",
    ),
}
