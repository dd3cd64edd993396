"""Why a file is not taken, and what its owner can do about it."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class UploadRefused(Refused):
    """The file is not taken."""

    message = _("Filen %(name)s tas inte emot.")


class KindNotAllowed(UploadRefused):
    """The extension is not one of those we take."""

    message = _("Filen %(name)s tas inte emot. Det här kan ni lämna: %(allowed)s.")


class NameHidesExtension(UploadRefused):
    """Before the last extension stands one that runs or renders."""

    message = _("Filnamnet %(name)s innehåller .%(hidden)s. Byt namn på filen och lämna den igen.")


class FileEmpty(UploadRefused):
    """There is nothing in it."""

    message = _("Filen %(name)s är tom.")


class FileTooLarge(UploadRefused):
    """It is larger than we take."""

    message = _("Filen %(name)s är för stor. En fil får vara högst %(most)s MB.")


class ContentIsAnother(UploadRefused):
    """The content is not what the extension says."""

    message = _("Innehållet i filen %(name)s stämmer inte med filnamnets ändelse.")


class TextIsCode(UploadRefused):
    """A text file that a browser or a shell would run."""

    message = _("Filen %(name)s innehåller kod, inte ren text. Spara den som PDF.")


class TextNotUtf8(UploadRefused):
    """A text file in another encoding, or no text at all."""

    message = _("Textfilen %(name)s är inte sparad som UTF-8. Spara om den och lämna den igen.")


class FileLockedOrOld(UploadRefused):
    """We cannot look into it: a password, or Office's format before 2007."""

    message = _(
        "Filen %(name)s är lösenordsskyddad eller sparad i ett äldre format. "
        "Spara den utan lösenord som docx, xlsx, pptx eller PDF."
    )


class FileDamaged(UploadRefused):
    """The archive is not built as an Office file is."""

    message = _("Filen %(name)s är skadad. Öppna den, spara den på nytt och lämna den igen.")


class FileSwells(UploadRefused):
    """It would unpack to far more than it is."""

    message = _("Filen %(name)s blir för stor när den packas upp. Spara den som PDF och lämna den igen.")


class FileHasMacros(UploadRefused):
    """It carries programs."""

    message = _("Filen %(name)s innehåller makron. Spara den utan makron eller som PDF.")
