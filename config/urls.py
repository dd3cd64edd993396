"""Every address of the product."""

from django.urls import include, path

urlpatterns = [
    path("", include("desk.urls")),
    path("", include("desk.urls_matters")),
    path("", include("organisation.urls")),
    path("", include("cases.urls_rounds")),
    path("", include("cases.urls_answers")),
    path("", include("cases.urls_weighing")),
    path("", include("cases.urls_meetings")),
    path("", include("cases.urls_public")),
    path("", include("directives.urls_processes")),
    path("", include("directives.urls_steering")),
    path("", include("directives.urls_assignments")),
    path("", include("directives.urls_plans")),
    path("", include("directives.urls_plan_transfer")),
    path("", include("directives.urls_follow_up")),
    path("", include("workflows.urls_revisions")),
    path("", include("workflows.urls_rounds")),
    path("", include("workflows.urls_answers")),
    path("", include("workflows.urls_circle")),
    path("", include("workflows.urls_outcome")),
    path("", include("workflows.urls_decisions")),
    path("", include("workflows.urls_during")),
    path("", include("workflows.urls_minutes")),
    path("", include("workflows.urls_orders")),
    path("", include("workflows.urls_assignments")),
    path("", include("workflows.urls_carrying_out")),
    path("", include("directives.urls_carrying_out")),
]
