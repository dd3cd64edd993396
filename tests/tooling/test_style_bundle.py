"""Production gives its stylesheet in one piece, with the rules in the layers and order of the many."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from config.style_bundle import bundled

STYLES = Path(__file__).parents[2] / "static" / "css"


def test_every_imported_rule_stands_in_its_layer_in_the_order_of_the_imports(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "card.css").write_text(".card { color: red; }\n")
    (tmp_path / "words.css").write_text("a { color: blue; }\n")
    sheet = tmp_path / "app.css"
    sheet.write_text('@import url("words.css") layer(base);\n@import url("parts/card.css") layer(app);\n')
    assert bundled(sheet) == (
        "@layer base {\na { color: blue; }\n}\n@layer app {\n.card { color: red; }\n}\n"
    )


def test_a_sheet_in_a_folder_that_names_a_file_is_refused(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "card.css").write_text('.card { background: url("card.svg"); }\n')
    sheet = tmp_path / "app.css"
    sheet.write_text('@import url("parts/card.css") layer(app);\n')
    with pytest.raises(ValueError, match=r"parts/card\.css names a file"):
        bundled(sheet)


def test_collecting_for_production_leaves_one_sheet_with_the_fonts_under_their_lasting_names(tmp_path):
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "config.style_bundle.BundledStaticFilesStorage"},
    }
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        for _again in range(2):
            call_command("collectstatic", "--no-input", verbosity=0)
    sheets = list((tmp_path / "css").glob("app.*.css"))
    assert len(sheets) == 1
    rules = sheets[0].read_text()
    assert "@import" not in rules
    imported = re.findall(r'@import url\("([^"]+)"\)', (STYLES / "app.css").read_text())
    assert rules.count("@layer ") == len(imported)
    fonts = re.findall(r'url\("\.\./(vendor/[^"]+)"\)', rules)
    assert fonts
    assert [name for name in fonts if not (tmp_path / name).is_file()] == []
    assert all(re.search(r"\.[0-9a-f]{12}\.woff2$", name) for name in fonts)
