"""A small `cmd.exe` for nodes of Windows pools: a table of commands, not a shell.

It knows `%NAME%`, `^`, `&`, `&&`, `||`, redirection to and from files, and the commands of `COMMANDS`;
anything else runs as a program of this machine. It has no pipes, blocks, `if`, `for`, batch files or delayed
expansion, and says so when asked.

Runs as a script, so that a task under `cmd /c` is a process like any other, and imports next to nothing, so
that it starts about as fast as the interpreter. `commandline.py` shares its splitting and looking up of
programs.
"""

from __future__ import annotations

import os
import stat
import sys
import time

TYPE_CHECKING = False  # importing typing would cost more than all the rest
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping

NEW_LINE = "\r\n"
BLANKS = " \t\r\n"
NOT_FOUND = 1
_SIGNAL_BASE = 128
_EXIT_BYTE = 0xFF


class Refused(Exception):
    """A line that cannot be run; the text goes to standard error."""


class Exit(Exception):
    """`exit` was called."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


# ---- Words and programs


def split_program(line: str) -> tuple[str, str]:
    """Return the program of a Windows command line, without its quotes, and the rest as it stands."""
    line = line.lstrip(BLANKS)
    if line.startswith('"'):
        program, _, rest = line[1:].partition('"')
        return program, rest
    end = next((at for at, character in enumerate(line) if character in BLANKS), len(line))
    return line[:end], line[end:]


def split_arguments(rest: str) -> list[str]:
    r"""Split what follows the program by the rules of the C runtime.

    Only double quotes group. 2n backslashes before a quote are n of them, and one more escapes the quote;
    `""` within quotes is a quote. A quote that is not closed reaches to the end.
    """
    words: list[str] = []
    word: str | None = None
    quoted = False
    at = 0
    while at < len(rest):
        character = rest[at]
        if character == "\\":
            count = len(rest) - at - len(rest[at:].lstrip("\\"))
            at += count
            escapes = rest[at : at + 1] == '"'
            word = (word or "") + "\\" * (count // 2 if escapes else count)
            if escapes and count % 2:
                word += '"'
                at += 1
            continue
        at += 1
        if character == '"':
            word = word or ""
            if quoted and rest[at : at + 1] == '"':
                word += '"'
                at += 1
            else:
                quoted = not quoted
        elif character in BLANKS and not quoted:
            if word is not None:
                words.append(word)
            word = None
        else:
            word = (word or "") + character
    if word is not None:
        words.append(word)
    return words


def native(path: str, directory: str = ".") -> str:
    """Return a path of the Windows kind as one of this machine; `nul` is the null device."""
    if path.lower() == "nul":
        return os.devnull
    return path if os.path.lexists(os.path.join(directory, path)) else path.replace("\\", "/")


def find_program(name: str, search_path: str, directory: str) -> str | None:
    """Look a program up as Windows does: in the working directory, then along PATH, with or without `.exe`.

    Returns None if there is none; the path of a file that cannot be executed if that is all there is.
    """
    plain = name.replace("\\", "/")
    stem = plain[:-4] if plain.lower().endswith(".exe") else None
    names = [plain] if stem is None else [plain, stem]
    places = [directory] if "/" in plain else [directory, *search_path.split(os.pathsep)]
    fallback = None
    for place in places:
        for candidate in names:
            path = os.path.join(directory, place or ".", candidate)
            if is_executable(path):
                return path
            if fallback is None and os.path.isfile(path):
                fallback = path
    return fallback


def is_executable(path: str) -> bool:
    """Tell whether a path is a file that may be executed."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode) and os.access(path, os.X_OK)
    except (OSError, ValueError):
        return False


# ---- From the command line to commands


def command_text(tail: str) -> str:
    """Return what is to be run of all that follows `cmd`: without switches and outer quotes."""
    rest = tail.lstrip(BLANKS)
    while rest.startswith("/"):
        letter = rest[1:2].lower()
        if letter in {"c", "k", "r"}:
            text = rest[2:].lstrip(BLANKS)
            if text.startswith('"'):
                inner, quote, after = text[1:].rpartition('"')
                return inner + after if quote else text[1:]
            return text
        _, _, rest = rest.partition(" ")
        rest = rest.lstrip(BLANKS)
    raise Refused("cmd without /c waits for input, and a task has none: write cmd /c <command>")


