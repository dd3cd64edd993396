"""The gallery's pages, and the names of the product's URLs that base.html links to."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.browser.gallery import meeting, plans, views, weighing


@login_not_required
def elsewhere(request: HttpRequest) -> HttpResponse:
    return HttpResponse("elsewhere")


urlpatterns = [
    path("parts/", views.parts),
    path("form/", views.form),
    path("reply/", views.reply),
    path("reply/save/<str:name>/", views.save, name="save"),
    path("matrix/", views.matrix),
    path("error/<str:name>/", views.error),
    path("reading/", weighing.reading),
    path("ledger/", weighing.ledger),
    path("closing/", weighing.closing),
    path("told/", weighing.told),
    path("small/", weighing.small),
    path("meeting/item/", meeting.item),
    path("meeting/planning/", meeting.planning),
    path("meeting/order/", meeting.order),
    path("meeting/people/", meeting.people),
    path("meeting/minutes/", meeting.minutes),
    path("meeting/after/", meeting.after),
    path("plan/map/", plans.a_map),
    path("plan/year/", plans.a_wheel),
    *[
        path(f"{name}/", elsewhere, name=name)
        for name in (
            "start",
            "rounds",
            "meetings",
            "assignments",
            "plans",
            "diary",
            "processes",
            "steering",
            "help",
            "notice_board",
            "public_diary",
            "accessibility",
            "privacy",
            "login",
            "logout",
            "set_language",
            "demo_clock",
            "mailbox",
        )
    ],
]
