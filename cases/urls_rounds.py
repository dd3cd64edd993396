"""Addresses of cases: rounds."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
