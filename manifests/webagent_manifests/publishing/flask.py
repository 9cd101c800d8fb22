"""The manifest of a Flask application.

    from ..publishing.flask import AgentPermissions

    AgentPermissions(app, "agent-permissions.json")

Templates have `{{ agent_permissions_link() }}` for the head; `inject_link=True` puts it there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ._link import link_tag
from ._wsgi import WSGIPermissionsMiddleware

if TYPE_CHECKING:
    from flask import Flask

    from ._document import Source


class AgentPermissions:
    """A Flask extension; the options are those of the WSGI middleware, which it installs.

    Without `manifest`, `init_app` takes the path from the setting `AGENT_PERMISSIONS`.

    Raises NotPublishable when the manifest is not valid.
    """

    def __init__(
        self, app: Flask | None = None, manifest: Source | None = None, **options: Any
    ) -> None:
        self._manifest = manifest
        self._options = options
        if app is not None:
            self.init_app(app)

    def init_app(self, app: Flask) -> None:
        """Publish the manifest in front of this application."""
        settings = cast("dict[str, Any]", app.config)
        manifest = self._manifest or settings.get("AGENT_PERMISSIONS")
        if manifest is None:
            raise ValueError(
                "No manifest is given: set AGENT_PERMISSIONS in the application's configuration."
            )
        app.wsgi_app = WSGIPermissionsMiddleware(app.wsgi_app, manifest, **self._options)
        app.context_processor(lambda: {"agent_permissions_link": link_tag})
