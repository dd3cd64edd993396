"""Numbers of a plan as people read them."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

from directives.plans import numbers

register = template.Library()


@register.filter
def as_written(value: Decimal) -> str:
    """ "1 200" and "87,5": in the reader's language, with the decimals it has and no more."""
    return number_format(Decimal(numbers.plain(value)), force_grouping=True)
