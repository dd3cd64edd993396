"""What is laid before the approvers stays as it is, § have no gap, ballots count, and nobody acts for another body."""

from importlib import import_module

from django.db import migrations, models

OF_THE_BODY = ("meeting", "attendance", "disqualification", "participation", "ballot", "reservation",
               "approver")  # fmt: skip

BEFORE_THE_APPROVERS = """
CREATE FUNCTION refuse_below_approval(item bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    approved boolean;
BEGIN
    SELECT o.completed_at IS NOT NULL INTO approved FROM cases_agendaitem i
        JOIN cases_approvaloccasion o ON o.id = i.occasion_id WHERE i.id = item AND o.called_off_at IS NULL;
    IF approved THEN
        RAISE EXCEPTION 'an approved paragraph never changes' USING ERRCODE = 'restrict_violation';
    ELSIF NOT approved THEN
        RAISE EXCEPTION 'what lies before the approvers never changes' USING ERRCODE = 'restrict_violation';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION refuse_change_of_paragraph() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_below_approval(OLD.id);
    IF OLD.paragraph IS NOT NULL AND (TG_OP = 'DELETE'
       OR (NEW.paragraph, NEW.year, NEW.body_id, NEW.meeting_id)
          IS DISTINCT FROM (OLD.paragraph, OLD.year, OLD.body_id, OLD.meeting_id)) THEN
        RAISE EXCEPTION 'a paragraph keeps its number' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE OR REPLACE FUNCTION refuse_change_under_paragraph() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_below_approval((to_jsonb(OLD) ->> 'item_id')::bigint);
    PERFORM refuse_below_approval((to_jsonb(NEW) ->> 'item_id')::bigint);
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE OR REPLACE FUNCTION refuse_change_of_adoption() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    above record;
BEGIN
    FOR above IN SELECT p.item_id, d.registered_at FROM cases_point p
        LEFT JOIN cases_decision d ON d.id = p.decision_id
        WHERE p.id IN ((to_jsonb(OLD) ->> 'point_id')::bigint, (to_jsonb(NEW) ->> 'point_id')::bigint)
    LOOP
        PERFORM refuse_below_approval(above.item_id);
        IF above.registered_at IS NOT NULL THEN
            RAISE EXCEPTION 'a decision never changes' USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION refuse_change_under_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_decision d WHERE d.registered_at IS NOT NULL AND d.id IN
               ((to_jsonb(OLD) ->> 'decision_id')::bigint, (to_jsonb(NEW) ->> 'decision_id')::bigint)) THEN
        RAISE EXCEPTION 'a decision never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER decided_point_stays BEFORE INSERT OR UPDATE OR DELETE ON cases_point
    FOR EACH ROW EXECUTE FUNCTION refuse_change_under_decision();
CREATE TRIGGER decided_reference_stays BEFORE INSERT OR UPDATE OR DELETE ON cases_reference
    FOR EACH ROW EXECUTE FUNCTION refuse_change_under_decision();

CREATE OR REPLACE FUNCTION refuse_change_of_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.registered_at IS NOT NULL AND (TG_OP = 'DELETE'
       OR to_jsonb(NEW) - 'reported_in_id' <> to_jsonb(OLD) - 'reported_in_id') THEN
        RAISE EXCEPTION 'a decision never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.reported_in_id IS DISTINCT FROM OLD.reported_in_id THEN
        PERFORM refuse_below_approval(OLD.reported_in_id);
        PERFORM refuse_below_approval(NEW.reported_in_id);
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION refuse_change_of_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.state = 'approved' OR EXISTS (SELECT 1 FROM cases_approvaloccasion o WHERE o.meeting_id = OLD.id
                                          AND o.kind = 'ordinary' AND o.called_off_at IS NULL))
       AND (TG_OP = 'DELETE' OR NEW.state NOT IN (OLD.state, 'approved')
            OR to_jsonb(NEW) - '{state,wishes}'::text[] <> to_jsonb(OLD) - '{state,wishes}'::text[]) THEN
        RAISE EXCEPTION 'what lies before the approvers never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.opened_at IS NOT NULL AND TG_OP = 'UPDATE'
       AND (NEW.body_id, NEW."on") IS DISTINCT FROM (OLD.body_id, OLD."on") THEN
        RAISE EXCEPTION 'a meeting that was held keeps its day' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER held_meeting_stays BEFORE UPDATE OR DELETE ON cases_meeting
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_meeting();

CREATE FUNCTION refuse_change_of_attendance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_approvaloccasion o WHERE o.kind = 'ordinary' AND o.called_off_at IS NULL
               AND o.meeting_id IN
               ((to_jsonb(OLD) ->> 'meeting_id')::bigint, (to_jsonb(NEW) ->> 'meeting_id')::bigint)) THEN
        RAISE EXCEPTION 'what lies before the approvers never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER approved_attendance_stays BEFORE INSERT OR UPDATE OR DELETE ON cases_attendance
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_attendance();
"""

