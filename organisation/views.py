"""Log-in and language."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as set_language_cookie


class LoginPage(LoginView):
    """User name and password; in the demo also a list of people to try."""

    template_name = "registration/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demo's log-ins, where the settings name them."""
        logins = import_string(settings.DEMO_LOGIN_LIST)() if settings.DEMO_LOGINS else []
        return super().get_context_data(demo_logins=logins, **kwargs)


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the interface; a person's choice is remembered with the person."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        request.user.language = language
        request.user.save(update_fields=["language"])
    return set_language_cookie(request)
