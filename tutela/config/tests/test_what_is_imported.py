"""What takes seconds to import is imported by nobody who only wants a page or some help."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"altair", "lifelines", "pandas", "pyfixest", "scipy", "splink", "statsmodels"}


def imported_by(code):
    script = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_web_starts_without_the_statistics():
    code = "from tutela.config import wsgi; from django.urls import get_resolver"
    modules = imported_by(f"{code}; get_resolver().url_patterns")
    assert "django" in modules
    assert not modules & HEAVY


@pytest.mark.parametrize("asked", [[], ["tables"]])
def test_the_command_line_gives_its_help_without_django(asked):
    code = "from tutela.config.cli import main"
    modules = imported_by(f"{code}; main.main({[*asked, '--help']!r}, standalone_mode=False)")
    assert "click" in modules
    assert not modules & (HEAVY | {"django", "psycopg"})
