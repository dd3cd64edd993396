"""A file that cannot be a plan is refused row by row, in words, and nothing of it is kept."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cases.upload_errors import FileDamaged, FileHasMacros, FileSwells
from directives.models import PlanPart
from directives.plans.transfer import files, loading, values
from directives.plans.transfer.checking import check
from directives.plans.transfer.columns import EFFECTS
from directives.plans.transfer.errors import (
    FileRefused,
    HasMacros,
    NotYaml,
    OtherFormat,
    RowError,
    RowsRefused,
    StagedFileLost,
    TooLarge,
    WrongKind,
    YamlTooClever,
)
from directives.plans.transfer.rows import ArrowRow
from directives.plans.transfer.workbook_in import MOST_ROWS, read_workbook
from directives.plans.transfer.workbook_out import write_workbook
from directives.plans.transfer.yaml_in import read_yaml
from tests import plans
from tests.directives.plans.transfer.random_plans import RandomPlan

HEAD = "format: samrad-plan\nversion: 1\nplan: {title: P, first_year: 2026, last_year: 2029}\n"


def workbook(change=None, seed=1):
    """A good workbook, changed as somebody would in Excel."""
    book = load_workbook(BytesIO(write_workbook(RandomPlan(seed).rows())))
    if change:
        change(book)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def errors(content):
    with pytest.raises(RowsRefused) as refused:
        read_workbook(content)
    return refused.value.errors


def wrong(rows):
    with pytest.raises(RowsRefused) as refused:
        check(rows)
    return [(error.sheet, error.column, error.message) for error in refused.value.errors]


def test_a_workbook_saved_by_excel_reads_as_it_was_written():
    assert read_workbook(workbook()) == RandomPlan(1).rows()


def test_merged_cells_are_named():
    found = errors(workbook(lambda book: book["Milstolpar"].merge_cells("E3:F4")))
    assert RowError("Milstolpar", 3, "", "Cellerna E3:F4 är sammanfogade. Dela upp dem.") in found


def test_a_formula_is_refused_where_it_stands():
    def change(book):
        book["Områden"]["C2"] = "=A1"

    assert errors(workbook(change)) == [
        RowError("Områden", 2, "Namn", "Cellen innehåller en formel. Spara om den som värde.")
    ]


def test_text_in_a_number_column_is_refused_and_every_error_is_told():
    def change(book):
        book["Milstolpar"]["G2"] = "i höst"
        book["Milstolpar"]["O3"] = "klart nog"
        book["Indikatorer"]["I2"] = "många"

    assert errors(workbook(change)) == [
        RowError("Milstolpar", 2, "Första år", "”i höst” är inget heltal. Skriv bara siffror."),
        RowError(
            "Milstolpar",
            3,
            "Status",
            "”klart nog” går inte att välja. Välj något av: inte påbörjad, pågår, uppnådd, inte uppnådd.",
        ),
        RowError("Indikatorer", 2, "Målvärde", "”många” är inget tal. Skriv till exempel 87,5."),
    ]


YES_AND_NO = {
    True: ["ja", "J", "yes", "Y", "Sant", "true", "x", "1", 1, 1.0, True, " JA "],
    False: ["nej", "N", "no", "falskt", "False", "0", 0, 0.0, False, "", None],
}


@pytest.mark.parametrize(
    ("meant", "typed"), [(meant, one) for meant, all in YES_AND_NO.items() for one in all]
)
def test_yes_and_no_are_read_as_people_write_them(meant, typed):
    assert values.parse(EFFECTS.column("illegible"), typed) is meant


def test_what_is_neither_yes_nor_no_is_refused_with_its_row():
    def change(book):
        book["Effekter"]["F2"] = "kanske"

    message = "”kanske” är varken ja eller nej. Skriv ja eller nej."
    assert errors(workbook(change)) == [RowError("Effekter", 2, "Oläslig i källan", message)]


def test_wrong_sheet_names_say_which_are_expected():
    def change(book):
        book["Mål"].title = "Målbilder"

    (error,) = errors(workbook(change))
    assert error.message == (
        "Bladet Mål saknas. Filen ska ha bladen Plan, Områden, Mål, Milstolpar, Effekter, Indikatorer, Samband; "
        "den har Plan, Områden, Målbilder, Milstolpar, Effekter, Indikatorer, Samband."
    )


def test_a_missing_and_an_unknown_column_are_told():
    def change(book):
        book["Områden"]["B1"] = "Kod"

    first, second = errors(workbook(change))
    assert (first.column, second.message) == ("Kod", "Kolumnen Beteckning saknas i rubrikraden.")


def test_ten_thousand_rows_are_refused_without_reading_them_all():
    def change(book):
        page = book["Effekter"]
        for number in range(10_000):
            page.append(["", "A1-X-1", "", f"Effekt {number}"])

    (error,) = errors(workbook(change))
    assert error.message == (
        f"Bladet har fler än {MOST_ROWS} rader. Ta bort tomma rader, eller dela upp planen."
    )


def test_a_workbook_with_a_document_type_of_its_own_is_refused():
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook())) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + content
            new.writestr(name, content)
    with pytest.raises(FileDamaged):
        read_workbook(kept.getvalue())


def with_part(name, content):
    kept = BytesIO(workbook())
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("plan.xlsm", b"PK", HasMacros),
        ("plan.xls", b"\xd0\xcf", HasMacros),
        ("plan.pdf", b"%PDF-", WrongKind),
        ("plan.yaml", b"x" * (files.MOST_BYTES + 1), TooLarge),
        ("plan.xlsx", with_part("xl/vbaProject.bin", b"x"), FileHasMacros),
        ("plan.xlsx", with_part("xl/media/big.xml", b" " * 60_000_000), FileSwells),
        ("plan.xlsx", b"PK\x03\x04 broken", FileDamaged),
    ],
)
def test_a_file_of_the_wrong_kind_is_not_opened(name, content, refusal):
    with pytest.raises(refusal):
        files.take(name, BytesIO(content), len(content))


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("a: [", NotYaml),
        ("title: Ingen plan", OtherFormat),
        ("- a", OtherFormat),
        ("a: &x [1]\nb: *x", YamlTooClever),
        ("a: !!python/object/apply:os.system [ls]", YamlTooClever),
        ("[" * 20 + "]" * 20, YamlTooClever),
    ],
)
def test_yaml_that_is_no_plan_or_does_too_much_is_refused(text, refusal):
    with pytest.raises(refusal):
        read_yaml(text)


def test_unknown_and_doubled_keys_are_told_with_their_lines():
    text = HEAD + "areas:\n- code: A\n  name: Ett\n  colour: blå\n  name: Två\nnotes: x\n"
    with pytest.raises(RowsRefused) as refused:
        read_yaml(text)
    found = [(error.sheet, error.row, error.column) for error in refused.value.errors]
    assert found == [
        ("Områden (areas)", 7, "colour"),
        ("Områden (areas)", 8, "Namn (name)"),
        ("Plan (plan)", 9, "notes"),
    ]
    said = " ".join(error.message for error in refused.value.errors)
    assert "De som läses är: Nyckel (key), Beteckning (code), Namn (name)," in said
    assert "De som läses är: format, version, Plan (plan), Områden (areas), Mål (goals)," in said


def test_words_that_mean_something_in_yaml_are_kept_as_words():
    rows = read_yaml(
        HEAD + "areas:\n- {code: no, name: 12:30, statement: 2026-01-01, continues: 'null', doubt: ~}\n"
    )
    (area,) = rows.areas
    assert (area.code, area.name, area.statement, area.continues, area.doubt) == (
        "no", "12:30", "2026-01-01", "null", "",
    )  # fmt: skip


@pytest.fixture
def rows():
    return RandomPlan(2).rows()


def test_a_milestone_that_enables_itself_is_told(rows):
    code = rows.milestones[0].code
    rows.arrows = [ArrowRow(enabler=code, enabled=code, at=2)]
    assert wrong(rows) == [
        ("Samband", "För milstolpe", "En milstolpe kan inte ge förutsättningar för sig själv.")
    ]


def test_a_loop_of_arrows_is_told_with_its_way(rows):
    first, second, third = (row.code for row in rows.milestones[:3])
    rows.arrows = [
        ArrowRow(enabler=one, enabled=other)
        for one, other in ((first, second), (second, third), (third, first))
    ]
    assert wrong(rows) == [
        (
            "Samband",
            "För milstolpe",
            f"Det blir en slinga: {first} → {second} → {third} → {first}. Ta bort en av pilarna först.",
        )
    ]


def test_everything_that_is_wrong_is_told_at_once(rows):
    first, second = rows.milestones[:2]
    second.code = first.code
    rows.milestones[2].first_year = rows.milestones[2].last_year = 2040
    rows.milestones[3].title = ""
    rows.goals[0].area = "Z9"
    rows.effects[0].above = rows.effects[0].key
    rows.arrows = []
    assert ("Mål", "Område") in {row[:2] for row in wrong(rows)}
    assert {row[:2] for row in wrong(rows)} >= {
        ("Milstolpar", "Beteckning"),
        ("Milstolpar", "Första år"),
        ("Milstolpar", "Rubrik"),
        ("Effekter", "Under effekt"),
    }


@pytest.mark.django_db
def test_nothing_is_kept_of_a_file_with_one_error():
    made = plans.drafted()
    rows = RandomPlan(3).rows()
    rows.milestones[-1].area = "finns inte"
    with pytest.raises(RowsRefused):
        loading.load(made.version, rows, by=made.keeper)
    assert PlanPart.objects.count() == 20
    assert made.milestone("PA-1").title == "Milstolpe 1 i personcentrerat arbetssätt"


@pytest.mark.django_db
def test_an_owner_nobody_knows_is_told():
    made = plans.drafted()
    rows = RandomPlan(3).rows()
    rows.milestones[0].owner, rows.milestones[0].unit = "Ingen Alls", made.place.name
    assert [row[:2] for row in wrong(rows)] == [("Milstolpar", "Ägare")]


@pytest.mark.django_db
def test_a_staged_file_is_brought_back_only_for_what_it_was_looked_at(tmp_path, settings):
    settings.DOCUMENT_STORE = tmp_path
    file = files.PlanFile("plan.yaml", b"format")
    token = files.stage(file, about="ett", user=7)
    assert files.staged(token, about="ett", user=7)[0] == file
    with pytest.raises(StagedFileLost):
        files.staged(token, about="ett", user=8)
    with pytest.raises(StagedFileLost):
        files.staged(token + "x", about="ett", user=7)


def test_what_only_shows_between_rows_is_told_in_the_same_round(db):
    text = HEAD + (
        "areas:\n- {code: MU, name: Museer}\n- {code: mu, name: Också}\n"
        "milestones:\n"
        "- {area: MU, code: A, title: Ett, last_year: i höst}\n"
        "- {area: ZZ, code: B, title: Två}\n"
        "- {area: MU, code: C, title: Tre, last_year: 2099, effects_with: C}\n"
        "- {area: MU, code: D, title: Fyra, last_year: -3}\n"
        "arrows:\n- {enabler: A, enabled: A}\n- {enabler: A, enabled: borta}\n"
    )
    with pytest.raises(RowsRefused) as refused:
        read_yaml(text)
    assert [(one.row, one.column, one.message) for one in refused.value.errors] == [
        (5, "Beteckning (code)", "Beteckningen MU används redan i planen."),
        (6, "Beteckning (code)", "Beteckningen mu används redan i planen."),
        (8, "Sista år (last_year)", "”i höst” är inget heltal. Skriv bara siffror."),
        (9, "Område (area)", "”ZZ” finns inte i filen."),
        (10, "Första år (first_year)", "2099 ligger utanför planens år 2026–2029."),
        (10, "Effekter gemensamma med (effects_with)", "Milstolpen pekar på sig själv."),
        (11, "Sista år (last_year)", "-3 är mindre än 0. Skriv ett tal från 0 och uppåt."),
        (13, "För milstolpe (enabled)", "En milstolpe kan inte ge förutsättningar för sig själv."),
        (14, "För milstolpe (enabled)", "”borta” finns inte i filen."),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("title: å".encode("latin-1"), "Filen är inte sparad som UTF-8."),
        (b"a: [\n", "Filen går inte att läsa som YAML på rad 2. Se efter indrag"),
    ],
)
def test_a_file_that_is_no_yaml_says_what_to_do_in_swedish(content, said):
    with pytest.raises(FileRefused) as refused:
        files.PlanFile("plan.yaml", content).rows()
    assert str(refused.value).startswith(said)
