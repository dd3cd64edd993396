"""Which static files we serve: our own and those of the apps whose files our pages use."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.staticfiles.finders import AppDirectoriesFinder


class AppFilesFinder(AppDirectoriesFinder):
    """Leaves out Viewflow: its pages are not used, and its style sheets name files it does not ship."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: object, **kwargs: object) -> None:
        names = [app.name for app in apps.get_app_configs() if not app.name.startswith("viewflow")]
        super().__init__(app_names or names, *args, **kwargs)
