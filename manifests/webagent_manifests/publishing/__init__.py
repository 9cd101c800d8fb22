"""Publishing a manifest: server middleware, static sites, and the format's JSON Schema.

Django and Flask have modules of their own, `publishing.django` and `publishing.flask`, which are
the only ones that need them.
"""

from __future__ import annotations

from ._asgi import PermissionsMiddleware
from ._document import NotPublishable
from ._export import Exported, export
from ._link import WELL_KNOWN_PATH, link_header, link_tag
from ._publisher import Answer, MarkedResponse, Publisher
from ._schema import json_schema
from ._wsgi import WSGIPermissionsMiddleware

__all__ = [
    "WELL_KNOWN_PATH",
    "Answer",
    "Exported",
    "MarkedResponse",
    "NotPublishable",
    "PermissionsMiddleware",
    "Publisher",
    "WSGIPermissionsMiddleware",
    "export",
    "json_schema",
    "link_header",
    "link_tag",
]