def expand(text: str, environ: Mapping[str, str]) -> str:
    """Replace `%NAME%`, whatever the case of the name; a name that is not set stays as it stands."""
    folded = {name.upper(): value for name, value in environ.items()}
    folded.setdefault("CD", os.getcwd())
    folded.setdefault("ERRORLEVEL", "0")
    done: list[str] = []
    at = 0
    while (begin := text.find("%", at)) >= 0:
        done.append(text[at:begin])
        end = text.find("%", begin + 1)
        value = folded.get(text[begin + 1 : end].upper()) if end > begin + 1 else None
        done.append("%" if value is None else value)
        at = begin + 1 if value is None else end + 1
    return "".join(done) + text[at:]


class Step:
    """One command with its redirections and the operator in front of it."""

    def __init__(self, operator: str) -> None:
        self.operator = operator
        self.text = ""
        self.redirections: list[tuple[int, str, str]] = []
        """Descriptor, `>`, `>>`, `<` or `>&`, and the file or descriptor it goes to."""


def parse(text: str) -> list[Step]:
    """Cut a line into commands; nothing within double quotes and nothing behind `^` is an operator."""
    step = Step("&")
    steps = [step]
    quoted = False
    at = 0
    while at < len(text):
        character = text[at]
        if character == '"':
            quoted = not quoted
        elif not quoted and character == "^":
            at += 1
            step.text += text[at : at + 1]
            at += 1
            continue
        elif not quoted and character in "&|":
            operator = character * 2 if text[at + 1 : at + 2] == character else character
            if operator == "|":
                raise Refused("pipes are not part of this cmd: write the output to a file")
            step = Step(operator)
            steps.append(step)
            at += len(operator)
            continue
        elif not quoted and character in "<>":
            at = _redirection(text, at, step)
            continue
        step.text += character
        at += 1
    for step in steps:
        if not step.text.strip(BLANKS) and len(steps) > 1:
            raise Refused("The syntax of the command is incorrect.")
    return steps


def _redirection(text: str, at: int, step: Step) -> int:
    operator = text[at]
    descriptor = 0 if operator == "<" else 1
    # A digit in front names the descriptor, if it stands alone.
    if step.text[-1:] in set("0123456789") and (len(step.text) == 1 or step.text[-2] in BLANKS):
        descriptor = int(step.text[-1])
        step.text = step.text[:-1]
    at += 1
    if operator == ">" and text[at : at + 1] in {">", "&"}:
        operator += text[at]
        at += 1
    while text[at : at + 1] and text[at] in BLANKS:
        at += 1
    quoted = False
    begin = at
    while at < len(text) and (quoted or text[at] not in BLANKS + "&|<>"):
        quoted ^= text[at] == '"'
        at += 1
    target = text[begin:at].replace('"', "")
    if not target:
        raise Refused("The syntax of the command is incorrect.")
    step.redirections.append((descriptor, operator, target))
    return at


# ---- Running


def run_line(text: str, environ: MutableMapping[str, str]) -> int:
    """Run a line and return the code of the command that ran last.

    `&` binds weakest, then `||`, then `&&`.
    """
    steps = parse(expand(text, environ))
    code = 0
    for sequence in _split_at(steps, "&"):
        for conjunction in _split_at(sequence, "||"):
            for step in conjunction:
                code = _run_step(step, environ)
                if code:
                    break
            if not code:
                break
    return code


def _split_at(steps: list[Step], operator: str) -> Iterator[list[Step]]:
    part: list[Step] = []
    for step in steps:
        if part and step.operator == operator:
            yield part
            part = []
        part.append(step)
    yield part


def _run_step(step: Step, environ: MutableMapping[str, str]) -> int:
    saved: list[tuple[int, int]] = []
    try:
        for descriptor, operator, target in step.redirections:
            saved.append((descriptor, os.dup(descriptor)))
            try:
                _redirect(descriptor, operator, target)
            except (OSError, ValueError):
                complain("The system cannot find the path specified.")
                return 1
        return _run_command(step.text, environ)
    finally:
        for descriptor, copy in reversed(saved):
            os.dup2(copy, descriptor)
            os.close(copy)