APPROVALS = """
CREATE FUNCTION refuse_slipping_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.occasion_id = OLD.occasion_id THEN
        RETURN NEW;
    END IF;
    IF NEW.state <> 'closed' OR NEW.paragraph IS NULL OR NOT EXISTS (
        SELECT 1 FROM cases_approvaloccasion o WHERE o.id = NEW.occasion_id AND o.meeting_id = NEW.meeting_id
        AND o.completed_at IS NULL AND o.called_off_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM cases_approver a WHERE a.occasion_id = o.id AND a.signed_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'only a closed paragraph is laid before the approvers of its meeting'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER nothing_slips_into_an_approval BEFORE INSERT OR UPDATE OF occasion_id ON cases_agendaitem
    FOR EACH ROW WHEN (NEW.occasion_id IS NOT NULL) EXECUTE FUNCTION refuse_slipping_in();

CREATE OR REPLACE FUNCTION refuse_change_of_approval_occasion() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['completed_at', 'document_id', 'called_off_at', 'called_off_reason'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.completed_at IS NOT NULL OR NEW.called_off_at IS NOT NULL THEN
            RAISE EXCEPTION 'minutes are approved by everybody named' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' OR OLD.completed_at IS NOT NULL OR OLD.called_off_at IS NOT NULL
       OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION 'what is laid before the approvers never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.completed_at IS NOT NULL AND (
        EXISTS (SELECT 1 FROM cases_approver a WHERE a.occasion_id = NEW.id
                AND (a.signed_at IS NULL OR a.signed_hash <> NEW.content_hash))
        OR NOT EXISTS (SELECT 1 FROM cases_approver a WHERE a.occasion_id = NEW.id AND a.is_chair)
        OR NOT EXISTS (SELECT 1 FROM cases_approver a WHERE a.occasion_id = NEW.id AND NOT a.is_chair)) THEN
        RAISE EXCEPTION 'minutes are approved by everybody named' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER occasion_stays ON cases_approvaloccasion;
CREATE TRIGGER occasion_stays BEFORE INSERT OR UPDATE OR DELETE ON cases_approvaloccasion
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_approval_occasion();

CREATE FUNCTION refuse_stray_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.signed_at IS NOT NULL AND (TG_OP = 'INSERT' OR NOT EXISTS (
        SELECT 1 FROM cases_approvaloccasion o WHERE o.id = NEW.occasion_id AND o.completed_at IS NULL
        AND o.called_off_at IS NULL AND o.content_hash = NEW.signed_hash)) THEN
        RAISE EXCEPTION 'only what waits is approved, and only to the letter' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' AND EXISTS (
        SELECT 1 FROM cases_approvaloccasion o WHERE o.id = NEW.occasion_id AND (o.completed_at IS NOT NULL
        OR o.called_off_at IS NOT NULL OR EXISTS (
            SELECT 1 FROM cases_approver a WHERE a.occasion_id = o.id AND a.signed_at IS NOT NULL))) THEN
        RAISE EXCEPTION 'approvers are named before anybody approves' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_what_waits_is_approved BEFORE INSERT OR UPDATE ON cases_approver
    FOR EACH ROW EXECUTE FUNCTION refuse_stray_signature();

CREATE FUNCTION refuse_unapproved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM cases_approvaloccasion o WHERE o.completed_at IS NOT NULL AND o.id = COALESCE(
        (to_jsonb(NEW) ->> 'occasion_id')::bigint,
        (SELECT i.occasion_id FROM cases_agendaitem i WHERE i.id = (to_jsonb(NEW) ->> 'item_id')::bigint))) THEN
        RAISE EXCEPTION 'only approved minutes are announced and sent' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_approved_is_announced BEFORE INSERT ON cases_publicnotice
    FOR EACH ROW EXECUTE FUNCTION refuse_unapproved();
CREATE TRIGGER only_approved_is_published BEFORE INSERT ON cases_publicminutes
    FOR EACH ROW EXECUTE FUNCTION refuse_unapproved();
CREATE TRIGGER only_approved_is_delivered BEFORE INSERT OR UPDATE ON cases_extract
    FOR EACH ROW WHEN (NEW.delivered_at IS NOT NULL) EXECUTE FUNCTION refuse_unapproved();

CREATE FUNCTION refuse_change_of_extract() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was delivered never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER delivered_extract_stays BEFORE UPDATE OR DELETE ON cases_extract
    FOR EACH ROW WHEN (OLD.delivered_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_extract();
"""

