"""Where the sites of WebArena are, and who logs in to them.

Zhou et al., "WebArena: a realistic web environment for building autonomous agents" (2023): the
sites run in containers of the researcher's own, and the tasks name them by placeholders.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import urlsplit

from webagent.errors import UsageError
from webagent.guard import OriginPattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SiteName = Literal["shopping", "shopping_admin", "reddit", "gitlab", "wikipedia", "map", "homepage"]
"""The sites, as the tasks call them."""
SITE_NAMES: tuple[SiteName, ...] = get_args(SiteName)


@dataclass(frozen=True, slots=True)
class Account:
    """Who logs in to a site."""

    username: str
    password: str


ACCOUNTS: Mapping[SiteName, Account] = {
    "shopping": Account("emma.lopez@gmail.com", "Password.123"),
    "shopping_admin": Account("admin", "admin1234"),
    "reddit": Account("MarvelsGrantMan136", "test1234"),
    "gitlab": Account("byteblaze", "hello1234"),
}
"""The accounts that come with the images of the sites and are published with them: no secrets."""


@dataclass(frozen=True, slots=True)
class Sites:
    """The address of each site, without a slash at its end; empty where it is not known.

    Raises:
        UsageError: one is no address.
    """

    shopping: str = ""
    shopping_admin: str = ""
    reddit: str = ""
    gitlab: str = ""
    wikipedia: str = ""
    map: str = ""
    homepage: str = ""

    def __post_init__(self) -> None:
        """Check them, and drop the slash at their ends."""
        for field in fields(self):
            url = getattr(self, field.name).strip().rstrip("/")
            well_formed = url.startswith(("http://", "https://")) and '"' not in url
            if url and (not well_formed or "\\" in url or OriginPattern.of_url(url) is None):
                raise UsageError(
                    f"{field.name.upper()} is “{url}”, which is no address: it must be like "
                    "http://localhost:7770."
                )
            object.__setattr__(self, field.name, url)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Sites:
        """Return what WebArena's variables say, such as `SHOPPING`, or BrowserGym's `WA_SHOPPING`.

        Where both are set, WebArena's counts.

        Raises:
            UsageError: one holds no address.
        """
        named = {name: _variables(name) for name in SITE_NAMES}
        return cls(
            **{name: environ.get(own) or environ.get(gym, "") for name, (own, gym) in named.items()}
        )

    def url(self, name: SiteName) -> str:
        """Return the address of a site; empty where it is not known."""
        return getattr(self, name)

    @property
    def known(self) -> tuple[SiteName, ...]:
        """The sites whose addresses are known."""
        return tuple(name for name in SITE_NAMES if self.url(name))

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins of the known sites, each once, as `NetworkPolicy` takes them."""
        return tuple(dict.fromkeys(map(_origin, map(self.url, self.known))))

    def require(self, names: Iterable[str]) -> None:
        """Check that the addresses of these sites are known.

        Raises:
            UsageError: one is not; the message says which variable to set.
        """
        missing = [name for name in dict.fromkeys(names) if name not in self.known]
        if missing:
            variables = ", ".join("{} (or {})".format(*_variables(name)) for name in missing)
            raise UsageError(
                f"The address of {' and '.join(missing)} is not known: set {variables}, such as "
                f"export {missing[0].upper()}=http://localhost:7770."
            )

    def fill(self, text: str) -> str:
        """Put the addresses of the known sites in the place of `__SHOPPING__` and the like."""
        for name in self.known:
            text = text.replace(placeholder(name), self.url(name))
        return text

    def site_of(self, url: str) -> SiteName | None:
        """Return the site that an address belongs to: by host and port, then the longest path."""
        place = OriginPattern.of_url(url)
        if place is None:
            return None
        there: list[SiteName] = [
            each for each in self.known if OriginPattern.of_url(self.url(each)) == place
        ]
        inside: list[SiteName] = [each for each in there if _is_inside(url, self.url(each))]
        inside.sort(key=lambda each: len(self.url(each)), reverse=True)
        return next(iter((*inside, *there)), None)


def placeholder(name: str) -> str:
    """Return how the tasks write the address of a site."""
    return f"__{name.upper()}__"


def _variables(name: str) -> tuple[str, str]:
    return name.upper(), f"WA_{name.upper()}"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _is_inside(url: str, base: str) -> bool:
    path, inside = urlsplit(url).path.rstrip("/"), urlsplit(base).path
    return path == inside or path.startswith(f"{inside}/")
