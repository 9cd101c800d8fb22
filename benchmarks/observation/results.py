"""What was measured, as values: one `PageResult` for each page."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of some looks."""

    median_ms: float
    p95_ms: float
    """The slowest, where there are too few looks for a 95th percentile."""
    looks: int

    @classmethod
    def of(cls, milliseconds: list[float]) -> Times:
        """Return the times of these looks, of which there must be one."""
        few = len(milliseconds) < 20
        p95 = max(milliseconds) if few else quantiles(milliseconds, n=20)[-1]
        return cls(median(milliseconds), p95, len(milliseconds))


@dataclass(frozen=True, slots=True)
class Cost:
    """What one technique took on one page, and what it gave."""

    technique: str
    times: Times
    wire_bytes: int | None = None
    """Out of the browser's DevTools socket during one look."""
    characters: int | None = None
    tokens: int | None = None
    actionable: int | None = None
    text_kept: float | None = None
    """Share of the page's distinct words that are in the text, see `PageWords`."""
    python_bytes: int | None = None
    """Peak of what Python allocated during one look (tracemalloc)."""
    heap_bytes: int | None = None
    """What stays on the page's JavaScript heap after two looks."""


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Looks of ours that remember the look before."""

    changed: Times
    """After the value of one field was set by script, which no event and no mutation tells."""
    unchanged: Times
    told: bool
    """Whether each of the changed values stood in the text of the next look."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How far what ours tells of a page is right, and all there is."""

    agreement: float | None = None
    """Share of elements with the role and name of the browser's accessibility tree."""
    recall: float | None = None
    """Share of what can be acted on that has a ref."""
    disagreements: dict[str, int] = field(default_factory=dict[str, int])
    """How often what is called otherwise than in that tree, the most frequent first."""
    without_ref: tuple[str, ...] = ()
    """The first that can be acted on and have no ref."""
    missing_words: tuple[str, ...] = ()
    """The first words that are on the page and not in the text."""


@dataclass(frozen=True, slots=True)
class PageResult:
    """All that was measured on one page."""

    page: str
    elements: int
    costs: dict[str, Cost]
    """By technique."""
    second: SecondLook | None = None
    """`None` on a page without a field to type into."""
    quality: Quality = field(default_factory=Quality)
    failures: dict[str, str] = field(default_factory=dict[str, str])
    """Why a technique has no numbers here."""


@dataclass(frozen=True, slots=True)
class Growth:
    """How the time of a full look grows with the page."""

    elements: tuple[int, int]
    median_ms: tuple[float, float]
    exponent: float
    """1 is linear: the logarithm of the times' ratio to that of the elements' ratio."""


@dataclass(frozen=True, slots=True)
class Report:
    """One run of the benchmark."""

    pages: tuple[PageResult, ...]
    unmeasured: dict[str, str]
    """Why a page has no result, by page."""
    growth: Growth | None
    versions: dict[str, str]
