"""The addresses of sign-in. Nobody signs themselves up, and nothing is mailed."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.signin.pages import account, arriving, factors, proving, renewing
from tutela.signin.sso import pages as sso

urlpatterns: list[URLPattern] = [
    path("sign-in/", arriving.sign_in, name="account_login"),
    path("sign-in/code/", arriving.code, name="mfa_authenticate"),
    path("sign-in/passkey/", arriving.with_passkey, name="mfa_login_webauthn"),
    path("sign-in/new/", arriving.with_both_halves, name="both_halves"),
    path("sign-in/agency/<uuid:provider>/", sso.begin, name="sso_begin"),
    path("sign-in/agency/back/", sso.back, name="sso_back"),
    path("sign-out/", arriving.sign_out, name="account_logout"),
    path("account/", account.index, name="mfa_index"),
    path("account/again/", proving.prove, name="account_reauthenticate"),
    path("account/password/", account.change_password, name="account_change_password"),
    path("account/password/first/", factors.set_password, name="account_set_password"),
    path("account/second-factor/", factors.second_factor, name="second_factor"),
    path("account/second-factor/app/", factors.add_app, name="mfa_activate_totp"),
    path("account/second-factor/passkey/", factors.add_passkey, name="mfa_add_webauthn"),
    path("account/second-factor/<int:factor>/remove/", factors.remove, name="remove_factor"),
    path("account/recovery-codes/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/agency/", sso.bind, name="sso_bind"),
    path("account/signed-in/", account.sessions, name="sessions"),
    path("account/new-way-in/", renewing.told, name="renewal_told"),
    path("account/colleagues/", renewing.colleagues, name="colleagues"),
    path("account/colleagues/<uuid:renewal>/", renewing.approve, name="approve_renewal"),
]
