"""Lays out the process map: what there is, who leads it, and where nobody does yet."""

from typing import Any

from directives.models import Process, ProcessOwner, ProcessPart
from organisation.models import Unit, User


def lay_processes(data: dict[str, Any], units: dict[str, Unit], users: dict[str, User]) -> None:
    """Make the processes in the map's order with their owners or the reason for a vacancy."""
    keeper = units[data["keeper"]]
    processes = {row["id"]: _process(row, keeper) for row in data["processes"]}
    for row in data["owners"]:
        process = processes[row["process"]]
        if vacancy := row.get("vacancy"):
            process.vacancy = vacancy
            process.save(update_fields=["vacancy"])
        for unit_id in row.get("units", ()):
            _lay_owner(process, row, units.get(unit_id), users.get(row.get("user", "")), data)


def _process(row: dict[str, Any], keeper: Unit) -> Process:
    return Process.objects.create(name=row["name"], kind=row["kind"], position=row["order"], keeper=keeper)


def _part(process: Process, name: str | None) -> ProcessPart | None:
    if name is None:
        return None
    return ProcessPart.objects.create(process=process, name=name, position=process.parts.count() + 1)


def _lay_owner(
    process: Process, row: dict[str, Any], unit: Unit | None, user: User | None, data: dict[str, Any]
) -> None:
    part = row.get("part")
    ProcessOwner.objects.create(
        process=process,
        part=_part(process, part),
        user=user,
        unit=unit,
        title=f"Processansvarig {process.name}, {part}" if part else f"Processansvarig {process.name}",
        interim=data["interim"],
        starts_on=data["as_of"],
    )
    if user is not None:
        process.unit = unit
        process.save(update_fields=["unit"])