def _redirect(descriptor: int, operator: str, target: str) -> None:
    if operator == ">&":
        os.dup2(int(target), descriptor)
        return
    flags = {
        "<": os.O_RDONLY,
        ">": os.O_WRONLY | os.O_CREAT | os.O_TRUNC,
        ">>": os.O_WRONLY | os.O_CREAT | os.O_APPEND,
    }[operator]
    opened = os.open(native(target), flags, 0o644)
    os.dup2(opened, descriptor)
    os.close(opened)


def _run_command(text: str, environ: MutableMapping[str, str]) -> int:
    text = text.lstrip(BLANKS).removeprefix("@")
    if not text:
        return 0
    # `echo.`, `cd..` and `exit/b` need no blank behind the name.
    end = next((at for at, character in enumerate(text) if not character.isalpha()), len(text))
    command = COMMANDS.get(text[:end].lower())
    if command is not None and text[end : end + 1] in {"", " ", "\t", ".", "/", ":", ",", ";", "=", '"'}:
        return command(text[end:], environ)
    return _run_program(text, environ)


def _run_program(text: str, environ: MutableMapping[str, str]) -> int:
    name, rest = split_program(text)
    if name.lower() in {"cmd", "cmd.exe"}:
        return _run_nested(rest, environ)
    if name.lower() in _ABSENT_COMMANDS or name.startswith("("):
        known = ", ".join(sorted(COMMANDS))
        complain(f"'{name}' is not part of this cmd, which knows {known} and the programs of this machine.")
        return NOT_FOUND
    program = find_program(name, environ.get("PATH", os.defpath), os.getcwd())
    if program is None:
        complain(
            f"'{name}' is not recognized as an internal or external command,{NEW_LINE}"
            "operable program or batch file."
        )
        return NOT_FOUND
    try:
        child = os.posix_spawn(program, [name, *split_arguments(rest)], dict(environ))
    except OSError as error:
        complain(f"'{name}' cannot be run here: {error.strerror}")
        return NOT_FOUND
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return _SIGNAL_BASE - code if code < 0 else code


def _run_nested(tail: str, environ: MutableMapping[str, str]) -> int:
    """Run a cmd within this one, which sees none of its changes of directory and variables."""
    directory = os.getcwd()
    kept = dict(environ)
    try:
        return main(tail)
    finally:
        os.chdir(directory)
        environ.clear()
        environ.update(kept)


def say(text: str) -> None:
    """Write to standard output, at once: the file is read while the task runs."""
    _write(1, text)


def complain(text: str) -> None:
    """Write a line to standard error."""
    _write(2, text + NEW_LINE)


def _write(descriptor: int, text: str) -> None:
    _write_bytes(descriptor, os.fsencode(text))


