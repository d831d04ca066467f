"""A door that stays shut says nothing to who stands before it, and is audited."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from tutela.access.models import Audit


def without_token(response):
    """The page without its form token, which is drawn anew for every answer."""
    return re.sub(rb'(name="csrfmiddlewaretoken" value=")[^"]+', rb"\1", response.content)


pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def test_another_agencys_child_is_a_page_that_is_not_there(as_, cast, minh):
    client = as_("stella")
    theirs = client.get(reverse("child", args=[minh]))
    nobody = client.get(reverse("child", args=[uuid4()]))
    assert theirs.status_code == nobody.status_code == 404
    assert without_token(theirs) == without_token(nobody)


def test_who_tried_is_in_the_audit(as_, cast, minh):
    client = as_("stella")
    client.get(reverse("child", args=[minh]))
    (line,) = Audit.objects.using("owner").filter(action="refused")
    assert (line.who, line.child, line.purpose) == (cast.stella.id, minh, "not visible")
