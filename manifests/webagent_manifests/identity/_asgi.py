"""An agent's key directory on a server, and a site's look at who asks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, MutableMapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from ._agent_url import agent_origin
from ._directory import DIRECTORY_PATH, DIRECTORY_TYPE, Directory, directory_document
from ._library import signatures
from ._message import RequestMessage, ResponseMessage
from ._verify import Identification, Outcome, Unproven, verify

if TYPE_CHECKING:
    from ._key import AgentKey

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
ASGIApp: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

_DIRECTORY_TAG = "http-message-signatures-directory"


class DirectoryApp:
    """Serves an agent's key directory at its well-known path, signed with each of its keys.

    The signatures bind the keys to `agent_url`, whatever host was asked (draft-meunier-webbotauth-
    httpsig-protocol, "Possession Proof on the Directory Response").
    """

    def __init__(self, keys: Sequence[AgentKey], agent_url: str) -> None:
        """Raise IdentityError for an agent's address that is no https origin."""
        self._keys = tuple(keys)
        self._url = agent_origin(agent_url) + DIRECTORY_PATH
        self._body = directory_document(self._keys)

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer GET and HEAD."""
        status, body, headers = 404, b"", dict[str, str]()
        if scope["path"] == DIRECTORY_PATH:
            status, headers = 405, {"Allow": "GET, HEAD"}
            if scope["method"] in ("GET", "HEAD"):
                status, body, headers = 200, self._body, self._headers()
        fields = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        fields.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": status, "headers": fields})
        await send(
            {"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body}
        )

    def _headers(self) -> dict[str, str]:
        library = signatures()
        headers = {
            "Content-Type": DIRECTORY_TYPE,
            "Cache-Control": "public, max-age=3600",
            "Access-Control-Allow-Origin": "*",
        }
        keys = {key.keyid: key.private for key in self._keys}
        signer = library.HTTPMessageSigner(
            signature_algorithm=library.algorithms.ED25519,
            key_resolver=library.MappingKeyResolver(public_keys={}, private_keys=keys),
        )
        now = datetime.now(UTC)
        message = ResponseMessage(200, headers, RequestMessage("GET", self._url, {}))
        for number, keyid in enumerate(keys):
            signer.sign(
                message,
                key_id=keyid,
                created=now,
                expires=now + timedelta(days=7),
                label=f"binding{number}",
                tag=_DIRECTORY_TAG,
                covered_component_ids=('"@authority";req', "content-digest"),
                append_if_signature_exists=True,
                body=self._body,
                use_existing_digest=number > 0,
            )
        return headers


class IdentifyAgents:
    """Notes in `scope["agent"]` who signed a request: an Identification, and never a decision.

    `authorities` are the hosts that this site answers for, as in the Host header; a request to
    another host proves nothing here, since its signature may be meant for that host.
    """

    def __init__(
        self,
        app: ASGIApp,
        directories: Mapping[str, Directory],
        *,
        authorities: Collection[str],
    ) -> None:
        self._app = app
        self._directories = directories
        self._authorities = {authority.lower() for authority in authorities}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Identify the sender, and pass the request on."""
        if scope["type"] == "http":
            scope = {**scope, "agent": self._identify(scope)}
        await self._app(scope, receive, send)

    def _identify(self, scope: Scope) -> Identification:
        headers = [(n.decode("latin-1"), v.decode("latin-1")) for n, v in scope["headers"]]
        host = next((value.lower() for name, value in headers if name == "host"), "")
        if host not in self._authorities:
            return Unproven(Outcome.UNVERIFIED, "The request is meant for another host.")
        path = scope.get("raw_path", b"/").decode("latin-1")
        query = scope.get("query_string", b"").decode("latin-1")
        url = f"{scope.get('scheme', 'http')}://{host}{path}" + (f"?{query}" if query else "")
        return verify(headers, url=url, directories=self._directories, method=scope["method"])
