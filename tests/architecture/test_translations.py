"""Every text is translatable and its English is complete; no program of gettext is needed to see it."""

import ast
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.template.base import Lexer, Token, TokenType
from django.utils.translation import ngettext, override
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
APPS = [
    "config",
    "desk",
    "workflows",
    "notifications",
    "directives",
    "cases",
    "organisation",
    "ledger",
    "demo",
]
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")

# What each of Django's functions takes, in order.
FUNCTIONS = {
    "gettext": ("singular",),
    "ngettext": ("singular", "plural"),
    "pgettext": ("context", "singular"),
    "npgettext": ("context", "singular", "plural"),
}

# Words that stand as they are in every language: the product's name, each language's own, and keys.
SAME_EVERYWHERE = {"Samråd", "På svenska", "In English", "Alt P", "Ctrl ↵"}
# Attributes that are seen or read aloud.
SEEN = {"alt", "aria-label", "eyebrow", "heading", "label", "lead", "legend", "placeholder", "text", "title"}
COMMON = "och|att|inte|det|som|till|med|av|ett|har|kan|ska|svar|svaret|spara|avsnitt"
SWEDISH = re.compile(rf"[åäöÅÄÖ]|\b(?:{COMMON})\b")
# Tags whose strings are translated already, or are names.
NO_WORDS = {"translate", "trans", "load", "extends", "url", "static"}
# Swedish on purpose: addresses, days in both languages side by side, the words for no day that people type, the
# headings of a plan's workbook (a file reads alike in every language), the words a plan's round is written and read
# back with, those of a reference to a §, letters by width, what the demo's people write.
SWEDISH_MODULES = re.compile(
    r"/urls(?:_\w+)?\.py$|^cases/(?:calendar|fuzzy_dates|named_spans|paragraph_reference)\.py$|^demo/"
    r"|^directives/(?:forms/due_day|plans/(?:pictures/letters|revisions/section_words|revisions/weighed"
    r"|transfer/(?:columns|workbook_out)))\.py$"
)


@dataclass(frozen=True)
class Text:
    """A text as the source asks for it; the plural is empty where there is none."""

    singular: str
    plural: str = ""
    context: str = ""


@dataclass(frozen=True)
class Entry:
    """A text with its English, as a translator left it."""

    text: Text
    english: tuple[str, ...]
    fuzzy: bool


# --- The texts the source asks for ---


@cache
def modules() -> dict[str, ast.Module]:
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text())
        for app in APPS
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts
    }


