"""A given § keeps its number, an approved § never changes, and whoever has jäv neither votes nor reserves."""

from django.db import migrations

UNDER_ITEM = ("itemtext", "agendadocument", "disqualification", "participation", "ballot", "reservation",
              "point", "reference")  # fmt: skip

FIRST = """
CREATE FUNCTION is_approved_paragraph(item bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM cases_agendaitem i JOIN cases_approvaloccasion o ON o.id = i.occasion_id
                   WHERE i.id = item AND o.completed_at IS NOT NULL)
$$;

CREATE FUNCTION refuse_change_of_paragraph() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF is_approved_paragraph(OLD.id) THEN
        RAISE EXCEPTION 'an approved paragraph never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.paragraph IS NOT NULL AND (TG_OP = 'DELETE'
       OR (NEW.paragraph, NEW.year, NEW.body_id, NEW.meeting_id)
          IS DISTINCT FROM (OLD.paragraph, OLD.year, OLD.body_id, OLD.meeting_id)) THEN
        RAISE EXCEPTION 'a paragraph keeps its number' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER given_paragraph_stays BEFORE UPDATE OR DELETE ON cases_agendaitem
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_paragraph();

CREATE FUNCTION refuse_change_under_paragraph() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND is_approved_paragraph(OLD.item_id)
       OR TG_OP <> 'DELETE' AND is_approved_paragraph(NEW.item_id) THEN
        RAISE EXCEPTION 'an approved paragraph never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION refuse_change_of_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_ballot b WHERE is_approved_paragraph(b.item_id)
               AND (TG_OP <> 'INSERT' AND b.id = OLD.ballot_id OR TG_OP <> 'DELETE' AND b.id = NEW.ballot_id)) THEN
        RAISE EXCEPTION 'an approved paragraph never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' AND (SELECT count(*) FROM cases_vote v WHERE v.ballot_id = NEW.ballot_id) >=
       (SELECT body.ordinary_seats FROM cases_ballot b JOIN cases_agendaitem i ON i.id = b.item_id
        JOIN cases_body body ON body.id = i.body_id WHERE b.id = NEW.ballot_id) THEN
        RAISE EXCEPTION 'no more votes than serving members' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM cases_ballot b JOIN cases_disqualification d
               ON d.item_id = b.item_id AND d.member_id = NEW.member_id WHERE b.id = NEW.ballot_id) THEN
        RAISE EXCEPTION 'whoever stands aside does not vote' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER approved_vote_stays BEFORE INSERT OR UPDATE OR DELETE ON cases_vote
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_vote();

CREATE FUNCTION refuse_change_of_adoption() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_point p WHERE is_approved_paragraph(p.item_id)
               AND (TG_OP <> 'INSERT' AND p.id = OLD.point_id OR TG_OP <> 'DELETE' AND p.id = NEW.point_id)) THEN
        RAISE EXCEPTION 'an approved paragraph never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER approved_adoption_stays BEFORE INSERT OR UPDATE OR DELETE ON cases_adoption
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_adoption();

CREATE FUNCTION refuse_part_of_conflicted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_disqualification d
               WHERE d.item_id = NEW.item_id AND d.member_id = NEW.member_id) THEN
        RAISE EXCEPTION 'whoever stands aside takes no part' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER conflicted_makes_no_reservation BEFORE INSERT OR UPDATE ON cases_reservation
    FOR EACH ROW EXECUTE FUNCTION refuse_part_of_conflicted();
CREATE TRIGGER conflicted_takes_no_part BEFORE INSERT OR UPDATE ON cases_participation
    FOR EACH ROW EXECUTE FUNCTION refuse_part_of_conflicted();

CREATE FUNCTION refuse_conflict_of_participant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_reservation r WHERE r.item_id = NEW.item_id AND r.member_id = NEW.member_id)
       OR EXISTS (SELECT 1 FROM cases_vote v JOIN cases_ballot b ON b.id = v.ballot_id
                  WHERE b.item_id = NEW.item_id AND v.member_id = NEW.member_id)
       OR EXISTS (SELECT 1 FROM cases_participation p
                  WHERE p.item_id = NEW.item_id AND p.member_id = NEW.member_id) THEN
        RAISE EXCEPTION 'whoever took part does not stand aside' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER participant_does_not_stand_aside BEFORE INSERT OR UPDATE ON cases_disqualification
    FOR EACH ROW EXECUTE FUNCTION refuse_conflict_of_participant();

CREATE FUNCTION refuse_change_of_approval_occasion() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['completed_at', 'document_id', 'called_off_at', 'called_off_reason'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.completed_at IS NOT NULL OR OLD.called_off_at IS NOT NULL
       OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION 'what is laid before the approvers never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.completed_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM cases_approver a WHERE a.occasion_id = NEW.id
        AND (a.signed_at IS NULL OR a.signed_hash <> NEW.content_hash)) THEN
        RAISE EXCEPTION 'minutes are approved by everybody named' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER occasion_stays BEFORE UPDATE OR DELETE ON cases_approvaloccasion
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_approval_occasion();

CREATE FUNCTION refuse_change_of_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.signed_at IS NOT NULL
       OR (NEW.occasion_id, NEW.member_id, NEW.user_id) IS DISTINCT FROM (OLD.occasion_id, OLD.member_id, OLD.user_id)
    THEN
        RAISE EXCEPTION 'an approval never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signature_stays BEFORE UPDATE OR DELETE ON cases_approver
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_signature();

CREATE FUNCTION refuse_change_of_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.taken_down_at IS NOT NULL
       OR to_jsonb(NEW) - 'taken_down_at' <> to_jsonb(OLD) - 'taken_down_at' THEN
        RAISE EXCEPTION 'a notice never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER notice_stays BEFORE UPDATE OR DELETE ON cases_publicnotice
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_notice();

CREATE FUNCTION refuse_change_of_summons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was sent never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER summons_stays BEFORE UPDATE OR DELETE ON cases_summons
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_summons();

CREATE FUNCTION refuse_change_of_sent_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.summons_id IS NOT NULL AND (TG_OP = 'DELETE'
       OR (NEW.summons_id, NEW.first_page, NEW.pages, NEW.file_id)
          IS DISTINCT FROM (OLD.summons_id, OLD.first_page, OLD.pages, OLD.file_id)) THEN
        RAISE EXCEPTION 'what was sent never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER sent_paper_stays BEFORE UPDATE OR DELETE ON cases_agendadocument
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_sent_paper();
"""
FORWARDS = FIRST + "".join(
    f"""
CREATE TRIGGER approved_{table}_stays BEFORE INSERT OR UPDATE OR DELETE ON cases_{table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change_under_paragraph();
"""
    for table in UNDER_ITEM
)

