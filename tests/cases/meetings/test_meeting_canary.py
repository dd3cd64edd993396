"""Words of meetings that only some may read are looked for in everything the others can fetch."""

from collections.abc import Iterator
from datetime import time, timedelta
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from cases import secrecy, undertakings
from cases.meetings import (
    agenda,
    approving,
    attending,
    closing,
    extracts,
    in_the_room,
    notices,
    papers,
    publishing,
    summons,
    texts,
)
from cases.models import Case, Point, Undertaking
from notifications import relay
from organisation import clock
from tests import factories, meetings
from tests.access.crawl import HREF, NOT_FOLLOWED, whole
from tests.access.test_canary import secrets_in
from tests.access.world import undone
from tests.cases.meetings.pdf import pdf_of
from tests.cases.paper.reading import words

pytestmark = pytest.mark.django_db

JAV = {"why somebody stands aside": "kanariejäv"}
SECRET = {"title of a secret case": "kanariesekretess"}
UNAPPROVED = {"words before approval": "kanarieojusterat"}
DISSENT = {"an approver's dissent": "kanariemotmening"}
LATER = {"a case marked after it was sent and published": "kanariesenare"}
EVERYTHING = JAV | SECRET | UNAPPROVED | DISSENT | LATER

READERS: dict[str, dict[str, str]] = {
    "secretary": JAV | UNAPPROVED | DISSENT,
    "chair who has approved": UNAPPROVED | DISSENT | LATER,  # whoever approved reads what they approved
    "approver": UNAPPROVED | DISSENT | LATER,
    "member": {},
    "substitute": {},
    "registrar": {},
    "officer of the case": LATER | UNAPPROVED,  # the § of their own item, from the day it is closed
    "secretary of another body": {},
    "member of another body": {},
    "stranger": {},
    "nobody": {},
}
FINDERS = ("secretary", "approver")  # the eyes of the test work: by links alone they find all that is theirs


@pytest.fixture(scope="module")
def people(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """A board that meets now with one standing aside, and whose last minutes wait for one more approval."""
    store = override_settings(DOCUMENT_STORE=tmp_path_factory.mktemp("documents"))
    with store, django_db_blocker.unblock(), undone():
        board, other = meetings.board("KN", seats=3), meetings.board("MN", seats=3)
        _waiting(board)
        _going_on(board)
        _marked_later(board)
        yield {
            "secretary": board.secretary,
            "chair who has approved": board.chair.user,
            "approver": board.ordinary[1].user,
            "member": board.ordinary[2].user,
            "substitute": board.members[-1].user,
            "registrar": factories.person("registrator", ("registrar", board.unit.parent or other.unit)),
            "officer of the case": board.officer,
            "secretary of another body": other.secretary,
            "member of another body": other.ordinary[1].user,
            "stranger": factories.person("frammande"),
            "nobody": None,
        }


def _waiting(board: meetings.Board) -> None:
    held = meetings.opened(board, "Budget")
    item = held.items.get()
    by = board.secretary
    texts.save_text(
        item, "procedure", by=by, text=f"Ordföranden {UNAPPROVED['words before approval']}.", edition=0
    )
    closing.close_item(item, by=by, outcome="as_proposed")
    closing.end_meeting(held, by=by)
    occasion = meetings.before_approvers(board, held)
    own = occasion.approvers.select_related("user").get(is_chair=True)
    word = DISSENT["an approver's dissent"]
    said = f"Vi sade {word}."
    approving.approve(own, by=own.user, read_hash=occasion.content_hash, dissent=said)


def _going_on(board: meetings.Board) -> None:
    held = meetings.meeting(board, on=clock.today(), at=time(15))
    first, secret = (
        meetings.listed(board, held, title="Vårdval"),
        meetings.listed(board, held, title=SECRET["title of a secret case"]),
    )
    Case.objects.filter(pk=secret.case_id).update(
        secrecy_provision="OSL 25:1", secrecy_on=clock.today(), title=SECRET["title of a secret case"]
    )
    agenda.add_item(held, by=board.secretary, title="Avslutning")
    meetings.begin(board, held)
    in_the_room.stand_aside(
        first, board.ordinary[1], by=board.secretary, reason=f"Det är {JAV['why somebody stands aside']}."
    )
    attending.leave(held.attendance.get(member=board.ordinary[1]), by=board.secretary)
    connection.check_constraints()


def _marked_later(board: meetings.Board) -> None:
    """A case that was sent in a notice, and one in published minutes; then both are marked and an order is reported."""
    word, by = LATER["a case marked after it was sent and published"], board.secretary
    called = meetings.meeting(board, on=clock.today() + timedelta(days=14))
    sent = meetings.listed(board, called, title=f"Ett {word}")
    content = pdf_of(1)
    facts = {"name": f"{word}.pdf", "stream": BytesIO(content), "size": len(content), "title": word}
    papers.attach(sent, by=by, **facts)
    summons.send(called, by=by)
    held = meetings.meeting(board, on=clock.today(), at=time(13))
    minuted = meetings.listed(board, held, title=f"Ett till {word}")
    taker = factories.unit("KN-taker")
    Point.objects.filter(item=minuted).update(kind="assign", to_unit=taker, what=f"Redovisa {word}.")
    meetings.begin(board, held)
    closing.close_item(minuted, by=by, outcome="as_proposed")
    extracts.address(minuted, by=by, recipient="Kommunen")
    occasion = meetings.approved(board, closing.end_meeting(held, by=by))
    notices.post_notice(occasion, by=by)
    publishing.publish(occasion, by=by, masks=[])
    for item in (sent, minuted):
        secrecy.mark(item.case, by=board.officer, provision="OSL 25 kap. 1 §", reason="Patientuppgifter.")
    director = factories.person("kn.direktor", ("head", taker))
    undertakings.report(Undertaking.objects.get(), by=director, text=f"Här är {word}.")
    relay.drain()


def crawl(user: Any) -> dict[str, str]:
    """Everything the person reaches from the pages of the menu by links alone."""
    client = Client()
    if user is not None:
        client.force_login(user)
    names = ("meetings", "diary", "watch_list", "decision_search", "notice_board", "public_diary")
    searches = [f"{reverse(name)}?q=kanarie" for name in ("decision_search", "diary")]
    waiting = ["/", *[reverse(name) for name in names], *searches]
    seen: dict[str, str] = {}
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith(NOT_FOLLOWED):
            continue
        seen[address] = _told(client.get(address))
        waiting += [unescape(found) for found in HREF.findall(seen[address])]
    return seen


def _told(response: Any) -> str:
    """What a page says, or what is drawn in a PDF."""
    if not response.streaming:
        return whole(response)
    content = b"".join(response.streaming_content)
    text = words(content) if content.startswith(b"%PDF") else content.decode(errors="replace")
    return f"{unquote(str(response.headers))}\n{text}"


@pytest.mark.parametrize("who", READERS)
def test_everybody_reads_of_a_meeting_what_is_theirs_and_nothing_more(people, who):
    everything = crawl(people[who])
    found = {
        name: [at for at, text in everything.items() if word in text.lower()]
        for name, word in EVERYTHING.items()
    }
    assert {name: at for name, at in found.items() if at and name not in READERS[who]} == {}
    if who in FINDERS:
        assert secrets_in("".join(everything.values()), EVERYTHING) == sorted(READERS[who])
