"""Taking what the page's form brought: every word is saved or shown again, none is lost."""

import re
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cases import access, answers, attachments
from cases.errors import AnswerClosed, ColleagueWasFaster, Refused, UnknownStance
from cases.models import Answer, AnswerItem, Recipient
from cases.text import normalise
from organisation.http import SignedInRequest

from .boxes import Row, Typed, field_name, fingerprint
from .pages import read

FIELD = re.compile(r"i([0-9]{1,18})-")
WORDY = ("-comment", "-wording")
LEFT_ALONE = "same"  # the page's script: nothing was written here since it was last saved
Change = tuple[Row, str, str, int]


@dataclass
class Taken:
    """What could not be saved: texts by field, and what was wrong with which file."""

    typed: dict[str, Typed] = field(default_factory=dict)
    file_errors: list[str] = field(default_factory=list)
    files: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether everything was saved."""
        return not (self.typed or self.file_errors)


class NotYours(Refused):
    """The part was taken back, or given to somebody else, while it was being written in."""

    message = _("Du kan inte längre skriva i den delen av svaret. Det du skrev finns kvar här.")


def texts_of(request: SignedInRequest) -> str:
    """Every text that was written in the form, to be shown to whoever could not save it."""
    texts = [str(value) for name, value in request.POST.items() if FIELD.match(name) and name.endswith(WORDY)]
    return "\n\n".join(filter(None, texts))


def take_form(request: SignedInRequest, place: Recipient, answer: Answer) -> Taken:
    """Save the texts that were changed in the form, its level and its files.

    Raises AnswerClosed when the page's answer has been given or stopped meanwhile, NotYours when a part
    of it may no longer be written by this person; what else was changed is saved first.
    """
    if not answer.is_open or _is_of_another(request, answer):
        raise AnswerClosed
    page = read(place, answer, request.user)
    changes = [change for row in page.rows for change in _changes(request, row)]
    taken = Taken()
    for row, name, value, version in changes:
        problem = _save(request, row.item, name, value, version) if row.may_write else None
        if problem:
            taken.typed[field_name(row.item, name)] = problem
    if access.can(request.user, "write_answer", place):
        _take_level(request, answer)
        for file in request.FILES.getlist("files"):
            _take_file(request, answer, file, taken)
    if not all(row.may_write for row, *_field in changes):
        raise NotYours
    return taken


def _is_of_another(request: SignedInRequest, answer: Answer) -> bool:
    """Whether the page that was sent belongs to an earlier answer: its words must not vanish into this one."""
    sent = {int(found[1]) for name in request.POST if (found := FIELD.match(name))}
    return bool(sent) and not answer.items.filter(pk__in=sent).exists()


def _changes(request: SignedInRequest, row: Row) -> list[Change]:
    """The row's fields whose posted value is another than the page showed and than what is stored."""
    found = []
    for name in AnswerItem.FIELDS:
        key = field_name(row.item, name)
        is_cleared = name == "stance" and request.POST.get("clear") == key
        if key in request.POST or is_cleared:
            value = "" if is_cleared else normalise(request.POST[key])
            version, shown = _mark(request.POST.get(f"{key}-was", ""))
            is_left_alone = shown == fingerprint(value) or (shown == LEFT_ALONE and not is_cleared)
            if value != getattr(row.item, name) and not is_left_alone:
                found.append((row, name, value, version))
    return found


def _mark(was: str) -> tuple[int, str]:
    version, _dot, shown = was.partition(".")
    return (int(version[:9]) if version.isascii() and version.isdigit() else 0), shown


def _save(request: SignedInRequest, item: AnswerItem, name: str, value: str, version: int) -> Typed | None:
    key = field_name(item, name)
    section = item.question.section_version
    place = {
        "about": section.heading if section else item.question.text,
        "anchor": f"{key}-choice" if name == "stance" else key,
    }
    try:
        answers.save_field(item, name, value, version=version, by=request.user)
    except ColleagueWasFaster as refusal:
        theirs = getattr(item, name)
        return Typed(value, str(refusal), theirs=theirs, by=refusal.facts["name"], **place)
    except UnknownStance as refusal:
        return Typed("", str(refusal), **place)
    return None


def _take_level(request: SignedInRequest, answer: Answer) -> None:
    level = request.POST.get("level", "")
    if level != request.POST.get("level-was", "") and level in Answer.Level.values:
        answers.set_level(answer, level, by=request.user)


def _take_file(request: SignedInRequest, answer: Answer, file: UploadedFile, taken: Taken) -> None:
    try:
        name, size = file.name or "", file.size or 0
        stream = cast(BinaryIO, file.file)
        attachments.attach(answer, name=name, stream=stream, size=size, by=request.user)
        taken.files += 1
    except AnswerClosed:
        raise
    except Refused as refusal:
        taken.file_errors.append(str(refusal))