TRIGGERS = {
    "given_paragraph_stays": "agendaitem",
    **{f"approved_{table}_stays": table for table in UNDER_ITEM},
    "approved_vote_stays": "vote",
    "approved_adoption_stays": "adoption",
    "conflicted_makes_no_reservation": "reservation",
    "conflicted_takes_no_part": "participation",
    "participant_does_not_stand_aside": "disqualification",
    "occasion_stays": "approvaloccasion",
    "signature_stays": "approver",
    "notice_stays": "publicnotice",
    "summons_stays": "summons",
    "sent_paper_stays": "agendadocument",
}
FUNCTIONS = (
    "refuse_change_of_paragraph()",
    "refuse_change_under_paragraph()",
    "refuse_change_of_vote()",
    "refuse_change_of_adoption()",
    "refuse_part_of_conflicted()",
    "refuse_conflict_of_participant()",
    "refuse_change_of_approval_occasion()",
    "refuse_change_of_signature()",
    "refuse_change_of_notice()",
    "refuse_change_of_summons()",
    "refuse_change_of_sent_paper()",
    "is_approved_paragraph(bigint)",
)
BACKWARDS = "".join(f"DROP TRIGGER {name} ON cases_{table};\n" for name, table in TRIGGERS.items()) + "".join(
    f"DROP FUNCTION {name};\n" for name in FUNCTIONS
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_meetings_and_paragraphs")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
