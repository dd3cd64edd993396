"""A plan of 72 milestones over seven areas, and a small one; all made up for the pictures."""

from directives.plans.pictures.map_values import Milestone, PlanMap

AREAS = (
    ("A", "Personcentrerat arbetssätt"),
    ("B", "Hälsofrämjande och förebyggande"),
    ("C", "Nära vård"),
    ("D", "Nivåstrukturering och profilering"),
    ("E", "Medarbetare"),
    ("F", "Digitalisering"),
    ("G", "Fysisk infrastruktur"),
)
LONG = (
    "Sammanhållna vårdförlopp följs upp med samma mått i hela regionen, från första kontakt till avslutad "
    "rehabilitering, och resultaten redovisas öppet två gånger om året för invånare och uppdragsgivare"
)
# One row per milestone: area, year or "-", status (r reached, u under way, n not begun, x not reached), title.
ROWS = """
A 2026 u Arbetssätt för att ta in invånares erfarenheter finns i alla verksamheter
A - r Stödmaterial för patientmedverkan
A - u Varje förvaltning har en utsedd samordnare för invånardialog
A - n LONG
A - n Patientkontrakt erbjuds den som har många kontakter
A - n Gemensam mottagning för sällsynta diagnoser
A - u Verktyg för att följa upplevd delaktighet är valt
A - n Samsyn med kommunerna om vad personcentrerat innebär
A - x Mätning av ledarskapets betydelse
B - r Regionalt programområde för levnadsvanor
B - r Handlingsplan för primärprevention tillsammans med civilsamhället
B - u Samverkansgrupp för jämlik hälsa är på plats
B - u Kunskapsstöd om fysisk aktivitet används på alla vårdcentraler
B - n Modeller för hälsosamtal är prövade
B - n Hälsokalender för 40-, 50- och 60-åringar
B - n Tobaksfri operation är rutin
B - n Suicidprevention ingår i introduktionen för nya medarbetare
B - n Hälsoplattform för invånare
B - n Riktade insatser där ohälsan är störst
B - u Kulturaktiviteter på recept finns i varje kommun
B - n Elevhälsans och vårdens samarbete är överenskommet
B - n Vaccinationer samordnas
B - n Uppföljning av hälsoläget per kommundel
C - r Gemensam beskrivning av vårdnivåerna
C - r Plan för vård i hemmet
C - u Mobila team dygnet runt i alla delar av regionen
C - u Fast läkarkontakt för den som bor på särskilt boende
C - n Ersättningsmodell som stödjer nära vård
C - n Primärvården är navet
C - n Samordnad individuell plan upprättas digitalt
C - n Vårdplatser i samverkan med kommunerna
C - n Rehabilitering närmare hemmet
C - n Läkemedelsgenomgångar för sköra äldre
C - n Egenmonitorering vid tre folksjukdomar
C - x Gemensam jour mellan vårdcentraler
D - r Process för nivåstrukturering
D - u Högspecialiserad vård är prövad och beslutad
D - n Plan för universitetssjukvården
D - n Profilering av de mindre sjukhusen
D - n Gemensam väntelista för planerad kirurgi
E 2022 r Kartläggning av kompetensbehov
E 2022 x Gemensam introduktion för chefer
E 2023 r Ledarutbildning för första linjens chefer
E 2023 r Handledarutbildning
E 2023 r Karriärvägar för undersköterskor
E 2023 u Schemaläggning efter vårdens behov
E 2023 n Rekrytering av specialistläkare utanför storstaden
E 2024 u Strategi för lärande under hela arbetslivet
E 2024 u Kompetensmodell för sjuksköterskor
E 2024 n Bemanning utan hyrpersonal i somatisk vård
E 2024 n Forskartjänster i primärvården
F 2022 r Grundläggande digital infrastruktur
F 2022 r Användarstöd dygnet runt
F 2023 r Handlingsplan för informationsdriven vård
F 2023 u Digital ingång till vården
F 2023 u Säker delning av bilder mellan sjukhusen
F 2023 n Självbetjäning för tidbokning
F 2024 u Gemensam informationsmiljö med kommunerna
F 2024 n Beslutsstöd i journalen
F - n Metod för att värdera artificiell intelligens
G 2022 r Inventering av lokaler
G 2023 r Lokalförsörjningsplan för nära vård
G 2024 r Standard för vårdcentraler
G 2024 u Etapp 1 av nytt akutsjukhus
G 2024 u Laddplatser för ambulanser
G 2024 n Klimatanpassning av vårdbyggnader
G 2024 n Logistikcentrum
G 2025 n Samlokalisering med kommunernas hälsocentraler
G 2026 n Nya vårdcentrum i drift
G 2026 n Operationssalar för dagkirurgi
G 2026 n Helikopterplatta
G 2026 n Apoteksproduktion under ett tak
"""
STATUS = {"r": "reached", "u": "under_way", "n": "not_started", "x": "not_reached"}
MARKS = {1: "done", 5: "new", 12: "changed", 19: "moved", 33: "struck", 47: "moved", 56: "new", 63: "done"}
DOUBTFUL = {8, 15, 41, 70}
ARROWS = """
1-0 2-4 3-4 9-12 10-13 12-14 23-28 24-25 25-28 27-28 35-36 36-37 40-42 42-47 43-48 44-48 46-49 45-47 40-46
50-52 52-56 53-56 52-53 54-57 51-55 60-61 61-62 61-67 62-68 63-68 66-69 64-70 23-24 53-30 56-30 61-68 36-69
47-49 55-17 57-33 60-68 63-71 67-68 71-61
"""


