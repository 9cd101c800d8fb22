"""Leaf & Kettle, a small web shop on 127.0.0.1: the first site an agent, and its user, tries."""

from __future__ import annotations

from ._app import create_app
from ._carts import CartLine
from ._orders import Order, OrderLine
from ._server import DemoShop, serve_shop

__all__ = ["CartLine", "DemoShop", "Order", "OrderLine", "create_app", "serve_shop"]
