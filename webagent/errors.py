"""Everything that can end a run from outside.

WebAgentError
├── UsageError            the caller asked for something that can't be: exit code 2
├── NotPermitted          a policy stands against what was asked for: exit code 3
└── EnvironmentFailure    browser, key or network are not there: exit code 5
    ├── BrowserMissing        no browser was found
    ├── BrowserLost           the browser died or hangs
    ├── RecordUnwritable      the run's folder can't be written any more
    ├── SiteUnreachable       the start address could not be opened
    ├── DownloadFailed        a model's file can't be fetched (webagent.models.local)
    └── ModelError            the model, or its endpoint, can't be used (webagent.models)
        └── ContextOverflow       the conversation does not fit the model

What a page, a model or a policy does inside a run is no error: it is an outcome of a step.
"""

from __future__ import annotations


class WebAgentError(Exception):
    """Base of all errors of this package. The message is one sentence that says what to do."""


class UsageError(WebAgentError):
    """A setting is wrong or two of them exclude each other."""


class NotPermitted(WebAgentError):
    """A site, robots.txt or a policy stands against the one thing that was asked for."""


class EnvironmentFailure(WebAgentError):
    """Something the run stands on is missing."""


class BrowserMissing(EnvironmentFailure):
    """No Chromium was found; the message says what to install."""


class BrowserLost(EnvironmentFailure):
    """The browser could not be started, or it died during the run."""


class RecordUnwritable(EnvironmentFailure):
    """What happens in the run can't be written down: no room, or the folder is gone."""


class SiteUnreachable(EnvironmentFailure):
    """The start address could not be opened: no such site, no answer, bad certificate, no page."""
