"""The derived table of referrals, which statistics of one's own children read."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tutela.people.models import Child


class ReferralFacts(models.Model):
    """One referral as statistics count it, under pseudonyms. Derived; see `kept`.

    The words are those of the published statistics; null is not known, or not yet.
    """

    child = models.ForeignKey(Child, models.CASCADE)
    referral_key = models.CharField(max_length=32)
    child_key = models.CharField(max_length=32)
    referred_on = models.DateField()
    age_at_exploitation = models.CharField(max_length=40)
    gender = models.CharField(max_length=40)
    nationalities = ArrayField(models.CharField(max_length=100))
    exploitation_types = ArrayField(models.CharField(max_length=40))
    county_lines = models.BooleanField(null=True)
    location_of_exploitation = models.CharField(max_length=40)
    first_responder = models.CharField(max_length=200)
    first_responder_type = models.CharField(max_length=60)
    police_force = models.CharField(max_length=200, null=True)
    police_force_country = models.CharField(max_length=40, null=True)
    local_authority = models.CharField(max_length=200)
    competent_authority = models.CharField(max_length=100)
    reasonable_grounds = models.CharField(max_length=20, null=True)
    reasonable_grounds_on = models.DateField(null=True)
    conclusive_grounds = models.CharField(max_length=20, null=True)
    conclusive_grounds_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"a referral on {self.referred_on}"
