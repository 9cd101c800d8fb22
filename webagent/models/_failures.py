"""Say in one sentence what is wrong with an endpoint and what to change."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from webagent.models._completion import read_problem
from webagent.models._errors import ContextOverflow, ModelError
from webagent.models._loose import mapping
from webagent.models._text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    import openai

    from webagent.models._endpoint import Endpoint

_OVERFLOW = re.compile(
    r"context[ _](length|window|size)|maximum context|prompt is too long|too many (input )?tokens"
    r"|input (is )?too long|exceeds? the maximum number of (input )?tokens",
    re.IGNORECASE,
)
_NO_MODEL = re.compile(
    r"model_not_found|invalid model|unknown model|not a valid model"
    r"|model\b.{0,200}?\b(not found|not exist|not available|does ?n.t exist)",
    re.IGNORECASE | re.DOTALL,
)
_NO_QUOTA = re.compile(r"insufficient[ _](quota|balance|credit|funds)|billing", re.IGNORECASE)
_SEARCHED = 500
_DETAIL_LIMIT = 200
_NAME_LIMIT = 80
_NAMES_SHOWN = 5


def is_overflow(error: openai.APIStatusError) -> bool:
    """Whether the request was larger than the model's context window."""
    return error.status_code == 413 or (
        error.status_code != 429 and _OVERFLOW.search(_said(error)) is not None
    )


def is_missing_model(error: openai.APIStatusError) -> bool:
    """Whether the endpoint may not know the model; any 404 may mean that."""
    return error.status_code == 404 or (
        error.status_code in {400, 403, 422} and _NO_MODEL.search(_said(error)) is not None
    )


def explain_status(
    error: openai.APIStatusError, endpoint: Endpoint, model: str, available: Sequence[str]
) -> ModelError:
    """Return the error to raise for an HTTP failure; `available` are the models there, if known."""
    detail = f"HTTP {error.status_code}: {_quote(_message(error) or 'unexplained', endpoint)}"
    if is_overflow(error):
        return ContextOverflow(
            f"The conversation does not fit the context window of {model!r} at {endpoint.label}"
            f" ({detail}): choose a model with a larger one with --model."
        )
    if is_missing_model(error) and model not in available:
        return ModelError(_no_model(model, endpoint.label, available, detail))
    return ModelError(_refusal(error, endpoint, model, detail))


def explain_silence(
    error: openai.APIConnectionError, endpoint: Endpoint, timeout_s: float
) -> ModelError:
    """Return the error to raise when no HTTP answer came at all."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        return ModelError(
            f"{endpoint.label} sent no answer within {timeout_s:g} s: check that server and"
            " OPENAI_BASE_URL, or choose a faster model with --model."
        )
    cause = one_line(str(error.__cause__ or "") or str(error), _DETAIL_LIMIT)
    return ModelError(
        f"Nothing answers at {endpoint.label} ({cause}): start the server there, or correct"
        " OPENAI_BASE_URL."
    )


def explain_stranger(body: str, endpoint: Endpoint) -> ModelError:
    """Return the error to raise when a successful response is not a chat completion."""
    problem = read_problem(body)
    if problem is not None:
        return ModelError(
            f"{endpoint.label} reports a failure ({_quote(problem, endpoint)}): check that server,"
            " or choose another model with --model."
        )
    return ModelError(
        f"{endpoint.label} did not answer with a chat completion ({_quote(body, endpoint)}):"
        " correct OPENAI_BASE_URL, which usually ends in /v1."
    )


def _refusal(error: openai.APIStatusError, endpoint: Endpoint, model: str, detail: str) -> str:
    status, where = error.status_code, endpoint.label
    if status in {401, 403}:
        return _refused_key(endpoint, detail)
    if status == 402 or (status == 429 and _NO_QUOTA.search(_said(error))):
        return (
            f"The account behind OPENAI_API_KEY has no quota left at {where} ({detail}): add"
            " credit there, or set OPENAI_API_KEY and OPENAI_BASE_URL to another account."
        )
    if status == 429:
        return (
            f"{where} still limits the rate of requests after every retry ({detail}): wait, or"
            " choose another model with --model."
        )
    if status >= 500 or status in {408, 409}:
        return (
            f"{where} still fails after every retry ({detail}): check that server, or set"
            " OPENAI_BASE_URL to another one."
        )
    return f"{where} refused the request ({detail}): check --model {model!r} and OPENAI_BASE_URL."


def _refused_key(endpoint: Endpoint, detail: str) -> str:
    if endpoint.api_key is None:
        return f"{endpoint.label} asks for an API key ({detail}): set OPENAI_API_KEY."
    return (
        f"{endpoint.label} refused the API key ({detail}): set OPENAI_API_KEY to a key that is"
        " valid there, or OPENAI_BASE_URL to the endpoint that the key belongs to."
    )


def _no_model(model: str, where: str, available: Sequence[str], detail: str) -> str:
    if not available:
        return (
            f"No model {model!r} at {where} ({detail}): name one it serves with --model, or"
            " correct OPENAI_BASE_URL, which usually ends in /v1."
        )
    # The closest names first: a large provider lists hundreds, and most misses are near ones.
    names = difflib.get_close_matches(model, available, n=_NAMES_SHOWN, cutoff=0.0)
    shown = ", ".join(one_line(name, _NAME_LIMIT) for name in names)
    return f"No model {model!r} at {where}; available: {shown}: choose one with --model."


def _message(error: openai.APIStatusError) -> str:
    message = mapping(error.body).get("message")
    if isinstance(message, str) and message:
        return message
    return error.response.text


def _said(error: openai.APIStatusError) -> str:
    # Cut, since a validation error may echo the conversation, whose words classify nothing.
    return f"{error.code} {error.type} {_message(error)[:_SEARCHED]}"


def _quote(text: str, endpoint: Endpoint) -> str:
    # Some gateways repeat the key they refuse, and this message may end in a log.
    if endpoint.api_key is not None:
        text = text.replace(endpoint.api_key, "***")
    return one_line(text, _DETAIL_LIMIT)
