"""One administration with as many representatives as there are to be mails, and a round sent to it."""

from datetime import timedelta

from organisation import clock, roles
from organisation.models import Membership, User
from tests import factories


def round_to(people: int) -> None:
    """Lay the world and send the round; its mails still wait in the outbox."""
    region = factories.world("SkaS")
    place = region.administrations[0]
    User.objects.filter(username="skas.rep").update(email="skas.rep@samrad.example")
    more = [_person(number) for number in range(1, people)]
    User.objects.bulk_create(more)
    group, since = roles.group_for(place, "representative"), clock.today() - timedelta(days=9)
    Membership.objects.bulk_create(Membership(user=user, group=group, starts_on=since) for user in more)
    factories.open_round(region)


def _person(number: int) -> User:
    name = f"rep{number}"
    return User(username=name, name=name, email=f"{name}@samrad.example", password="!")  # noqa: S106
