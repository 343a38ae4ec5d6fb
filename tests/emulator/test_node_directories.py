"""Where things lie on a node, and how they go away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from azure_batch_sdk.emulator.node.directories import (
    NodeDirectories,
    delete_tree,
    job_segments,
    set_aside,
    set_aside_below,
    set_aside_from_node,
)


def test_a_new_node_has_the_six_directories(tmp_path: Path) -> None:
    node = NodeDirectories(tmp_path / "pool" / "node")
    node.create()
    node.create()
    assert sorted(os.listdir(node.root)) == [
        "applications",
        "fsmounts",
        "shared",
        "startup",
        "volatile",
        "workitems",
    ]
    assert os.listdir(node.startup) == []


def test_a_task_lies_below_its_job_and_a_scheduled_one_below_its_schedule(tmp_path: Path) -> None:
    node = NodeDirectories(tmp_path)
    assert node.task_directory("Nightly", "T1").path == tmp_path / "workitems/Nightly/job-1/T1"
    assert node.task_directory("Nightly:job-7", "T1").path == tmp_path / "workitems/Nightly/job-7/T1"
    assert str(node.relative(node.task_directory("j", "t").path)) == "workitems/j/job-1/t"


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\0b", ":job-1", "a:"])
def test_an_id_that_is_no_name_of_a_directory_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot name a directory"):
        job_segments(name)


def test_a_second_attempt_finds_the_files_of_the_first(tmp_path: Path) -> None:
    task = NodeDirectories(tmp_path).task_directory("j", "t")
    task.create()
    (task.working_directory / "partial").write_text("x")
    task.create()
    assert (task.working_directory / "partial").exists()
    assert (task.stdout, task.stderr) == (task.path / "stdout.txt", task.path / "stderr.txt")


def test_setting_aside_makes_room_at_once_and_is_not_seen_on_the_node(tmp_path: Path) -> None:
    node = NodeDirectories(tmp_path / "pool" / "node")
    task = node.task_directory("j", "t")
    task.create()
    aside = set_aside_from_node(task.path, node)
    assert aside is not None
    assert not task.path.exists()
    assert not aside.is_relative_to(node.root)
    assert list(set_aside_below(tmp_path / "pool")) == [aside]
    delete_tree(aside)
    assert list(set_aside_below(tmp_path / "pool")) == []


def test_setting_aside_what_is_not_there_is_nothing(tmp_path: Path) -> None:
    assert set_aside(tmp_path / "none") is None
    assert list(set_aside_below(tmp_path / "none")) == []
    delete_tree(tmp_path / "none")


def test_a_reimaged_node_is_empty(tmp_path: Path) -> None:
    node = NodeDirectories(tmp_path / "node")
    assert node.reset() is None
    (node.shared / "file").write_text("x")
    old = node.reset()
    assert os.listdir(node.shared) == []
    assert old is not None
    assert (old / "shared" / "file").exists()


def test_deleting_takes_read_only_directories_too_and_spares_what_links_lead_to(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir(mode=0o500)
    tree = tmp_path / "tree"
    (tree / "locked" / "deep").mkdir(parents=True)
    (tree / "locked" / "deep" / "file").write_text("x")
    (tree / "link").symlink_to(kept)
    (tree / "locked" / "deep").chmod(0o500)
    (tree / "locked").chmod(0)
    delete_tree(tree)
    assert not tree.exists()
    assert kept.stat().st_mode & 0o777 == 0o500
