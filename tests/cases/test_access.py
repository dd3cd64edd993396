"""Who may see and do what: seats, dates, reach, substitution, grants, secrecy."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from cases import access, answer_text, answers, asking, queries, rounds
from cases.actions import ACTIONS
from cases.errors import ColleagueOutsideUnit, NotAllowed
from cases.models import Answer, AnswerAttachment, AnswerItem, Case, Document, Recipient, ReferralRound
from cases.scopes import SCOPES
from organisation import clock, roles
from organisation.models import Substitution
from tests import factories
from workflows import engine

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def skas(region):
    return region.administrations[0]


@pytest.fixture
def draft(region, skas):
    """SkaS's answer, begun."""
    return factories.begun_answer(region, factories.recipient(factories.open_round(region), skas))


def stand_in(substitute, person, *, starts=-1, ends=1):
    """``substitute`` holds all seats of ``person`` from and to days counted from today."""
    today = clock.today()
    row = Substitution.objects.create(
        substitute=substitute, starts_on=today + starts * A_DAY, ends_on=today + ends * A_DAY
    )
    row.memberships.set(person.memberships.all())
    access.forget(substitute)
    return row


def test_a_draft_is_read_inside_the_administration_alone(region, skas, draft):
    clinic = factories.unit("Kliniken", kind="unit", parent=skas)
    inside = [
        region.representative(skas),
        region.manager(skas),
        factories.person("skas.head", ("head", skas)),
        factories.person("clinic.rep", ("representative", clinic)),
    ]
    su = region.administrations[1]
    outside = [
        region.owner,
        region.director,
        region.representative(su),
        region.manager(su),
        factories.person("su.head", ("head", su)),
        factories.person("member", ("member", skas)),
        factories.person("registrar", ("registrar", region.office)),
        factories.person("nobody"),
        *[factories.person(f"region.{role}", (role, region.region)) for role in roles.ROLES],
    ]
    assert [access.can(user, "read_draft", draft) for user in inside] == [True] * len(inside)
    assert [access.can(user, "read_draft", draft) for user in outside] == [False] * len(outside)


def test_a_region_that_answers_itself_is_not_read_by_its_administrations(region, skas):
    region.administrations.append(region.region)
    factories.person("regionen.rep", ("representative", region.region))
    place = factories.recipient(factories.open_round(region), region.region)
    answer = factories.begun_answer(region, place)
    clinic = factories.unit("Kliniken", kind="unit", parent=skas)
    below = [region.representative(skas), factories.person("clinic.rep", ("representative", clinic))]
    assert access.can(region.representative(region.region), "write_answer", answer)
    assert [access.can(user, "read_draft", answer) for user in below] == [False, False]
    assert region.representative(skas) not in access.holders("write_answer", region.region)
    with pytest.raises(ColleagueOutsideUnit):
        asking.ask_colleague(answer_text.items(answer)[0], below[0], by=region.representative(region.region))


def test_superuser_is_a_word_without_meaning(region, draft):
    chief = factories.person("root")
    chief.is_superuser = True
    chief.save()
    place = answers.recipient_of(draft)
    seen = [access.visible_to(chief, model, action).exists() for model, action in SCOPES]
    assert seen == [False] * len(SCOPES)
    with pytest.raises(NotAllowed):
        engine.submit(draft, by=chief)
    assert place.state == Recipient.State.PREPARING


def test_nobody_sees_anything_without_log_in_or_when_deactivated(region, skas, draft):
    writer = region.representative(skas)
    writer.is_active = False
    writer.save()
    for user in (AnonymousUser(), writer):
        assert [access.visible_to(user, model, action).count() for model, action in SCOPES] == [0] * len(
            SCOPES
        )
        assert not access.visible_by_any(user, Answer, "read_draft", "read_answers").exists()
    assert writer not in access.holders("write_answer", skas)
    assert writer not in access.people_of(skas)


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [(0, 0, True), (-9, None, True), (-9, -1, False), (1, None, False), (-9, 0, True)],
)
def test_a_seat_holds_from_its_first_day_to_and_with_its_last(region, skas, draft, starts, ends, holds):
    today = clock.today()
    guest = factories.person("guest")
    roles.seat(
        guest,
        "representative",
        skas,
        starts_on=today + starts * A_DAY,
        ends_on=None if ends is None else today + ends * A_DAY,
    )
    assert access.can(guest, "write_answer", draft) is holds
    assert (guest in access.holders("write_answer", skas)) is holds


