"""The ground that measurements stand on: a database of their own, an agency, a child."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from tutela.access.viewer import Viewer


@contextmanager
def a_database(folder: str) -> Iterator[None]:
    """A fresh embedded database in ``folder``, migrated, with Django set up."""
    Path(folder).chmod(0o711)
    os.environ["TUTELA_DATA"] = folder
    os.environ["TUTELA_MASTER_KEY"] = base64.b64encode(bytes(range(32))).decode()
    os.environ["TUTELA_SECRET_KEY"] = "a key that only measurements use"  # noqa: S105 - no secret
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    from tutela.config.places import server_places  # noqa: PLC0415 - reads the environment
    from tutela.config.postgres import Server  # noqa: PLC0415

    server = Server(server_places())
    server.start()
    try:
        import django  # noqa: PLC0415
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connections  # noqa: PLC0415

        django.setup()
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        yield
        connections.close_all()
    finally:
        server.stop()


def an_agency() -> Viewer:
    """A council with one social worker."""
    from tutela.access.viewer import viewer_of  # noqa: PLC0415 - needs Django
    from tutela.people.models import Agency, Practitioner  # noqa: PLC0415

    agency = Agency.objects.using("owner").create(
        name="Benchshire Council", kind="local-authority", nation="england"
    )
    return viewer_of(
        Practitioner.objects.db_manager("owner").create_practitioner(
            email="worker@example.org", name="A worker", agency=agency
        )
    )


def one_child(worker: Viewer) -> UUID:
    """A record that this worker leads."""
    from tutela.doors.opening import open_record  # noqa: PLC0415 - needs Django
    from tutela.people.roles import Role  # noqa: PLC0415

    return open_record(by=worker, role=Role.LEAD_WORKER, why="A measurement")
