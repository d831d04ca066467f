"""The presumption of age, disputes, assessments and their challenge."""
