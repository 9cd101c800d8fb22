"""How a browser has to be started so that nothing goes around its contexts' proxies."""

from __future__ import annotations

from ._certificate import own_certificate

NOWHERE = "http://127.0.0.1:9"
"""A proxy that there is not: where a browser's requests of its own may go."""


def launch_arguments() -> list[str]:
    """Return arguments for Chromium; a guard is whole only in a browser started with them."""
    return [
        "--disable-background-networking",
        "--disable-component-update",
        # Media would connect by UDP, which no proxy for the web carries.
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--disable-quic",
        # So that the guard can read what would leave while exploring; the key is this process's.
        f"--ignore-certificate-errors-spki-list={own_certificate().fingerprint}",
    ]
