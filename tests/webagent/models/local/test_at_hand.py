"""Which local model is used, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from webagent.models import ModelError
from webagent.models.local import KNOWN, LocalFile, at_hand, file_of, models_folder, named

BEST, SMALL = KNOWN[0].name, KNOWN[1].name


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    """The runtime is there, whether it is or not, and memory is plentiful."""
    monkeypatch.setattr("webagent.models.local._at_hand.runtime_version", lambda: "1")
    monkeypatch.setattr("webagent.models.local._at_hand._free_memory", lambda: 10**12)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WEBAGENT_MODELS_DIR", str(tmp_path))
    return tmp_path


def _put(*names: str) -> None:
    for name in names:
        file_of(name).touch()


def test_models_lie_in_the_users_data_unless_a_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WEBAGENT_MODELS_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert models_folder().parts[-2:] == ("webagent", "models")
    monkeypatch.setenv("WEBAGENT_MODELS_DIR", "~/models")
    assert models_folder() == Path.home() / "models"


def test_the_best_that_is_pulled_is_at_hand(folder: Path) -> None:
    assert at_hand() == "no local model is pulled"
    _put(SMALL)
    assert at_hand() == LocalFile(SMALL, folder / f"{SMALL}.gguf")
    _put(BEST)
    assert at_hand() == LocalFile(BEST, folder / f"{BEST}.gguf")
    assert named() == at_hand()


@pytest.mark.usefixtures("folder")
def test_a_model_has_to_fit_the_memory_to_be_chosen_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _put(BEST, SMALL)
    for free, found in ((2 * 1024**3, SMALL), (None, BEST)):
        monkeypatch.setattr("webagent.models.local._at_hand._free_memory", lambda free=free: free)
        file = at_hand()
        assert isinstance(file, LocalFile)
        assert file.name == found
    monkeypatch.setattr("webagent.models.local._at_hand._free_memory", lambda: 0)
    assert at_hand() == "a local model needs 1.5 GiB of free memory"
    # Who names it knows better.
    assert named().name == BEST


def test_a_path_is_any_file(folder: Path) -> None:
    file = folder / "mine.GGUF"
    file.touch()

    assert named(str(file)) == LocalFile(str(file), file)
    with pytest.raises(ModelError, match="no file"):
        named(str(folder / "other.gguf"))


@pytest.mark.usefixtures("folder")
def test_what_is_not_there_says_how_to_get_it() -> None:
    with pytest.raises(ModelError, match="webagent model pull fetches"):
        named()
    with pytest.raises(ModelError, match=f"webagent model pull {SMALL}"):
        named(SMALL)
    with pytest.raises(ModelError, match="No model “gpt-9” is known"):
        named("gpt-9")


@pytest.mark.usefixtures("folder")
def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    _put(BEST)
    monkeypatch.setattr("webagent.models.local._at_hand.runtime_version", lambda: None)

    assert at_hand() == "no local model is installed"
    with pytest.raises(ModelError, match=r'pip install "polite-webagent\[local\]"'):
        named()
