"""Addresses of the watch list."""

from django.urls import path

from cases.views import watch

urlpatterns = [
    path("bevakning/", watch.watch_list, name="watch_list"),
    path("uppdrag/<round_id:public_id>/", watch.undertaking, name="undertaking"),
]
