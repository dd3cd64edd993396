"""Every sort of decision is entered through the pages, and comes out with the same points, references and orders."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import time_machine
import yaml
from django.urls import reverse

from cases import documents
from cases.drafts import DraftSection
from cases.meetings import bodies
from cases.meetings.closing import end_meeting
from cases.meetings.names import taker
from cases.models import AgendaItem, Decision, EarlierDecision, Undertaking
from cases.registration import register_case
from ledger.public_id import new_public_id
from tests import factories, meetings
from tests.clients import client_of

pytestmark = pytest.mark.django_db

ENTERED = yaml.safe_load((Path(__file__).parent / "data" / "decisions.yaml").read_text())
BEGINNING = date(2024, 1, 8)


@dataclass
class Region:
    """Everybody who enters something, and what has been entered, by its id in the data."""

    bodies: dict[str, meetings.Board]
    unit: object
    director: object
    registrar: object
    office: object
    diary: object
    entered: dict[str, object] = field(default_factory=dict)


@pytest.fixture
def region():
    with time_machine.travel(f"{BEGINNING} 08:00 +0100", tick=False):
        top = factories.unit("Regionen", kind="region")
        office = factories.unit("Koncernkontoret", parent=top)
        director = _titled("regiondirektor", "Regiondirektör", ("director", top))
        _titled("utveckling", "Utvecklingsdirektör", ("head", office))
        ssn, rs = meetings.board("SSN", parent=top), meetings.board("RS", parent=top)
        bodies.begin_series(ssn.body, by=ssn.secretary, year=2024, last=81)
        return Region(
            {"SSN": ssn, "RS": rs, "KL HoS": meetings.group()},
            top,
            director,
            factories.person("registrar", ("secretary", top)),
            office,
            factories.diary(office, "KK"),
        )


def test_every_decision_is_entered_in_pages_and_comes_out_as_it_was(region):
    for row in ENTERED:
        with time_machine.travel(f"{row.get('entered', row['day'])} 09:00 +0100", tick=False):
            region.entered[row["id"]] = ENTER[row["sort"]](region, row)
    for row in ENTERED:
        found = region.entered[row["id"]]
        found.refresh_from_db()
        assert points_of(found) == wanted_points(row), row["id"]
        assert references_of(region, found) == wanted_references(row), row["id"]
    orders = [
        (row.what, taker(row), row.due_on, row.due_words, row.yearly, row.state)
        for row in Undertaking.objects.order_by("given_at", "pk")
    ]
    assert orders == wanted_orders()
    fulfilled = Undertaking.objects.get(state="fulfilled")
    assert fulfilled.fulfilled_by == region.entered["plan-2024"].points.get(number=2)
    item = region.entered["in-principle-2024"]
    assert (item.outcome, item.texts.get(field="condition").text) == (
        "in_principle",
        row_of("in-principle-2024")["condition"],
    )
    assert region.entered["plan-2024"].paragraph == 82


def test_each_decision_is_read_on_its_own_with_its_references_both_ways(region):
    for row in ENTERED:
        with time_machine.travel(f"{row.get('entered', row['day'])} 09:00 +0100", tick=False):
            region.entered[row["id"]] = ENTER[row["sort"]](region, row)
    with time_machine.travel("2024-12-13 09:00 +0100", tick=False):
        reader = client_of(region.director)
        board = reader.get(reverse("paragraph", args=[region.entered["board-2024"].public_id]))
        assert [link.relation for link in board.context["references"]] == ["föranleds av"]
        assert [link.relation for link in board.context["referred"]] == ["verkställer"]
        assert "Tre uppdrag efter pausen" in board.content.decode()
        plan = reader.get(reverse("paragraph", args=[region.entered["plan-2024"].public_id]))
        assert [row["state"] for row in plan.context["fulfilled"]] == ["fulfilled"]
        assert {link.relation for link in plan.context["referred"]} == {"följer av uppdrag"}
        alone = reader.get(reverse("decision", args=[region.entered["execution-2024"].public_id]))
        assert alone.status_code == 200
        assert [link.relation for link in alone.context["references"]] == ["verkställer", "föranleds av"]
        group = region.bodies["KL HoS"]
        position = client_of(group.officer).get(
            reverse("paragraph", args=[region.entered["position-2024"].public_id])
        )
        assert [link.relation for link in position.context["referred"]] == ["behandlar förslaget"]


# --- entering ---


def enter_earlier(region, row):
    """An older decision, registered by the body's secretary."""
    board = region.bodies.get(row["body"])
    secretary = board.secretary if board else region.registrar
    unit = board.unit if board else region.unit
    sent = {"on": row["day"], "paragraph": row.get("paragraph", ""), "title": row.get("title", "")}
    sent["rows"] = len(row["points"])
    for number, point in enumerate(row["points"]):
        sent |= {f"r{number}-number": point["number"], f"r{number}-text": point["text"]}
        if point["does"]["kind"] == "assign":
            sent[f"r{number}-orders"] = "on"
    post(client_of(secretary), reverse("earlier_decision_new", args=[unit.public_id]), sent)
    return EarlierDecision.objects.latest("pk")


