"""Where a site may send whoever asks for its files."""

from __future__ import annotations

import pytest
from webagent_manifests.discovery import may_send

INSIDE = [
    "http://127.0.0.1/",
    "http://localhost:8080/",
    "http://LOCALHOST./",
    "http://app.localhost/",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://169.254.169.254/latest/",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://[::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[::ffff:127.0.0.1]/",
    "http://0.0.0.0/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
]


@pytest.mark.parametrize("url", INSIDE)
def test_the_open_web_does_not_reach_inside(url: str) -> None:
    assert not may_send("https://site.example/", url)
    assert not may_send("https://8.8.8.8/", url)
    assert may_send("http://127.0.0.1:9/", url)


@pytest.mark.parametrize(
    "url", ["https://cdn.example/", "http://8.8.8.8/", "http://localhosts.example/"]
)
def test_the_open_web_is_open_to_all(url: str) -> None:
    assert may_send("https://site.example/", url)
    assert may_send("http://localhost/", url)


@pytest.mark.parametrize("url", ["ftp://site.example/", "data:,x", "", "http://["])
def test_nobody_is_sent_off_the_web(url: str) -> None:
    assert not may_send("http://localhost/", url)