def test_rights_reach_exactly_up_or_down_as_the_action_says(region, skas):
    clinic = factories.unit("Kliniken", kind="unit", parent=skas)
    below = factories.person("clinic.chef", ("manager", clinic), ("representative", clinic))
    above = factories.person("region.chef", ("manager", region.region), ("representative", region.region))
    place = factories.recipient(factories.open_round(region), skas)
    reach = {
        action: (access.can(above, action, place), access.can(below, action, place))
        for action in ("read_draft", "write_answer", "prepare_answer", "approve_answer", "release_answer")
    }
    assert reach == {
        "read_draft": (False, True),
        "write_answer": (False, True),
        "prepare_answer": (False, True),
        "approve_answer": (False, False),
        "release_answer": (False, False),
    }
    own = Case.objects.get(unit=skas)
    assert (access.can(above, "see_case", own), access.can(below, "see_case", own)) == (True, False)


def test_a_substitute_holds_the_seat_for_its_time_and_both_names_are_stored(region, skas, draft):
    writer, chief = region.representative(skas), region.manager(skas)
    deputy = factories.person("deputy")
    stand_in(deputy, chief)
    engine.submit(draft, by=writer)
    approval = engine.approve(draft, by=deputy, read_hash=answer_text.text_hash(answer_text.snapshot(draft)))
    assert (approval.by, approval.on_behalf_of) == (deputy, chief)
    assert access.acting_for(deputy, "approve_answer", skas) == chief
    assert deputy not in access.holders("approve_answer", skas)


@pytest.mark.parametrize(("starts", "ends"), [(-9, -1), (1, 9)])
def test_a_substitution_outside_its_days_gives_nothing(region, skas, draft, starts, ends):
    deputy = factories.person("deputy")
    stand_in(deputy, region.manager(skas), starts=starts, ends=ends)
    assert not access.can(deputy, "approve_answer", draft)


def test_substitution_is_not_transitive(region, skas, draft):
    deputy, deputy_of_deputy = factories.person("deputy"), factories.person("second")
    stand_in(deputy, region.manager(skas))
    stand_in(deputy_of_deputy, deputy)
    assert access.can(deputy, "approve_answer", draft)
    assert not access.can(deputy_of_deputy, "approve_answer", draft)


def test_substitution_covers_chosen_seats_and_no_personal_grant(region, skas, draft):
    chief, deputy = region.manager(skas), factories.person("deputy")
    roles.seat(chief, "representative", skas, starts_on=clock.today())
    row = stand_in(deputy, chief)
    row.memberships.set(chief.memberships.filter(group__unit_role__role="representative"))
    su = region.administrations[1]
    roles.grant(chief, "register", su, source="beslut", giver=None)
    access.forget(deputy)
    assert access.can(deputy, "write_answer", draft)
    assert not access.can(deputy, "approve_answer", draft)
    assert access.can(chief, "register", su)
    assert not access.can(deputy, "register", su)


def test_an_own_right_is_used_before_a_substituted_one(region, skas):
    writer, chief = region.representative(skas), region.manager(skas)
    stand_in(writer, chief)
    assert access.acting_for(writer, "release_answer", skas) is None
    assert access.acting_for(writer, "approve_answer", skas) == chief
    roles.grant(writer, "approve_answer", skas, source="delegation", giver=chief)
    access.forget(writer)
    assert access.acting_for(writer, "approve_answer", skas) is None


def test_a_seat_whose_membership_has_ended_is_not_substituted(region, skas, draft):
    chief, deputy = region.manager(skas), factories.person("deputy")
    stand_in(deputy, chief)
    chief.memberships.update(ends_on=clock.today() - A_DAY)
    access.forget(deputy)
    assert not access.can(deputy, "approve_answer", draft)


