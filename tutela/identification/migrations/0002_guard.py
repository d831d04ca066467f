"""Once guarded a table; `tutela.doors.putting_in_place` guards every table about a child now."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("identification", "0001_tables"), ("doors", "0002_doors"))
    operations: tuple[()] = ()
