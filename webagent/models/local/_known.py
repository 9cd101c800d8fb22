"""The models that can be pulled: from where, and the hash that their file must have."""

from __future__ import annotations

from dataclasses import dataclass

from webagent.errors import UsageError

_GIB = 1024**3
_HUB = "https://huggingface.co/Qwen"


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A GGUF file, the same bytes wherever it is fetched from."""

    name: str
    title: str
    url: str
    """Where its makers publish it."""
    bytes: int
    sha256: str
    licence: str
    min_ram: int
    """Bytes of memory that should be free before it is loaded."""


KNOWN: tuple[KnownModel, ...] = (
    KnownModel(
        "qwen2.5-coder-1.5b",
        "Qwen2.5-Coder-1.5B-Instruct, Q4_K_M",
        f"{_HUB}/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/"
        "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        1_117_320_768,
        "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        "Apache-2.0",
        3 * _GIB,
    ),
    KnownModel(
        "qwen2.5-coder-0.5b",
        "Qwen2.5-Coder-0.5B-Instruct, Q4_K_M",
        f"{_HUB}/Qwen2.5-Coder-0.5B-Instruct-GGUF/resolve/main/"
        "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
        491_400_064,
        "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
        "Apache-2.0",
        _GIB + _GIB // 2,
    ),
)
"""Best first."""

DEFAULT_MODEL = KNOWN[0].name


def known_model(name: str) -> KnownModel:
    """Return the model of this name. Raises `UsageError`."""
    for model in KNOWN:
        if model.name == name:
            return model
    names = ", ".join(model.name for model in KNOWN)
    raise UsageError(
        f"No model “{name}” is known; there are: {names}. A GGUF file of your own needs no pulling:"
        " name it with --model local:PATH."
    )
