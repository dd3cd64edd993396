"""Addresses of workflows: rounds."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
