"""File names that are safe to show, to send and to save."""

import re
import unicodedata

LONGEST_NAME = 120
LONGEST_EXTENSION = 10
NAMELESS = "fil"

# What runs or renders when it is opened; somebody may hide it before a harmless ending ("faktura.exe.pdf").
PROGRAMS = """
exe scr bat cmd pif msi dll cpl js jse mjs vbs vbe wsf wsh hta ps1 psm1 lnk reg jar sh bash app apk deb rpm
php phtml asp aspx jsp cgi py pl rb docm dotm xlsm xltm xlam pptm potm ppsm xll iso img vhd
"""
PAGES = "html htm xhtml shtml mht mhtml svg svgz xml xsl"
DANGEROUS = frozenset([*PROGRAMS.split(), *PAGES.split()])


def clean_name(name: str) -> str:
    """The last part of a path in NFC, without control and direction characters, at most 120 characters."""
    last_part = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    visible = "".join(filter(_is_visible, re.sub(r"\s", " ", last_part)))
    spaced = re.sub(" +", " ", unicodedata.normalize("NFC", visible))
    stem, extension = split_name(spaced.rstrip(" ."))
    ending = f".{extension}" if extension else ""
    return (stem.strip(" .")[: LONGEST_NAME - len(ending)].rstrip(" .") or NAMELESS) + ending


def split_name(name: str) -> tuple[str, str]:
    """The name before its extension, and the extension in small letters without the dot ("" when none)."""
    stem, _, extension = name.rpartition(".")
    extension = extension.strip().lower()
    is_extension = "." in name and 0 < len(extension) <= LONGEST_EXTENSION
    return (stem, extension) if is_extension else (name, "")


def hidden_extension(name: str) -> str:
    """The dangerous extension before the last one, as "html" in "rapport.html.pdf"; "" when there is none."""
    stem, _ = split_name(name)
    inner = (part.strip().lower() for part in stem.split(".")[1:])
    return next((part for part in inner if part in DANGEROUS), "")


def _is_visible(character: str) -> bool:
    # C*: control, format (bidi overrides, zero width), surrogate, private, unassigned; Zl, Zp: line breaks.
    category = unicodedata.category(character)
    return not category.startswith("C") and category not in ("Zl", "Zp")
