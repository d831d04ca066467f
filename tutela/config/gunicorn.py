"""How gunicorn serves Tutela; read by gunicorn, started by `tutela serve`."""

from __future__ import annotations

from typing import Any

wsgi_app = "tutela.config.wsgi:application"

workers = 2
# Browsers open connections that they don't use yet; with threads these hold nobody up.
worker_class = "gthread"
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 10

# No log of addresses: an address names a child's record, and when someone looked at it. The audit
# of reads keeps that, where it is guarded.
accesslog = None
loglevel = "warning"
# Nothing from outside steers the server.
control_socket_disable = True
forwarded_allow_ips = "127.0.0.1,::1"


def pre_fork(server: Any, worker: Any) -> None:
    """Workers never share a connection to the database."""
    from django.db import connections  # noqa: PLC0415 - gunicorn reads this file before Django

    connections.close_all()


def when_ready(server: Any) -> None:
    """No setting may say of real records that they are made up, or show faults of them: then no
    second factor would be asked for, or a page of errors would hold what it met."""
    from django.conf import settings  # noqa: PLC0415 - see above
    from django.db import connections  # noqa: PLC0415

    from tutela.access.publishing import is_demonstration  # noqa: PLC0415

    if (settings.DEMONSTRATION or settings.DEBUG) and not is_demonstration():
        raise SystemExit(
            "TUTELA_DEMONSTRATION or TUTELA_DEBUG is set, and this database is no demonstration. "
            "Nothing is served."
        )
    connections.close_all()
