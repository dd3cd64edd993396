"""Addresses of the watch list and of what was ordered."""

from django.urls import path

from cases.urls_rounds import PublicId  # noqa: F401 (registers the converter)

from .views.orders import listing, page

urlpatterns = [
    path("bevakning/", listing.watch_list, name="watch_list"),
    path("uppdrag/<round_id:public_id>/", page.undertaking, name="undertaking"),
]
