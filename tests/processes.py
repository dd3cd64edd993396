"""A process map for tests: one process with an owner and a unit, one that is vacant, and who keeps them."""

from dataclasses import dataclass

from directives import processes
from directives.models import Process
from organisation import clock
from organisation.models import Unit, User
from tests import factories


@dataclass
class Map:
    """The region, its processes and the director who appoints their owners."""

    region: factories.World
    keeper: User
    led: Process
    vacant: Process

    @property
    def owner(self) -> User:
        """Who leads the process that is led."""
        return self.region.owner

    def network(self) -> Unit:
        """A group of the process's own authority."""
        office = self.region.office
        return factories.unit("Nätverket", kind="group", parent=self.region.region, authority=office)


def lay(region: factories.World | None = None) -> Map:
    """Made through the real verbs."""
    region = region or factories.world("SkaS", "SU")
    keeper = factories.person("hsud", ("director", region.office))
    led = Process.objects.create(
        name="Invånarinteraktion", kind="service", unit=region.process_unit, keeper=region.office, position=1
    )
    vacant = Process.objects.create(
        name="Screening", kind="care", keeper=region.office, vacancy="appointing", position=1
    )
    processes.appoint(led, by=keeper, user=region.owner, unit=region.office, starts_on=clock.today())
    return Map(region, keeper, led, vacant)
