"""The browser session: tabs, dialogs, and a look at the page."""

from ._find import find_browser
from ._options import BrowserOptions
from ._session import Session, open_session

__all__ = ["BrowserOptions", "Session", "find_browser", "open_session"]
