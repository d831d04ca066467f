"""Checkpoints of the audit, and who was handed which."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = (("access", "0001_initial"),)
    operations = (
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("upto", models.BigIntegerField()),
                ("root", models.BinaryField()),
                ("peaks", models.BinaryField()),
                ("note", models.TextField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Handed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("witness", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("problem", models.CharField(blank=True, max_length=300)),
                ("cosignature", models.TextField(blank=True)),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="witnesses.checkpoint"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="handed",
            constraint=models.UniqueConstraint(
                fields=("checkpoint", "witness"), name="handed_once_to_each_witness"
            ),
        ),
    )