def enter_item(region, row):
    """An officer's item, announced, put on the agenda, closed in the meeting and, for a board, approved."""
    board = region.bodies[row["body"]]
    item = drafted(board, row)
    secretary = client_of(board.secretary)
    held = meetings.meeting(board, on=row["day"])
    post(secretary, at("item", item), {"do": "put_on_agenda", "meeting": held.public_id})
    meetings.begin(board, held)
    page = reverse("agenda_item", args=[held.public_id, item.public_id])
    shown = secretary.get(page).context["page"]
    sent = {"shape": shown.shape, "do": "close", "outcome": row.get("outcome", "as_proposed")}
    for text in (*shown.points, *shown.texts.values()):
        sent |= {text.name: text.value, f"{text.name}-version": text.edition}
    if "condition" in row:
        sent["condition"] = row["condition"]
    post(secretary, page, sent)
    end_meeting(held, by=board.secretary)
    if board.body.decides:
        meetings.approved(board, held)
    return AgendaItem.objects.get(pk=item.pk)


def drafted(board, row):
    """The item as its officer announces it."""
    officer = client_of(board.officer)
    case = meetings.case(board, row["title"])
    titles = [name for point in row["points"] for name in point["does"].get("documents", [])]
    for title in titles:
        frozen(case, title, board.officer)
    begin = {"body": board.unit.public_id, "purpose": row.get("purpose", "decide"), "title": row["title"]}
    post(officer, at("item_new", case), begin)
    item = AgendaItem.objects.latest("pk")
    facts = {"title": row["title"], "purpose": begin["purpose"], "presenter": "Utvecklingsdirektören"}
    pasted = "\n".join(f"{number}. {point['text']}" for number, point in enumerate(row["points"], start=1))
    summary = {"background": row.get("background", ""), "background-version": 0}
    post(officer, at("item", item), facts | summary | {"do": "paste", "pasted": pasted})
    for point, said in zip(item.points.order_by("number"), row["points"], strict=True):
        tie(officer, point, said["does"])
    for said in row["references"]:
        page = officer.get(at("item", item), {"q": said["search"]}).context["page"]
        sent = {"do": "refer", "to": page.found.hits[0]["code"], "relation": said["relation"]}
        post(officer, at("item", item), sent)
    post(officer, at("item", item), {"do": "announce"})
    return item


def tie(officer, point, does):
    """What a point does, chosen on its page."""
    if does["kind"] == "note":
        return
    page = at("point", point)
    offered = officer.get(page).context["form"].offered
    codes = {row.document.title: code for code, row in offered.items()}
    sent = {name: does[name] for name in ("kind", "to", "what", "due_words", "wanted") if name in does}
    sent["versions"] = [codes[title] for title in does.get("documents", [])]
    if does.get("yearly"):
        sent["yearly"] = "on"
    post(officer, page, sent)