@pytest.mark.parametrize(("days", "holds"), [(None, True), (0, True), (5, True), (-1, False)])
def test_a_grant_holds_to_and_with_its_last_day(region, days, holds):
    guest = factories.person("guest")
    case = factories.draft_round(region).case
    expires = None if days is None else clock.today() + days * A_DAY
    roles.grant(guest, "see_case", case, source="beslut", giver=region.owner, expires_on=expires)
    assert access.can(guest, "see_case", case) is holds


def test_a_grant_opens_one_action_on_one_object_until_it_is_taken_back(region):
    guest = factories.person("guest")
    first, second = factories.draft_round(region), factories.draft_round(region)
    roles.grant(guest, "see_case", first.case, source="beslut", giver=region.owner)
    assert list(access.visible_to(guest, Case, "see_case")) == [first.case]
    assert not access.can(guest, "manage_round", first)
    assert not access.can(guest, "see_case", second.case)
    roles.revoke(guest, "see_case", first.case)
    access.forget(guest)
    assert not access.can(guest, "see_case", first.case)


def test_a_secret_case_is_in_no_list_without_a_right_to_secrets(region):
    owner = region.owner
    secret = factories.open_round(region)
    Case.objects.filter(pk=secret.case_id).update(secrecy_provision="OSL 25:1", secrecy_on=clock.today())
    registrar = factories.person("registrar", ("registrar", region.process_unit))
    for user in (owner, region.director):
        access.forget(user)
        assert not queries.cases_of(user).filter(pk=secret.case_id).exists()
        assert secret not in queries.rounds_of(user)
        assert not access.visible_to(user, Document, "see_case").filter(case=secret.case_id).exists()
        assert not access.can(user, "manage_round", secret)
    assert access.can(registrar, "see_case", secret.case)
    roles.grant(owner, "read_secret", secret.case, source="beslut", giver=registrar)
    access.forget(owner)
    assert access.can(owner, "see_case", secret.case)
    assert access.can(owner, "manage_round", secret)
    assert secret in queries.rounds_of(owner)


def test_the_recipients_of_a_round_in_a_secret_case_still_see_what_they_were_sent(region, skas):
    secret = factories.open_round(region)
    Case.objects.filter(pk=secret.case_id).update(secrecy_provision="OSL 25:1", secrecy_on=clock.today())
    assert access.can(region.representative(skas), "see_round", secret)


def test_an_asked_colleague_writes_the_asked_row_and_takes_no_step(region, skas, draft):
    writer, chief = region.representative(skas), region.manager(skas)
    colleague = factories.person("colleague", ("member", skas))
    first, second, overall = answer_text.items(draft)
    request = asking.ask_colleague(second, colleague, by=writer)
    assert [access.can(colleague, "write_answer", row) for row in (first, second, overall)] == [
        False,
        True,
        False,
    ]
    assert access.can(colleague, "read_draft", draft)
    assert access.can(colleague, "see_round", answers.recipient_of(draft).round)
    with pytest.raises(NotAllowed):
        engine.submit(draft, by=colleague)
    with pytest.raises(NotAllowed):
        engine.abstain(draft, by=colleague, decider=chief, reason="Vi hinner inte.")
    asking.finish_request(request, by=colleague)
    assert not access.can(colleague, "write_answer", second)
    asking.ask_colleague(second, colleague, by=writer)
    asking.ask_colleague(second, factories.person("another", ("member", skas)), by=writer)
    assert not access.can(colleague, "write_answer", second)


def test_a_colleague_who_has_left_the_administration_reads_nothing_more(region, skas, draft):
    colleague = factories.person("colleague", ("member", skas))
    item = answer_text.items(draft)[0]
    asking.ask_colleague(item, colleague, by=region.representative(skas))
    assert access.can(colleague, "read_draft", draft)
    colleague.memberships.update(ends_on=clock.today() - A_DAY)
    roles.seat(colleague, "member", region.administrations[1], starts_on=clock.today())
    access.forget(colleague)
    place = answers.recipient_of(draft)
    seen = [
        access.can(colleague, "read_draft", draft),
        access.can(colleague, "read_draft", place),
        access.can(colleague, "write_answer", item),
        access.can(colleague, "see_round", place.round),
    ]
    assert seen == [False] * 4


