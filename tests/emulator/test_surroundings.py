"""The emulator in surroundings that nobody tidied up, or that somebody else has prepared."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.emulator.command import main
from azure_batch_sdk.emulator.node.blob_storage import download
from azure_batch_sdk.emulator.node.containers import containerised
from azure_batch_sdk.emulator.node.directories import NodeDirectories, delete_tree
from azure_batch_sdk.emulator.node.launch import Launch, LaunchError
from azure_batch_sdk.emulator.node.packages import Applications
from azure_batch_sdk.emulator.node.transfers import StorageTrouble
from azure_batch_sdk.emulator.options import EmulatorOptions
from azure_batch_sdk.emulator.temporary import PREFIX, remember_marker, temporary_folder
from azure_batch_sdk.emulator.whole_files import write_whole
from azure_batch_sdk.models import (
    BatchJobCreateOptions,
    BatchPoolCreateOptions,
    BatchPoolInfo,
    BatchTaskCreateOptions,
    BatchVmImageReference,
    VirtualMachineConfiguration,
)

from .signed_http import SignedHttp

ROOT = Path(__file__).parents[2]
DEADLINE_SECONDS = 60.0
DEEP = 1_500
"""Deeper than Python goes by recursion."""


def run_task(emulator: BatchEmulator, command_line: str) -> list[str]:
    """Run a task and return the names of its files."""
    with emulator.get_client() as client:
        ubuntu = BatchVmImageReference(publisher="canonical", offer="ubuntu-24_04-lts", sku="server")
        client.create_pool(
            BatchPoolCreateOptions(
                id="p",
                vm_size="standard_d2s_v3",
                target_dedicated_nodes=1,
                virtual_machine_configuration=VirtualMachineConfiguration(
                    image_reference=ubuntu, node_agent_sku_id="batch.node.ubuntu 24.04"
                ),
            )
        )
        client.create_job(BatchJobCreateOptions(id="j", pool_info=BatchPoolInfo(pool_id="p")))
        client.create_task("j", BatchTaskCreateOptions(id="t", command_line=command_line))
        client.wait_for_tasks("j", timeout=DEADLINE_SECONDS, raise_on_failure=True)
        return [file.name or "" for file in client.list_task_files("j", "t", recursive=True)]


@pytest.fixture
def deep_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for trees that pytest itself could not delete."""
    yield tmp_path
    subprocess.run(["rm", "-rf", tmp_path], check=True)


def make_deep_tree(folder: Path) -> None:
    before = os.getcwd()
    folder.mkdir()
    os.chdir(folder)
    try:
        for _ in range(DEEP):
            os.mkdir("inner")
            os.chdir("inner")
            Path("file").touch()
    finally:
        os.chdir(before)


def test_a_tree_that_is_deeper_than_python_can_recurse_is_deleted(deep_folder: Path) -> None:
    make_deep_tree(deep_folder / "tree")
    delete_tree(deep_folder / "tree")
    assert list(deep_folder.iterdir()) == []


def test_an_emulator_ends_in_order_after_a_task_that_made_a_deep_tree(
    deep_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(deep_folder))
    with BatchEmulator(in_process=True) as emulator:
        program = f'import os\nfor n in range({DEEP}): os.mkdir("a"); os.chdir("a")'
        run_task(emulator, f"{sys.executable} -c '{program}'")
    assert list(deep_folder.iterdir()) == []


def test_what_another_user_has_put_into_the_temporary_folder_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    theirs = tmp_path / f"{PREFIX}theirs"
    theirs.mkdir()
    os.mkfifo(theirs / ".marker")
    monkeypatch.setattr("os.geteuid", lambda: theirs.stat().st_uid + 1)

    def start() -> None:
        with temporary_folder():
            pass

    # Who opens the pipe to read waits for ever.
    starting = threading.Thread(target=start, daemon=True)
    starting.start()
    starting.join(DEADLINE_SECONDS / 2)
    assert not starting.is_alive()
    assert theirs.exists()


def test_the_marker_of_a_temporary_folder_goes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    steps: list[tuple[str, list[str]]] = []

    def watched(path: Path) -> None:
        folder = next(tmp_path.iterdir())
        steps.append((path.name, sorted(inner.name for inner in folder.iterdir())))
        delete_tree(path)

    monkeypatch.setattr("azure_batch_sdk.emulator.temporary.delete_tree", watched)
    with temporary_folder() as folder:
        remember_marker(folder, "a-marker")
        (folder / "node").mkdir()
    assert steps == [("node", [".marker", "node"]), (folder.name, [".marker"])]
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:
        os.chown(tmp_path, 12_345, -1)
    monkeypatch.setattr("os.geteuid", lambda: 54_321)
    with pytest.raises(RuntimeError, match="belongs to another user"):
        BatchEmulator(tmp_path, in_process=True).__enter__()


