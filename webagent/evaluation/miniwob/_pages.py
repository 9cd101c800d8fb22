"""Where the pages of MiniWoB++ lie, and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from webagent.errors import UsageError

INSTALL = "run `pip install --no-deps miniwob`, or name them with --pages"


@dataclass(frozen=True, slots=True)
class Registered:
    """What BrowserGym's list (arXiv 2412.05467) says of a page."""

    kind: str
    """`original`, `hidden`, `debug`, `additional`, or `nodelay`."""
    split: str
    """`train` or `test`."""
    webgum: bool
    """Whether it is among the 56 that most papers tell of."""

    @property
    def tags(self) -> tuple[str, ...]:
        """The same as tags of a task."""
        return (self.kind, self.split, *(["webgum"] if self.webgum else []))


@cache
def registered() -> dict[str, Registered]:
    """Return the 125 pages that are played, by name; 5 others ask for speed rather than sense."""
    text = (
        files("webagent.evaluation.miniwob").joinpath("registered.tsv").read_text(encoding="utf-8")
    )
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    return {name: Registered(kind, split, mark == "webgum") for name, kind, split, mark in rows}


def find_pages(option: Path | None = None) -> Path:
    """Return the folder with `miniwob` and `core` in it: the option, else the installed package's.

    The package is not imported.

    Raises:
        UsageError: there is none; the message says what to install.
    """
    if option is not None:
        folder = option
    else:
        spec = find_spec("miniwob")
        places = [] if spec is None else list(spec.submodule_search_locations or ())
        folder = Path(places[0]) / "html" if places else Path()
    if not (folder / "miniwob").is_dir():
        where = f"{folder} holds no MiniWoB pages" if option else "The MiniWoB pages are missing"
        raise UsageError(f"{where}: {INSTALL}.")
    return folder


def page_names(folder: Path) -> list[str]:
    """Return the names of the pages in such a folder, sorted."""
    return sorted(page.stem for page in (folder / "miniwob").glob("*.html"))
