"""From a task's command line to a program and its arguments; no shell in between.

Linux nodes: quotes group words, a backslash takes the next character as it is, and nothing is expanded.
Windows nodes: the C runtime's rules, where a backslash is special before a quote only; and `cmd` itself is
played by `cmd.py`.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import cmd
from .launch import LaunchError

_CMD_SCRIPT = str(Path(__file__).with_name("cmd.py"))
_CMD = re.compile(
    r'\s*(?:"(?:[^"]*\\)?cmd(?:\.exe)?"|(?:[^"\s%]*\\)?cmd(?:\.exe)?(?=[\s/]|$))(.*)',
    re.IGNORECASE | re.DOTALL,
)

_LONGEST_SHOWN = 200


@dataclass(frozen=True)
class Command:
    """What to execute."""

    program: str
    """The file, as an absolute path."""
    arguments: list[str]
    """With the program's name, as written, in front."""
    reports_code: bool = False
    """It takes a descriptor as one more argument and writes its exit code there, as text."""


def plan_command(
    command_line: str, environment: Mapping[str, str], working_directory: Path, *, windows: bool = False
) -> Command:
    """Split a command line and find its program.

    The program is looked up in PATH of the task's own environment, or from the working directory if its name
    has a slash (on a Windows node in the working directory first). Raises LaunchError:
    CommandProgramNotFound without such a program, CommandLaunchFailed for a line that cannot be split or a
    program that is not executable.
    """
    if windows:
        played = _CMD.fullmatch(command_line)
        if played is not None:
            # -I -S: nothing of the task's environment or directory changes the interpreter, and it starts
            # faster.
            return Command(
                sys.executable, [sys.executable, "-I", "-S", _CMD_SCRIPT, played[1]], reports_code=True
            )
        name, rest = cmd.split_program(command_line)
        arguments = [name, *cmd.split_arguments(rest)] if name else []
    else:
        arguments = split(command_line)
    if not arguments or not arguments[0]:
        raise LaunchError("CommandLaunchFailed", f"The command line {shown(command_line)} names no program.")
    search_path = environment.get("PATH") or os.defpath
    find = cmd.find_program if windows else find_program
    program = find(arguments[0], search_path, str(working_directory))
    if program is None:
        where = f" along PATH ({search_path})"
        if "/" in arguments[0]:
            where = "" if arguments[0].startswith("/") else " in the working directory"
        raise LaunchError(
            "CommandProgramNotFound", f"The program {shown(arguments[0])} was not found{where}."
        )
    if not cmd.is_executable(program):
        raise LaunchError(
            "CommandLaunchFailed",
            f"The program {shown(arguments[0])} is not an executable file: check its file mode.",
        )
    return Command(program, arguments)


def shown(text: str) -> str:
    """Return a command line or program quoted for a message, of a long one the beginning: what is wrong must not drown in it."""
    return repr(text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…")


_PIECE = re.compile(r"""(\s+)|([^\s"'\\]+)|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)""", re.DOTALL)
_ESCAPED_IN_QUOTES = re.compile(r'\\(["\\])')


def split(command_line: str) -> list[str]:
    r"""Split a command line of a Linux node into words.

    Single quotes keep everything; within double quotes `\"` and `\\` are an escaped quote and backslash.
    Raises LaunchError if a quote is not closed or a backslash ends the line.
    """
    words: list[str] = []
    word: str | None = None
    position = 0
    while position < len(command_line):
        piece = _PIECE.match(command_line, position)
        if piece is None:
            what = (
                "ends in a backslash" if command_line[position] == "\\" else "has a quote that is not closed"
            )
            raise LaunchError("CommandLaunchFailed", f"The command line {shown(command_line)} {what}.")
        position = piece.end()
        blank, plain, single, double, escaped = piece.groups()
        if blank is not None:
            if word is not None:
                words.append(word)
            word = None
            continue
        if double is not None:
            double = _ESCAPED_IN_QUOTES.sub(r"\1", double)
        word = (word or "") + next(text for text in (plain, single, double, escaped) if text is not None)
    if word is not None:
        words.append(word)
    return words


def find_program(name: str, search_path: str, directory: str) -> str | None:
    """Look a program up along PATH, or from the directory if its name has a slash.

    Returns None if there is no such file; the path of a file that cannot be executed if that is all there is.
    """
    places = [directory] if "/" in name else search_path.split(os.pathsep)
    fallback = None
    for place in places:
        path = os.path.join(directory, place or ".", name)
        if cmd.is_executable(path):
            return path
        if fallback is None and os.path.isfile(path):
            fallback = path
    return fallback
