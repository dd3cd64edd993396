"""Addresses of cases: answers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
