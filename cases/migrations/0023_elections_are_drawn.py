"""Elections with closed ballots: numbers without names, nobody's casting vote, and the lot only where it is even."""

import django.db.models.deletion
import ledger.public_id
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER approved_election_stays BEFORE INSERT OR UPDATE OR DELETE ON cases_election
    FOR EACH ROW EXECUTE FUNCTION refuse_change_under_paragraph();

CREATE FUNCTION refuse_change_of_candidate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_below_approval(e.item_id) FROM cases_election e
        WHERE e.id IN ((to_jsonb(OLD) ->> 'election_id')::bigint, (to_jsonb(NEW) ->> 'election_id')::bigint);
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER approved_candidate_stays BEFORE INSERT OR UPDATE OR DELETE ON cases_candidate
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_candidate();

CREATE FUNCTION refuse_wrong_election() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named text := CASE TG_TABLE_NAME WHEN 'cases_candidate' THEN 'election_id' ELSE 'id' END;
    election cases_election;
    counted record;
BEGIN
    FOR election IN SELECT * FROM cases_election e
        WHERE e.id IN ((to_jsonb(OLD) ->> named)::bigint, (to_jsonb(NEW) ->> named)::bigint)
        FOR NO KEY UPDATE
    LOOP
        SELECT COALESCE(sum(c.votes), 0) AS given, max(c.votes) AS most,
               max(c.votes) FILTER (WHERE c.elected) AS won INTO counted
            FROM cases_candidate c WHERE c.election_id = election.id;
        IF counted.won IS DISTINCT FROM counted.most OR counted.won IS NULL THEN
            RAISE EXCEPTION 'whoever got most votes is elected' USING ERRCODE = 'restrict_violation';
        END IF;
        IF election.by_lot <> ((SELECT count(*) FROM cases_candidate c WHERE c.election_id = election.id
                                AND c.votes = counted.most) > 1) THEN
            RAISE EXCEPTION 'the lot decides where it is even, and only there' USING ERRCODE = 'restrict_violation';
        END IF;
        IF counted.given + election.blank > (SELECT b.ordinary_seats FROM cases_agendaitem i
                JOIN cases_body b ON b.id = i.body_id WHERE i.id = election.item_id) THEN
            RAISE EXCEPTION 'no more votes than serving members' USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER election_follows_its_votes AFTER INSERT OR UPDATE ON cases_election
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_wrong_election();
CREATE CONSTRAINT TRIGGER votes_decide_their_election AFTER INSERT OR UPDATE OR DELETE ON cases_candidate
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_wrong_election();
"""
BACKWARDS = """
DROP TRIGGER votes_decide_their_election ON cases_candidate;
DROP TRIGGER election_follows_its_votes ON cases_election;
DROP TRIGGER approved_candidate_stays ON cases_candidate;
DROP TRIGGER approved_election_stays ON cases_election;
DROP FUNCTION refuse_wrong_election();
DROP FUNCTION refuse_change_of_candidate();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0022_what_is_chosen_is_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Election",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=ledger.public_id.new_public_id, editable=False, max_length=26, unique=True
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                ("blank", models.PositiveSmallIntegerField(default=0)),
                ("by_lot", models.BooleanField(default=False)),
                ("held_at", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="elections",
                        to="cases.agendaitem",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("votes", models.PositiveSmallIntegerField()),
                ("elected", models.BooleanField(default=False)),
                (
                    "election",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidates",
                        to="cases.election",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("election", "name"), name="one_row_per_candidate"),
                    models.UniqueConstraint(
                        condition=models.Q(("elected", True)),
                        fields=("election",),
                        name="one_is_elected_per_election",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("elected", False), ("votes__gt", 0), _connector="OR"),
                        name="nobody_is_elected_without_a_vote",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
