"""An agency's sign-in of the tests: a small issuer on this machine, which can be told to lie."""

from __future__ import annotations

import json
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

CLIENT, SECRET = "tutela:of the tests", "a secret / with signs"
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC = ec.generate_private_key(ec.SECP256R1())


def jwk(key, kid, **more):
    """A public key as an issuer publishes it."""
    kind = jwt.algorithms.ECAlgorithm if key is EC else jwt.algorithms.RSAAlgorithm
    return {**json.loads(kind.to_jwk(key.public_key())), "kid": kid, "use": "sig", **more}


class Issuer:
    """Answers as an issuer does. ``says`` is merged into the next tokens' claims; ``signs`` makes
    the token of them."""

    def __init__(self):
        self.asked, self.codes = [], {}
        self.subject, self.says, self.describes = "minh-7", {}, {}
        self.keys = [jwk(RSA, "one", alg="RS256"), jwk(EC, "two", alg="ES256")]
        self.signs = lambda claims: jwt.encode(claims, RSA, "RS256", headers={"kid": "one"})
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                parts = urlsplit(self.path)
                if parts.path == "/authorize":
                    self.send_response(302)
                    self.send_header("Location", issuer.authorized(parts.query))
                    self.end_headers()
                    return
                issuer.asked.append(parts.path)
                found = {
                    "/.well-known/openid-configuration": issuer.described(),
                    "/keys": {"keys": issuer.keys},
                }.get(parts.path)
                self.answer(found)

            def do_POST(self):
                sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
                issuer.asked.append("/token")
                self.answer(issuer.token(parse_qs(sent), self.headers["Authorization"]))

            def answer(self, found):
                self.send_response(200 if found else 400)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(found or {"error": "invalid_grant"}).encode())

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def described(self):
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            **self.describes,
        }

    def authorized(self, query):
        """Where the browser is sent back to, as if somebody had signed in."""
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return asked["redirect_uri"] + "?" + urlencode({"code": code, "state": asked["state"]})

    def token(self, sent, authorization):
        """Trade a code for a token, once, to who began it."""
        asked = self.codes.pop(sent["code"][0], None)
        given = b64decode(authorization.removeprefix("Basic ")).decode()
        digest = sha256(sent["code_verifier"][0].encode()).digest()
        challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or asked["code_challenge"] != challenge:
            return None
        if given != "tutela%3Aof%20the%20tests:a%20secret%20%2F%20with%20signs":
            return None
        now = int(time.time())
        claims = {
            "iss": self.url, "aud": asked["client_id"], "sub": self.subject, "iat": now,
            "exp": now + 300, "nonce": asked["nonce"], "auth_time": now, "amr": ["pwd", "mfa"],
            **self.says,
        }  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        return {"id_token": self.signs(claims), "access_token": "x", "token_type": "Bearer"}

    def close(self):
        self.server.shutdown()
        self.server.server_close()
