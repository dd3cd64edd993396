"""A form's key, so that sending it twice has one effect."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.views.support import KEY_FIELD
from ledger.public_id import new_public_id

register = template.Library()


@register.simple_tag
def once_key() -> SafeString:
    """A hidden field with a key of its own for this rendering of the form."""
    return format_html('<input type="hidden" name="{}" value="{}">', KEY_FIELD, new_public_id())
