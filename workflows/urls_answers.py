"""Addresses of workflows: answers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