IN_THE_ROOM = """
CREATE OR REPLACE FUNCTION refuse_change_of_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_below_approval(b.item_id) FROM cases_ballot b
        WHERE b.id IN ((to_jsonb(OLD) ->> 'ballot_id')::bigint, (to_jsonb(NEW) ->> 'ballot_id')::bigint);
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' AND (SELECT count(*) FROM cases_vote v WHERE v.ballot_id = NEW.ballot_id) >=
       (SELECT body.ordinary_seats FROM cases_ballot b JOIN cases_agendaitem i ON i.id = b.item_id
        JOIN cases_body body ON body.id = i.body_id WHERE b.id = NEW.ballot_id) THEN
        RAISE EXCEPTION 'no more votes than serving members' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM cases_ballot b JOIN cases_agendaitem i ON i.id = b.item_id
                   JOIN cases_attendance here ON here.meeting_id = i.meeting_id
                   WHERE b.id = NEW.ballot_id AND here.member_id = NEW.member_id AND here.left_at IS NULL) THEN
        RAISE EXCEPTION 'only who is in the room votes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM cases_ballot b JOIN cases_disqualification d
               ON d.item_id = b.item_id AND d.member_id = NEW.member_id WHERE b.id = NEW.ballot_id) THEN
        RAISE EXCEPTION 'whoever stands aside does not vote' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_foreign_casting_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.casting_id IS DISTINCT FROM (SELECT m.chair_id FROM cases_agendaitem i
        JOIN cases_meeting m ON m.id = i.meeting_id WHERE i.id = NEW.item_id) THEN
        RAISE EXCEPTION 'a tie is broken by the vote of the chair' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_the_chair_breaks_a_tie BEFORE INSERT OR UPDATE ON cases_ballot
    FOR EACH ROW WHEN (NEW.casting_id IS NOT NULL) EXECUTE FUNCTION refuse_foreign_casting_vote();

CREATE FUNCTION refuse_wrong_count() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named text := CASE TG_TABLE_NAME WHEN 'cases_vote' THEN 'ballot_id' ELSE 'id' END;
    ballot cases_ballot;
BEGIN
    FOR ballot IN SELECT * FROM cases_ballot b
        WHERE b.id IN ((to_jsonb(OLD) ->> named)::bigint, (to_jsonb(NEW) ->> named)::bigint)
        FOR NO KEY UPDATE
    LOOP
        IF EXISTS (SELECT 1 FROM cases_vote v WHERE v.ballot_id = ballot.id
                   HAVING (count(*) FILTER (WHERE v.choice = 'yes'), count(*) FILTER (WHERE v.choice = 'no'),
                           count(*) FILTER (WHERE v.choice = 'abstain'), count(*))
                   <> (ballot.yes, ballot.no, ballot.abstain, ballot.yes + ballot.no + ballot.abstain)) THEN
            RAISE EXCEPTION 'a ballot counts its votes' USING ERRCODE = 'restrict_violation';
        END IF;
        IF ballot.casting_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM cases_vote v WHERE v.ballot_id = ballot.id AND v.member_id = ballot.casting_id
            AND v.choice = CASE WHEN ballot.yes_wins THEN 'yes' ELSE 'no' END) THEN
            RAISE EXCEPTION 'a tie is broken by the vote of the chair' USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ballot_counts_its_votes AFTER INSERT OR UPDATE ON cases_ballot
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_wrong_count();
CREATE CONSTRAINT TRIGGER votes_are_counted_in_their_ballot AFTER INSERT OR UPDATE OR DELETE ON cases_vote
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_wrong_count();

CREATE FUNCTION refuse_conflicted_chair() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_meeting m JOIN cases_disqualification d ON d.member_id = m.chair_id
               WHERE m.id = NEW.meeting_id AND m.state = 'open' AND d.item_id = NEW.id) THEN
        RAISE EXCEPTION 'whoever stands aside does not lead' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER conflicted_does_not_lead BEFORE INSERT OR UPDATE OF state ON cases_agendaitem
    FOR EACH ROW WHEN (NEW.state = 'closed') EXECUTE FUNCTION refuse_conflicted_chair();

CREATE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    item cases_agendaitem;
    run record;
BEGIN
    SELECT * INTO item FROM cases_agendaitem WHERE id = NEW.id;
    IF item.paragraph IS NULL THEN
        IF item.state = 'closed' AND (SELECT decides FROM cases_body WHERE id = item.body_id) THEN
            RAISE EXCEPTION 'what is closed has its number' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NULL;
    END IF;
    -- one statement sees one moment: another number may be given while we look
    SELECT count(*) AS given, min(i.paragraph) AS first, max(i.paragraph) AS last, (
        SELECT n.last FROM ledger_numberseries n
        WHERE n.series = 'paragraphs:' || item.body_id AND n.year = item.year) AS counted INTO run
        FROM cases_agendaitem i WHERE i.body_id = item.body_id AND i.year = item.year;
    IF run.last - run.first + 1 <> run.given OR run.last IS DISTINCT FROM run.counted THEN
        RAISE EXCEPTION 'paragraphs run without a gap' USING ERRCODE = 'restrict_violation';
    END IF;
    IF item.year IS DISTINCT FROM (SELECT extract(year FROM "on") FROM cases_meeting WHERE id = item.meeting_id) THEN
        RAISE EXCEPTION 'a paragraph is of the year of its meeting' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER paragraphs_have_no_gap AFTER INSERT OR UPDATE OF state, paragraph ON cases_agendaitem
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'closed' OR NEW.paragraph IS NOT NULL)
    EXECUTE FUNCTION refuse_gap();

CREATE FUNCTION refuse_other_body() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given jsonb := to_jsonb(NEW);
    own bigint := COALESCE(
        (given ->> 'body_id')::bigint,
        (SELECT i.body_id FROM cases_agendaitem i WHERE i.id = (given ->> 'item_id')::bigint),
        (SELECT m.body_id FROM cases_approvaloccasion o JOIN cases_meeting m ON m.id = o.meeting_id
         WHERE o.id = (given ->> 'occasion_id')::bigint),
        (SELECT m.body_id FROM cases_meeting m WHERE m.id = (given ->> 'meeting_id')::bigint));
BEGIN
    IF EXISTS (SELECT 1 FROM cases_bodymember m WHERE m.body_id <> own AND m.id IN (
        (given ->> 'member_id')::bigint, (given ->> 'serves_for_id')::bigint,
        (given ->> 'chair_id')::bigint, (given ->> 'casting_id')::bigint)) THEN
        RAISE EXCEPTION 'only members of the body take part' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_other_agenda() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.body_id IS DISTINCT FROM (SELECT body_id FROM cases_meeting WHERE id = NEW.meeting_id) THEN
        RAISE EXCEPTION 'an item is taken up by its own body' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER item_is_of_its_meetings_body BEFORE INSERT OR UPDATE OF meeting_id, body_id ON cases_agendaitem
    FOR EACH ROW WHEN (NEW.meeting_id IS NOT NULL) EXECUTE FUNCTION refuse_other_agenda();
"""