def test_only_colleagues_inside_can_be_asked(region, skas, draft):
    item = answer_text.items(draft)[0]
    for stranger in (region.owner, region.director, region.representative(region.administrations[1])):
        with pytest.raises(ColleagueOutsideUnit):
            asking.ask_colleague(item, stranger, by=region.representative(skas))


def test_a_round_is_the_senders_own_until_it_is_sent(region, skas):
    referral_round = factories.draft_round(region)
    users = [region.owner, region.director, region.representative(skas)]
    assert [access.can(user, "see_round", referral_round) for user in users] == [False] * 3
    assert [access.can(user, "manage_round", referral_round) for user in users] == [True, False, False]
    engine.dispatch(referral_round, by=region.owner)
    assert [access.can(user, "see_round", referral_round) for user in users] == [True] * 3
    assert [access.can(user, "manage_round", referral_round) for user in users] == [True, False, False]


@pytest.mark.parametrize(
    ("readers", "at_once", "compiled"),
    [("sender", False, False), ("after_closing", False, True), ("at_once", True, True)],
)
def test_released_answers_open_to_recipients_as_the_round_says(region, skas, readers, at_once, compiled):
    referral_round = factories.draft_round(region)
    rounds.change_round(referral_round, by=region.owner, readers=readers)
    engine.dispatch(referral_round, by=region.owner)
    answer = factories.released_answer(region, factories.recipient(referral_round, skas))
    other, own = region.representative(region.administrations[1]), region.representative(skas)
    stranger = factories.person("elsewhere", ("representative", factories.unit("SV", parent=region.region)))
    assert access.can(region.owner, "read_answers", answer)
    assert access.can(own, "read_shared", answer)
    assert access.can(other, "read_shared", answer) is at_once
    ReferralRound.objects.filter(pk=referral_round.pk).update(
        state="compiled", compiled_at=clock.now(), compiled_by=region.owner
    )
    assert access.can(other, "read_shared", answer) is compiled
    assert not access.can(stranger, "read_shared", answer)


def test_the_words_of_an_abstained_answer_stay_where_they_were_written(region, skas, draft):
    item = answer_text.items(draft)[0]
    engine.abstain(
        draft, by=region.representative(skas), decider=region.manager(skas), reason="Berör oss inte."
    )
    owner = region.owner
    assert access.can(owner, "read_answers", draft)
    for model, row in ((AnswerItem, item),):
        assert (
            not access.visible_by_any(owner, model, "read_answers", "read_shared").filter(pk=row.pk).exists()
        )
    assert not access.visible_by_any(owner, AnswerAttachment, "read_answers", "read_shared").exists()
    readable = queries.readable_answers(owner, answers.recipient_of(draft).round)
    assert queries.items_of(readable) == {}


def test_missing_and_forbidden_are_the_same_404(region, draft):
    for public_id in (draft.public_id, "a" * 26):
        with pytest.raises(Http404):
            access.find(region.owner, Answer, "read_draft", public_id=public_id)


def test_a_row_is_found_by_any_one_of_several_rights_and_by_no_other(region, skas, draft):
    rights, one = ("read_draft", "read_answers"), {"public_id": draft.public_id}
    found = access.find_any(region.representative(skas), Answer, *rights, related=("started_by",), **one)
    assert (found, found._state.fields_cache["started_by"]) == (draft, draft.started_by)
    for user, public_id in ((region.owner, draft.public_id), (region.representative(skas), "a" * 26)):
        with pytest.raises(Http404):
            access.find_any(user, Answer, *rights, public_id=public_id)


def test_every_action_and_scope_match():
    known = set(ACTIONS)
    assert {action for _model, action in SCOPES} <= known
    unknown_roles = {role for rule in ACTIONS.values() for role in rule.roles} - set(roles.ROLES)
    assert unknown_roles == set()


def test_whoever_may_begin_a_round_may_also_go_on_with_it(region):
    """An officer could register a round and then met 404 on its next page."""
    began, goes_on = ACTIONS["create_round"], ACTIONS["manage_round"]
    assert (began.roles <= goes_on.roles, began.reach) == (True, goes_on.reach)
