"""The tables of studies can be taken away and put back, with studies in them."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import transaction

from tutela.prevalence import studies
from tutela.prevalence.analysts import come_in, name_analyst
from tutela.prevalence.tests.lists import ABOUT, AT, COUNTS, begun


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_room_goes_back_with_studies_in_it_and_comes_again(cast):
    with transaction.atomic():
        study = begun(cast.ada.viewer, lists={"counts": COUNTS}, kind="counts")
        studies.ask_for_run(study, {}, at=AT)
    call_command("migrate", "prevalence", "zero", database="owner", verbosity=0)
    call_command("migrate", database="owner", verbosity=0)
    name_analyst(cast.ada.email, at=AT, using="owner")
    with transaction.atomic():
        come_in(cast.ada.viewer)
        assert studies.studies() == []
        study = begun(cast.ada.viewer, lists={"counts": COUNTS}, kind="counts")
        assert studies.study_of(study).about == ABOUT
