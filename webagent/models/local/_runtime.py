"""llama.cpp inside this process, through `xllamacpp`."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from webagent.models._errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Generator

INSTALL = 'pip install "polite-webagent[local]"'
_CACHE_MIB = 256
"""For prompts of before; llama.cpp would take up to 8 GiB."""
_SILENT = -1


def runtime_version() -> str | None:
    """Return the version of `xllamacpp`, `None` where it is not installed. It is not loaded."""
    try:
        return version("xllamacpp") if find_spec("xllamacpp") is not None else None
    except PackageNotFoundError:
        return "of unknown version"


def open_server(path: Path, *, context_tokens: int, threads: int | None = None) -> Any:
    """Load a model and return llama.cpp's server, to be called in this process.

    It always listens as well. Where there are Unix sockets it does so on one that is unlinked at
    once; elsewhere on a free port of 127.0.0.1, for a key that nobody is told.

    Args:
        path: a GGUF file.
        context_tokens: how long a conversation may be, answer included.
        threads: how many compute; by default as many as there are processors for this process.

    Raises:
        ModelError: `xllamacpp` is not installed, or can't load the file.
    """
    library = _library()
    params = library.CommonParams()
    params.model.path = str(path)
    params.n_ctx = context_tokens
    params.n_parallel = 1
    params.cache_ram_mib = _CACHE_MIB
    # Else Gemma's windows of attention can't go back to a prefix.
    params.swa_full = True
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads or _processors()
    params.warmup = False
    params.verbosity = _SILENT
    params.ui = False
    params.endpoint_slots = False
    params.api_keys = [secrets.token_urlsafe()]
    with _out_of_reach() as hosts:
        params.hostnames = hosts
        try:
            return library.Server(params)
        except (RuntimeError, OSError) as error:
            raise ModelError(
                f"{path} can't be loaded as a model: it must be a whole GGUF file that fits the "
                "memory. Pull it again (webagent model pull), or name another with "
                "--model local:PATH."
            ) from error


@contextmanager
def _out_of_reach() -> Generator[list[str]]:
    """Return where the server may listen, so that no other program and no page can reach it."""
    if os.name != "posix":
        yield ["127.0.0.1"]
        return
    with TemporaryDirectory(prefix="webagent-") as folder:
        yield [str(Path(folder) / "s.sock")]


def _library() -> Any:
    # Waiting threads would else spin, and take the processor from the browser: measured, 4 tokens
    # a second beside another busy process instead of 29. OpenMP reads it when it is loaded.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    try:
        return import_module("xllamacpp")
    except ImportError as error:
        raise ModelError(f"A local model needs the extra “local” ({error}): {INSTALL}") from error


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
