"""An agency's own sign-in (OpenID Connect), believed only as far as its token proves."""
