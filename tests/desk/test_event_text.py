"""Everything that is recorded can be told in a sentence."""

import re
from pathlib import Path

from desk.event_sentences import SENTENCES
from notifications.audience import AUDIENCES
from notifications.letters import LETTERS, VARIANTS

ROOT = Path(__file__).resolve().parents[2]
RECORDED = re.compile(r"""(?:\brecord(?:_many)?|\b_record|\btell)\(\s*"([a-z_]+\.[a-z_]+)\"""")


def recorded() -> set[str]:
    """The kinds of events the verbs record, read from the source."""
    files = [path for app in ("cases", "workflows", "directives") for path in (ROOT / app).rglob("*.py")]
    return {kind for path in files for kind in RECORDED.findall(path.read_text())}


def test_every_kind_of_event_has_its_sentence():
    kinds = recorded() | set(AUDIENCES)
    assert len(kinds) > 30
    assert kinds - set(SENTENCES) == set()


def test_every_letter_is_about_a_kind_that_is_told_to_somebody():
    kinds = {name.partition(",")[0] for name in LETTERS}
    assert kinds | set(VARIANTS) <= set(AUDIENCES)
