"""Controls that the tests of consequences act on; each has the ref 1."""

from __future__ import annotations

from webagent_observation import Form, Node

POST = Form("POST", "http://127.0.0.1/cart")
GET = Form("GET", "http://127.0.0.1/list")
SEARCH = Form("GET", "http://127.0.0.1/search", search=True)

BUTTON = Node("button", "Whatever", ref=1, tag="button")
SENDER = Node("button", "Send", ref=1, tag="button", submits=True, form=POST)
SEARCHER = Node("button", "Search", ref=1, tag="button", submits=True, form=SEARCH)
LINK = Node("link", "Help", ref=1, tag="a", href="http://127.0.0.1/help")
FILE = Node("link", "File", ref=1, tag="a", href="http://127.0.0.1/f.pdf", download=True)
BOX = Node("checkbox", "News", ref=1, tag="input", form=POST)
LABEL = Node("checkbox", "News", ref=1, tag="label", form=POST)
FIELD = Node("textbox", "Name", ref=1, tag="input", form=POST)
LONE = Node("textbox", "Name", ref=1, tag="input")
AREA = Node("textbox", "Text", ref=1, tag="textarea", form=POST)
QUERY = Node("searchbox", "Search", ref=1, tag="input", form=SEARCH)
LIST = Node("combobox", "Size", ref=1, tag="select", form=POST)
RANGE = Node("slider", "Price", ref=1, tag="input", form=GET)
SLIDER = Node("slider", "Price", ref=1, tag="div")
DROPDOWN = Node("combobox", "Size", ref=1, tag="div", states={"expanded": False})
DATE = Node("textbox", "Day", ref=1, tag="input", type="date")
UPLOAD = Node("file", "Photo", ref=1, tag="input", type="file")
ZONE = Node("clickable", "Drop files here", ref=1, tag="div")
TAB = Node("tab", "More", ref=1, tag="div")
SUMMARY = Node("button", "More", ref=1, tag="summary")
CARD = Node("clickable", "Card", ref=1, tag="div")
