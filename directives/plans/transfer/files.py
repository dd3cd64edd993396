"""The file somebody brings: which kind it is, whether it may be opened, its rows, and where it waits meanwhile."""

from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from django.core import signing

from cases import file_store, stored_files
from cases.file_kinds import KINDS
from cases.file_names import clean_name, split_name
from cases.uploads import check_upload

from .errors import HasMacros, NotUtf8, StagedFileLost, TooLarge, WrongKind
from .rows import PlanRows
from .workbook_in import read_workbook
from .yaml_in import read_yaml

MOST_MEGABYTES = 5
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
WORKBOOK, YAML = "xlsx", ("yaml", "yml")
WITH_MACROS = ("xlsm", "xltm", "xlsb", "xls")
YAML_TYPE = "application/yaml"
SALT, KEPT_SECONDS = "plan-file", 24 * 60 * 60


@dataclass(frozen=True)
class PlanFile:
    """A file of a plan, whole in memory; it is never larger than a plan can be."""

    name: str
    content: bytes

    @property
    def is_workbook(self) -> bool:
        """Else it is YAML."""
        return split_name(self.name)[1] == WORKBOOK

    def rows(self) -> PlanRows:
        """What it says. Raises FileRefused, RowsRefused, UploadRefused."""
        if self.is_workbook:
            return read_workbook(self.content, self.name)
        try:
            text = self.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise NotUtf8 from error
        return read_yaml(text)


def take(name: str, stream: IO[bytes], size: int) -> PlanFile:
    """The file, when it is of a kind we read and no larger than a plan. Raises FileRefused, UploadRefused."""
    name = clean_name(name)
    extension = split_name(name)[1]
    if extension in WITH_MACROS:
        raise HasMacros(name=name)
    if extension not in (WORKBOOK, *YAML):
        raise WrongKind(name=name)
    if max(size, stream.seek(0, 2)) > MOST_BYTES:
        raise TooLarge(name=name, most=MOST_MEGABYTES)
    stream.seek(0)
    if extension == WORKBOOK:
        check_upload(name, stream, size)
    return PlanFile(name, stream.read())


def stage(file: PlanFile, **about: Any) -> str:
    """Keep the file until it is confirmed, at most a day; answers what brings it back, signed."""
    media_type = KINDS[WORKBOOK].media_type if file.is_workbook else YAML_TYPE
    stored = stored_files.keep(BytesIO(file.content), media_type)
    return signing.dumps({"sha256": stored.sha256, "name": file.name} | about, salt=SALT)


def staged(token: str, **about: Any) -> tuple[PlanFile, dict[str, Any]]:
    """The file kept for just this, and what was said of it. Raises StagedFileLost."""
    try:
        said: dict[str, Any] = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
        if any(said.get(name) != value for name, value in about.items()):
            raise StagedFileLost
        with file_store.open_stored(said["sha256"]) as stream:
            return PlanFile(said["name"], stream.read()), said
    except (signing.BadSignature, FileNotFoundError) as error:
        raise StagedFileLost from error
