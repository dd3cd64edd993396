"""The live server's static files: read once, and kept by each profile for as long as it lives.

A page has a hundred of them. Django's own looks each one up for every page, and gives no word of how long
it may be kept, so that the browser asks for all of them again and again.
"""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.contrib.staticfiles.views import serve
from django.http import HttpRequest, HttpResponse

from config.style_bundle import SHEET, bundled


class KeptStaticFiles(StaticFilesHandler):
    """Answers for static files; nobody changes them while the tests run."""

    def serve(self, request: HttpRequest) -> HttpResponse:  # type: ignore[override]
        """A copy of the file that may be kept."""
        content, content_type = read(self.file_path(request.path))
        headers = {"Cache-Control": "max-age=86400, immutable"}
        return HttpResponse(content, content_type=content_type, headers=headers)


@cache
def read(path: str) -> tuple[bytes, str]:
    """A file as Django gives it, our stylesheet in one piece as in production: its content and its type."""
    found = serve(HttpRequest(), path, insecure=True)
    content = b"".join(found.streaming_content)
    found.close()
    if path == SHEET:
        content = bundled(Path(str(finders.find(path)))).encode()
    return content, found.headers["Content-Type"]