def test_what_is_kept_is_for_its_owner_only_in_a_folder_that_others_can_read(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    with BatchEmulator(tmp_path):
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes["nodes"] == 0o700
    assert {name: mode for name, mode in modes.items() if name != "nodes" and mode != 0o600} == {}
    assert "journal.sqlite3-wal" in modes


def test_nothing_is_imported_from_the_folder_that_a_program_is_started_in(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('this is not the json that was wanted')")
    (tmp_path / "program").mkdir()
    program = tmp_path / "program" / "program.py"
    program.write_text(
        "from azure_batch_sdk.emulator import BatchEmulator\nwith BatchEmulator(): print('it runs')"
    )
    done = subprocess.run(
        [sys.executable, program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("it runs\n", 0), done.stderr


def test_a_path_object_among_the_import_paths_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, Path("elsewhere")])
    with BatchEmulator() as emulator:
        assert emulator.endpoint


@pytest.mark.parametrize("in_process", [False, True], ids=["child process", "thread"])
def test_a_fork_of_the_program_uses_the_emulator_and_leaves_it_alone(in_process: bool) -> None:
    program = f"""
import os
from azure_batch_sdk.emulator import BatchEmulator
with BatchEmulator(in_process={in_process}) as emulator:
    fork = os.fork()
    if fork == 0:
        with emulator.get_client() as client:
            assert list(client.list_pools()) == []
        emulator.__exit__(None, None, None)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]) == 0
    with emulator.get_client() as client:
        assert list(client.list_pools()) == []
"""
    # Newer Pythons warn of forks in programs with threads.
    done = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=DEADLINE_SECONDS,
    )
    assert done.returncode == 0, done.stderr


def spoil(folder: Path) -> str:
    folder.mkdir()
    (folder / "journal.sqlite3").write_text("this is no journal, and never was one")
    return "cannot be used as a journal"


def put_a_file_above(folder: Path) -> str:
    folder.symlink_to("nowhere")
    return "File exists"


@pytest.mark.parametrize("prepare", [spoil, put_a_file_above])
def test_a_data_folder_that_cannot_be_used_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], prepare: Any
) -> None:
    complaint = prepare(tmp_path / "data")
    with pytest.raises(RuntimeError, match=complaint):
        BatchEmulator(tmp_path / "data").__enter__()
    assert main(["--data-dir", str(tmp_path / "data")]) == 1
    assert complaint in capsys.readouterr().err


def test_options_that_are_easily_mistaken_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ValueError, match="data_dir must be a folder"):
        BatchEmulator(tmp_path / "file")
    with pytest.raises(ValueError, match="faults must be a list"):
        BatchEmulator(faults="429=0.1")
    with pytest.raises(ValueError, match="0 seconds or more"):
        BatchEmulator(faults=["retry-after=-1"])
    with pytest.raises(ValueError, match="at most 1,000,000"):
        BatchEmulator(time_scale=1e9)


def test_another_system_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("azure_batch_sdk.emulator.options.find_spec", lambda name: None)
    with pytest.raises(ImportError, match="needs a POSIX system"):
        BatchEmulator().__enter__()


def test_options_do_not_show_the_key() -> None:
    assert "c2VjcmV0" not in repr(EmulatorOptions(key="c2VjcmV0"))


def test_a_file_that_cannot_be_put_in_its_place_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        write_whole(tmp_path / "taken", b"secret")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_token_that_is_no_text_is_refused_as_any_other() -> None:
    with BatchEmulator(in_process=True) as emulator:
        http = SignedHttp(emulator.endpoint, emulator.account_name, emulator.account_key)
        head = f"GET /pools?api-version=2025-06-01 HTTP/1.1\r\nhost: {http.address}\r\nauthorization: Bearer batch-task.x."
        assert http.raw("GET", head.encode() + b"\xff\r\n\r\n").status == 401


def test_a_package_that_is_damaged_inside_fails_as_a_package(tmp_path: Path) -> None:
    archive = tmp_path / "tool" / "1.zip"
    archive.parent.mkdir()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("tool", "a tool" * 100)
    content = bytearray(archive.read_bytes())
    content[36:40] = b"\xff" * 4
    archive.write_bytes(content)
    package = Applications(tmp_path).package("tool", None)
    assert not isinstance(package, str)
    with pytest.raises(LaunchError, match="could not be unpacked") as caught:
        package.install(tmp_path / "node")
    assert caught.value.code == "ApplicationPackageError"
    assert list((tmp_path / "node").iterdir()) == []


@pytest.mark.parametrize("query", ["sig=secret value", "sig=secret\nvalue"])
def test_a_url_with_a_blank_does_not_show_its_signature_in_what_went_wrong(query: str) -> None:
    with pytest.raises(StorageTrouble, match="is no URL") as caught:
        download(f"http://127.0.0.1:1/container/blob?{query}", io.BytesIO())
    assert "secret" not in str(caught.value)


def test_emulators_that_share_a_container_engine_do_not_share_containers(tmp_path: Path) -> None:
    node = NodeDirectories(tmp_path)
    task = node.task_directory("j", "t")
    launch = Launch("task/j/t/0", "true", {}, task.working_directory, task.stdout, task.stderr)
    containers = [
        containerised(launch, {"imageName": "image"}, node, engine="docker").container for _ in range(2)
    ]
    names = [container.name for container in containers if container is not None]
    assert len(set(names)) == 2
    assert all(name.startswith("azure-batch-task-j-t-0-") for name in names)


def test_files_from_a_far_future_are_listed_by_a_fast_clock() -> None:
    with BatchEmulator(time_scale=1000) as emulator:
        assert "wd/late" in run_task(emulator, "touch -d 2300-01-01 late")
