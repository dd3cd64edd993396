import pytest

from cases.points_of_text import PastedPoint, PastedPoints, TooManyPoints, points_of_text


def texts(pasted):
    return [(point.number, point.text) for point in points_of_text(pasted).points]


def test_numbered_lines_are_points_and_what_stands_before_them_is_kept_apart():
    pasted = "Nämnden beslutar\r\n\r\n1.\tFastställa planen.\r\n2.\tUppdraget är fullgjort.\r\n"
    assert points_of_text(pasted) == PastedPoints(
        preamble="Nämnden beslutar",
        points=(PastedPoint(1, "Fastställa planen."), PastedPoint(2, "Uppdraget är fullgjort.")),
    )


def test_a_point_goes_on_until_the_next_number():
    pasted = "1) Ge direktören i uppdrag att\n   återkomma.\n\n   Senast 30 november.\n2) Notera."
    assert texts(pasted) == [
        (1, "Ge direktören i uppdrag att\nåterkomma.\n\nSenast 30 november."),
        (2, "Notera."),
    ]


def test_a_list_within_a_point_stays_in_it():
    indented = "1. Fastställa\n   1. planen\n   2. bilagan\n2. Notera"
    flat = "1. Fastställa\n2. Uppdra åt\n1. SU\n2. SkaS\n3. Notera"
    assert texts(indented) == [(1, "Fastställa\n1. planen\n2. bilagan"), (2, "Notera")]
    assert texts(flat) == [(1, "Fastställa"), (2, "Uppdra åt\n1. SU\n2. SkaS"), (3, "Notera")]


def test_an_excerpt_keeps_the_numbers_that_were_written():
    assert texts("(7) Notera\n(9) Rekommendera") == [(7, "Notera"), (9, "Rekommendera")]


def test_a_markdown_list_where_all_are_1_is_a_list():
    assert texts("1. Notera\n1. Rekommendera") == [(1, "Notera"), (1, "Rekommendera")]


def test_bullets_are_points_when_there_are_no_numbers():
    assert texts("Beslut\n•\tFastställa\n–\tNotera") == [(None, "Fastställa"), (None, "Notera")]


def test_text_without_numbers_is_one_point():
    assert points_of_text("Nämnden noterar\n\ninformationen.\n") == PastedPoints(
        "", (PastedPoint(None, "Nämnden noterar\n\ninformationen."),)
    )


@pytest.mark.parametrize("nothing", ["", " \n\t\n", "<p>&nbsp;</p>"])
def test_nothing_is_no_points(nothing):
    assert points_of_text(nothing) == PastedPoints("", ())


@pytest.mark.parametrize("line", ["1.5 miljoner", "2024. Året", "1.", "12 maj"])
def test_a_line_that_begins_with_another_number_is_text(line):
    assert [point.text for point in points_of_text(f"Ord\n{line}").points] in ([f"Ord\n{line}"], [""])


def test_a_table_pasted_from_a_word_processor_becomes_a_table_of_its_point():
    pasted = "1. Fördela medlen:\nFörvaltning\tBelopp\nSU\t1|2\nSkaS\n2. Notera"
    assert texts(pasted) == [
        (1, "Fördela medlen:\n\n| Förvaltning | Belopp |\n| --- | --- |\n| SU | 1\\|2 |\n\nSkaS"),
        (2, "Notera"),
    ]


def test_rows_that_begin_with_a_number_are_rows():
    assert texts("Fördela\nNr\tVad\tBelopp\n1.\tSU\t10\n2.\tSkaS\t20") == [
        (None, "Fördela\n\n| Nr | Vad | Belopp |\n| --- | --- | --- |\n| 1. | SU | 10 |\n| 2. | SkaS | 20 |")
    ]


def test_a_markdown_table_is_kept_as_it_is():
    table = "| a | b |\n| --- | --- |\n| 1. x | 2 |"
    assert texts(f"1. Se\n\n{table}\n\n2. Notera") == [(1, f"Se\n\n{table}"), (2, "Notera")]


WORD = """<html><head><style>p { color: red }</style></head><body>
<p class=MsoNormal>N&auml;mnden <b>beslutar</b><o:p></o:p></p>
<p class=MsoListParagraph><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>Fastst&auml;lla
planen</p>
<table><tr><td><p>SU</p></td><td>10<br>kr</td></tr><tr><td>SkaS</td><td><ul><li>a</li><li>b</li></ul></td></tr>
</table>
<p>2. Notera</p></body></html>"""


def test_html_from_a_word_processor_is_read_as_it_looks():
    assert points_of_text(WORD) == PastedPoints(
        "Nämnden beslutar",
        (
            PastedPoint(1, "Fastställa planen\n\n| SU | 10 kr |\n| --- | --- |\n| SkaS | a b |"),
            PastedPoint(2, "Notera"),
        ),
    )


def test_the_lists_of_html_are_numbered_as_they_are_shown():
    pasted = (
        "<ol start=3><li>Uppdra åt<ol><li>SU</li><li>SkaS</li></ol></li><li><p>Notera</p><p>Ja.</p></li></ol>"
    )
    assert texts(pasted) == [(3, "Uppdra åt\n1. SU\n2. SkaS"), (4, "Notera\nJa.")]


def test_a_point_that_is_only_a_table_is_a_point():
    assert texts("<ol><li><table><tr><td>SU</td></tr></table></li><li>Notera</li></ol>") == [
        (1, "| SU |\n| --- |"),
        (2, "Notera"),
    ]


def test_tags_that_are_never_closed_lose_no_words():
    assert texts("<p>Ett<table><tr><td>två<td>tre<tr><td>fyra<table><td>fem</table>sex") == [
        (None, "Ett\n\n| två | tre |\n| --- | --- |\n| fyra fem sex |  |")
    ]


@pytest.mark.parametrize("opened", ["<!--", "<a '", "<div>", "<table><tr><td>", "<![CDATA["])
def test_what_is_never_closed_is_read_in_no_time(opened):
    assert len(points_of_text("<p>ord</p>" + opened * 3000).points) == 1


def test_200_points_are_taken_and_one_more_is_refused_with_the_count():
    most = [f"{number}. Notera" for number in range(1, 201)]
    assert len(points_of_text("\n".join(most)).points) == 200
    with pytest.raises(TooManyPoints) as refused:
        points_of_text("\n".join([*most, "201. Notera"]))
    assert str(refused.value) == "Texten har 201 punkter. Ett beslut kan ha högst 200. Dela upp texten."
