"""Swedish first: only a person's own choice changes it."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from config.language import LanguageMiddleware


@pytest.mark.parametrize(
    ("own", "cookie", "language"),
    [(None, None, "sv"), ("en", None, "en"), (None, "en", "en"), ("sv", "en", "sv"), ("de", "fi", "sv")],
)
def test_own_choice_then_cookie_then_swedish(own, cookie, language):
    request = RequestFactory(headers={"accept-language": "en-GB,en"}).get("/")
    request.user = SimpleNamespace(language=own)
    request.COOKIES = {"django_language": cookie} if cookie else {}
    response = LanguageMiddleware(lambda _: HttpResponse(translation.get_language()))(request)
    assert response.content.decode() == response.headers["Content-Language"] == language
