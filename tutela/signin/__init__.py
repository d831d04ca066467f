"""Who is at the door: password, second factor, recovery codes. Built on django-allauth."""
