"""Fifty mixed requests a second against the real server, each by somebody who is signed in.

    python -m bench.load --seconds 60

Requests come at fixed times whether or not the last one was answered, so that a slow answer is
counted as what it is to those who wait behind it. ``--json`` prints the same as one object.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import click

TUTELA = str(Path(sys.executable).with_name("tutela"))
PAGES = (
    ("/", 30), ("/duties/", 10), ("/children/{child}/", 40), ("/children/{child}/circle/", 10),
    ("/children/{child}/record/", 10),
)  # fmt: skip
"""What people open, and how often of a hundred: our own guess, for want of a published mix."""


@click.command()
@click.option("--rate", default=50, show_default=True, help="Requests a second.")
@click.option("--seconds", default=60, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(rate: int, seconds: int, as_json: bool) -> None:
    """Serve the demonstration, ask, and say how long the answers took."""
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder:
        Path(folder).chmod(0o711)
        port = _free_port()
        environment = os.environ | {"TUTELA_DATA": folder}
        command = [TUTELA, "serve", f"--port={port}"]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            email = _first_sign_in(server)
            _wait(port)
            found = _ask(port, email, rate, seconds)
        finally:
            server.terminate()
            server.wait()
    click.echo(json.dumps(found) if as_json else "\n".join(f"{k}: {v}" for k, v in found.items()))


def _first_sign_in(server: subprocess.Popen[str]) -> str:
    """The first address that the server prints, once it is ready."""
    assert server.stdout is not None
    for line in server.stdout:
        found = re.search(r"[\w.+-]+@[\w.-]+", line)
        if found:
            return found[0]
    raise SystemExit("The server did not start")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait(port: int, patience: float = 300) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not start")


def _ask(port: int, email: str, rate: int, seconds: int) -> dict[str, object]:
    cookie = _signed_in(port, email)
    children = _children(port, cookie)
    dice = random.Random(7)  # noqa: S311 - no secret hangs on it
    weights = [share for _, share in PAGES]
    wanted = [
        dice.choices(PAGES, weights)[0][0].format(child=dice.choice(children))
        for _ in range(rate * seconds)
    ]
    began = time.monotonic()

    def one(number: int) -> tuple[float, int]:
        due = began + number / rate
        time.sleep(max(0.0, due - time.monotonic()))
        status, _, _ = _get(port, wanted[number], cookie)
        return time.monotonic() - due, status

    with ThreadPoolExecutor(64) as many:
        answers = list(many.map(one, range(len(wanted))))
    took = sorted(seconds_ for seconds_, _ in answers)
    return {
        "asked": len(answers),
        "rate": rate,
        "errors": sum(status != 200 for _, status in answers),
        "p50_ms": round(took[len(took) // 2] * 1000),
        "p95_ms": round(took[int(len(took) * 0.95)] * 1000),
        "p99_ms": round(took[int(len(took) * 0.99)] * 1000),
    }


def _get(
    port: int, path: str, cookie: str = "", body: str | None = None
) -> tuple[int, str, list[str]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": cookie, "Referer": f"http://127.0.0.1:{port}/"}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("POST" if body is not None else "GET", path, body, headers)
    response = connection.getresponse()
    text = response.read().decode("utf-8", "replace")
    cookies = [c.split(";")[0] for c in response.headers.get_all("Set-Cookie") or []]
    connection.close()
    return response.status, text, cookies


def _signed_in(port: int, email: str) -> str:
    from tutela.demo.password import PASSWORD  # noqa: PLC0415

    _, page, cookies = _get(port, "/sign-in/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    form = {"csrfmiddlewaretoken": token[1], "login": email, "password": PASSWORD}
    status, _, given = _get(port, "/sign-in/", "; ".join(cookies), urlencode(form))
    assert status == 302, f"not signed in: {status}"
    return "; ".join(given)


def _children(port: int, cookie: str) -> list[str]:
    _, page, _ = _get(port, "/", cookie)
    return sorted(set(re.findall(r"/children/([0-9a-f-]{36})/", page)))


if __name__ == "__main__":
    main()
