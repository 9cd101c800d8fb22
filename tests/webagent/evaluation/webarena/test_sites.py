"""Where the sites are: WebArena's variables and BrowserGym's, placeholders, and whose a URL is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.errors import UsageError
from webagent.evaluation.webarena import SITE_NAMES, Sites
from webagent.guard import NetworkPolicy


def test_both_kinds_of_variables_are_read_and_webarenas_own_count() -> None:
    sites = Sites.from_environment(
        {
            "SHOPPING": "http://a:7770/",
            "WA_SHOPPING": "http://b:7770",
            "WA_SHOPPING_ADMIN": "http://b:7780/admin",
            "GITLAB": "",
            "OTHER": "x",
        }
    )
    assert sites == Sites(shopping="http://a:7770", shopping_admin="http://b:7780/admin")
    assert sites.known == ("shopping", "shopping_admin")
    assert sites.origins == ("http://a:7770", "http://b:7780")


@pytest.mark.parametrize("url", ["a:7770", "ftp://a", "http://", 'http://a/"', "http://a:x"])
def test_what_is_no_address_is_refused_by_its_variable(url: str) -> None:
    with pytest.raises(UsageError, match="GITLAB is “"):
        Sites(gitlab=url)


def test_a_site_that_is_missing_is_told_by_both_variables() -> None:
    sites = Sites(map="http://m:3000")
    sites.require(["map", "map"])
    with pytest.raises(UsageError, match=r"reddit and gitlab .*REDDIT \(or WA_REDDIT\), GITLAB"):
        sites.require(["map", "reddit", "gitlab"])


def test_placeholders_of_unknown_sites_stay() -> None:
    sites = Sites(shopping="http://s:1", shopping_admin="http://s:2/admin")
    text = "__SHOPPING__/a __SHOPPING_ADMIN__/b __GITLAB__"
    assert sites.fill(text) == "http://s:1/a http://s:2/admin/b __GITLAB__"


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("http://h:1/x?y", "shopping"),
        ("http://h:2/admin/x", "shopping_admin"),
        ("http://h:2/administrator", "wikipedia"),
        ("http://h:2/", "wikipedia"),
        ("https://h/p", "gitlab"),
        ("http://h/p", None),
        ("about:blank", None),
        ("http://[", None),
    ],
)
def test_an_address_belongs_to_the_site_of_its_host_and_path(url: str, site: str | None) -> None:
    sites = Sites(
        shopping="http://h:1",
        shopping_admin="http://h:2/admin",
        wikipedia="http://h:2",
        gitlab="https://h:443",
    )
    assert sites.site_of(url) == site


@given(st.dictionaries(st.sampled_from(SITE_NAMES), st.integers(1024, 65_000), max_size=7))
def test_the_network_policy_lets_exactly_the_known_sites_in(ports: dict[str, int]) -> None:
    ports = {name: port for name, port in ports.items() if port % 1000 > 100}
    sites = Sites(**{name: f"http://127.0.0.1:{port}" for name, port in ports.items()})
    policy = NetworkPolicy(allowed=sites.origins)
    for port in range(1024, 65_000, 977):
        assert policy.names("127.0.0.1", port) == (port in ports.values())
