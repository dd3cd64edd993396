"""A secretary closes items: from the key press to the next item on screen, in a small meeting and a large one."""

import time
from statistics import median
from typing import Any

from bench.measure import Line, ms, size, sql_cost
from bench.pages import constant

FEW, MANY, PAPERS = size(6, 3), size(60, 6), size(400, 6)
CLOSED = size(5, 2)


def run(_superuser: str) -> list[Line]:
    """Closing as a browser does it: the page's own form posted, the redirect followed. Small and large take turns."""
    from tests import meetings

    board = meetings.board(seats=15, substitutes=5)
    small, large = _meeting(board, FEW, 40 * FEW // 6), _meeting(board, MANY, PAPERS)
    counts = {
        length: sql_cost(lambda held=held: _get(board, held)).queries  # type: ignore[misc]
        for length, held in ((FEW, small), (MANY, large))
    }
    turns = [(_close_next(board, small), _close_next(board, large)) for _turn in range(CLOSED)]
    few, many = (median(column) for column in zip(*turns, strict=True))
    return [
        constant("the item's page, by items of the meeting", counts),
        Line(f"closing an item, {FEW} items: key press to the next item", few * 1000, None, unit=" ms"),
        Line(
            f"closing an item, {MANY} items and {PAPERS} papers: against {FEW} items",
            many / few,
            1.5,
            f"{ms(many)} / {ms(few)}",
        ),
    ]


def _meeting(board: Any, items: int, papers: int) -> Any:
    """A meeting that goes on, with this many items and their papers."""
    from datetime import time as hour

    from cases.models import AgendaDocument, Document, DocumentFile, StoredFile
    from organisation import clock
    from tests import meetings

    held = meetings.meeting(board, on=clock.today(), at=hour(8 + items % 10))
    rows = [meetings.listed(board, held, title=f"Ärende {number}") for number in range(1, items + 1)]
    stored, _made = StoredFile.objects.get_or_create(
        sha256="0" * 64, defaults={"size": 1, "media_type": "application/pdf", "stored_at": clock.now()}
    )
    for number in range(papers):
        item = rows[number % len(rows)]
        document = Document.objects.create(
            case=item.case, kind="paper", title="Underlag", direction="internal", drawn_up_at=clock.now()
        )
        file = DocumentFile.objects.create(document=document, file=stored, name="underlag.pdf")
        AgendaDocument.objects.create(item=item, file=file, title="Underlag", position=number)
    return meetings.begin(board, held)


def _client(board: Any) -> Any:
    from django.conf import settings
    from django.test import Client

    client = Client(
        SERVER_NAME=settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS[0] != "*" else "localhost"
    )
    client.force_login(board.secretary)
    return client


def _next(held: Any) -> Any:
    return held.items.filter(state="listed").order_by("position").first()


def _address(held: Any) -> str:
    from django.urls import reverse

    return reverse("agenda_item", args=[held.public_id, _next(held).public_id])


def _get(board: Any, held: Any) -> None:
    assert _client(board).get(_address(held)).status_code == 200


def _close_next(board: Any, held: Any) -> float:
    """The seconds from posting the page's own form to having the next page."""
    from lxml import html  # type: ignore[import-untyped]

    client, address = _client(board), _address(held)
    page = html.document_fromstring(client.get(address).content)
    [form] = [form for form in page.forms if "data-close-item" in form.attrib]
    typed: dict[str, Any] = {}
    for name, value in form.form_values():
        typed.setdefault(name, []).append(value)
    before = _next(held).pk
    start = time.perf_counter()
    answer = client.post(address, typed | {"do": "close"}, follow=True)
    took = time.perf_counter() - start
    assert answer.status_code == 200
    assert _next(held).pk != before, "the item was not closed"
    return took
