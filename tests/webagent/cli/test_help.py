"""What each command says of itself."""

from __future__ import annotations

import pytest

from tests.webagent.cli.calling import call, commands


@pytest.mark.parametrize("name", ["run", "observe", "doctor", "demo"])
def test_help_lists_every_option(name: str) -> None:
    done = call(name, "--help")

    assert done.code == 0
    assert done.stderr == ""
    flags = [flag for parameter in commands()[name].params for flag in parameter.opts]
    assert flags
    for flag in flags:
        assert flag in done.stdout


def test_help_names_the_commands() -> None:
    done = call("-h")

    assert done.code == 0
    assert all(name in done.stdout for name in commands())


def test_without_a_command_help_is_shown() -> None:
    done = call()

    assert done.code == 2
    assert "Usage" in done.stdout + done.stderr


def test_help_of_run_lists_the_exit_codes() -> None:
    text = " ".join(str(commands()["run"].help).split())

    for meaning in ("0 done", "1 failed", "2 usage", "3 blocked", "4 a limit", "5 browser"):
        assert meaning in text
    assert "130 interrupted" in text


def test_every_flag_has_an_environment_variable_of_its_name() -> None:
    options = [
        parameter
        for command in commands().values()
        for parameter in command.params
        if parameter.param_type_name == "option"
    ]
    assert len(options) > 20
    for option in options:
        (flag,) = option.opts
        assert option.envvar == "WEBAGENT_" + flag[2:].upper().replace("-", "_")
