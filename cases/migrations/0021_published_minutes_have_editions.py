"""Minutes are published in editions; one is withdrawn rather than changed, and none shows a case that is marked."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
UPDATE cases_publicminutes p SET left_out = COALESCE((
    SELECT jsonb_agg(jsonb_build_object('item', i.public_id, 'paragraph', i.paragraph) ORDER BY i.paragraph)
    FROM cases_agendaitem i JOIN cases_case c ON c.id = i.case_id
    WHERE i.occasion_id = p.occasion_id AND c.secrecy_provision <> ''), '[]');

CREATE FUNCTION refuse_change_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['withdrawn_at', 'withdrawn_by_id', 'withdrawn_reason'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION 'what was published is withdrawn, never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER edition_stays BEFORE UPDATE OR DELETE ON cases_publicminutes
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_edition();

CREATE FUNCTION refuse_public_secret() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given jsonb := to_jsonb(NEW);
BEGIN
    IF EXISTS (
        SELECT 1 FROM cases_publicminutes p
        JOIN cases_agendaitem i ON i.occasion_id = p.occasion_id
        JOIN cases_case c ON c.id = i.case_id
        WHERE p.withdrawn_at IS NULL AND c.secrecy_provision <> ''
        AND NOT p.left_out @> jsonb_build_array(jsonb_build_object('item', i.public_id))
        AND CASE TG_TABLE_NAME WHEN 'cases_case' THEN c.id ELSE p.id END = (given ->> 'id')::bigint) THEN
        RAISE EXCEPTION 'no public minutes show a case that is marked' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER public_minutes_show_no_secret AFTER INSERT ON cases_publicminutes
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_public_secret();
CREATE CONSTRAINT TRIGGER secret_is_not_public AFTER UPDATE OF secrecy_provision ON cases_case
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.secrecy_provision <> '')
    EXECUTE FUNCTION refuse_public_secret();
"""
BACKWARDS = """
DROP TRIGGER secret_is_not_public ON cases_case;
DROP TRIGGER public_minutes_show_no_secret ON cases_publicminutes;
DROP FUNCTION refuse_public_secret();
DROP TRIGGER edition_stays ON cases_publicminutes;
DROP FUNCTION refuse_change_of_edition();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0020_closed_paragraphs_keep_their_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='publicminutes',
            options={'ordering': ['-number']},
        ),
        migrations.AddField(
            model_name='publicminutes',
            name='left_out',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='publicminutes',
            name='number',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='publicminutes',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='publicminutes',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='publicminutes',
            name='withdrawn_reason',
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name='publicminutes',
            name='occasion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='cases.approvaloccasion'),
        ),
        migrations.AlterField(
            model_name='workitem',
            name='kind',
            field=models.CharField(choices=[('dispatch', 'Skicka ut remissrundan'), ('compile', 'Sammanställ svaren'), ('late_answer', 'Ta del av sent svar'), ('answer', 'Svara på remissrundan'), ('section', 'Svara på ett avsnitt'), ('approve', 'Godkänn svaret'), ('release', 'Lämna svaret'), ('extension', 'Ta ställning till begäran om anstånd'), ('weigh', 'Läs svaren och väg synpunkterna'), ('comment', 'Väg en synpunkt'), ('replaced', 'Väg om: svaret är ersatt eller återtaget'), ('adopt', 'Ta förslaget vidare till beslut'), ('decide', 'Besluta om förslaget'), ('feedback', 'Läs svaret på återkopplingen'), ('review', 'Granska tjänsteutlåtandet'), ('rework', 'Arbeta vidare med tjänsteutlåtandet'), ('agenda', 'Ta upp ärendet på dagordningen'), ('minutes', 'Skriv klart protokollet'), ('sign', 'Justera protokollet'), ('post_notice', 'Anslå protokollet'), ('review_public', 'Titta igenom det publicerade protokollet'), ('deliver', 'Skicka protokollsutdrag'), ('undertaking', 'Rapportera uppdraget'), ('reported', 'Ta ställning till rapporten'), ('take', 'Ta emot uppdraget'), ('carry_out', 'Genomför uppdraget'), ('adjusted', 'Bekräfta det ändrade uppdraget'), ('more_time', 'Ta ställning till begäran om mer tid'), ('needs_decision', 'Uppdraget behöver ett beslut'), ('final_report', 'Ta ställning till slutrapporten'), ('declined', 'Uppdraget togs inte emot'), ('part', 'Genomför en del av uppdraget'), ('need', 'Svara på en fråga eller ett behov'), ('nominate', 'Nominera till nätverket'), ('nominated', 'Ta ställning till nomineringen'), ('review_steering', 'Se över styrdokumentet')], max_length=16),
        ),
        migrations.AddConstraint(
            model_name='publicminutes',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('occasion',), name='one_public_edition_of_minutes'),
        ),
        migrations.AddConstraint(
            model_name='publicminutes',
            constraint=models.UniqueConstraint(fields=('occasion', 'number'), name='editions_of_minutes_are_counted'),
        ),
        migrations.AddConstraint(
            model_name='publicminutes',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='withdrawn_minutes_say_who_when_and_why'),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
