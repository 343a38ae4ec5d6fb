"""How a command line becomes a program and its words."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, strategies as st

from azure_batch_sdk.emulator.node.cmd import split_arguments
from azure_batch_sdk.emulator.node.commandline import plan_command, split
from azure_batch_sdk.emulator.node.launch import LaunchError


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", []),
        ("  a   b\tc\n", ["a", "b", "c"]),
        ("/bin/sh -c 'echo $HOME | wc'", ["/bin/sh", "-c", "echo $HOME | wc"]),
        ("a \"b c\"d ''", ["a", "b cd", ""]),
        (r'a "say \"hi\" \\ \n"', ["a", r'say "hi" \ \n']),
        (r"a\ b 'it'\''s'", ["a b", "it's"]),
        ("* $HOME && > x #y", ["*", "$HOME", "&&", ">", "x", "#y"]),
    ],
)
def test_quotes_group_words_and_nothing_is_expanded(line: str, words: list[str]) -> None:
    assert split(line) == words


@given(st.text(alphabet="ab $\"'\\ \n\té"))
@example('"\\')
def test_splitting_is_that_of_shlex(line: str) -> None:
    try:
        expected = shlex.split(line)
    except ValueError:
        with pytest.raises(LaunchError) as caught:
            split(line)
        assert caught.value.code == "CommandLaunchFailed"
    else:
        assert split(line) == expected


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (r" a  b ", ["a", "b"]),
        (r' "a b" c\d\ ', ["a b", "c\\d\\"]),
        (r' "a\\" b', ["a\\", "b"]),
        (r" \"a b\"", ['"a', 'b"']),
        (r' "a ""b"" c"', ['a "b" c']),
        (r" it's", ["it's"]),
        (r' "open to the end', ["open to the end"]),
        (r' ""', [""]),
    ],
)
def test_windows_words_follow_the_c_runtime(rest: str, words: list[str]) -> None:
    assert split_arguments(rest) == words


@pytest.fixture
def wd(tmp_path: Path) -> Path:
    for name in ("tool", "bin/tool", "app.exe"):
        program = tmp_path / name
        program.parent.mkdir(exist_ok=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    (tmp_path / "data").write_text("no program")
    (tmp_path / "sub").mkdir()
    return tmp_path


def test_a_program_is_found_along_the_path_of_the_task(wd: Path) -> None:
    planned = plan_command("tool 1", {"PATH": f"/none:{wd}/bin"}, wd)
    assert (planned.program, planned.arguments) == (f"{wd}/bin/tool", ["tool", "1"])


def test_a_relative_entry_of_the_path_starts_at_the_working_directory(wd: Path) -> None:
    assert plan_command("tool", {"PATH": "bin"}, wd).program == f"{wd}/bin/tool"


def test_a_name_with_a_slash_starts_at_the_working_directory(wd: Path) -> None:
    assert plan_command("./tool", {"PATH": "/none"}, wd).program == f"{wd}/./tool"


def test_a_bare_name_is_not_looked_up_in_the_working_directory_of_a_linux_node(wd: Path) -> None:
    with pytest.raises(LaunchError, match="'tool' was not found along PATH") as caught:
        plan_command("tool", {"PATH": "/none"}, wd)
    assert caught.value.code == "CommandProgramNotFound"


def test_a_directory_is_no_program(wd: Path) -> None:
    with pytest.raises(LaunchError) as caught:
        plan_command("./sub", {}, wd)
    assert caught.value.code == "CommandProgramNotFound"


def test_a_program_with_a_path_of_its_own_was_looked_for_nowhere_else(wd: Path) -> None:
    with pytest.raises(LaunchError, match=r"'/no/such/tool' was not found\.$"):
        plan_command("/no/such/tool", {}, wd)
    with pytest.raises(LaunchError, match=r"'no/tool' was not found in the working directory\.$"):
        plan_command("no/tool", {}, wd)


def test_a_message_shows_the_beginning_of_a_long_line(wd: Path) -> None:
    with pytest.raises(LaunchError, match=r"'echo xx.* has a quote that is not closed") as caught:
        plan_command(f"echo {'x' * 50_000} 'open", {}, wd)
    assert len(caught.value.message) < 300


@pytest.mark.parametrize("line", ["", "   ", '""', "'open", '"open', "end\\", "./data"])
def test_a_line_that_cannot_be_launched_says_so(wd: Path, line: str) -> None:
    with pytest.raises(LaunchError) as caught:
        plan_command(line, {"PATH": "/none"}, wd)
    assert caught.value.code == "CommandLaunchFailed"


def test_a_windows_node_looks_in_the_working_directory_and_adds_or_drops_exe(wd: Path) -> None:
    for line, program in (("tool", "tool"), ("bin\\tool.exe x", "bin/tool"), (".\\app.exe", "./app.exe")):
        assert plan_command(line, {"PATH": "/none"}, wd, windows=True).program == f"{wd}/{program}"


@pytest.mark.parametrize(
    ("line", "tail"),
    [
        ("cmd /c echo a", " /c echo a"),
        ("CMD.EXE /C exit", " /C exit"),
        ("cmd/c x", "/c x"),
        ('"C:\\Windows\\System 32\\cmd.exe" /c "a" b', ' /c "a" b'),
        ("c:\\windows\\system32\\cmd.exe /c x", " /c x"),
        ("cmd", ""),
    ],
)
def test_cmd_is_played_on_a_windows_node_and_gets_its_line_unchanged(wd: Path, line: str, tail: str) -> None:
    planned = plan_command(line, {}, wd, windows=True)
    assert planned.program == sys.executable
    assert planned.arguments[-1] == tail


@pytest.mark.parametrize("line", ["cmdx /c a", "my cmd /c a", "x\\cmdy"])
def test_only_cmd_is_cmd(wd: Path, line: str) -> None:
    with pytest.raises(LaunchError) as caught:
        plan_command(line, {"PATH": "/none"}, wd, windows=True)
    assert caught.value.code == "CommandProgramNotFound"
