"""The small cmd.exe of Windows nodes, run as its tasks run it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from azure_batch_sdk.emulator.node import cmd


def run(tail: str, directory: Path, **variables: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-I", "-S", cmd.__file__, tail],
        cwd=directory,
        env={"PATH": "/usr/bin:/bin", **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    ("tail", "output"),
    [
        (" /c echo hello world", "hello world\r\n"),
        (' /c "echo hello world"', "hello world\r\n"),
        (' /C echo "hello" world', '"hello" world\r\n'),
        (" /s /d /c echo  two blanks", " two blanks\r\n"),
        (" /c echo.", "\r\n"),
        (" /c echo", "ECHO is on.\r\n"),
        (" /c @echo off & echo x", "x\r\n"),
        (" /c echo a & echo b", "a \r\nb\r\n"),
        (" /c echo a&&echo b", "a\r\nb\r\n"),
        (" /c echo a||echo b", "a\r\n"),
        (" /c exit_not_here || echo after", "after\r\n"),
        (" /c false && echo no & echo yes", "yes\r\n"),
        (" /c echo a || echo b && echo c", "a \r\n"),
        (" /c echo a^&b ^^", "a&b ^\r\n"),
        (' /c echo "a & b"', '"a & b"\r\n'),
        (" /c echo %NAME% %name% %OTHER% 100%", "value value %OTHER% 100%\r\n"),
        (" /c set A=1&set a", "A=1\r\n"),
        (" /c set A=1&echo %A%", "%A%\r\n"),
        (' /c set "A=x y"&&printenv A', "x y\n"),
        (" /c set NAME=&printenv NAME || echo gone", "gone\r\n"),
        (' /c printf %s\\n one "two three"', "one\ntwo three\n"),
        (" /c printf.exe x", "x"),
        (" /c rem nothing", ""),
        (" /c cmd.exe /c cd .. && cmd /c set A=1&printenv A||echo unchanged", "unchanged\r\n"),
        (" /c timeout /t 0 /nobreak & echo up", "up\r\n"),
    ],
)
def test_commands_print_what_cmd_prints(tmp_path: Path, tail: str, output: str) -> None:
    code, stdout, _ = run(tail, tmp_path, NAME="value")
    assert (code, stdout) == (0, output)


@pytest.mark.parametrize(
    ("tail", "code"),
    [
        (" /c exit 3", 3),
        (" /c exit /b 4", 4),
        (" /c exit/b 5", 5),
        (" /c exit", 0),
        (" /c exit 2 & echo never", 2),
        (' /c "sh -c "exit 9""', 9),
        (" /c false", 1),
        (' /c sh -c "kill -9 $$"', 137),
        (" /c exit 256", 1),
        (" /c exit -1", 255),
        (" /c echo a & false", 1),
        (" /c false & echo a", 0),
        (" /c set NOT_DEFINED_ANYWHERE", 1),
    ],
)
def test_the_exit_code_is_that_of_the_last_command(tmp_path: Path, tail: str, code: int) -> None:
    assert run(tail, tmp_path)[0] == code


def test_an_unknown_program_is_named_as_cmd_does(tmp_path: Path) -> None:
    assert run(" /c notthere arg", tmp_path) == (
        1,
        "",
        "'notthere' is not recognized as an internal or external command,\r\n"
        "operable program or batch file.\r\n",
    )


@pytest.mark.parametrize("tail", [" /c dir", " /c (echo a)", " /c powershell -c x"])
def test_what_the_small_cmd_lacks_is_said_plainly(tmp_path: Path, tail: str) -> None:
    code, output, error = run(tail, tmp_path)
    assert (code, output) == (1, "")
    assert "is not part of this cmd, which knows cd, chdir, echo, exit, ping" in error


@pytest.mark.parametrize(
    ("tail", "message"),
    [
        (" /c echo a | sort", "pipes are not part of this cmd"),
        (" /c echo a >", "The syntax of the command is incorrect."),
        (" /c echo a && && echo b", "The syntax of the command is incorrect."),
        ("", "write cmd /c <command>"),
        (" /c set /a 1+1", "set /a is not part of this cmd"),
        (" /c timeout soon", "Invalid syntax"),
        (" /c cd nowhere", "cannot find the path"),
        (" /c type nothing.txt", "The system cannot find the file specified."),
        (" /c echo a > no/such/file", "The system cannot find the path specified."),
    ],
)
def test_a_line_that_cannot_be_run_says_why_and_exits_1(tmp_path: Path, tail: str, message: str) -> None:
    code, _, error = run(tail, tmp_path)
    assert code == 1
    assert message in error


def test_output_goes_to_files_and_back(tmp_path: Path) -> None:
    (tmp_path / "wd").mkdir()
    code, output, error = run(
        " /c echo a>wd\\out.txt&echo b>>wd\\out.txt&type wd\\out.txt"
        ' & sh -c "echo c >&2" 2>&1 & echo d > nul',
        tmp_path,
    )
    assert (code, output, error) == (0, "a\r\nb\r\nc\n", "")


def test_the_input_of_a_program_can_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_bytes(b"content")
    assert run(" /c cat < in.txt", tmp_path) == (0, "content", "")


def test_cd_moves_what_follows(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    _, output, _ = run(" /c cd /d a\\b && cd", tmp_path)
    assert output == f"{(tmp_path / 'a' / 'b').resolve()}\r\n"


def test_ping_waits_a_second_between_two_replies_and_sends_nothing(tmp_path: Path) -> None:
    code, output, _ = run(" /c ping -n 2 192.0.2.1", tmp_path)
    assert code == 0
    assert output.count("Reply from 192.0.2.1: ") == 2


def test_bytes_pass_unchanged(tmp_path: Path) -> None:
    (tmp_path / "bytes.bin").write_bytes(bytes(range(256)))
    done = subprocess.run(
        [sys.executable, "-I", "-S", cmd.__file__, " /c type bytes.bin"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert done.stdout == bytes(range(256))


def test_the_documentation_lists_exactly_the_commands_that_there_are() -> None:
    page = Path(__file__).parents[2].joinpath("docs/emulator/windows.md").read_text(encoding="utf-8")
    _, commands = page.split("## Commands")
    cells = [line.split("|")[1] for line in commands.splitlines() if line.startswith("| `")]
    assert {name.strip(" `") for cell in cells for name in cell.split(",")} == set(cmd.COMMANDS)
