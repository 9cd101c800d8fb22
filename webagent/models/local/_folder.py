"""Where the pulled models lie."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

FOLDER_VARIABLE = "WEBAGENT_MODELS_DIR"


def models_folder() -> Path:
    """Return the folder of the pulled models: `WEBAGENT_MODELS_DIR`, else in the user's data."""
    chosen = os.environ.get(FOLDER_VARIABLE, "").strip()
    return Path(chosen).expanduser() if chosen else user_data_path("webagent") / "models"


def file_of(name: str, folder: Path | None = None) -> Path:
    """Return the path of a model's file, whether it is there or not."""
    return (folder or models_folder()) / f"{name}.gguf"
