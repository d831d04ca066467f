"""Static files under hashed names, for installations with a server of their own for them.

``./run`` needs none of it: there WhiteNoise serves the files where they lie. To use it, set
``STATIC_ROOT`` and name this storage under ``STORAGES["staticfiles"]``.
"""

from __future__ import annotations

from whitenoise.storage import (  # type: ignore[import-untyped]  # it ships no types
    CompressedManifestStaticFilesStorage,
)


class ShippedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # not typed
    """Hashed and compressed names; the names of modules that a module imports are hashed too."""

    support_js_module_import_aggregation = True
