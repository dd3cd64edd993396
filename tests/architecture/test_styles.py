"""The styles keep their own rules: one place for colours, no rule outside a layer, nothing inline."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STYLES = ROOT / "static" / "css"
SHEETS = sorted(STYLES.rglob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INLINE = re.compile(r"\sstyle=|<style\b|\son[a-z]+=|\shx-on|<script(?![^>]*\ssrc=)", re.IGNORECASE)
DJANGO = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)

# Names that only say what a part is; everything else must have a style, or it is misspelt.
UNSTYLED = {"totals"}


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_colours_are_written_in_tokens_only() -> None:
    found = [
        f"{name(sheet)}: {match}"
        for sheet in SHEETS
        if sheet.name != "tokens.css"
        for match in COLOUR.findall(COMMENT.sub("", text(sheet)))
    ]
    assert found == []


def test_every_stylesheet_is_imported_into_a_layer() -> None:
    imported = re.findall(r'@import url\("([^"]+)"\) layer\((?:app|base)\);', text(STYLES / "app.css"))
    ours = {sheet.relative_to(STYLES).as_posix() for sheet in SHEETS} - {"app.css", "layers.css"}
    assert sorted(imported) == sorted(ours)


def test_nothing_is_styled_or_scripted_inline() -> None:
    found = [name(template) for template in TEMPLATES if INLINE.search(DJANGO.sub("", text(template)))]
    assert found == []


def test_every_class_in_a_template_has_a_style() -> None:
    styled = set(re.findall(r"\.([a-z][\w-]*)", "".join(COMMENT.sub("", text(sheet)) for sheet in SHEETS)))
    used = {
        (name(template), word)
        for template in TEMPLATES
        for names in re.findall(r'\bclass="([^"]*)"', DJANGO.sub(" ", text(template)))
        for word in names.split()
    }
    unknown = {
        (template, word)
        for template, word in used
        if word not in styled | UNSTYLED and not word.startswith("ds-") and not word.endswith("-")
    }
    assert sorted(unknown) == []


def test_no_component_is_given_a_filter_which_it_would_silently_take_as_nothing() -> None:
    """`:name="value|filter"` arrives empty; write `name="{{ value|filter }}"` or use `{% with %}`."""
    filtered = re.compile(r'\s:[a-z_]+="[^"{]*\|[^"]*"')
    found = [
        f"{name(template)}: {match}" for template in TEMPLATES for match in filtered.findall(text(template))
    ]
    assert found == []
