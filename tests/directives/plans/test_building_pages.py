"""Building a planning version on its pages: what was typed is kept, and two tabs never overwrite each other."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from directives.models import Enabling, MilestoneWording, Plan, StruckPart
from directives.plans import building, cutting
from directives.plans.errors import OwnEffects
from directives.plans.transfer import dumping, loading
from tests import factories, plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return plans.drafted()


def page(client, user, name, /, *arguments, **query):
    client.force_login(user)
    return client.get(reverse(name, args=arguments), query)


def send(client, user, name, /, *arguments, **fields):
    client.force_login(user)
    return client.post(reverse(name, args=arguments), fields)


def typed(response):
    """The form of a page as a browser would send it back."""
    form = response.context["form"]
    fields = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in fields.items() if value not in (None, "", False)}
    return sent | {"field-seen": response.context["marks"]}


def part_page(client, made, code="PA-1"):
    return page(
        client, made.keeper, "edit_plan_part", made.version.public_id, made.milestone(code).part.public_id
    )


def save(client, made, fields, code="PA-1"):
    part = made.milestone(code).part.public_id if code else ""
    return send(client, made.keeper, "edit_plan_part", made.version.public_id, part, **fields)


def test_a_plan_is_begun_once_and_its_planning_version_opens(client):
    made = plans.begun()
    facts = {"title": "Ny plan", "level": "strategy", "unit": made.region.office.pk}
    fields = facts | {"first_year": "2027", "last_year": "2030", "every_years": "2", "month": "11"}
    for _click in range(2):
        response = send(client, made.keeper, "new_plan", once_key="k", **fields)
    plan = Plan.objects.get(title="Ny plan")
    version = plan.versions.get()
    assert response.headers["Location"] == reverse("edit_plan", args=[version.public_id])
    assert (plan.level, plan.every_years, version.years) == ("strategy", 2, range(2027, 2031))
    turned = send(client, made.keeper, "new_plan", **(fields | {"last_year": "2020"}))
    assert (turned.status_code, turned.context["form"]["title"].value()) == (200, "Ny plan")
    assert "Ange planens första och sista år" in turned.content.decode()
    assert page(client, factories.person("stranger"), "new_plan").status_code == 404


def test_a_milestone_is_added_with_its_owner_and_gets_the_next_code(client, made):
    area = made.milestone("NV-1").area.public_id
    facts = {"area": area, "kind": "activity", "title": "Dialogmöten", "last_year": "2028"}
    fields = facts | {"status": "not_started", "holder": "Forvaltningschefen", "cadence": "minst fyra gånger"}
    for _click in range(2):
        send(
            client, made.keeper, "add_plan_part", made.version.public_id, "milestone", once_key="k", **fields
        )
    row = MilestoneWording.objects.get(title="Dialogmöten")
    assert (row.code, row.kind, row.owner, row.years) == ("NV-3", "activity", made.head, "2028")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"last_year": "2031"}, "last_year"),
        ({"first_year": "2029", "last_year": "2027"}, "first_year"),
        ({"code": "NV-1"}, "code"),
        ({"status": "reached"}, "status_reason"),
        ({"title": "  "}, "title"),
        ({"last_year": "snart"}, "last_year"),
    ],
)
def test_what_cannot_be_true_is_said_at_its_field_and_what_was_typed_stays(client, made, changed, field):
    sent = typed(part_page(client, made)) | {"description": "Allt jag skrev"} | changed
    shown = save(client, made, sent)
    assert shown.status_code == 200
    assert list(shown.context["form"].errors) == [field]
    assert shown.context["form"]["description"].value() == "Allt jag skrev"
    assert made.milestone("PA-1").description == "Så här ska det bli."


def test_two_tabs_change_different_fields_and_both_are_kept(client, made):
    first, second = typed(part_page(client, made)), typed(part_page(client, made))
    assert save(client, made, first | {"title": "Deras rubrik"}).status_code == 302
    assert save(client, made, second | {"description": "Min text"}).status_code == 302
    row = made.milestone("PA-1")
    assert (row.title, row.description) == ("Deras rubrik", "Min text")


def test_two_tabs_that_change_one_field_see_both_texts_before_one_is_kept(client, made):
    first, second = typed(part_page(client, made)), typed(part_page(client, made))
    save(client, made, first | {"title": "Deras rubrik"})
    shown = save(client, made, second | {"title": "Min rubrik"})
    assert shown.status_code == 409
    assert made.milestone("PA-1").title == "Deras rubrik"
    text = shown.content.decode()
    assert "har sparat ”Deras rubrik” här" in text
    assert shown.context["form"]["title"].value() == "Min rubrik"
    assert save(client, made, typed(shown)).status_code == 302
    assert made.milestone("PA-1").title == "Min rubrik"


def test_what_is_typed_for_a_version_that_was_fixed_meanwhile_is_shown(client, made):
    sent = typed(part_page(client, made)) | {"description": "Sparas inte"}
    cutting.drop(made.version, by=made.keeper)
    shown = save(client, made, sent)
    assert (shown.status_code, "Sparas inte" in shown.content.decode()) == (409, True)
    there = page(client, made.keeper, "edit_plan", made.version.public_id)
    assert there.headers["Location"] == reverse("plan_version", args=[made.version.public_id])


def test_arrows_are_picked_by_name_and_loops_and_late_ones_are_told(client, made):
    def pick(code, other, way="from"):
        part = made.milestone(code).part.public_id
        address = reverse("plan_arrows", args=[made.version.public_id, part])
        client.force_login(made.keeper)
        shown = client.post(address, {"other": other, "way": way}, follow=True)
        return [str(message) for message in shown.context["messages"]]

    assert pick("DI-2", "NV-2 Milstolpe 2 i nära vård") == ["DI-2 bygger nu på NV-2."]
    assert pick("PA-1", "DI-2") == [
        "Det blir en slinga: DI-2 → PA-1 → NV-2 → DI-2. Ta bort en av pilarna först."
    ]
    assert pick("PA-1", "PA-1") == ["En milstolpe kan inte ge förutsättningar för sig själv."]
    assert pick("DI-1", "PA-2") == [
        "DI-1 bygger nu på PA-2.",
        "Men PA-2 ska vara uppnådd 2027, efter DI-1 (2026). Stämmer åren?",
    ]
    assert pick("DI-1", "Finns inte") == [
        "Det finns ingen milstolpe som heter ”Finns inte” i planen. Välj en i listan."
    ]
    arrow = Enabling.objects.get(enabled=made.milestone("DI-1").part)
    part = made.milestone("DI-1").part.public_id
    send(client, made.keeper, "plan_arrows", made.version.public_id, part, take=str(arrow.pk))
    assert not Enabling.objects.filter(pk=arrow.pk).exists()
    whole = page(client, made.keeper, "edit_plan", made.version.public_id)
    assert whole.context["late"] == []


def test_parts_are_moved_with_buttons(client, made):
    part = made.milestone("PA-2").part.public_id
    done = send(client, made.keeper, "edit_plan", made.version.public_id, move=f"{part} up")
    assert done.headers["Location"].endswith(f"#p-{part}")
    rows = page(client, made.keeper, "edit_plan", made.version.public_id).context["areas"][0].milestones
    assert [one.row.code for one in rows] == ["PA-2", "PA-1"]


def test_a_part_is_struck_with_a_reason_and_what_it_went_into(client):
    made = plans.adopted()
    draft = cutting.cut(made.plan, by=made.keeper)
    gone, into = made.milestone("PA-2", draft).part, made.milestone("PA-1", draft).part
    where = ("strike_plan_part", draft.public_id, gone.public_id)
    assert "Skriv varför." in send(client, made.keeper, *where, into=into.public_id).content.decode()
    send(client, made.keeper, *where, reason="Samma sak.", into=into.public_id)
    row = StruckPart.objects.get()
    assert (row.part, row.into, row.reason) == (gone, into, "Samma sak.")
    shown = page(client, made.keeper, "edit_plan", draft.public_id).context["struck"]
    assert shown == [("PA-2 Milstolpe 2 i personcentrerat arbetssätt", "Samma sak.")]


def test_the_period_is_changed_and_two_tabs_are_told_of_each_other(client, made):
    first = page(client, made.keeper, "edit_plan_version", made.version.public_id)
    fields = typed(first)
    where = ("edit_plan_version", made.version.public_id)
    assert send(client, made.keeper, *where, **(fields | {"last_year": "2031"})).status_code == 302
    shown = send(client, made.keeper, *where, **(fields | {"last_year": "2030"}))
    assert (shown.status_code, "2031" in shown.content.decode()) == (409, True)
    made.version.refresh_from_db()
    assert made.version.years == range(2026, 2032)


def test_seats_relations_and_paragraphs_are_kept_on_one_page(client, made):
    where = ("plan_settings", made.plan.public_id)
    sent = {"do": "seat", "seat-holder": "Forvaltningschefen", "seat-capacity": "coordinator"}
    send(client, made.keeper, *where, **sent)
    agreed = {"paragraph-agreement": "Avtalet", "paragraph-number": "§ 1", "paragraph-text": "Låst."}
    send(client, made.keeper, *where, do="paragraph", **agreed)
    again = send(client, made.keeper, *where, do="paragraph", **agreed)
    assert "§ 1 i avtalet är redan inlagd" in again.content.decode()
    seat = made.plan.seats.get()
    assert (seat.user, seat.capacity, made.plan.paragraphs.get().text) == (made.head, "coordinator", "Låst.")
    assert page(client, made.head, *where).status_code == 200  # who co-ordinates keeps the plan
    send(client, made.keeper, *where, do="end_seat", row=seat.public_id)
    seat.refresh_from_db()
    assert seat.ends_on is not None
    facts = {"title": "Nytt namn", "level": "road_map", "every_years": "1", "month": "11"}
    send(client, made.keeper, *where, do="facts", **facts)
    assert Plan.objects.get(pk=made.plan.pk).title == "Nytt namn"


def test_the_page_says_which_area_somebody_leads(client, made):
    where, area = ("plan_settings", made.plan.public_id), made.milestone("NV-1").area
    sent = {"seat-holder": "Forvaltningschefen", "seat-capacity": "area_lead", "seat-area": area.public_id}
    send(client, made.keeper, *where, do="seat", **sent)
    shown = page(client, made.keeper, *where).content.decode()
    assert 'Delområdesansvarig, <span lang="sv">Nära vård</span>' in shown


def test_a_milestone_is_linked_to_a_paragraph_and_the_link_is_taken_away(client, made):
    agreed = {"paragraph-agreement": "Avtalet", "paragraph-number": "§ 1", "paragraph-text": "Låst."}
    send(client, made.keeper, "plan_settings", made.plan.public_id, do="paragraph", **agreed)
    part = made.milestone("PA-1").part
    send(client, made.keeper, "milestone_links", part.public_id, to=made.plan.paragraphs.get().public_id)
    link = part.links.get()
    assert link.paragraph == made.plan.paragraphs.get()
    send(client, made.keeper, "milestone_links", part.public_id, take=str(link.pk))
    assert list(part.links.all()) == []


def test_every_page_of_building_has_one_heading_and_its_words(client, made):
    part = made.milestone("PA-1").part.public_id
    for name, more in (
        ("edit_plan", ()),
        ("edit_plan_version", ()),
        ("register_plan_version", ()),
        ("plan_merge", ()),
        ("add_plan_part", ("indicator",)),
        ("add_plan_part", ("effect",)),
        ("add_plan_part", ("goal",)),
        ("edit_plan_part", (part,)),
        ("strike_plan_part", (part,)),
    ):
        text = page(client, made.keeper, name, made.version.public_id, *more).content.decode()
        assert len(re.findall(r"<h1", text)) == 1, name
    assert page(client, made.keeper, "add_plan_part", made.version.public_id, "annat").status_code == 404


def test_a_milestone_shares_no_effects_with_itself_nor_is_offered_to(client, made):
    shown = part_page(client, made)
    own = made.milestone("PA-1").part.public_id
    assert own not in [value for value, _label in shown.context["form"].fields["effects_with"].choices]
    page_ = save(client, made, typed(shown) | {"effects_with": own})
    assert page_.status_code == 200
    with pytest.raises(OwnEffects):
        building.change(made.milestone("PA-1"), by=made.keeper, effects_with=made.milestone("PA-1").part)


@pytest.mark.parametrize("code", ["PA", "pa"])
def test_an_areas_code_is_its_own_however_it_is_written(client, made, code):
    facts = {"code": code, "name": "Ännu ett"}
    page_ = send(client, made.keeper, "add_plan_part", made.version.public_id, "area", **facts)
    assert page_.context["form"].errors["code"] == [f"Beteckningen {code} används redan i planen."]
    assert page_.context["form"]["name"].value() == "Ännu ett"


@pytest.mark.parametrize(
    ("said", "stored"),
    [("1 250 000", "1250000"), ("1\u00a0250\u00a0000,5", "1250000.5"), ("1,234", "1.234"), ("87.5", "87.5")],
)
def test_a_target_is_written_as_a_value_is(client, made, said, stored):
    facts = {"name": "Mätare", "better": "higher", "target": said}
    send(client, made.keeper, "add_plan_part", made.version.public_id, "indicator", **facts)
    assert made.version.indicatorwordings.get(name="Mätare").target == Decimal(stored)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("1e5", "är inget tal"),
        ("1.234", "kan läsas på två sätt. Skriv 1234 eller 1,234"),
        ("9" * 20, "för många siffror"),
    ],
)
def test_a_target_that_is_unclear_is_asked_about_and_kept(client, made, said, answer):
    facts = {"name": "Mätare", "better": "higher", "target": said}
    page_ = send(client, made.keeper, "add_plan_part", made.version.public_id, "indicator", **facts)
    assert answer in page_.context["form"].errors["target"][0]
    assert page_.context["form"]["target"].value() == said


def test_what_the_forms_accept_is_read_in_again(client, made):
    """Whatever may be chosen in a milestone's form can be exported and imported."""
    form = part_page(client, made).context["form"]
    for other, _label in form.fields["effects_with"].choices:
        save(client, made, typed(part_page(client, made)) | {"effects_with": other})
        rows = dumping.dump(made.version)
        assert not loading.prepare(made.version, rows).comparison, other


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "Finns Inte",
            ["Ägaren ”Finns Inte” finns inte i Samråd: ingen blir frågad. Orden står kvar som de är."],
        ),
        (
            "Kanslit",
            [
                "Ägaren ”Kanslit” finns inte i Samråd: ingen blir frågad. Orden står kvar som de är. "
                "Menade du Kansliet?"
            ],
        ),
        ("planagare", []),
    ],
)
def test_an_owner_nobody_knows_is_said_and_a_log_in_is_known(client, made, words, said):
    factories.unit("Kansliet", parent=made.region.region)
    done = save(client, made, typed(part_page(client, made)) | {"holder": words})
    shown = client.get(done.headers["Location"])
    assert [str(one) for one in shown.context["messages"]][1:] == said
    row = made.milestone("PA-1")
    assert (row.owner == made.keeper, row.owner_words) == ((True, "") if not said else (False, words))
    assert (f"ägare: ”{words}” (finns inte i Samråd)" in shown.content.decode()) == bool(said)
