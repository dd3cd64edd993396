"""Documents from before this system: registered with their text or file, and the § behind them."""

import hashlib
from datetime import date

import pytest

from cases.models import Adoption, Case, Document, EarlierDecision
from cases.uploads import UploadRefused
from directives.models import SteeringDocument
from directives.steering import valid_on
from directives.steering.errors import EndsBeforeValid, TextOrFileMissing
from ledger.models import Event
from tests.directives.steering.library import board, card_of, older, original


def test_an_older_document_steers_by_its_old_paragraph_in_a_case_of_its_own(region):
    steering = older(region, kind="guideline")
    adoption = Adoption.objects.get()
    assert (steering.adoption, adoption.version_hash) == (adoption, steering.version.content_hash)
    assert (steering.decision_number, steering.decided_by, steering.decided_on, steering.round_id) == (
        "§ 61/2024", "SSN", date(2024, 5, 17), None,
    )  # fmt: skip
    assert (card_of(steering).kind, card_of(steering).unit) == ("guideline", region.process_unit)
    document = Document.objects.get()
    assert (document.kind, document.number_in_case, document.case.title) == ("steering", 1, steering.title)
    assert [part.heading for part in steering.version.sections.all()] == ["Syfte", "Omfattning"]
    assert list(valid_on(date(2026, 11, 23))) == [steering]
    assert Event.objects.filter(kind="steering.registered").count() == 1


def test_a_document_that_is_a_file_bears_the_files_own_hash(region):
    steering = older(region, text="", original=original(content=b"Som fil."))
    assert steering.version.content_hash == hashlib.sha256(b"Som fil.").hexdigest()
    assert steering.document.files.get().name == "riktlinje.txt"


def test_two_documents_of_one_paragraph_are_two_points_of_one_decision(region):
    older(region)
    older(region, "Bilaga")
    earlier = EarlierDecision.objects.get()
    assert [(point.number, point.kind) for point in earlier.points.all()] == [(1, "adopt"), (2, "adopt")]


def test_when_only_words_are_known_they_are_kept(region):
    steering = older(region, on=None, on_words="våren 2019", paragraph=None)
    assert (steering.decided_on, steering.decided_when) == (None, "våren 2019")
    assert steering.decision_number == ""  # it has no §, and is called as the document is


def test_a_wording_that_has_ended_is_registered_with_its_last_day(region):
    steering = older(region, valid_to=date(2025, 12, 31))
    assert (steering.steers_on(date(2025, 12, 31)), steering.steers_on(date(2026, 1, 1))) == (True, False)


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"text": "  \n"}, TextOrFileMissing),
        ({"valid_to": date(2024, 5, 31)}, EndsBeforeValid),
        ({"original": original("skript.exe")}, UploadRefused),
    ],
)
def test_what_is_no_document_registers_nothing(region, facts, error):
    board()
    with pytest.raises(error):
        older(region, **facts)
    assert (SteeringDocument.objects.count(), Case.objects.count(), EarlierDecision.objects.count()) == (
        0,
        0,
        0,
    )
