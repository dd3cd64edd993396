"""What a body's meetings are called: a board holds a sammanträde, a group only meets."""

from django.utils.translation import gettext as _

from cases.models import Body


def a_meeting(body: Body | None) -> str:
    """ "sammanträde"; also when no body is set up yet."""
    return _("möte") if is_group(body) else _("sammanträde")


def the_meeting(body: Body | None) -> str:
    """ "sammanträdet"."""
    return _("mötet") if is_group(body) else _("sammanträdet")


def meetings(body: Body | None) -> str:
    """ "sammanträden"."""
    return _("möten") if is_group(body) else _("sammanträden")


def is_group(body: Body | None) -> bool:
    """Whether it endorses and never decides."""
    return body is not None and not body.decides
