"""What the file API shows of a directory, and what it does not."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from azure_batch_sdk.emulator.node.files import (
    DirectoryNotEmpty,
    FileAbsent,
    FileTree,
    RangeInvalid,
    byte_range,
)


@pytest.fixture
def node(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    task = root / "task"
    (task / "wd" / "b" / "deep").mkdir(parents=True)
    (task / "wd" / "a").mkdir()
    (root / "shared").mkdir()
    for name in ("stdout.txt", "wd/a/z", "wd/b/deep/y", "wd/b.txt", "wd/x.bin"):
        (task / name).write_text(name)
    (root / "shared" / "file").write_text("shared")
    (tmp_path / "secret").write_text("secret")
    return root


@pytest.fixture
def tree(node: Path) -> FileTree:
    return FileTree(node / "task", within=node)


def names(tree: FileTree, *, recursive: bool = False, after: str | None = None) -> list[str]:
    return [facts.name for facts in tree.list(recursive=recursive, after=after)]


def test_one_level_is_listed_unless_asked_for_more(tree: FileTree) -> None:
    assert names(tree) == ["stdout.txt", "wd"]


ALL = ["stdout.txt", "wd", "wd/a", "wd/b", "wd/b.txt", "wd/x.bin", "wd/a/z", "wd/b/deep", "wd/b/deep/y"]


def test_a_recursive_list_goes_level_by_level_parents_first(tree: FileTree) -> None:
    assert names(tree, recursive=True) == ALL


@pytest.mark.parametrize("at", range(len(ALL)))
def test_a_list_goes_on_behind_any_item_also_one_that_is_gone(tree: FileTree, at: int) -> None:
    assert names(tree, recursive=True, after=ALL[at]) == ALL[at + 1 :]
    if not tree.stat(ALL[at]).is_directory:
        tree.delete(ALL[at])
        assert names(tree, recursive=True, after=ALL[at]) == ALL[at + 1 :]


def test_facts_of_a_file_are_those_of_a_linux_node(tree: FileTree, node: Path) -> None:
    path = node / "task" / "stdout.txt"
    path.chmod(0o644)
    facts = tree.stat("stdout.txt")
    assert (facts.name, facts.path, facts.is_directory) == ("stdout.txt", path, False)
    assert (facts.content_length, facts.content_type, facts.file_mode) == (10, "text/plain", "0o100644")
    assert facts.created <= facts.last_modified == path.stat().st_mtime
    assert tree.stat("wd/x.bin").content_type == "application/octet-stream"


def test_facts_of_a_directory(tree: FileTree) -> None:
    facts = tree.stat("wd/")
    assert (facts.name, facts.is_directory, facts.content_length) == ("wd", True, 0)
    assert facts.file_mode.startswith("0o40")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/",
        ".",
        "..",
        "../shared/file",
        "wd/../stdout.txt",
        "/etc/passwd",
        "wd//x.bin",
        "none",
        "stdout.txt/x",
        "a\0",
    ],
)
def test_a_name_that_leads_nowhere_or_out_is_absent(tree: FileTree, name: str) -> None:
    with pytest.raises(FileAbsent):
        tree.stat(name)
    with pytest.raises(FileAbsent):
        tree.delete(name, recursive=True)
    assert names(tree, recursive=True) == ALL


@given(st.lists(st.sampled_from(["..", ".", "wd", "shared", "secret", "", "out", "~", "a\0"]), max_size=6))
def test_no_name_leads_out_of_the_root(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    base = tmp_path_factory.getbasetemp() / "traversal"
    (base / "root" / "wd").mkdir(parents=True, exist_ok=True)
    (base / "secret").write_text("secret")
    if not (base / "root" / "out").is_symlink():
        (base / "root" / "out").symlink_to(base)
    try:
        facts = FileTree(base / "root").stat("/".join(parts))
    except FileAbsent:
        return
    assert facts.path.is_relative_to(base / "root")


def test_links_are_followed_within_the_node_only(tree: FileTree, node: Path) -> None:
    wd = node / "task" / "wd" / "a"
    (wd / "good").symlink_to(node / "shared" / "file")
    (wd / "out").symlink_to(node.parent / "secret")
    (wd / "dangling").symlink_to("nothing")
    (wd / "loop").symlink_to("loop")
    (wd / "up").symlink_to("..")
    assert tree.stat("wd/a/good").content_length == len("shared")
    for bad in ("out", "dangling", "loop"):
        with pytest.raises(FileAbsent):
            tree.stat(f"wd/a/{bad}")
    listed = names(tree, recursive=True)
    assert [name for name in listed if name.startswith("wd/a/")] == ["wd/a/good", "wd/a/up", "wd/a/z"]


def test_without_more_room_links_must_stay_below_the_root(node: Path) -> None:
    (node / "task" / "link").symlink_to(node / "shared" / "file")
    with pytest.raises(FileAbsent):
        FileTree(node / "task").stat("link")


def test_pipes_are_not_shown(tree: FileTree, node: Path) -> None:
    os.mkfifo(node / "task" / "pipe")
    assert "pipe" not in names(tree)
    with pytest.raises(FileAbsent):
        tree.stat("pipe")


def test_names_of_a_windows_node_have_backslashes(node: Path) -> None:
    tree = FileTree(node, separator="\\")
    assert "task\\wd\\b\\deep\\y" in names(tree, recursive=True)
    assert tree.stat("task\\wd\\x.bin").name == tree.stat("task/wd/x.bin").name == "task\\wd\\x.bin"
    assert names(tree, recursive=True, after="task\\wd\\b\\deep") == ["task\\wd\\b\\deep\\y"]
    with pytest.raises(FileAbsent):
        tree.stat("task\\..\\..\\secret")


def test_a_name_that_is_no_utf_8_does_not_spoil_the_list(tree: FileTree, node: Path) -> None:
    with open(os.fsencode(node / "task") + b"/bad\xff", "w"):
        pass
    assert "bad\ufffd" in names(tree)


def test_a_file_is_deleted(tree: FileTree) -> None:
    tree.delete("wd/x.bin")
    with pytest.raises(FileAbsent):
        tree.stat("wd/x.bin")
    with pytest.raises(FileAbsent):
        tree.delete("wd/x.bin")


def test_a_full_directory_is_deleted_only_recursively(tree: FileTree) -> None:
    with pytest.raises(DirectoryNotEmpty):
        tree.delete("wd/b")
    tree.delete("wd/b", recursive=True)
    tree.delete("wd/a/z")
    tree.delete("wd/a")
    assert names(tree, recursive=True) == ["stdout.txt", "wd", "wd/b.txt", "wd/x.bin"]


def test_deleting_a_link_spares_what_it_leads_to(tree: FileTree, node: Path) -> None:
    (node / "task" / "out").symlink_to(node.parent)
    (node / "task" / "through").symlink_to(node.parent)
    tree.delete("out", recursive=True)
    with pytest.raises(FileAbsent):
        tree.delete("through/secret")
    assert (node.parent / "secret").read_text() == "secret"
    assert "out" not in os.listdir(node / "task")


def test_listing_lives_with_files_that_come_and_go(tree: FileTree, node: Path) -> None:
    stop = threading.Event()

    def churn() -> None:
        while not stop.is_set():
            for number in range(20):
                directory = node / "task" / "wd" / f"t{number}"
                directory.mkdir()
                (directory / "f").write_text("x")
            for number in range(20):
                (node / "task" / "wd" / f"t{number}" / "f").unlink()
                (node / "task" / "wd" / f"t{number}").rmdir()

    thread = threading.Thread(target=churn)
    thread.start()
    try:
        for _ in range(200):
            assert set(ALL) <= set(names(tree, recursive=True))
    finally:
        stop.set()
        thread.join()


def test_a_root_that_is_gone_lists_nothing(tmp_path: Path) -> None:
    assert names(FileTree(tmp_path / "none"), recursive=True) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bytes=1-2", (1, 2)),
        ("bytes=0-0", (0, 1)),
        ("bytes=3-", (3, 3)),
        ("bytes=4-99", (4, 2)),
        ("bytes=0-5", (0, 6)),
    ],
)
def test_a_range_counts_both_ends_and_is_clipped(text: str, expected: tuple[int, int]) -> None:
    assert byte_range(text, 6) == expected


@pytest.mark.parametrize(
    "text", ["", "1-2", "bytes=-2", "bytes=2-1", "bytes=6-", "bytes=6-7", "bytes=a-b", "bytes=0-1,3-4"]
)
def test_a_bad_range_is_refused(text: str) -> None:
    with pytest.raises(RangeInvalid):
        byte_range(text, 6)
