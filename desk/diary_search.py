"""What a search in the diary comes to: the § that was meant with its case, and where what it ordered is followed."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from cases import queries
from cases.models import Case
from cases.paragraph_reference import parse
from cases.views.decisions.search import Found, search
from organisation.models import User


def searched(user: User, words: str) -> dict[str, Any]:
    """The person's cases that fit, the decisions that fit, and the words that say a § is not to be found."""
    found = search(user, words)
    return {
        "cases": _cases(user, words, found),
        "found": _with_orders(found),
        "missing": found.message if parse(words) and not found.hits else "",
    }


def _cases(user: User, words: str, found: Found) -> QuerySet[Case]:
    """By number or subject; a reference finds the case of its §."""
    cases = queries.cases_of(user)
    if not words:
        return cases
    meant = [hit["case"] for hit in found.hits if hit["case"]] if parse(words) else []
    return cases.filter(Q(number__icontains=words) | Q(title__icontains=words) | Q(pk__in=meant))


def _with_orders(found: Found) -> Found:
    """An older decision is only registered: what it ordered is the page there is."""
    for hit in found.hits:
        if hit["order"]:
            hit["href"] = reverse("undertaking", args=[hit["order"]])
    return found
