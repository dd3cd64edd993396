"""Why following a plan up is refused, in words the reader can act on."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class FollowUpFrozen(Refused):
    """A frozen report never changes."""

    message = _("Uppföljningen är fryst och ändras inte mer.")


class FollowUpThere(Refused):
    """One report of a plan per period."""

    message = _("Uppföljningen för %(period)s %(year)s finns redan.")


class LastDayPast(Refused):
    """Nobody reports before a day that has been."""

    message = _("Sista dagen %(day)s har redan varit. Välj i dag eller en senare dag.")


class PeriodNotBegun(Refused):
    """What has not begun is not followed up."""

    message = _("%(period)s %(year)s har inte börjat ännu. Den går att följa upp från %(day)s.")


class NotInForce(Refused):
    """What is followed up is the plan in force."""

    message = _("Planen har ingen fastställd version att följa upp.")
