"""Events as sentences a colleague would say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases import access
from cases.meetings.minutes import item_name
from cases.models import AgendaItem, Case
from directives.assignments import history
from directives.assignments.asked_names import Asked
from directives.views.plans.finding import readable_plans
from ledger.models import Event
from organisation.models import Unit, User

SENTENCES = {
    **history.SENTENCES,
    **history.BESIDE,
    "case.registered": _("Ärendet registrerades"),
    "secrecy.marked": _("Ärendet sekretessmarkerades"),
    "secrecy.changed": _("Sekretessmarkeringen ändrades"),
    "secrecy.lifted": _("Sekretessmarkeringen hävdes"),
    "document.registered": _("En handling registrerades"),
    "round.created": _("En remissrunda påbörjades"),
    "round.changed": _("Rundans uppgifter ändrades"),
    "draft.changed": _("Utkastet ändrades"),
    "recipients.chosen": _("Mottagarna valdes"),
    "round.dispatched": _("Remissrundan skickades ut"),
    "round.received": _("Remissrundan kom in"),
    "recipient.acknowledged": _("%(unit)s bekräftade mottagandet"),
    "answer.coordinated": _("Samordningen av svaret togs över"),
    "answer.colleague_asked": _("En kollega ombads svara på ett avsnitt"),
    "answer.colleague_done": _("En kollega är klar med sitt avsnitt"),
    "answer.submitted": _("Svaret skickades för godkännande"),
    "answer.approved": _("Svaret godkändes"),
    "answer.returned": _("Svaret skickades tillbaka för ändring"),
    "answer.released": _("%(unit)s lämnade sitt svar"),
    "answer.abstained": _("%(unit)s avstod från att svara"),
    "answer.given": _("Svaret lämnades"),
    "answer.declined": _("Förvaltningen avstod från att svara"),
    "answer.reopened": _("Svaret öppnades för att ersättas"),
    "answer.dropped": _("Ändringen av svaret avbröts"),
    "answer.recalled": _("Svaret togs tillbaka"),
    "answer.withdrawn": _("%(unit)s tog tillbaka sitt svar"),
    "answer.received": _("Ett svar från %(unit)s registrerades"),
    "recipient.reminded": _("%(unit)s påmindes"),
    "reminder.due": _("%(unit)s påmindes"),
    "recipient.withdrawn": _("%(unit)s togs bort ur remissrundan"),
    "extension.asked": _("%(unit)s bad om anstånd"),
    "extension.granted": _("%(unit)s fick anstånd"),
    "extension.refused": _("%(unit)s fick inte anstånd"),
    "round.extended": _("Sista svarsdag flyttades för alla"),
    "round.cancelled": _("Remissrundan avbröts"),
    "round.handed_over": _("Remissrundan lämnades över till %(unit)s"),
    "round.compiled": _("Svaren sammanställdes"),
    "comment.marked": _("En synpunkt markerades"),
    "comment.unmarked": _("En markering togs bort"),
    "comment.read": _("En text markerades som läst"),
    "comment.assigned": _("En synpunkt fördelades till en kollega"),
    "comment.weighed": _("En synpunkt hanterades"),
    "comment.set_apart": _("En synpunkt togs ut ur sin grupp"),
    "comment.dropped": _("En synpunkt togs bort"),
    "comment.carried": _("En synpunkt fördes över till det nya svaret"),
    "round.closed": _("Remissrundan avslutades"),
    "round.reopened": _("Hanteringen av synpunkterna öppnades igen"),
    "feedback.sent": _("”Ni tyckte – så gjorde vi” skickades till %(unit)s"),
    "feedback.answered": _("%(unit)s svarade på ”Ni tyckte – så gjorde vi”"),
    "endorsement.recorded": _("Ett ställningstagande registrerades"),
    "proposal.changed": _("Förslaget till beslut ändrades"),
    "decision.asked": _("Förslaget lämnades för beslut"),
    "decision.made": _("Beslutet fattades"),
    "decision.earlier_registered": _("Ett äldre beslut registrerades"),
    "steering.registered": _("Ett äldre styrdokument registrerades"),
    "steering.card_changed": _("Styrdokumentets uppgifter ändrades"),
    "steering.related": _("Styrdokumentet fick ett samband med ett annat"),
    "steering.unrelated": _("Ett samband med ett annat styrdokument togs bort"),
    "steering.reviewed": _("Styrdokumentet sågs över"),
    "steering.revision_begun": _("En remissrunda om styrdokumentet påbörjades"),
    "steering.replaced": _("Styrdokumentet ersattes"),
    "steering.repealed": _("Styrdokumentet upphävdes"),
    "steering.restored": _("Styrdokumentet gäller igen"),
    "steering.review_asked": _("Ägaren ombads se över styrdokumentet"),
    "steering.review_overdue": _("Ägaren påmindes om översynen av styrdokumentet"),
    "diary.begun": _("Ett diarium lades upp för %(unit)s"),
    "body.changed": _("Uppgifterna om %(unit)s ändrades"),
    "meeting.planned": _("Ett möte planerades"),
    "meeting.changed": _("Mötet ändrades"),
    "meeting.moved": _("Mötet ändrades efter kallelsen"),
    "meeting.cancelled": _("Mötet ställdes in"),
    "meeting.called": _("Kallelsen skickades"),
    "meeting.supplemented": _("Ett tillägg till kallelsen skickades"),
    "meeting.opened": _("Mötet öppnades"),
    "meeting.chair_taken": _("Någon annan tog över ordförandeskapet"),
    "meeting.arrived": _("Någon kom till mötet"),
    "meeting.left": _("Någon lämnade mötet"),
    "meeting.attendance_corrected": _("Närvaron rättades"),
    "meeting.ended": _("Mötet avslutades"),
    "meeting.continued": _("Mötet återupptogs"),
    "agenda.ordered": _("Dagordningen ordnades om"),
    "item.drafted": _("Ett ärende till %(unit)s påbörjades"),
    "item.changed": _("Ärendets uppgifter ändrades"),
    "item.sent_for_review": _("Tjänsteutlåtandet skickades för granskning"),
    "item.sent_back": _("Tjänsteutlåtandet skickades tillbaka"),
    "item.announced": _("Ärendet anmäldes till %(unit)s"),
    "item.listed": _("Ärendet sattes upp på dagordningen"),
    "item.removed": _("En punkt togs bort från dagordningen"),
    "item.closed": _("Paragrafen avslutades"),
    "item.reopened": _("Paragrafen öppnades igen"),
    "item.conflict_noted": _("Jäv antecknades"),
    "item.conflict_removed": _("En anteckning om jäv togs bort"),
    "proposal.registered": _("Tjänsteutlåtandet registrerades"),
    "item.chair_chosen": _("Någon annan leder ärendet"),
    "item.elected": _("Val förrättades"),
    "item.election_removed": _("Ett val togs bort"),
    "item.voted": _("Omröstning genomfördes"),
    "item.vote_removed": _("En omröstning togs bort"),
    "item.reserved": _("En reservation eller ett yttrande antecknades"),
    "item.reservation_removed": _("En reservation eller ett yttrande togs bort"),
    "item.referred": _("En hänvisning lades till"),
    "item.unreferred": _("En hänvisning togs bort"),
    "paper.added": _("En handling lades till"),
    "paper.removed": _("En handling togs bort"),
    "point.added": _("En beslutspunkt lades till"),
    "point.changed": _("En beslutspunkt ändrades"),
    "point.struck": _("En beslutspunkt ströks"),
    "point.removed": _("En beslutspunkt togs bort"),
    "point.restored": _("En beslutspunkt återställdes"),
    "point.ordered": _("Beslutspunkterna ordnades om"),
    "minutes.sent": _("Protokollet skickades för justering"),
    "minutes.signed": _("Protokollet justerades av en justerare"),
    "minutes.approved": _("Protokollet är justerat"),
    "minutes.called_off": _("Protokollet togs tillbaka från justering"),
    "minutes.published": _("Protokollet publicerades"),
    "minutes.withdrawn": _("Det publicerade protokollet drogs tillbaka"),
    "minutes.left_withdrawn": _("Protokollet lämnades avpublicerat"),
    "paragraph.approved": _("Paragrafen är justerad"),
    "notice.posted": _("Protokollet anslogs"),
    "notice.taken_down": _("Anslaget togs ner"),
    "extract.addressed": _("En mottagare av protokollsutdrag lades till"),
    "extract.removed": _("En mottagare av protokollsutdrag togs bort"),
    "extract.delivered": _("Protokollsutdrag skickades till %(unit)s"),
    "extract.none_left": _("Inga fler protokollsutdrag ska skickas"),
    "extract.posted": _("Ett protokollsutdrag skickades med post"),
    "undertaking.given": _("Ett uppdrag gavs"),
    "undertaking.given_out": _("Uppdraget väntar inte längre på uppdragshandlingar"),
    "undertaking.giving_resumed": _("Uppdraget väntar igen på fler uppdragshandlingar"),
    "undertaking.reported": _("Uppdraget rapporterades"),
    "undertaking.reopened": _("Uppdraget behöver kompletteras"),
    "undertaking.fulfilled": _("Uppdraget förklarades fullgjort"),
    "undertaking.withdrawn": _("Uppdraget togs tillbaka"),
    "process.owner_appointed": _("En processägare utsågs"),
    "process.owner_ended": _("En processägares tid avslutades"),
    "process.vacancy_said": _("Läget för en vakant process ändrades"),
    "process.begun": _("En process lades in i processkartan"),
    "process.renamed": _("En process bytte namn"),
    "process.moved": _("En process flyttades i processkartan"),
    "process.part_added": _("En process fick en ny del"),
    "process.part_renamed": _("En del av en process bytte namn"),
    "process.part_removed": _("En del av en process togs bort"),
    "need.asked": _("En fråga eller ett behov lämnades"),
    "need.answered": _("En fråga eller ett behov besvarades"),
    "need.merged": _("Två frågor sammanfördes"),
    "need.routed": _("En fråga eller ett behov lämnades vidare"),
    "need.prepared": _("En fråga eller ett behov bereds"),
    "need.came_back": _("En fråga eller ett behov väntar på svar igen"),
    "need.turned": _("En fråga eller ett behov ledde vidare"),
    "need.closed": _("En fråga eller ett behov avslutades utan svar"),
    "nomination.asked": _("%(unit)s ombads nominera"),
    "nomination.given": _("%(unit)s nominerade"),
    "nomination.sent_back": _("Nomineringen från %(unit)s skickades tillbaka"),
    "nomination.accepted": _("Nomineringen från %(unit)s godkändes"),
    "nomination.withdrawn": _("Frågan om nominering till %(unit)s togs tillbaka"),
    "nomination.seated": _("En nominerad från %(unit)s fick sin plats"),
    "plan.begun": _("En plan lades upp"),
    "plan.facts_changed": _("Planens uppgifter ändrades"),
    "plan.imported": _("En plan lästes in från en fil"),
    "plan.merged": _("En annan plan gick in i planen"),
    "plan.unmerged": _("Sammanslagningen med en annan plan ångrades"),
    "plan.ended": _("Planen avslutades"),
    "plan.version_cut": _("En planeringsversion av planen skapades"),
    "plan.version_changed": _("Planeringsversionens uppgifter ändrades"),
    "plan.version_dropped": _("En version av planen avfördes"),
    "plan.version_proposed": _("Planen föreslogs för beslut"),
    "plan.version_registered": _("En tidigare fastställd version av planen lades in"),
    "plan.version_adopted": _("Planen fastställdes"),
    "plan.part_added": _("Planen fick en ny del"),
    "plan.part_changed": _("En del av planen ändrades"),
    "plan.part_moved": _("En del av planen flyttades"),
    "plan.part_struck": _("En del ströks ur planen"),
    "plan.arrow_drawn": _("En milstolpe kopplades till en annan"),
    "plan.arrow_taken": _("En koppling mellan milstolpar togs bort"),
    "plan.milestone_linked": _("En milstolpe kopplades till ett uppdrag eller ett avtal"),
    "plan.milestone_unlinked": _("En koppling från en milstolpe togs bort"),
    "plan.paragraph_added": _("En avtalsparagraf lades till planen"),
    "plan.related": _("Planen kopplades till en annan plan"),
    "plan.unrelated": _("Kopplingen till en annan plan togs bort"),
    "plan.seat_given": _("Du eller din enhet fick en plats i arbetet med planen"),
    "plan.seat_ended": _("Någons plats i arbetet med planen avslutades"),
    "revision.planned": _("En revidering av planen planerades"),
    "revision.days_moved": _("Revideringens dagar flyttades"),
    "revision.begun": _("Revideringen av planen började"),
    "revision.question_added": _("En fråga lades till revideringen"),
    "revision.question_taken": _("En fråga togs bort ur revideringen"),
    "revision.reporting_begun": _("Milstolparnas ägare ombads rapportera"),
    "revision.compiling_begun": _("Rapporteringen avslutades och sammanställningen började"),
    "revision.referred": _("Planens ändringar lades i en remissrunda"),
    "revision.recalled": _("Remissrundan om planens ändringar togs tillbaka"),
    "revision.not_referred": _("Revideringen gick vidare utan remiss"),
    "revision.revising_begun": _("Planen revideras efter remissen"),
    "revision.proposed": _("Den reviderade planen lades fram för nämnden"),
    "revision.wording_left": _("En lydelse ur remissen lämnades utanför planen"),
    "revision.wording_taken": _("En lydelse ur remissen fördes in i planen"),
    "revision.adopted": _("Den reviderade planen fastställdes"),
    "revision.taken_back": _("Förslaget till reviderad plan togs tillbaka innan det anmäldes"),
    "revision.sent_back": _("Planen kom tillbaka från nämnden för att revideras igen"),
    "revision.published": _("Den reviderade planen publicerades"),
    "revision.cancelled": _("Revideringen avbröts"),
    "milestone.reported": _("En milstolpe rapporterades"),
    "milestone.reassigned": _("En milstolpe fick en annan som rapporterar"),
    "milestone.report_returned": _("En rapport om en milstolpe gick tillbaka för komplettering"),
    "milestone.report_handled": _("En rapport om en milstolpe hanterades"),
    "milestone.kept_unreported": _("Planen fick stå kvar för en milstolpe som inte rapporterades"),
    "milestone.proposed": _("En ändring av milstolparna föreslogs"),
    "milestone.proposal_answered": _("Ett förslag om milstolparna besvarades"),
    "follow_up.begun": _("En uppföljning av planen började"),
    "follow_up.frozen": _("Uppföljningen av planen fastställdes som rapport"),
    "indicator.reported": _("Ett värde för en indikator rapporterades"),
    "indicator.corrected": _("Ett värde för en indikator rättades"),
    "work_item.reassigned": _("En uppgift gavs vidare"),
    "work_item.handed_on": _("En uppgift gavs till någon annan"),
    "work_item.taken_back": _("En uppgift togs tillbaka"),
    "work_item.came_back": _("En uppgift kom tillbaka till den som hade den först"),
    "substitution.begun": _("En ersättare utsågs"),
    "substitution.arranged": _("En chef lät någon gå in för en kollega"),
    "substitution.ended": _("En ersättare går inte längre in"),
    "absence.noted": _("Frånvaro skrevs in"),
    "absence.removed": _("Frånvaro togs bort"),
}


BY_PARAGRAPH = ("revision.adopted", "plan.version_adopted")


@dataclass(frozen=True)
class Line:
    """One row of a timeline; ``about`` names the case when the list spans several."""

    at: datetime
    text: str
    by: str
    about: str = ""


def lines(events: Iterable[Event], *, names_for: User | None = None) -> list[Line]:
    """Events as timeline rows, a run of the same event told once; cases are named as ``names_for`` may read.

    Names are looked up in a constant number of queries however many rows there are.
    """
    told = _without_repeats(events)
    people = User.objects.in_bulk({pk for event in told for pk in _people(event)})
    units = Unit.objects.in_bulk({event.unit_id for event in told if event.unit_id})
    titles = _titles(told, names_for) if names_for else {}
    plans = _plans(told, names_for) if names_for else {}
    paragraphs = _paragraphs(told)
    asked = Asked.of(told, names_for)
    return [
        Line(
            event.at,
            _text(event, units, asked),
            _by(event, people, paragraphs),
            titles.get(event.case_id, "") or plans.get(event.data.get("plan") or 0, ""),
        )
        for event in told
    ]


def _without_repeats(events: Iterable[Event]) -> list[Event]:
    """Drop an event that only repeats the one before it: the same kind by the same person about the same."""
    told: list[Event] = []
    for event in events:
        if not told or _sameness(event) != _sameness(told[-1]):
            told.append(event)
    return told


def _sameness(event: Event) -> tuple[object, ...]:
    about = event.pk if event.kind == "document.registered" else event.subject_id
    return (event.kind, event.actor_id, event.case_id, event.unit_id, about)


def _titles(events: list[Event], reader: User) -> dict[int | None, str]:
    """What each case is called; one with a secrecy mark is its number to whoever may not read past it."""
    found = Case.objects.filter(pk__in={event.case_id for event in events if event.case_id})
    cases = list(found.only("title", "number", "secrecy_provision"))
    secret = access.secret_to(reader, [case.pk for case in cases if case.secrecy_provision])
    return {case.pk: (case.number or "") if case.pk in secret else case.title for case in cases}


def _plans(events: list[Event], reader: User) -> dict[int, str]:
    """What each plan is called that ``reader`` may read, for events that are of no case."""
    asked = {event.data["plan"] for event in events if event.case_id is None and event.data.get("plan")}
    return {plan.pk: plan.name for plan in readable_plans(reader).filter(pk__in=asked)} if asked else {}


def _people(event: Event) -> list[int]:
    return [pk for pk in (event.actor_id, event.on_behalf_of_id) if pk]


def _text(event: Event, units: dict[int, Unit], asked: Asked) -> str:
    unit = units.get(event.unit_id or 0)
    return asked.in_words(str(SENTENCES.get(event.kind, event.kind)), event, unit=unit.name if unit else "")


def _paragraphs(events: list[Event]) -> dict[int, AgendaItem]:
    """The § behind what a body did, which is no doing of whoever approved its minutes last."""
    wanted = {event.data["item"] for event in events if event.kind in BY_PARAGRAPH and event.data.get("item")}
    return AgendaItem.objects.select_related("body__unit", "meeting").in_bulk(wanted)


def _by(event: Event, people: dict[int, User], paragraphs: dict[int, AgendaItem]) -> str:
    item = paragraphs.get(event.data.get("item", 0)) if event.kind in BY_PARAGRAPH else None
    if item is not None:
        return item_name(item)
    actor = people.get(event.actor_id or 0)
    behalf = people.get(event.on_behalf_of_id or 0)
    if actor and behalf:
        return str(_("%(actor)s för %(behalf)s")) % {"actor": actor.name, "behalf": behalf.name}
    return actor.name if actor else ""
