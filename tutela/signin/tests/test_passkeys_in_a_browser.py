"""Passkeys in a real browser, with an authenticator that Chromium makes for tests."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.urls import reverse
from playwright.sync_api import expect

from tutela.config.testing.cast import PASSWORD, email_of
from tutela.signin.models import RecoveryCode
from tutela.signin.sessions import SessionStore
from tutela.signin.sso import providers
from tutela.signin.tests.conftest import age
from tutela.signin.tests.issuer import CLIENT, SECRET, Issuer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WITHOUT_VERIFICATION = """async (address) => {
  const bytes = (t) => Uint8Array.from(atob(t.replaceAll("-", "+").replaceAll("_", "/")),
                                       (c) => c.charCodeAt(0));
  const text = (b) => btoa(String.fromCharCode(...new Uint8Array(b)))
      .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const { publicKey } = await (await fetch(address)).json();
  publicKey.challenge = bytes(publicKey.challenge);
  publicKey.userVerification = "discouraged";
  publicKey.allowCredentials = [];
  const got = await navigator.credentials.get({ publicKey });
  const r = got.response;
  return JSON.stringify({ id: got.id, rawId: text(got.rawId), type: got.type,
    clientExtensionResults: {}, response: {
      clientDataJSON: text(r.clientDataJSON), authenticatorData: text(r.authenticatorData),
      signature: text(r.signature), userHandle: text(r.userHandle) } });
}"""


@pytest.fixture
def device(page):
    """An authenticator in this browser, and the way to change it."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    made = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def verifies(yes):
        given = {"authenticatorId": made["authenticatorId"], "isUserVerified": yes}
        cdp.send("WebAuthn.setUserVerified", given)

    return verifies


def type_password(page, address):
    page.goto(f"{address}/sign-in/")
    page.get_by_label("Email address").fill(email_of("alma"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page):
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")


class Browser:
    """What `age` needs of a client."""

    def __init__(self, page):
        cookies = {c["name"]: c["value"] for c in page.context.cookies()}
        self.session = SessionStore(cookies[django_settings.SESSION_COOKIE_NAME])


def fits(page):
    assert [(v["id"], v["nodes"][0]["html"]) for v in Axe().run(page).response["violations"]] == []
    page.set_viewport_size({"width": 375, "height": 700})
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_passkey_from_its_making_to_its_loss(live_server, page, cast, device):
    address = live_server.url
    type_password(page, address)
    page.wait_for_url(f"{address}{reverse('second_factor')}")
    fits(page)
    page.get_by_role("link", name="A passkey").click()
    fits(page)
    page.get_by_label("What do you call it?").fill("work phone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert RecoveryCode.objects.count() == 10
    page.get_by_role("link", name="I have written them down").click()
    page.wait_for_url(f"{address}/")
    for name in ("mfa_index", "sessions", "colleagues", "mfa_view_recovery_codes"):
        page.goto(address + reverse(name))
        fits(page)
    page.goto(address + reverse("mfa_index"))
    expect(page.get_by_text("work phone", exact=True).first).to_be_visible()
    expect(page.get_by_text("Have at least two passkeys")).to_be_visible()
    sign_out(page)

    # Alone, it opens the account.
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{address}/")

    # Once more, before something that matters.
    age(Browser(page), 600)
    page.goto(address + reverse("colleagues"))
    expect(page.get_by_role("heading", name="Is it still you?")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(address + reverse("colleagues"))
    sign_out(page)

    # After the password.
    type_password(page, address)
    expect(page.get_by_role("heading", name="Prove that it is you")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(f"{address}/")
    sign_out(page)

    # A device that doesn't ask who its owner is opens nothing; nor does its answer, made by hand.
    device(False)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("The passkey was not read")).to_be_visible()
    given = page.evaluate(WITHOUT_VERIFICATION, reverse("mfa_login_webauthn"))
    send(page, given)
    expect(page.get_by_role("heading", name="You are not signed in")).to_be_visible()
    fits(page)

    # A copy of a passkey has counted less far than the passkey itself.
    device(True)
    kept = Authenticator.objects.get(type="webauthn")
    assert kept.data["counter"] > 0
    kept.data["counter"] += 1000
    kept.save()
    page.goto(f"{address}/sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="You are not signed in")).to_be_visible()


def send(page, given):
    page.evaluate(
        "(given) => { const form = document.querySelector('form[data-passkey]');"
        " form.elements.credential.value = given; form.submit(); }",
        given,
    )


def test_through_the_agency_and_back_though_our_cookies_stay_at_home(live_server, page, cast):
    """The agency is another site, so nothing that it sends here carries our session."""
    issuer = Issuer()
    there = providers.set_up(
        "Northshire Council", issuer=issuer.url, client_id=CLIENT, secret=SECRET, acr=(),
        amr=("mfa",), using="default",
    )  # fmt: skip
    providers.bind(cast.alma, there, "minh-7")
    page.goto(f"{live_server.url}/sign-in/?next=/duties/")
    fits(page)
    page.get_by_role("button", name="Use the sign-in of Northshire Council").click()
    page.wait_for_url(f"{live_server.url}/duties/")
    first = Browser(page).session.session_key
    age(Browser(page), 600)
    page.goto(live_server.url + reverse("colleagues"))
    page.get_by_role("button", name="Use the sign-in of Northshire Council").click()
    page.wait_for_url(live_server.url + reverse("colleagues"))
    assert Browser(page).session.session_key != first
    assert not SessionStore().exists(first)
    issuer.close()
