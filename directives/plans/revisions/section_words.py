"""What a section of a plan's round says, field by field: the title, the text, the facts, why it changes. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directives.models import PlanPart

# The round's sections are written in one language, whoever sends them (referring, text).
LEAD = r"(?:Ny|Ändrad|Flyttad|Klar|Struken|Står kvar)"
MARKS = re.compile(rf"({LEAD}(?:, {LEAD})*)\.(?: Varför: (.*))?", re.DOTALL)
BEFORE = "I den fastställda planen:"
AFTER = "I förslaget:"
EFFECTS = "Effekter på kort sikt:"
FACTS = {
    "years": "År",
    "cadence": "Hur ofta",
    "owner": "Ansvarig",
    "status": "Status",
    "needs": "Bygger på",
}
FACT = re.compile(rf"- ({'|'.join(FACTS.values())}): (.*)")
YEARS = re.compile(r"(\d{4})(?:\s*[–-]\s*(\d{4}))?")
NAMES = {label: name for name, label in FACTS.items()}
LABELS = {"title": "Rubrik", "description": "Beskrivning", **FACTS, "effects": "Effekter", "rest": "Övrigt"}


@dataclass(frozen=True)
class Words:
    """A section taken apart: ``lead`` its marks, ``before`` how it reads in the plan in force, ``body`` the rest."""

    heading: str
    lead: str
    why: str
    before: str
    body: str

    @property
    def text(self) -> str:
        """The section's text put together again."""
        why = f" Varför: {self.why}" if self.why else ""
        lead = f"{self.lead}.{why}" if self.lead else self.why
        return "\n\n".join(part for part in (lead, self.before, self.body) if part)

    @property
    def plain(self) -> str:
        """What a reader compares: why and how it reads, without marks and without the plan in force."""
        why = f"Varför: {self.why}" if self.why else ""
        return "\n\n".join(part for part in (why, self.body) if part)


def take_apart(heading: str, text: str) -> Words:
    """A section's words; one that was written by hand is all body."""
    first, _gap, rest = text.partition("\n\n")
    found = MARKS.fullmatch(first.replace("**", ""))
    if found is None:
        return Words(heading, "", "", "", text)
    before, body = "", rest
    if rest.startswith(BEFORE):
        listed, _gap, body = rest.removeprefix(BEFORE).lstrip("\n").partition("\n\n")
        before = f"{BEFORE}\n\n{listed}"
        if body.startswith(f"{AFTER}\n\n"):
            before, body = f"{before}\n\n{AFTER}", body.removeprefix(AFTER).lstrip("\n")
    return Words(heading, found[1], found[2] or "", before, body)


def fields(words: Words, kind: str, codes: Sequence[str]) -> dict[str, str]:
    """The section's words by field, the title without its code; ``rest`` is what belongs to none."""
    heading = words.heading
    title = next((heading[len(code) + 1 :] for code in codes if heading.startswith(f"{code} ")), heading)
    if kind != PlanPart.Kind.MILESTONE:
        return {"title": title, "description": words.body, "why": words.why}
    return {"title": title, "why": words.why} | _of_milestone(words.body)


def _of_milestone(body: str) -> dict[str, str]:
    found = dict.fromkeys(("description", *FACTS, "effects", "rest"), "")
    lines: dict[str, list[str]] = {"description": [], "effects": [], "rest": []}
    place = "description"
    for line in body.split("\n"):
        fact = FACT.fullmatch(line)
        if fact is not None and place != "effects":
            found[NAMES[fact[1]]], place = fact[2].strip(), "rest"
        elif line.strip() == EFFECTS:
            place = "effects"
        else:
            lines[place].append(line)
    return found | {name: "\n".join(rows).strip() for name, rows in lines.items()}


def changed(was: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The fields that read otherwise."""
    return [name for name in was if was[name] != now.get(name, "")]


def label(name: str, kind: str) -> str:
    """What a field is called where it is listed."""
    return "Text" if (name, kind) == ("description", PlanPart.Kind.AREA) else LABELS[name]


def on_one_line(words: str) -> str:
    """Several lines as one; the rows of a list after each other."""
    rows = [line.removeprefix("- ") if line.startswith("- ") else line for line in words.split("\n")]
    listed = all(line.startswith("- ") for line in words.split("\n") if line)
    return ("; " if listed else " ").join(" ".join(row.split()) for row in rows if row.strip())
