"""The fixtures for other people's tests, tried in pytest runs of their own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from textwrap import dedent

import psutil
import pytest

from .test_docs_snippets import README, snippets

ROOT = Path(__file__).parent.parent
PLUGIN = "azure_batch_sdk_pytest"
DEADLINE_SECONDS = 60.0

POOL = """
    import pytest
    from azure_batch_sdk import models

    def make_pool(client, pool_id, nodes=1):
        image = models.BatchVmImageReference(publisher="canonical", offer="ubuntu-24_04-lts", sku="server")
        client.create_pool(models.BatchPoolCreateOptions(
            id=pool_id, vm_size="STANDARD_D2S_V3", target_dedicated_nodes=nodes,
            virtual_machine_configuration=models.VirtualMachineConfiguration(
                image_reference=image, node_agent_sku_id="batch.node.ubuntu 24.04")))

    def make_job(client, job_id, pool_id):
        client.create_job(models.BatchJobCreateOptions(id=job_id, pool_info=models.BatchPoolInfo(pool_id=pool_id)))

    @pytest.fixture(scope="session")
    def pool(batch_emulator):
        with batch_emulator.get_client() as client:
            make_pool(client, "shared")
        return "shared"
"""


class Suite:
    """Somebody's tests in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self._started: list[subprocess.Popen[str]] = []

    def write(self, **modules: str) -> None:
        for name, text in modules.items():
            (self.folder / f"{name}.py").write_text(dedent(text), encoding="utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run it with our plugin and no other, whether ours is installed here or not."""
        process = self.start(*arguments)
        output, errors = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-p", PLUGIN, "-W", "error", "-rA", *arguments],
            cwd=self.folder,
            env={
                **os.environ,
                "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
                "PYTEST_ADDOPTS": "",
                "PYTHONPATH": str(ROOT),
                "TMPDIR": str(self.temporary),
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._started.append(process)
        return process

    def close(self) -> None:
        """End what a failed test has left running."""
        for process in self._started:
            with process:
                if process.poll() is None:
                    process.kill()

    def left(self) -> list[Path]:
        """Return the folders of emulators that are still there."""
        return list(self.temporary.glob("azure-batch-*"))

    def passes(self, number: int, *arguments: str) -> str:
        """Run it; all tests pass and nothing is left in the folder for temporary files."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        assert f" {number} passed in " in done.stdout
        assert self.left() == []
        return done.stdout


def wait_until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"still not so: {what}"
        time.sleep(0.05)


def tasks_of(account: str) -> list[psutil.Process]:
    """Return the processes of an account's tasks."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if (
                process.status() != psutil.STATUS_ZOMBIE
                and process.environ().get("AZ_BATCH_ACCOUNT_NAME") == account
            ):
                found.append(process)
    return found


@pytest.fixture
def suite(tmp_path: Path) -> Iterator[Suite]:
    suite = Suite(tmp_path)
    suite.write(conftest=POOL)
    yield suite
    suite.close()


def test_the_plugin_imports_pytest_and_nothing_else() -> None:
    program = (
        "import sys, pytest; before = set(sys.modules); import azure_batch_sdk_pytest; "
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"['{PLUGIN}']\n"


def test_a_run_that_asks_for_no_fixture_imports_nothing_of_the_package(suite: Suite) -> None:
    suite.write(
        conftest="",
        test_own="""
            import sys

            def test_own_things(pytestconfig):
                assert pytestconfig.pluginmanager.has_plugin("azure_batch_sdk_pytest")
                tops = {name.partition(".")[0] for name in sys.modules}
                assert not tops & {"azure_batch_sdk", "azure", "aiohttp", "asyncio", "sqlite3"}
        """,
    )
    suite.passes(1)


def test_the_entry_point_has_the_name_of_the_module() -> None:
    # Then `-p` with this name does not load it a second time where it is installed.
    try:
        points = distribution("azure-batch-sdk").entry_points
    except PackageNotFoundError:
        pytest.skip("the package is not installed here")
    assert [(point.name, point.value) for point in points if point.group == "pytest11"] == [(PLUGIN, PLUGIN)]


def test_a_test_runs_tasks_and_the_next_one_can_use_the_same_names(suite: Suite) -> None:
    suite.write(
        test_twice="""
            import pytest
            from azure_batch_sdk import models
            from conftest import make_job, make_pool

            @pytest.mark.parametrize("time", ["first", "second"])
            def test_it(batch_client, pool, time):
                make_job(batch_client, "nightly", pool)
                batch_client.create_task("nightly", models.BatchTaskCreateOptions(
                    id="hello", command_line=f"/bin/sh -c 'echo {time}'"))
                batch_client.wait_for_tasks("nightly", timeout=60)
                text = b"".join(batch_client.download_task_file("nightly", "hello", "stdout.txt"))
                assert text.decode().split() == [time]
        """
    )
    suite.passes(2)


def test_what_a_test_made_is_gone_after_it_and_what_was_there_before_stays(suite: Suite) -> None:
    suite.write(
        test_order="""
            from azure_batch_sdk import models
            from conftest import make_job, make_pool

            def names(client):
                return [found.id for listing in (client.list_pools, client.list_jobs, client.list_job_schedules)
                        for found in listing()]

            def test_makes_much_and_leaves_it_running(batch_client, pool):
                make_pool(batch_client, "own", nodes=2)
                make_job(batch_client, "in-own", "own")
                make_job(batch_client, "in-shared", pool)
                batch_client.create_task("in-shared", models.BatchTaskCreateOptions(
                    id="endless", command_line="sleep 600"))
                batch_client.create_job_schedule(models.BatchJobScheduleCreateOptions(
                    id="often",
                    schedule=models.BatchJobScheduleConfiguration(recurrence_interval="PT1M"),
                    job_specification=models.BatchJobSpecification(pool_info=models.BatchPoolInfo(pool_id=pool))))
                make_job(batch_client, "going", pool)
                batch_client.begin_delete_job("going")
                assert len(names(batch_client)) >= 5

            def test_finds_only_what_the_session_has(batch_client):
                assert names(batch_client) == ["shared"]
        """
    )
    suite.passes(2)


def test_a_client_of_ones_own_can_have_the_cleaning_too(suite: Suite) -> None:
    suite.write(
        test_own="""
            import pytest
            from azure_batch_sdk import BatchClient
            from conftest import make_job

            @pytest.mark.parametrize("again", [1, 2])
            def test_own_client(batch_emulator, batch_cleanup, again):
                with BatchClient(batch_emulator.endpoint, batch_emulator.credential) as client:
                    make_job(client, "mine", "nowhere")
        """
    )
    suite.passes(2)


def test_an_asynchronous_client_is_entered_by_the_test(suite: Suite) -> None:
    suite.write(
        test_async="""
            import asyncio
            import pytest

            @pytest.mark.parametrize("again", [1, 2])
            def test_async(async_batch_client, pool, again):
                async def program():
                    async with async_batch_client as client:
                        return [found.id async for found in client.list_pools()]
                assert asyncio.run(program()) == [pool]

            def test_one_that_is_never_entered_is_no_trouble(async_batch_client):
                assert async_batch_client
        """
    )
    suite.passes(3)


def test_a_conftest_chooses_the_options(suite: Suite) -> None:
    suite.write(
        conftest="""
            import pytest

            @pytest.fixture(scope="session")
            def batch_emulator_options():
                return {"account": "chosen", "time_scale": 60.0}
        """,
        test_options="""
            def test_account(batch_emulator):
                assert batch_emulator.account_name == "chosen"
        """,
    )
    suite.passes(1)


def test_without_aiohttp_only_tests_with_the_fixture_fail_and_say_what_to_install(suite: Suite) -> None:
    suite.write(
        conftest="import sys; sys.modules['aiohttp'] = None",
        test_it="""
            def test_own():
                pass

            def test_batch(batch_client):
                pass
        """,
    )
    done = suite.run()
    assert " 1 passed, 1 error in " in done.stdout
    assert "the emulator needs aiohttp: pip install 'azure-batch-sdk[emulator]'\n" in done.stdout
    assert "Traceback" not in done.stdout


def test_the_tests_in_the_guide_pass(suite: Suite) -> None:
    guide = ROOT / "docs" / "guides" / "testing.md"
    suite.write(conftest="", test_guide="\n".join(each.code for each in snippets(guide) if each.is_run))
    suite.passes(4)


def test_the_test_in_the_readme_passes(suite: Suite) -> None:
    tests = [each.code for each in snippets(README) if each.code.startswith("def test_")]
    imports = "from azure_batch_sdk import BatchClient\nfrom azure_batch_sdk.models import *\n"
    suite.write(conftest="", test_readme=imports + "\n".join(tests))
    suite.passes(1)


@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n", "2")], ids=["alone", "with xdist"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_broken_off_leaves_nothing(
    suite: Suite, number: signal.Signals, workers: tuple[str, ...]
) -> None:
    account = f"broken{os.urandom(8).hex()}"
    suite.write(
        conftest=f"""{POOL}
    @pytest.fixture(scope="session")
    def batch_emulator_options():
        return {{"account": "{account}"}}
        """,
        test_endless="""
            import time
            from pathlib import Path

            import pytest
            from azure_batch_sdk import models
            from conftest import make_job

            @pytest.mark.parametrize("name", ["one", "two"])
            def test_endless(batch_client, pool, name):
                make_job(batch_client, "j", pool)
                said = Path(__file__).with_name("runs")
                batch_client.create_task("j", models.BatchTaskCreateOptions(
                    id="t", command_line=f"/bin/sh -c 'touch {said}; setsid sleep 600'"))
                time.sleep(600)
        """,
    )
    run = suite.start(*workers)
    wait_until((suite.folder / "runs").exists, "a task runs")
    os.killpg(run.pid, number)
    run.communicate()
    wait_until(lambda: not tasks_of(account), "its tasks are gone")
    wait_until(lambda: not suite.left(), "its files are gone")


def test_each_worker_of_xdist_has_a_service_of_its_own(suite: Suite) -> None:
    pytest.importorskip("xdist")
    suite.write(
        test_workers="""
            import time
            from pathlib import Path

            import pytest
            from azure_batch_sdk import models
            from conftest import make_job

            @pytest.mark.parametrize("number", range(8))
            def test_same_names_everywhere(batch_client, batch_emulator, pool, worker_id, tmp_path_factory, number):
                make_job(batch_client, "same", pool)
                batch_client.create_task("same", models.BatchTaskCreateOptions(
                    id="same", command_line=f"/bin/sh -c 'echo {number}'"))
                batch_client.wait_for_tasks("same", timeout=60)
                text = b"".join(batch_client.download_task_file("same", "same", "stdout.txt"))
                assert text.decode().split() == [str(number)]
                # Both workers get their share, whatever the machine's load is: each waits for the other.
                seen = tmp_path_factory.getbasetemp().parent
                (seen / f"{worker_id}.endpoint").write_text(batch_emulator.endpoint)
                deadline = time.monotonic() + 60
                while len(endpoints := {file.read_text() for file in seen.glob("*.endpoint")} - {""}) < 2:
                    assert time.monotonic() < deadline, "the other worker does not come"
                    time.sleep(0.02)
                assert len(endpoints) == 2
        """
    )
    suite.passes(8, "-p", "xdist", "-n", "2")
