"""Finding the manifest that speaks for a document.

Source: the specification's discovery section: a link in the document first, the well-known path
(RFC 8615) where there is no link. What it leaves open is read so that nothing a page or a server
does can grant more than having no manifest would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._answer import Answer
from ._origin import origin_of, resolve
from ._policy import PolicyStatus, SitePolicy
from ._rules import RuleSet
from ._text import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._origin import Origin

_WELL_KNOWN = "/.well-known/agent-permissions.json"


async def fetch_policy(
    document_url: str,
    links: Sequence[str],
    *,
    user_agent: str,
    timeout: float = 10.0,  # noqa: ASYNC109 - running out of time is a result here, not an error
) -> SitePolicy:
    """Return the policy that speaks for a document.

    `links` are the hrefs, as written, of the `link` elements in the document's head whose `rel`
    has the token `agent-permissions`; links in the body are not the site's word. `timeout`, in
    seconds, bounds the whole exchange. No cookies or credentials are sent. Nothing that a page or
    a server does raises: it ends in the policy's status.
    """
    origin = origin_of(document_url)
    if origin is None:
        return SitePolicy(
            PolicyStatus.ABSENT, None, "Only http and https pages can have a manifest."
        )
    written = [link for link in links if link.strip()]
    targets = list(dict.fromkeys(resolve(link, document_url) for link in written))
    if len(targets) > 1:
        return SitePolicy(
            PolicyStatus.INVALID,
            document_url,
            f"The page contradicts itself with {len(targets)} different manifest links.",
        )
    well_known = f"{origin}{_WELL_KNOWN}"
    own = [url for url in targets if url is not None and origin_of(url) == origin]

    # The HTTP client takes a tenth of a second to import, which only those who fetch should pay.
    from ._fetch import first_answer

    answer = await first_answer([*own, well_known], user_agent=user_agent, seconds=timeout)
    if written and not own and answer.status is PolicyStatus.ABSENT:
        # The page says there is a policy: not being able to ask for it is not its absence.
        answer = Answer(
            PolicyStatus.UNREACHABLE,
            well_known,
            f"is linked at {quote(written[0])}, which is not an address of the page's own origin",
        )
    return _policy(answer, origin)


def _policy(answer: Answer, origin: Origin) -> SitePolicy:
    sentence = f"The manifest at {answer.url} {answer.detail}"
    return SitePolicy(
        answer.status,
        answer.url,
        sentence if sentence.endswith(".") else f"{sentence}.",
        None if answer.manifest is None else RuleSet(answer.manifest, scope=str(origin)),
    )