@cache
def templates() -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_text()
        for folder in ("templates", *APPS)
        for path in sorted((ROOT / folder).rglob("*.html"))
    }


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """The module's calls of Django's functions, under whatever name it imported them."""
    names = {
        alias.asname or alias.name: alias.name.removesuffix("_lazy")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            function = names.get(node.func.id)
            if function in FUNCTIONS:
                yield function, node


def asked(function: str, arguments: Iterable[object]) -> Text:
    return Text(**dict(zip(FUNCTIONS[function], arguments, strict=False)))


def is_written_out(function: str, call: ast.Call) -> bool:
    """Whether the texts are plain strings, as they must be to be found."""
    given = call.args[: len(FUNCTIONS[function])]
    return len(given) == len(FUNCTIONS[function]) and all(is_string(argument) for argument in given)


def is_string(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def texts_in_modules() -> set[Text]:
    return {
        asked(function, [ast.literal_eval(argument) for argument in call.args[: len(FUNCTIONS[function])]])
        for tree in modules().values()
        for function, call in calls(tree)
        if is_written_out(function, call)
    }


def texts_in_templates() -> set[Text]:
    """Django itself turns a template into calls for xgettext to read; the same calls are read here."""
    string = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
    call = re.compile(rf"\b(_|n?p?gettext|np?gettext)\(({string}(?:, ?{string})*)(?:, ?count)?\)")
    return {
        asked("gettext" if function == "_" else function, ast.literal_eval(f"({arguments},)"))
        for source in templates().values()
        for function, arguments in call.findall(templatize(source))
    }


def texts() -> set[Text]:
    """Each text once; a text asked for with and without a plural is one, as in the catalogue."""
    found = texts_in_modules() | texts_in_templates()
    plurals = {(text.context, text.singular) for text in found if text.plural}
    return {text for text in found if text.plural or (text.context, text.singular) not in plurals}


# --- The texts the catalogue has ---


@cache
def entries() -> list[Entry]:
    """The catalogue without its header."""
    blocks = CATALOGUE.read_text().split("\n\n")[1:]
    return [entry(block) for block in blocks if not block.startswith("#~")]


def entry(block: str) -> Entry:
    fields = {
        name: ast.literal_eval(f"({value})")
        for name, value in re.findall(r'(?m)^(msg\w+(?:\[\d\])?) ((?:".*"\n?)+)', block)
    }
    text = Text(fields["msgid"], fields.get("msgid_plural", ""), fields.get("msgctxt", ""))
    english = tuple(value for name, value in fields.items() if name.startswith("msgstr"))
    return Entry(text, english, fuzzy=bool(re.search(r"(?m)^#,.*\bfuzzy\b", block)))


def compiled_english(compiled: GNUTranslations, text: Text) -> tuple[str, ...]:
    """What the program gets when it asks."""
    if text.context and text.plural:
        return tuple(compiled.npgettext(text.context, text.singular, text.plural, n) for n in (1, 2))
    if text.plural:
        return tuple(compiled.ngettext(text.singular, text.plural, n) for n in (1, 2))
    if text.context:
        return (compiled.pgettext(text.context, text.singular),)
    return (compiled.gettext(text.singular),)


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]|%[sd](?!\w)", text.replace("%%", "")))


def test_every_text_to_translate_is_written_out():
    """A text put together while running is found by nobody who translates."""
    hidden = {
        f"{path}:{call.lineno}"
        for path, tree in modules().items()
        for function, call in calls(tree)
        if not is_written_out(function, call)
    }
    assert hidden == set()


def test_every_text_is_in_the_english_catalogue_and_nothing_else_is():
    """When this fails: `make messages`, then write the English that is missing and compile again."""
    known = {entry.text for entry in entries()}
    assert {"missing": texts() - known, "stale": known - texts()} == {"missing": set(), "stale": set()}


def test_every_text_has_an_english_that_somebody_stands_for():
    assert [entry.text.singular for entry in entries() if entry.fuzzy or not all(entry.english)] == []


def test_english_keeps_every_placeholder():
    """A missing one shows a sentence with a hole, a foreign one stops the page."""
    changed = {
        (source, english)
        for entry in entries()
        for source, english in zip(
            (entry.text.singular, entry.text.plural) if entry.text.plural else (entry.text.singular,),
            entry.english,
            strict=True,
        )
        if placeholders(source) != placeholders(english)
    }
    assert changed == set()


def test_the_compiled_catalogue_says_what_the_written_one_says():
    with COMPILED.open("rb") as file:
        compiled = GNUTranslations(file)
    (count,) = struct.unpack_from("<I", COMPILED.read_bytes(), 8)
    assert {entry.text: compiled_english(compiled, entry.text) for entry in entries()} == {
        entry.text: entry.english for entry in entries()
    }
    assert count == len(entries()) + 1  # the header


def test_the_catalogue_names_no_person_machine_or_line():
    """Such lines change with every collection and tell a translator nothing."""
    kept = re.compile(
        r"POT-Creation-Date|PO-Revision-Date|Last-Translator|@(?!ex[ae]mp(?:el|le)\.se)|^#: .*(?:^|\s)/|^#: .*:\d",
        re.MULTILINE,
    )
    assert kept.findall(CATALOGUE.read_text()) == []


@pytest.mark.parametrize(("count", "word"), [(0, "dagar"), (1, "dag"), (2, "dagar"), (21, "dagar")])
def test_swedish_counts_rightly_without_a_catalogue_of_its_own(count, word):
    with override("sv"):
        assert ngettext("dag", "dagar", count) == word


# --- Texts that nobody can translate ---


def outside_translation(source: str) -> str:
    """A template without what Django translates, comments and tags; a tag leaves a middle dot."""
    kept, within = [], ""
    for token in Lexer(source).tokenize():
        name = token.contents.split(maxsplit=1)[0] if token.token_type == TokenType.BLOCK else ""
        if within:
            within = "" if name == f"end{within}" else within
        elif name in {"blocktranslate", "blocktrans", "comment"}:
            within = name
        else:
            kept.append(token.contents if token.token_type == TokenType.TEXT else literals(token, name))
    return "".join(kept)


def literals(token: Token, name: str) -> str:
    """The Swedish strings a tag or a variable carries past translation, each as a text of its own."""
    if token.token_type == TokenType.COMMENT or name in {
        "translate",
        "trans",
        "load",
        "extends",
        "url",
        "static",
    }:
        return "·"
    untranslated = re.sub(r"""_\((?:"[^"]*"|'[^']*')\)""", "", token.contents)
    strings = re.findall(r'"([^"]*)"|\'([^\']*)\'', untranslated)
    swedish = [string for pair in strings for string in pair if SWEDISH.search(string)]
    return "·" + "".join(f"<·>{string}<·>" for string in swedish)


def bare_texts(source: str) -> list[str]:
    """Words between the tags of the page, in its seen attributes, and Swedish ones in any attribute."""
    page = re.sub(r"<!--.*?-->|<script\b.*?</script>", "", outside_translation(source), flags=re.DOTALL)
    attributes = re.findall(r"""\s([\w-]+)=("[^"]*"|'[^']*')""", page)
    seen = [value.strip("\"'") for name, value in attributes if name in SEEN]
    between = re.sub(r"""<(?:"[^"]*"|'[^']*'|[^>"'])*>""", "\n", page).splitlines()
    found = [text.strip(" ·–\t") for text in [*between, *seen]]
    return [text for text in found if re.search(r"[^\W\d_]{2,}", text) and text not in SAME_EVERYWHERE]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Spara</p>", ["Spara"]),
        ("<p>{% translate 'Spara' %} {{ name }} § 3</p>", []),
        ("{% blocktranslate %}Spara{% endblocktranslate %}{# Spara #}{% comment %}Spara{% endcomment %}", []),
        ('<c-fact label="Läge" name="state" />', ["Läge"]),
        ('<c-fact label="{% translate \'Läge\' %}" :title="state_title" />', []),
        ("{{ state|yesno:'öppet,avslutat' }}", ["öppet,avslutat"]),
        ("{{ state|default:_('öppet') }}", []),
        ("{% include 'rounds/_row.html' with says='inte svarat' %}", ["inte svarat"]),
    ],
)
def test_bare_words_are_found_and_translated_ones_are_not(source, found):
    assert bare_texts(source) == found


def test_no_template_holds_words_that_cannot_be_translated():
    bare = {path: found for path, source in templates().items() if (found := bare_texts(source))}
    assert bare == {}


def bare_strings(tree: ast.Module) -> list[str]:
    """Swedish strings outside Django's functions and docstrings; the product's name is no text."""
    translated = {id(argument) for _, call in calls(tree) for argument in call.args}
    documented = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and is_string(node.value)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if is_string(node)
        and id(node) not in translated | documented
        and SWEDISH.search(node.value.replace("Samråd", ""))
    ]


def test_no_module_of_the_product_holds_swedish_that_cannot_be_translated():
    bare = {
        path: found
        for path, tree in modules().items()
        if not SWEDISH_MODULES.search(path) and (found := bare_strings(tree))
    }
    assert bare == {}
