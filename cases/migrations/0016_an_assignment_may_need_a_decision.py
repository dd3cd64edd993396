from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0015_who_leads_each_paragraph'),
    ]

    operations = [
        migrations.AlterField(
            model_name='workitem',
            name='kind',
            field=models.CharField(choices=[('dispatch', 'Skicka ut remissrundan'), ('compile', 'Sammanställ svaren'), ('late_answer', 'Ta del av sent svar'), ('answer', 'Svara på remissrundan'), ('section', 'Svara på ett avsnitt'), ('approve', 'Godkänn svaret'), ('release', 'Lämna svaret'), ('extension', 'Ta ställning till begäran om anstånd'), ('weigh', 'Läs svaren och väg synpunkterna'), ('comment', 'Väg en synpunkt'), ('replaced', 'Väg om: svaret är ersatt eller återtaget'), ('adopt', 'Ta förslaget vidare till beslut'), ('decide', 'Besluta om förslaget'), ('feedback', 'Läs svaret på återkopplingen'), ('review', 'Granska tjänsteutlåtandet'), ('rework', 'Arbeta vidare med tjänsteutlåtandet'), ('agenda', 'Ta upp ärendet på dagordningen'), ('minutes', 'Skriv klart protokollet'), ('sign', 'Justera protokollet'), ('post_notice', 'Anslå protokollet'), ('deliver', 'Skicka protokollsutdrag'), ('undertaking', 'Rapportera uppdraget'), ('reported', 'Ta ställning till rapporten'), ('take', 'Ta emot uppdraget'), ('carry_out', 'Genomför uppdraget'), ('adjusted', 'Bekräfta det ändrade uppdraget'), ('more_time', 'Ta ställning till begäran om mer tid'), ('needs_decision', 'Uppdraget behöver ett beslut'), ('final_report', 'Ta ställning till slutrapporten'), ('declined', 'Uppdraget togs inte emot'), ('part', 'Genomför en del av uppdraget'), ('need', 'Svara på en fråga eller ett behov'), ('nominate', 'Nominera till nätverket'), ('nominated', 'Ta ställning till nomineringen'), ('review_steering', 'Se över styrdokumentet')], max_length=16),
        ),
    ]
