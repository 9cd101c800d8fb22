"""robots.txt as one source of permissions, for navigation alone."""

from __future__ import annotations

from ._policy import RobotsMode, RobotsPolicy, RobotsStatus
from ._product import addressed, product_token
from ._robots import Robots

__all__ = ["Robots", "RobotsMode", "RobotsPolicy", "RobotsStatus", "addressed", "product_token"]
