"""The switches that a browser is started with, beside Playwright's."""

from __future__ import annotations

from webagent.guard import launch_arguments

_OF_PLAYWRIGHT = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
    "msEdgeUpdateLaunchServicesPreferredVersion",
    "msForceBrowserSignIn",
)
"""What Playwright switches off: of two such switches, Chromium goes by the last alone."""
_POPUPS_OF_THE_ADDRESS_BAR = ("WebUIOmniboxAimPopup", "WebUIOmniboxPopup")
"""Two pages, in processes of their own, that Chrome opens unseen for the first page of a context:
half of the time and memory that it takes."""


def switches() -> list[str]:
    """Return arguments for Chromium: those of the guard, and what would only take time."""
    off = ",".join((*_OF_PLAYWRIGHT, *_POPUPS_OF_THE_ADDRESS_BAR))
    return [*launch_arguments(), f"--disable-features={off}"]
