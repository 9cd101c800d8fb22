"""The browser session: tabs, dialogs, and a look at the page."""

from __future__ import annotations

from ._aside import Aside
from ._client_storage import ClientStorage
from ._find import find_browser
from ._history import History, HistoryEntry
from ._install import install_browser
from ._launch import open_browser, open_context, open_session, open_session_in
from ._open_context import OpenContext
from ._options import BrowserOptions
from ._request_count import RequestCount, requests_counted
from ._session import Session
from ._signing import Signer
from ._switches import switches

__all__ = [
    "Aside",
    "BrowserOptions",
    "ClientStorage",
    "History",
    "HistoryEntry",
    "OpenContext",
    "RequestCount",
    "Session",
    "Signer",
    "find_browser",
    "install_browser",
    "open_browser",
    "open_context",
    "open_session",
    "open_session_in",
    "requests_counted",
    "switches",
]
