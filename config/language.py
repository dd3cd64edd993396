"""Which language a page is in: the person's own choice, then the browser's cookie, then Swedish."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class LanguageMiddleware:
    """Swedish first: a browser's Accept-Language never decides, a person does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def chosen_language(request: HttpRequest) -> str:
    """One of settings.LANGUAGES."""
    wishes = (
        getattr(request.user, "language", None),
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME),
    )
    known = {code for code, _ in settings.LANGUAGES}
    return next((wish for wish in wishes if wish in known), settings.LANGUAGE_CODE)