ONE_BODY = "".join(
    f"""
CREATE TRIGGER {table}_is_of_one_body BEFORE INSERT OR UPDATE ON cases_{table}
    FOR EACH ROW EXECUTE FUNCTION refuse_other_body();
"""
    for table in OF_THE_BODY
)

TRIGGERS = {
    "decided_point_stays": "point",
    "decided_reference_stays": "reference",
    "held_meeting_stays": "meeting",
    "approved_attendance_stays": "attendance",
    "nothing_slips_into_an_approval": "agendaitem",
    "only_what_waits_is_approved": "approver",
    "only_approved_is_announced": "publicnotice",
    "only_approved_is_published": "publicminutes",
    "only_approved_is_delivered": "extract",
    "delivered_extract_stays": "extract",
    "only_the_chair_breaks_a_tie": "ballot",
    "ballot_counts_its_votes": "ballot",
    "votes_are_counted_in_their_ballot": "vote",
    "conflicted_does_not_lead": "agendaitem",
    "paragraphs_have_no_gap": "agendaitem",
    "item_is_of_its_meetings_body": "agendaitem",
    **{f"{table}_is_of_one_body": table for table in OF_THE_BODY},
}
FUNCTIONS = (
    "refuse_change_under_decision()",
    "refuse_change_of_meeting()",
    "refuse_change_of_attendance()",
    "refuse_slipping_in()",
    "refuse_stray_signature()",
    "refuse_unapproved()",
    "refuse_change_of_extract()",
    "refuse_foreign_casting_vote()",
    "refuse_wrong_count()",
    "refuse_conflicted_chair()",
    "refuse_gap()",
    "refuse_other_body()",
    "refuse_other_agenda()",
    "refuse_below_approval(bigint)",
)


