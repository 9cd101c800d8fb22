"""The manifest of a Django project.

    MIDDLEWARE = ["webagent_manifests.publishing.django.PermissionsMiddleware", ...]
    AGENT_PERMISSIONS = BASE_DIR / "agent-permissions.json"

`AGENT_PERMISSIONS_OPTIONS` may hold the keyword arguments of Publisher, such as
`{"inject_link": True}`. The middleware comes first in the list, so that it sees pages as they are
sent: after GZipMiddleware has compressed them there is no head to put a tag into.
"""

# Django carries no types.
# pyright: basic, reportMissingTypeStubs=false

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from ._document import NotPublishable
from ._publisher import Headers, Publisher

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from ._inject import HeadInjector

GetResponse: TypeAlias = Callable[[HttpRequest], "HttpResponseBase | Awaitable[HttpResponseBase]"]


class PermissionsMiddleware:
    """A middleware for synchronous and asynchronous projects.

    Raises ImproperlyConfigured when `AGENT_PERMISSIONS` is missing or names no valid manifest.
    """

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: GetResponse) -> None:
        manifest = getattr(settings, "AGENT_PERMISSIONS", None)
        if manifest is None:
            raise ImproperlyConfigured("Set AGENT_PERMISSIONS to the path of the manifest.")
        options: dict[str, Any] = getattr(settings, "AGENT_PERMISSIONS_OPTIONS", {})
        try:
            self._publisher = Publisher(manifest, **options)
        except NotPublishable as error:
            raise ImproperlyConfigured(str(error)) from error
        self._get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Answer for the manifest; mark what the project answers."""
        answered = self._answer(request)
        if iscoroutinefunction(self):
            return self._call_async(request, answered)
        if answered is not None:
            return answered
        return self._mark(request, cast("HttpResponseBase", self._get_response(request)))

    async def _call_async(
        self, request: HttpRequest, answered: HttpResponseBase | None
    ) -> HttpResponseBase:
        if answered is not None:
            return answered
        response = self._get_response(request)
        return self._mark(request, await cast("Awaitable[HttpResponseBase]", response))

    def _answer(self, request: HttpRequest) -> HttpResponse | None:
        answer = self._publisher.answer(
            request.method or "GET",
            request.path_info,
            lambda name: request.META.get("HTTP_" + name.upper().replace("-", "_")),
        )
        if answer is None:
            return None
        response = HttpResponse(answer.body, status=answer.status)
        # Django would name a type where the answer has none: on 204 and 304 there is no body.
        del response.headers["Content-Type"]
        for name, value in answer.headers:
            response.headers[name] = value
        return response

    def _mark(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        root = request.path.removesuffix(request.path_info).rstrip("/")
        headers = list(response.headers.items())
        page = self._publisher.mark(request.method or "GET", response.status_code, headers, root)
        if page.injector is not None:
            _inject(response, page.injector)
        _set_headers(response, page.lengthened())
        return response


def _inject(response: HttpResponseBase, injector: HeadInjector) -> None:
    if isinstance(response, StreamingHttpResponse):
        if response.is_async:
            response.streaming_content = _through_async(
                cast("AsyncIterator[bytes]", response.streaming_content), injector
            )
        else:
            response.streaming_content = _through(
                cast("Iterator[bytes]", response.streaming_content), injector
            )
    elif isinstance(response, HttpResponse):
        body = injector.feed(response.content)
        response.content = body + injector.finish()


def _through(chunks: Iterator[bytes], injector: HeadInjector) -> Iterator[bytes]:
    for chunk in chunks:
        yield injector.feed(chunk)
    yield injector.finish()


async def _through_async(
    chunks: AsyncIterator[bytes], injector: HeadInjector
) -> AsyncIterator[bytes]:
    async for chunk in chunks:
        yield injector.feed(chunk)
    yield injector.finish()


def _set_headers(response: HttpResponseBase, headers: Headers) -> None:
    """Make these the response's headers, with the lines of one name joined (RFC 9110, 5.3)."""
    joined: dict[str, str] = {}
    for name, value in headers:
        known = next((each for each in joined if each.lower() == name.lower()), name)
        joined[known] = f"{joined[known]}, {value}" if known in joined else value
    for name in list(response.headers):
        if name not in joined:
            del response.headers[name]
    for name, value in joined.items():
        response.headers[name] = value