def dense() -> PlanMap:
    """As many milestones as a real plan has, most of them without a year."""
    rows = [row.split(" ", 3) for row in ROWS.split("\n") if row]
    milestones = [_milestone(number, *row) for number, row in enumerate(rows)]
    arrows = [tuple(f"m{number}" for number in pair.split("-")) for pair in ARROWS.split()]
    return PlanMap("Genomförandeplan 2023–2026", 2023, 2026, AREAS, tuple(milestones), tuple(arrows))


def _milestone(number: int, area: str, year: str, status: str, title: str) -> Milestone:
    reached = int(year) if year.isdigit() else None
    long = reached == 2026 and number < 9
    return Milestone(
        code=f"m{number}",
        title=title.replace("LONG", LONG),
        area=area,
        first_year=2023 if long else reached,
        last_year=reached,
        years_words="2023–26" if long else "",
        status=STATUS[status],
        mark=MARKS.get(number, ""),
        doubt=number in DOUBTFUL,
        href=f"/gallery/milestone/{number}/",
    )


SMALL = """
A 2023 r - Modell för invånardialog
A 2024 r - Stöd i alla förvaltningar
A 2025 u changed Sammanhållna vårdförlopp följs upp
A 2026 n - Patientkontrakt kan erbjudas
B 2023 r - Kunskapsstöd om levnadsvanor
B 2024 r done Regional samverkansgrupp för hälsa
B 2025 x moved Hälsovårdsprogram för äldre
B 2026 n new Regional hälsoplattform
C 2023 r - Gemensam definition av vårdnivåer
C 2024 r - Samlad plan för vård i hemmet
C 2025 u - Ersättningsmodell för nära vård
C 2026 n - Primärvården är navet
D 2023 r - Process för nivåstrukturering
D 2024 u moved Struktur prövad och beslutad
D 2026 n - Plan för universitetssjukvården
E 2023 r - Ledarutbildning etablerad
E 2024 r - Strategi för lärande beslutad
E 2025 u - Plattform för kompetenssamverkan
F 2023 r - Handlingsplan för informationsdriven vård
F 2024 u - Digital ingång till vården
F 2025 n new Gemensam informationsmiljö
G 2024 r - Lokalförsörjningsplan för nära vård
G 2026 n - Nya vårdcentrum i drift
"""
SMALL_ARROWS = (
    "0-1 1-2 2-3 4-5 5-6 8-9 9-10 10-11 12-13 13-14 15-16 16-17 18-19 19-20 19-2 20-7 17-11 8-13 8-21 21-22"
)


def small() -> PlanMap:
    """A plan where every milestone has a year."""
    rows = [row.split(" ", 4) for row in SMALL.split("\n") if row]
    milestones = [
        Milestone(
            f"m{number}",
            title,
            area,
            int(year),
            int(year),
            status=STATUS[status],
            mark=mark.strip("-"),
            href=f"/gallery/milestone/{number}/",
        )
        for number, (area, year, status, mark, title) in enumerate(rows)
    ]
    arrows = [tuple(f"m{number}" for number in pair.split("-")) for pair in SMALL_ARROWS.split()]
    return PlanMap("Strategisk karta 2023–2026", 2023, 2026, AREAS, tuple(milestones), tuple(arrows))
