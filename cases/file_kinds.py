"""The kinds of files people may attach."""

from dataclasses import dataclass

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"

ALLOWED = "PDF, docx, xlsx, pptx, odt, ods, png, jpg, txt, csv, md"


@dataclass(frozen=True, slots=True)
class Kind:
    """What an extension promises: the content we look for and the type we serve it as."""

    content: str
    media_type: str


KINDS = {
    "pdf": Kind("pdf", "application/pdf"),
    "docx": Kind("docx", f"{OFFICE}.wordprocessingml.document"),
    "xlsx": Kind("xlsx", f"{OFFICE}.spreadsheetml.sheet"),
    "pptx": Kind("pptx", f"{OFFICE}.presentationml.presentation"),
    "odt": Kind("odt", f"{OPEN_DOCUMENT}.text"),
    "ods": Kind("ods", f"{OPEN_DOCUMENT}.spreadsheet"),
    "png": Kind("png", "image/png"),
    "jpg": Kind("jpg", "image/jpeg"),
    "jpeg": Kind("jpg", "image/jpeg"),
    "txt": Kind("txt", "text/plain"),
    "csv": Kind("txt", "text/csv"),
    "md": Kind("txt", "text/markdown"),
}
