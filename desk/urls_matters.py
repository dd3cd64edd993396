"""Addresses of what is open, and of who stands in for whom."""

from django.urls import path

from .views import awaited, giving_on, open_matters, substitutions

urlpatterns = [
    path("oppna-arenden/", open_matters.open_matters_page, name="open_matters"),
    path("oppna-arenden/svar/", awaited.awaited_answers, name="awaited_answers"),
    path("oppna-arenden/<int:pk>/", giving_on.open_matter, name="open_matter"),
    path("ersattare/", substitutions.substitutions_page, name="substitutions"),
]
