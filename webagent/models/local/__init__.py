"""A language model on the user's machine: which ones are known, where they lie, how they run."""

from __future__ import annotations

from ._at_hand import LocalFile, at_hand, named
from ._download import DownloadFailed, Progress, download
from ._folder import FOLDER_VARIABLE, file_of, models_folder
from ._known import DEFAULT_MODEL, KNOWN, KnownModel, known_model
from ._model import LocalModel
from ._runtime import INSTALL, runtime_version

__all__ = [
    "DEFAULT_MODEL",
    "FOLDER_VARIABLE",
    "INSTALL",
    "KNOWN",
    "DownloadFailed",
    "KnownModel",
    "LocalFile",
    "LocalModel",
    "Progress",
    "at_hand",
    "download",
    "file_of",
    "known_model",
    "models_folder",
    "named",
    "runtime_version",
]