def enter_official(region, row):
    """A decision by the director alone."""
    case = register_case(diary=region.diary, title=row["title"], unit=region.office, by=region.director)
    director = client_of(region.director)
    page = at("decision_new", case)
    sent = {name: row[name] for name in ("kind", "title", "reason")}
    sent |= {"rows": len(row["points"]), "presenter": "", "reference": []}
    for number, point in enumerate(row["points"]):
        sent[f"r{number}-text"] = point["text"]
        sent |= {f"r{number}-{name}": value for name, value in point["does"].items()}
    for said in row["references"]:
        hits = director.post(page, sent | {"do": "search", "q": said["search"]}).context["found"].hits
        more = {"do": "refer", "to": hits[0]["code"], "relation": said["relation"]}
        chosen = director.post(page, sent | more).context["chosen"]
        sent["reference"] = [reference.value for reference in chosen]
    post(director, page, sent | {"do": "decide"})
    return Decision.objects.latest("pk")


ENTER = {"earlier": enter_earlier, "board": enter_item, "group": enter_item, "official": enter_official}


# --- what came out, and what was meant ---


def points_of(found):
    """Number, kind, words, taker, order and what it is tied to."""
    return [
        (
            point.number,
            point.kind,
            point.text,
            taker(point),
            point.what if point.kind == "assign" and point.text else "",
            point.due_on,
            point.due_words,
            point.yearly,
            point.fulfils.number if point.fulfils else None,
            sorted(row.version.document.title for row in point.adoptions.all()),
        )
        for point in found.points.order_by("number")
    ]


def wanted_points(row):
    return [
        (
            point.get("number", number),
            point["does"]["kind"],
            point["text"],
            point["does"].get("to", ""),
            point["does"].get("what", ""),
            point["does"].get("due_on"),
            point["does"].get("due_words", ""),
            point["does"].get("yearly", False),
            point["does"].get("point"),
            sorted(point["does"].get("documents", [])),
        )
        for number, point in enumerate(row["points"], start=1)
    ]


def references_of(region, found):
    """Relation, id and point of everything it refers to; an older decision refers to nothing."""
    known = {(type(thing), thing.pk): name for name, thing in region.entered.items()}
    rows = getattr(found, "references", None)
    if rows is None:
        return []
    return [
        (
            row.relation,
            known[type(target), target.pk],
            row.to_point.number if row.to_point else None,
        )
        for row in rows.order_by("pk")
        for target in [row.to_item or row.to_decision or row.to_earlier]
    ]


def wanted_references(row):
    return [(said["relation"], said["to"], said.get("point")) for said in row.get("references", [])]


def wanted_orders():
    """What boards and officials order, and what a group's endorsement hands out (DOMAIN § 1)."""
    orders = [("SSN 2023-05-17 § 61 punkt 7", "", None, "", False, "fulfilled")]
    for row in ENTERED:
        if row["sort"] not in {"board", "official", "group"}:
            continue
        orders += [
            (
                does["what"],
                does["to"],
                does.get("due_on"),
                does.get("due_words", ""),
                does.get("yearly", False),
                "open",
            )
            for does in (point["does"] for point in row["points"])
            if does["kind"] == "assign"
        ]
    return orders


def row_of(name):
    return next(row for row in ENTERED if row["id"] == name)


# --- small things ---


def _titled(username, title, *seats):
    user = factories.person(username, *seats)
    user.title = title
    user.save(update_fields=["title"])
    return user


def frozen(case, title, by):
    """A document of the case whose text is fixed."""
    version = documents.start_draft(case, title=title)
    documents.replace_sections(version, [DraftSection("Inriktning", f"Så här gör vi enligt {title}.", [])])
    documents.freeze(version, by=by)


def at(name, thing):
    return reverse(name, args=[thing.public_id])


def post(client, address, sent):
    """Send a form that is taken."""
    answer = client.post(address, sent | {"once_key": new_public_id()})
    assert answer.status_code == 302, (address, errors_of(answer))
    return answer


def errors_of(answer):
    """What was wrong, when a form came back."""
    context = answer.context or {}
    tried, form = context.get("tried"), context.get("form")
    rows = [row.errors for row in context.get("rows", []) if hasattr(row, "errors")]
    return tried.problems if tried else (form.errors if form else "", rows)
