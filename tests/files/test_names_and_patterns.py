"""Which files are meant, and where they may be written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from azure_batch_sdk._files.names import UnsafeName, parts_of, place_below
from azure_batch_sdk._files.patterns import DEFAULT, Patterns


@pytest.mark.parametrize(
    ("pattern", "name", "matches"),
    [
        ("stdout.txt", "stdout.txt", True),
        ("stdout.txt", "stdoutxtxt", False),
        ("stdout.txt", "wd/stdout.txt", False),
        ("std*.txt", "stderr.txt", True),
        ("*", "stdout.txt", True),
        ("*", "wd/a", False),
        ("*", ".hidden", False),
        (".*", ".hidden", True),
        ("wd/*.csv", "wd/a.csv", True),
        ("wd/*.csv", "wd/b/a.csv", False),
        ("wd/**/*.csv", "wd/a.csv", True),
        ("wd/**/*.csv", "wd/b/c/a.csv", True),
        ("wd/**/*.csv", "wd/.git/a.csv", False),
        ("**", "stdout.txt", True),
        ("**", "wd/a/b", True),
        ("**", "wd/.a", False),
        ("wd/", "wd/a/b", True),
        ("wd/**", "stdout.txt", False),
        ("wd/**", "wd\\a\\b.txt", True),
        ("wd/?.txt", "wd/a.txt", True),
        ("wd/?.txt", "wd/ab.txt", False),
        ("wd/[a-c]x", "wd/bx", True),
        ("wd/[!a-c]x", "wd/bx", False),
        ("wd/[!a-c]x", "wd/dx", True),
        ("wd/[]]x", "wd/]x", True),
        ("wd/a[*]", "wd/a*", True),
        ("wd/a[*]", "wd/ab", False),
        ("wd/a[b", "wd/a[b", True),
        ("wd/[a--]x", "wd/bx", None),
        ("a+b(c)", "a+b(c)", True),
        (["a", "b"], "b", True),
        (DEFAULT, "fileuploadout.txt", False),
        (DEFAULT, "wd/deep/down.bin", True),
    ],
)
def test_what_a_pattern_matches(pattern: str, name: str, matches: bool | None) -> None:
    if matches is None:
        with pytest.raises(ValueError, match="backwards"):
            Patterns(pattern)
    else:
        assert Patterns(pattern).match(name) is matches


@pytest.mark.parametrize("pattern", ["", "/etc/*", "../secret", "wd//a", "wd/./a", [], "wd/.."])
def test_a_pattern_that_can_match_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        Patterns(pattern)


def test_only_patterns_without_directories_need_no_recursive_list() -> None:
    assert Patterns(["std*.txt", "a"]).is_flat
    assert not Patterns("**").is_flat
    assert not Patterns(["a", "wd/a"]).is_flat


@given(st.text(min_size=1, max_size=8), st.text(max_size=8))
def test_every_pattern_is_understood_or_refused(pattern: str, name: str) -> None:
    try:
        patterns = Patterns(pattern)
    except ValueError:
        return
    patterns.match(name)


HOSTILE = [
    "../x",
    "wd/../../x",
    "..",
    "/etc/passwd",
    "//host/share",
    "..\\x",
    "wd\\..\\..\\x",
    "\\x",
    "wd//x",
    "wd/./x",
    "wd/",
    "",
    "a\0b",
    "wd/\ud800/x",
    "wd/x\udcff",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnsafeName, match="cannot be used"):
        place_below(tmp_path, name)


@pytest.mark.parametrize(
    "name", ["C:x", "C:/x", "a:stream", "con", "NUL.txt", "com1", "lpt¹.log", "x.", "x ", "a?", "a\nb"]
)
def test_names_that_windows_reads_otherwise_are_refused_there(name: str) -> None:
    with pytest.raises(UnsafeName, match="Windows"):
        parts_of(name, windows=True)
    assert parts_of(name, windows=False)


def test_plain_names_stay_as_they_are(tmp_path: Path) -> None:
    assert place_below(tmp_path, "t-1", "wd/sub folder/100%.txt") == tmp_path / "t-1/wd/sub folder/100%.txt"
    assert place_below(tmp_path, "wd\\a") == tmp_path / "wd/a"
    assert place_below(tmp_path, "...").parent == tmp_path


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "to", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (inside / "wd").symlink_to(outside, target_is_directory=True)
    with pytest.raises(UnsafeName, match="leads out"):
        place_below(inside, "wd/x")
    with pytest.raises(UnsafeName, match="leads out"):
        place_below(inside, "wd/deep/x")


@given(st.lists(st.sampled_from(["..", ".", "", "a", "/", "\\", "C:", "\0", " ", "~"]), max_size=6))
def test_no_name_leads_out(parts: list[str]) -> None:
    root = Path("/somewhere/to")
    try:
        place = place_below(root, "/".join(parts))
    except UnsafeName:
        return
    assert os.path.normpath(place).startswith(f"{root}{os.sep}")