def _write_bytes(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


# ---- The commands


def _echo(rest: str, environ: MutableMapping[str, str]) -> int:
    text = rest[1:]
    if rest.strip(BLANKS) == "":
        say(f"ECHO is on.{NEW_LINE}")
    elif rest[0] not in " \t" or text.strip(BLANKS).lower() not in {"on", "off"}:
        say(text + NEW_LINE)
    return 0


def _set(rest: str, environ: MutableMapping[str, str]) -> int:
    text = rest.lstrip(BLANKS)
    if text.startswith("/"):
        raise Refused(f"set {text[:2]} is not part of this cmd: it knows set, set NAME and set NAME=value")
    if text.startswith('"'):
        inner, quote, _ = text[1:].rpartition('"')
        text = inner if quote else text[1:]
    name, equals, value = text.partition("=")
    if equals:
        same = [known for known in environ if known.upper() == name.upper()]
        for known in same:
            del environ[known]
        if value:
            environ[same[0] if same else name] = value
        return 0 if value or same else 1
    prefix = name.strip(BLANKS).upper()
    shown = sorted((n for n in environ if n.upper().startswith(prefix)), key=str.upper)
    for known in shown:
        say(f"{known}={environ[known]}{NEW_LINE}")
    if prefix and not shown:
        complain(f"Environment variable {name.strip(BLANKS)} not defined")
        return 1
    return 0


def _exit(rest: str, environ: MutableMapping[str, str]) -> int:
    words = [word for word in rest.replace("/b", " ").replace("/B", " ").split() if word]
    try:
        raise Exit(int(words[0], 0) if words else 0)
    except ValueError:
        raise Exit(0) from None


def _type(rest: str, environ: MutableMapping[str, str]) -> int:
    names = split_arguments(rest)
    if not names:
        complain("The syntax of the command is incorrect.")
        return 1
    code = 0
    for name in names:
        try:
            with open(native(name), "rb") as file:
                if len(names) > 1:
                    complain(f"{NEW_LINE}{name}{NEW_LINE}{NEW_LINE}")
                while block := file.read(1 << 16):
                    _write_bytes(1, block)
        except (OSError, ValueError):
            complain("The system cannot find the file specified.")
            code = 1
    return code


def _cd(rest: str, environ: MutableMapping[str, str]) -> int:
    path = rest.strip(BLANKS)
    if path[:2].lower() == "/d":
        path = path[2:].strip(BLANKS)
    path = path.replace('"', "")
    if not path:
        say(os.getcwd() + NEW_LINE)
        return 0
    try:
        os.chdir(native(path))
    except OSError:
        complain("The system cannot find the path specified.")
        return 1
    return 0


def _rem(rest: str, environ: MutableMapping[str, str]) -> int:
    return 0


def _timeout(rest: str, environ: MutableMapping[str, str]) -> int:
    words = [word for word in rest.lower().replace("/t", " ").replace("/nobreak", " ").split() if word]
    try:
        seconds = int(words[0])
    except (IndexError, ValueError):
        complain("ERROR: Invalid syntax: say timeout /t <seconds>.")
        return 1
    while seconds < 0:
        time.sleep(3600)
    time.sleep(seconds)
    return 0


def _ping(rest: str, environ: MutableMapping[str, str]) -> int:
    """Wait as `ping -n` does, a second between two replies; nothing is sent."""
    words = split_arguments(rest)
    count = 4
    host = ""
    at = 0
    while at < len(words):
        if words[at].lower() in {"-n", "/n", "-w", "/w", "-l", "/l"} and at + 1 < len(words):
            if words[at][1:].lower() == "n" and words[at + 1].isdecimal():
                count = int(words[at + 1])
            at += 1
        elif words[at][0] not in "-/":
            host = words[at]
        at += 1
    if not host:
        complain("IP address must be specified.")
        return 1
    say(f"{NEW_LINE}Pinging {host} with 32 bytes of data:{NEW_LINE}")
    for number in range(count):
        if number:
            time.sleep(1)
        say(f"Reply from {host}: bytes=32 time<1ms TTL=128{NEW_LINE}")
    return 0


COMMANDS: dict[str, Callable[[str, MutableMapping[str, str]], int]] = {
    "cd": _cd,
    "chdir": _cd,
    "echo": _echo,
    "exit": _exit,
    "ping": _ping,
    "rem": _rem,
    "set": _set,
    "timeout": _timeout,
    "type": _type,
}

_ABSENT_COMMANDS = frozenset(
    {
        "assoc",
        "break",
        "call",
        "cls",
        "color",
        "copy",
        "date",
        "del",
        "dir",
        "endlocal",
        "erase",
        "for",
        "ftype",
        "goto",
        "if",
        "md",
        "mkdir",
        "mklink",
        "move",
        "path",
        "pause",
        "popd",
        "prompt",
        "pushd",
        "rd",
        "ren",
        "rename",
        "rmdir",
        "setlocal",
        "shift",
        "start",
        "time",
        "title",
        "ver",
        "verify",
        "vol",
        "xcopy",
        "robocopy",
        "powershell",
        "powershell.exe",
    }
)
"""Commands of Windows that are not here; a program of the same name on this machine means something else."""


def main(tail: str) -> int:
    """Run what follows `cmd` on a command line; return the exit code, a signed number of 32 bits."""
    try:
        code = run_line(command_text(tail), os.environ)
    except Exit as exit_:
        code = exit_.code
    except Refused as refusal:
        complain(str(refusal))
        code = 1
    return (code + 2**31) % 2**32 - 2**31


def script(tail: str, report: int | None) -> int:
    """Run what follows `cmd`; return what this machine takes for an exit code.

    That has one byte only, so the true code is also written, as text, to the descriptor `report`. A failure
    never looks like a success because it has lost its other bytes.
    """
    if report is not None:
        os.set_inheritable(report, False)
    code = main(tail)
    if report is not None:
        _write(report, str(code))
    return code & _EXIT_BYTE or (1 if code else 0)


if __name__ == "__main__":
    sys.exit(script(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None))
