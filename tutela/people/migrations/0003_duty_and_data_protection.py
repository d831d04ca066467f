"""Who is on the duty rota, and who protects data."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_how_one_stands")]

    operations = [
        migrations.AddField(
            model_name="practitioner",
            name="on_duty_rota",
            field=models.BooleanField(
                default=False,
                help_text="May open a record in an emergency. Opens nothing by itself.",
            ),
        ),
        migrations.AddField(
            model_name="practitioner",
            name="protects_data",
            field=models.BooleanField(
                default=False,
                help_text="Data protection officer or Caldicott guardian of the agency.",
            ),
        ),
    ]
