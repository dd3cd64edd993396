"""Addresses of log-in and language."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from .views import LoginPage, set_language

urlpatterns = [
    path("logga-in/", LoginPage.as_view(), name="login"),
    path("logga-ut/", LogoutView.as_view(), name="logout"),
    path("sprak/", set_language, name="set_language"),
]
