"""The live server's static files: read once, and kept by each profile for as long as it lives.

A page has a hundred of them. Django's own looks each one up for every page, and gives no word of how long
it may be kept, so that the browser asks for all of them again and again.
"""

from functools import cache

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.contrib.staticfiles.views import serve
from django.http import HttpRequest, HttpResponse


class KeptStaticFiles(StaticFilesHandler):
    """Answers for static files; nobody changes them while the tests run."""

    def serve(self, request: HttpRequest) -> HttpResponse:  # type: ignore[override]
        """A copy of the file that may be kept."""
        content, content_type = read(self.file_path(request.path))
        headers = {"Cache-Control": "max-age=86400, immutable"}
        return HttpResponse(content, content_type=content_type, headers=headers)


@cache
def read(path: str) -> tuple[bytes, str]:
    """A file as Django gives it: its content and what it says it is."""
    found = serve(HttpRequest(), path, insecure=True)
    content = b"".join(found.streaming_content)
    found.close()
    return content, found.headers["Content-Type"]
