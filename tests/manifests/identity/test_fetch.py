"""Key directories read over https from a server of this machine."""

from __future__ import annotations

import ipaddress
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from webagent_manifests.identity import (
    DIRECTORY_PATH,
    DIRECTORY_TYPE,
    AgentKey,
    IdentityError,
    directory_document,
    fetch_directory,
)

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

KEY = AgentKey.generate()
ANSWERS: dict[str, tuple[int, str, bytes]] = {
    "good": (200, DIRECTORY_TYPE, directory_document([KEY])),
    "moved": (302, DIRECTORY_TYPE, b""),
    "gone": (404, DIRECTORY_TYPE, directory_document([KEY])),
    "a page": (200, "text/html; charset=utf-8", directory_document([KEY])),
    "large": (200, DIRECTORY_TYPE, b" " * 100_000 + directory_document([KEY])),
}


class _Agent(BaseHTTPRequestHandler):
    answer = "good"

    def do_GET(self) -> None:
        status, content_type, body = ANSWERS[type(self).answer]
        if self.path != DIRECTORY_PATH:
            status = 404
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(hours=1))
        .not_valid_after(datetime.now(UTC) + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    return path


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Generator[tuple[str, ssl.SSLContext]]:
    """The https origin of an agent, and the trust in its certificate."""
    certificate = _certificate(tmp_path_factory.mktemp("tls"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Agent) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield (
            f"https://127.0.0.1:{server.server_port}",
            ssl.create_default_context(cafile=certificate),
        )
        server.shutdown()
        thread.join()


async def test_a_directory_is_read(agent: tuple[str, ssl.SSLContext]) -> None:
    _Agent.answer = "good"
    async with httpx.AsyncClient(verify=agent[1]) as client:
        directory = await fetch_directory(agent[0], client=client)
    assert set(directory.keys) == {KEY.keyid}


@pytest.mark.parametrize(
    ("answer", "words"),
    [("moved", "302"), ("gone", "404"), ("a page", "text/html"), ("large", "64 KiB")],
)
async def test_answers_that_are_no_directory(
    agent: tuple[str, ssl.SSLContext], answer: str, words: str
) -> None:
    _Agent.answer = answer
    async with httpx.AsyncClient(verify=agent[1], follow_redirects=True) as client:
        with pytest.raises(IdentityError, match=words):
            await fetch_directory(agent[0], client=client)


async def test_directories_are_read_over_https_alone() -> None:
    async with httpx.AsyncClient() as client:
        with pytest.raises(IdentityError, match="https origin"):
            await fetch_directory("http://127.0.0.1", client=client)
