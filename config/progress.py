"""What the supervisor shows in the terminal: one line per step, with its time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.table import Table

console = Console(highlight=False)


@contextmanager
def step(doing: str, done: str) -> Iterator[None]:
    """A spinner while it lasts, a tick and the time when it is done."""
    began = time.monotonic()
    with console.status(f"{doing} …"):
        yield
    console.print(f"[green]✓[/] {done} [dim]{time.monotonic() - began:.1f} s[/]")


def say(line: str) -> None:
    """One line with the time of day."""
    console.print(f"[dim]{time.strftime('%H:%M:%S')}[/] {line}")


def complain(line: str) -> None:
    """One line about what is wrong."""
    console.print(f"[red]✗[/] {escape(line)}", soft_wrap=True)


def welcome(address: str, logins: list[tuple[str, str]]) -> None:
    """The address and whom one can be."""
    console.print(f"\n[bold]Samråd is ready:[/] [bold cyan]{address}[/]\n")
    if logins:
        table = Table(box=None, padding=(0, 2), header_style="dim")
        table.add_column("Log in as (password: demo)")
        table.add_column("who is")
        for username, description in logins:
            table.add_row(username, description)
        console.print(table)
        console.print()
    console.print("[dim]Ctrl-C stops everything and keeps the data.[/]")
