"""A notice as a mail in the person's own language: subject, text and HTML with its styles inline.

It names the case and the last day and has one link; the words of an answer are never in it.
"""

from dataclasses import dataclass, replace
from email.header import Header
from functools import cache
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from cases.meetings.wording import a_meeting
from cases.templatetags.text_tags import long_day
from ledger.models import Event
from organisation.models import User

from .letter import Letter
from .letters import SEALED, letter
from .matters import Matter, about
from .urls_in_mail import link

LONGEST_SUBJECT = 200
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class Message:
    """What is sent, before it has an address."""

    language: str
    subject: str
    text: str
    html: str
    thread: str

    def to(self, address: str, *, message_id: str) -> EmailMultiAlternatives:
        """The mail itself; the same ``message_id`` however often it is made."""
        thread = {"References": f"<{self.thread}@{mail_domain()}>", "Content-Language": self.language}
        # encoded here with room for its name: else the first line of a long subject is left empty
        subject = Header(self.subject, "utf-8", header_name="Subject").encode(linesep="")
        mail = EmailMultiAlternatives(
            subject, self.text, to=[address], headers={"Message-ID": message_id, **thread, **HEADERS}
        )
        mail.attach_alternative(self.html, "text/html")
        return mail


def message_id(event_id: int, person: User) -> str:
    """The Message-ID of this event's mail to this person: always the same, and nobody can guess it."""
    return f"<{event_id}.{person.public_id}@{mail_domain()}>"


def mail_domain() -> str:
    """The right side of our Message-IDs."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def warrants_mail(event: Event, known: Matter) -> bool:
    """Whether ``event`` is told by mail too."""
    return letter(event, known) is not None


def compose(event: Event, person: User) -> Message | None:
    """The message to ``person``; None when there is nothing to tell, or not to this person any more."""
    matter = about(event)
    known = matter.told_to(person) if matter else None
    words = letter(event, known) if known else None
    if known is None or words is None or not known.opens_to(person, words.page):
        return None
    if is_secret(known):
        words = replace(SEALED, page=words.page)
    with translation.override(person.language):
        return _written(event, known, words, person)


def is_secret(known: Matter) -> bool:
    """Its case bears a secrecy mark: then a mail says nothing but its number."""
    return known.case is not None and bool(known.case.secrecy_provision)


def _written(event: Event, known: Matter, words: Letter, person: User) -> Message:
    facts, language = _facts(event, known) | known.facts_for(person), person.language
    said = {
        name: " ".join((str(getattr(words, name)) % facts).split())
        for name in ("heading", "sentence", "todo", "button")
    }
    subject = _subject(known, str(words.subject) % facts)
    context = said | {
        "subject": subject,
        "facts": _table(known, words, facts),
        "link": link(event.kind, known, words.page),
        "site": settings.SITE_URL,
        "footer": _("Meddelandet skickas av Samråd. Svar på det läses inte."),
        "language": language,
    }
    return Message(
        language=language,
        subject=subject,
        text=render_to_string("mail/notice.txt", context),
        html=_inliner().inline(render_to_string("mail/notice.html", context)),
        thread=known.thread,
    )


def _facts(event: Event, known: Matter) -> dict[str, str]:
    actor = User.objects.filter(pk=event.actor_id).first() if event.actor_id else None
    return {
        "title": known.title,
        "unit": known.unit.name if known.unit else "",
        "short": known.unit.short_name if known.unit else "",
        "sender": known.sender.name,
        "actor": actor.name if actor else _("Samråd"),
        "day": long_day(known.last_day) if known.last_day else "",
        "meeting": a_meeting(known.body),
    }


def _subject(known: Matter, phrase: str) -> str:
    """ "RS 2026-00012: svara senast fredag 18 december – Styrande principer"."""
    number, title = known.case.number if known.case else "", known.title
    subject = f"{number}: {phrase}" if number else phrase
    if not is_secret(known):
        subject = f"{subject} – {title}"
    return " ".join(subject.split())[:LONGEST_SUBJECT]


def _table(known: Matter, words: Letter, facts: dict[str, str]) -> Facts:
    """The case in short; the last day only where the words speak of it."""
    rows = [(_("Diarienummer"), (known.case.number or "") if known.case else "")]
    if not is_secret(known):
        rows += [(str(known.kind_of_matter), facts["title"]), (_("Avsändare"), facts["sender"])]
    if any("%(day)s" in str(text) for text in (words.subject, words.heading, words.sentence)):
        rows.append((_("Sista svarsdag") if known.place else _("Dag"), facts["day"]))
    return [(name, value) for name, value in rows if value]


@cache
def _inliner() -> css_inline.CSSInliner:
    styles = render_to_string("mail/mail.css")
    return css_inline.CSSInliner(extra_css=styles, load_remote_stylesheets=False)
