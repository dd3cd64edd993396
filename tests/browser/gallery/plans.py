"""The two pictures of a plan: the strategic map and the year wheel."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from directives.plans.pictures import strategic_map, year_wheel
from directives.plans.pictures.words import map_words
from tests.browser.gallery import plan_map, plan_year
from tests.browser.gallery.views import show


@login_not_required
def a_map(request: HttpRequest) -> HttpResponse:
    plan = plan_map.small() if "small" in request.GET else plan_map.dense()
    return show(request, "gallery/strategic_map.html", picture=strategic_map.draw(plan, map_words()))


@login_not_required
def a_wheel(request: HttpRequest) -> HttpResponse:
    plan = plan_year.crowded() if "crowded" in request.GET else plan_year.board()
    return show(request, "gallery/year_wheel.html", picture=year_wheel.draw(plan))
