"""RFC 9111: how long an answer may be used."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_manifests.discovery._freshness import (
    DEFAULT,
    LONGEST,
    SHORTEST,
    STALE,
    Lifetime,
    lifetime,
)

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def life(status: int = 200, took: float = 0, /, **headers: str) -> Lifetime:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lifetime(status, named, asked=NOW - timedelta(seconds=took), answered=NOW)


def seconds(status: int = 200, took: float = 0, /, **headers: str) -> float:
    return (life(status, took, **headers).fresh_until - NOW).total_seconds()


def date(offset: float) -> str:
    return format_datetime(NOW + timedelta(seconds=offset), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param({}, 3600, id="nothing said"),
        pytest.param({"cache_control": "max-age=600"}, 600, id="4.2.1: max-age"),
        pytest.param({"cache_control": 'Max-Age = "600"'}, 600, id="5.2: quoted, any case"),
        pytest.param({"cache_control": "public, max-age=600"}, 600, id="in a list"),
        pytest.param({"cache_control": "s-maxage=9, max-age=600"}, 600, id="5.2.2.10: private"),
        pytest.param({"cache_control": "s-maxage=900"}, 3600, id="not for a private cache"),
        pytest.param({"cache_control": "max-age=600, max-age=900"}, 60, id="4.2.1: two values"),
        pytest.param({"cache_control": "max-age=600, max-age=600"}, 600, id="one value twice"),
        pytest.param({"cache_control": "max-age=ten"}, 60, id="4.2.1: no number is stale"),
        pytest.param({"cache_control": "max-age=-5"}, 60, id="negative"),
        pytest.param({"cache_control": "max-age"}, 60, id="without a value"),
        pytest.param({"cache_control": 'x="max-age=600"'}, 3600, id="inside a quoted string"),
        pytest.param({"cache_control": "max-age=0"}, 60, id="not below a minute"),
        pytest.param({"cache_control": "max-age=99999999999999999"}, 86_400, id="not above a day"),
        pytest.param({"expires": date(700), "date": date(0)}, 700, id="Expires"),
        pytest.param({"expires": date(700)}, 700, id="Expires without Date"),
        pytest.param({"expires": date(-30), "date": date(0)}, 60, id="Expires in the past"),
        pytest.param({"expires": "0"}, 60, id="5.3: 0 is in the past"),
        pytest.param({"expires": date(900), "cache_control": "max-age=600"}, 600, id="5.3: both"),
        pytest.param({"cache_control": "max-age=600", "age": "200"}, 400, id="4.2.3: Age"),
        pytest.param({"cache_control": "max-age=600", "age": "no"}, 600, id="Age is no number"),
        pytest.param({"cache_control": "max-age=600", "date": date(-250)}, 350, id="apparent age"),
        pytest.param({"cache_control": "max-age=600", "date": date(250)}, 600, id="a clock ahead"),
        pytest.param(
            {"cache_control": "max-age=600", "age": "200", "date": date(-250)}, 350, id="the older"
        ),
    ],
)
def test_section_4_2(headers: dict[str, str], expected: float) -> None:
    assert seconds(**headers) == expected


def test_4_2_3_the_way_counts_as_age() -> None:
    assert seconds(200, 5, cache_control="max-age=600", age="10") == 585


@pytest.mark.parametrize(
    ("status", "expected"),
    [(200, 3600), (404, 3600), (410, 3600), (301, 3600), (308, 3600), (302, 60), (403, 60)],
)
def test_rfc_9110_15_1_what_may_be_kept_unasked(status: int, expected: float) -> None:
    assert seconds(status) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    ],
)
def test_rfc_9110_5_6_7_three_forms_of_dates(text: str) -> None:
    then = datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)

    found = lifetime(
        200,
        {"expires": text, "date": format_datetime(then - 900 * SECOND, usegmt=True)},
        asked=then - 900 * SECOND,
        answered=then - 900 * SECOND,
    )

    assert found.fresh_until == then


def test_no_store_and_no_cache_and_vary() -> None:
    assert not life(cache_control="max-age=600, no-store").storable
    assert life(cache_control="max-age=600").storable
    for revalidated in (life(cache_control="no-cache"), life(vary="*")):
        assert revalidated.storable
        assert not revalidated.fresh_at(NOW)
        assert not revalidated.stands_in_at(NOW)
    assert life(vary="User-Agent").fresh_at(NOW)


@pytest.mark.parametrize(
    ("status", "headers", "grace"),
    [
        pytest.param(200, {}, STALE, id="a day"),
        pytest.param(301, {}, STALE, id="a redirect leads to one"),
        pytest.param(404, {}, timedelta(), id="absence does not stand in"),
        pytest.param(200, {"cache_control": "must-revalidate"}, timedelta(), id="4.2.4"),
        pytest.param(200, {"cache_control": "stale-if-error=90"}, 90 * SECOND, id="RFC 5861, 4"),
        pytest.param(200, {"cache_control": "stale-if-error=999999"}, STALE, id="not above a day"),
        pytest.param(200, {"cache_control": "stale-if-error=x"}, timedelta(), id="no number"),
    ],
)
def test_how_long_a_copy_stands_in(status: int, headers: dict[str, str], grace: timedelta) -> None:
    found = life(status, **headers)

    assert found.stale_until - found.fresh_until == grace
    assert not found.stands_in_at(found.stale_until)
    if grace:
        assert found.stands_in_at(found.stale_until - SECOND)


def test_an_answer_from_the_future_is_of_unknown_age() -> None:
    found = life(cache_control="max-age=600")

    assert found.fresh_at(NOW) and found.fresh_at(NOW + 599 * SECOND)
    assert not found.fresh_at(NOW + 600 * SECOND)
    assert not found.fresh_at(NOW - SECOND)
    assert not found.stands_in_at(NOW - SECOND)


HEADERS = st.dictionaries(
    st.sampled_from(["cache-control", "expires", "date", "age", "vary"]),
    st.text(max_size=40)
    | st.from_regex(
        r"(max-age|s-maxage|no-cache|no-store|stale-if-error|must-revalidate)(=\"?-?[0-9]{0,20})?"
        r"(, (max-age|no-cache)=[0-9]+)?",
        fullmatch=True,
    )
    | st.datetimes().map(lambda moment: format_datetime(moment.replace(tzinfo=UTC), usegmt=True))
    | st.integers().map(str),
)
STATUSES = st.sampled_from([200, 204, 301, 302, 403, 404, 410])
DELAYS = st.timedeltas(timedelta(), timedelta(days=2))


@given(STATUSES, HEADERS, DELAYS)
def test_whatever_a_server_says_the_time_is_bounded(
    status: int, headers: dict[str, str], delay: timedelta
) -> None:
    found = lifetime(status, headers, asked=NOW - delay, answered=NOW)

    assert NOW + SHORTEST <= found.fresh_until <= NOW + LONGEST
    assert NOW <= found.stale_until <= found.fresh_until + STALE
    assert found.kept_at == NOW


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 3600))
def test_4_2_is_what_is_left_of_the_lifetime(max_age: int, age: int, took: int) -> None:
    left = timedelta(seconds=max_age - age - took)

    found = life(200, took, cache_control=f"max-age={max_age}", age=str(age))

    assert found.fresh_until - NOW == min(max(left, SHORTEST), LONGEST)


@given(HEADERS, st.timedeltas(timedelta(), timedelta(days=3)), DELAYS)
def test_time_only_makes_an_answer_older(
    headers: dict[str, str], first: timedelta, more: timedelta
) -> None:
    found = lifetime(200, headers, asked=NOW, answered=NOW)

    if found.fresh_at(NOW + first + more):
        assert found.fresh_at(NOW + first)
        assert found.stands_in_at(NOW + first)
    if found.stands_in_at(NOW + first + more):
        assert found.stands_in_at(NOW + first)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_more_age_never_means_more_time(max_age: int, age: int) -> None:
    young = life(cache_control=f"max-age={max_age}")
    old = life(cache_control=f"max-age={max_age}", age=str(age))

    assert old.fresh_until <= young.fresh_until


def test_the_default_is_an_hour() -> None:
    assert timedelta(hours=1) == DEFAULT
