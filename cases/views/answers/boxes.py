"""What one row of an answer looks like on a page: its boxes, its scale, who writes in it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from cases.matrix_marks import mark_of_item
from cases.models import AnswerItem, ItemRequest, Question, Recipient, Stance
from cases.text import normalise


@dataclass(frozen=True)
class Option:
    """A stance as a tile: word, symbol and tone."""

    code: str
    label: str
    icon: str
    tone: str

    @classmethod
    def of(cls, stance: Stance) -> "Option":
        """The tile of one step of the round's scale."""
        mark = mark_of_item(stance)
        return cls(stance.code, mark.word, mark.icon, mark.tone)


@dataclass(frozen=True)
class Typed:
    """What somebody wrote that could not be saved, why, and what a colleague had saved meanwhile."""

    value: str
    message: str
    theirs: str | None = None
    by: str = ""
    about: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Box:
    """One field of a row: its name and address, what it holds, and what was typed in vain."""

    name: str
    value: str
    version: int
    was: str
    url: str
    problem: Typed | None = None


@dataclass
class Row:
    """A question and its answer, as the reader may see and change it."""

    item: AnswerItem
    place: Recipient
    options: list[Option]
    may_write: bool = False
    request: ItemRequest | None = None
    is_mine: bool = False
    typed: Mapping[str, Typed] = field(default_factory=dict)

    @property
    def question(self) -> Question:
        """What is asked."""
        return self.item.question

    @property
    def stance(self) -> Box:
        """The tiles."""
        return self._box("stance")

    @property
    def comment(self) -> Box:
        """The free text."""
        return self._box("comment")

    @property
    def wording(self) -> Box:
        """The proposed wording."""
        return self._box("wording")

    @property
    def has_problem(self) -> bool:
        """Whether something typed here is not saved."""
        return any(field_name(self.item, name) in self.typed for name in AnswerItem.FIELDS)

    @property
    def chosen(self) -> Option | None:
        """The stance taken, if any."""
        return next((option for option in self.options if option.code == self.item.stance), None)

    @property
    def their_stance(self) -> str:
        """A colleague's newer stance in words, when it stands against what was chosen here."""
        theirs = self.stance.problem and self.stance.problem.theirs
        return next((option.label for option in self.options if option.code == theirs), "")

    @property
    def is_done(self) -> bool:
        """Whether it counts as answered: a stance where one is asked for, else a text."""
        if self.question.kind == Question.Kind.TEXT:
            return bool(self.item.comment)
        return bool(self.item.stance)

    @property
    def editable(self) -> bool:
        """Whether the page offers its boxes: not while a colleague is at it."""
        return self.may_write and not self.with_colleague

    @property
    def with_colleague(self) -> bool:
        """Whether somebody else than the reader has been asked and is not done."""
        return self.request is not None and not self.is_mine

    def _box(self, name: str) -> Box:
        key = field_name(self.item, name)
        problem = self.typed.get(key)
        value = getattr(self.item, name)
        version = getattr(self.item, f"{name}_version")
        url = reverse("answer_autosave", args=[self.place.public_id, self.item.pk, name])
        return Box(key, problem.value if problem else value, version, mark(version, value), url, problem)


def field_name(item: AnswerItem, name: str) -> str:
    """The name of a field in the page's form."""
    return f"i{item.pk}-{name}"


def mark(version: int, value: str) -> str:
    """A field's version and the fingerprint of what the page showed, to tell what was left alone."""
    return f"{version}.{fingerprint(value)}"


def fingerprint(value: str) -> str:
    """A short fingerprint of a text as it is stored."""
    return hashlib.sha256(normalise(value).encode()).hexdigest()[:16]