def _as_it_was(migration: str, name: str) -> str:
    """The function as an earlier migration wrote it."""
    text = import_module(f"cases.migrations.{migration}").FORWARDS
    start = text.index(f" FUNCTION {name}()")
    return "CREATE OR REPLACE" + text[start : text.index("END $$;", start)] + "END $$;\n"


REPLACED = {
    "refuse_change_of_paragraph": "0010_what_is_approved_stays_approved",
    "refuse_change_under_paragraph": "0010_what_is_approved_stays_approved",
    "refuse_change_of_adoption": "0010_what_is_approved_stays_approved",
    "refuse_change_of_vote": "0010_what_is_approved_stays_approved",
    "refuse_change_of_approval_occasion": "0010_what_is_approved_stays_approved",
    "refuse_change_of_decision": "0011_a_reported_decision_says_where",
}
FORWARDS = BEFORE_THE_APPROVERS + APPROVALS + IN_THE_ROOM + ONE_BODY
BACKWARDS = (
    "".join(f"DROP TRIGGER {name} ON cases_{table};\n" for name, table in TRIGGERS.items())
    + "".join(_as_it_was(migration, name) for name, migration in REPLACED.items())
    + """
DROP TRIGGER occasion_stays ON cases_approvaloccasion;
CREATE TRIGGER occasion_stays BEFORE UPDATE OR DELETE ON cases_approvaloccasion
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_approval_occasion();
"""
    + "".join(f"DROP FUNCTION {name};\n" for name in FUNCTIONS)
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_a_reported_decision_says_where")]

    operations = [
        migrations.RemoveConstraint("approver", "only_the_named_approve"),
        migrations.AddConstraint(
            "approver",
            models.CheckConstraint(
                condition=models.Q(signed_by__isnull=True)
                | models.Q(user__isnull=False, signed_by=models.F("user"))
                | models.Q(scan__isnull=False, user__isnull=True),
                name="only_the_named_approve",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
