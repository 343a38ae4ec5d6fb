"""The Azure CLI works with the emulator: `az batch`, with its exit codes and its output.

Two of its commands fail whatever the service answers, as they read the answer in a way that it does not have:
`az batch task file show` and `az batch node file show`. Those that manage accounts and applications speak to Azure
Resource Manager, not to the Batch service.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator import BatchEmulator

from .tools import Outcome, require_tool, run_program

SECONDS = 30.0
FAILED, MISUSED, NOT_FOUND = 1, 2, 3
"""Exit codes of az."""

MACHINE = ("--image", "canonical:ubuntu-24_04-lts:server", "--node-agent-sku-id", "batch.node.ubuntu 24.04")


class AzureCli:
    """`az batch` for one emulator."""

    def __init__(self, program: Path, emulator: BatchEmulator, folder: Path) -> None:
        self.emulator = emulator
        self.folder = folder
        self.program = program

    def run(self, command: str, *options: str, **environment: str) -> Outcome:
        """Run `az batch <command> <options>`."""
        return run_program(
            [self.program, "batch", *command.split(), *options],
            self.emulator,
            AZURE_CONFIG_DIR=str(self.folder / "configuration"),
            AZURE_CORE_COLLECT_TELEMETRY="no",
            # Whatever would leave this machine fails.
            HTTP_PROXY="http://127.0.0.1:9",
            HTTPS_PROXY="http://127.0.0.1:9",
            NO_PROXY="127.0.0.1",
            **environment,
        )

    def do(self, command: str, *options: str, **environment: str) -> Any:
        """Run a command that must end well, and return what it printed, None for nothing."""
        ended = self.run(command, *options, **environment)
        assert ended.exit_code == 0, f"az batch {command}: {ended.output}{ended.errors}"
        return json.loads(ended.output) if ended.output.strip() else None

    def refusal(self, command: str, *options: str) -> tuple[int, str]:
        """Return the exit code and the error code of a command that is refused."""
        ended = self.run(command, *options)
        assert ended.output == ""
        return ended.exit_code, ended.errors.partition("(")[2].partition(")")[0]

    def until(self, command: str, *options: str, sees: Callable[[Any], bool]) -> Any:
        """Run a command until it sees something, at most for the deadline."""
        end = time.monotonic() + SECONDS
        while not sees(seen := self.do(command, *options)):
            assert time.monotonic() < end, f"az batch {command} still sees {seen}"
        return seen

    def make_pool(self, pool_id: str, *options: str) -> None:
        """Make a pool of one node and wait until it is up."""
        self.do("pool create", "--id", pool_id, "--vm-size", "standard_d1_v2", *MACHINE, *options,
                "--target-dedicated-nodes", "1")  # fmt: skip
        self.until(
            "node list",
            "--pool-id",
            pool_id,
            sees=lambda nodes: [node["state"] for node in nodes] == ["idle"],
        )

    def make_job(self, job_id: str, pool_id: str, *options: str) -> None:
        """Make a job."""
        self.do("job create", "--id", job_id, "--pool-id", pool_id, *options)

    def all_completed(self, job_id: str) -> list[dict[str, Any]]:
        """Wait until all tasks of a job are completed, and return them."""
        tasks: list[dict[str, Any]] = self.until(
            "task list",
            "--job-id",
            job_id,
            sees=lambda tasks: all(task["state"] == "completed" for task in tasks),
        )
        return tasks


@pytest.fixture(scope="module")
def az(emulator: BatchEmulator, tmp_path_factory: pytest.TempPathFactory) -> AzureCli:
    program = require_tool("azure-cli") / "bin/az"
    return AzureCli(program, emulator, tmp_path_factory.mktemp("az"))


@pytest.fixture(scope="module")
def pool(az: AzureCli) -> str:
    """A pool with a node that is up."""
    az.make_pool("shared")
    return "shared"


def test_a_pool_is_made_shown_resized_and_deleted(az: AzureCli) -> None:
    az.make_pool("p", "--task-slots-per-node", "4", "--metadata", "owner=alice")
    shown = az.do("pool show", "--pool-id", "p")
    assert (shown["id"], shown["state"], shown["allocationState"]) == ("p", "active", "steady")
    assert (shown["vmSize"], shown["taskSlotsPerNode"]) == ("standard_d1_v2", 4)
    assert shown["metadata"] == [{"name": "owner", "value": "alice"}]
    az.do("pool resize", "--pool-id", "p", "--target-dedicated-nodes", "3")
    az.until("pool show", "--pool-id", "p", "--query", "currentDedicatedNodes", sees=lambda nodes: nodes == 3)
    listed = az.do("pool list", "--filter", "id eq 'p'", "--query", "[].{id: id, size: targetDedicatedNodes}")
    assert listed == [{"id": "p", "size": 3}]
    az.do("pool delete", "--pool-id", "p", "--yes")
    az.until("pool list", "--query", "[?id == 'p']", sees=lambda pools: not pools)
    assert az.refusal("pool show", "--pool-id", "p") == (NOT_FOUND, "PoolNotFound")


def test_a_pool_is_changed_and_scaled(az: AzureCli) -> None:
    az.make_pool("changing", "--start-task-command-line", "/bin/true")
    az.do("pool set", "--pool-id", "changing", "--metadata", "team=render")
    az.do("pool reset", "--pool-id", "changing", "--metadata", "team=print")
    shown = az.do("pool show", "--pool-id", "changing")
    assert shown["metadata"] == [{"name": "team", "value": "print"}]
    assert "startTask" not in shown
    formula = "$TargetDedicatedNodes = 2;"
    az.do("pool autoscale enable", "--pool-id", "changing", "--auto-scale-formula", formula)
    run = az.do("pool autoscale evaluate", "--pool-id", "changing", "--auto-scale-formula", formula)
    assert run["results"].startswith("$TargetDedicatedNodes=2;")
    az.until(
        "pool show",
        "--pool-id",
        "changing",
        "--query",
        "currentDedicatedNodes",
        sees=lambda nodes: nodes == 2,
    )
    az.do("pool autoscale disable", "--pool-id", "changing")
    counts = az.do("pool node-counts list", "--filter", "poolId eq 'changing'")
    assert [each["dedicated"]["total"] for each in counts] == [2]
    images = az.do("pool supported-images list", "--query", "[].nodeAgentSkuId")
    assert "batch.node.ubuntu 24.04" in images
    assert az.do("pool usage-metrics list") == []


def test_a_job_is_made_changed_stopped_and_deleted(az: AzureCli, pool: str) -> None:
    az.make_job("j", pool, "--metadata", "owner=alice", "--priority", "5")
    az.do("job set", "--job-id", "j", "--priority", "7")
    shown = az.do("job show", "--job-id", "j")
    assert (shown["state"], shown["priority"], shown["poolInfo"]) == ("active", 7, {"poolId": pool})
    az.do("job disable", "--job-id", "j", "--disable-tasks", "requeue")
    az.until("job show", "--job-id", "j", "--query", "state", sees=lambda state: state == "disabled")
    az.do("job enable", "--job-id", "j")
    az.do("job reset", "--job-id", "j", "--pool-id", pool)
    assert az.do("job list", "--filter", "id eq 'j'", "--query", "[].[id, priority]") == [["j", 0]]
    az.do("job stop", "--job-id", "j", "--terminate-reason", "enough")
    stopped = az.until("job show", "--job-id", "j", sees=lambda job: job["state"] == "completed")
    assert stopped["executionInfo"]["terminateReason"] == "enough"
    assert az.refusal("job enable", "--job-id", "j") == (FAILED, "JobCompleted")
    az.do("job delete", "--job-id", "j", "--yes")
    az.until("job list", "--query", "[?id == 'j']", sees=lambda jobs: not jobs)


def test_tasks_come_from_the_command_line_and_from_files(az: AzureCli, pool: str, tmp_path: Path) -> None:
    specification = {
        "id": "t",
        "poolInfo": {"poolId": pool},
        "jobPreparationTask": {"commandLine": "/bin/true"},
    }
    (tmp_path / "job.json").write_text(json.dumps(specification), "utf-8")
    az.do("job create", "--json-file", str(tmp_path / "job.json"))
    one = az.do("task create", "--job-id", "t", "--task-id", "one", "--command-line", "/bin/sh -c 'exit 3'")
    assert (one["id"], one["commandLine"]) == ("one", "/bin/sh -c 'exit 3'")
    many = [
        {"id": f"t{number}", "commandLine": "/bin/sh -c 'echo $N'",
         "environmentSettings": [{"name": "N", "value": str(number)}]}
        for number in range(120)
    ]  # fmt: skip
    (tmp_path / "tasks.json").write_text(json.dumps(many), "utf-8")
    added = az.do("task create", "--job-id", "t", "--json-file", str(tmp_path / "tasks.json"))
    assert [each["status"] for each in added] == ["Success"] * 120
    # One task in a file alone is made on the spot.
    (tmp_path / "task.json").write_text(json.dumps({"id": "last", "commandLine": "/bin/true"}), "utf-8")
    last = az.do("task create", "--job-id", "t", "--json-file", str(tmp_path / "task.json"))
    assert last["id"] == "last"

    tasks = az.all_completed("t")
    assert len(tasks) == 122
    counts = az.do("job task-counts show", "--job-id", "t")["taskCounts"]
    assert (counts["succeeded"], counts["failed"]) == (121, 1)
    prepared = az.do("job prep-release-status list", "--job-id", "t")
    assert [each["jobPreparationTaskExecutionInfo"]["state"] for each in prepared] == ["completed"]
    shown = az.do("task show", "--job-id", "t", "--task-id", "one")
    assert shown["executionInfo"]["failureInfo"]["code"] == "FailureExitCode"
    az.do("task reactivate", "--job-id", "t", "--task-id", "one")
    az.all_completed("t")
    assert az.do("task subtask list", "--job-id", "t", "--task-id", "one") == []
    failed = az.do("task list", "--job-id", "t", "--filter", "executionInfo/result eq 'failure'")
    assert [task["id"] for task in failed] == ["one"]
    az.do("task delete", "--job-id", "t", "--task-id", "one", "--yes")
    assert az.refusal("task show", "--job-id", "t", "--task-id", "one") == (NOT_FOUND, "TaskNotFound")


def test_a_running_task_is_changed_and_stopped(az: AzureCli, pool: str) -> None:
    az.make_job("running", pool)
    where = ("--job-id", "running", "--task-id", "long")
    az.do("task create", *where, "--command-line", "/bin/sleep 600")
    az.until("task show", *where, "--query", "state", sees=lambda state: state == "running")
    az.do("task reset", *where, "--max-task-retry-count", "2")
    az.do("task stop", *where)
    stopped = az.until("task show", *where, sees=lambda task: task["state"] == "completed")
    assert stopped["constraints"]["maxTaskRetryCount"] == 2
    assert stopped["executionInfo"]["failureInfo"]["code"] == "TaskEnded"
    assert az.refusal("task stop", *where) == (FAILED, "TaskCompleted")
    az.do("job delete", "--job-id", "running", "--yes")


def test_files_of_tasks_and_nodes_are_listed_downloaded_and_deleted(
    az: AzureCli, pool: str, tmp_path: Path
) -> None:
    az.make_job("files", pool)
    where = ("--job-id", "files", "--task-id", "writes")
    script = "/bin/sh -c 'echo hello; mkdir deep; echo found >deep/file.txt; echo odd >\"$NAME\"'"
    odd = "a b+ü%25#?.txt"
    az.do("task create", *where, "--command-line", script, "--environment-settings", f"NAME={odd}")
    az.all_completed("files")
    names = az.do("task file list", *where, "--recursive", "--query", "[?!isDirectory].name")
    assert names == ["stderr.txt", "stdout.txt", f"wd/{odd}", "wd/deep/file.txt"]
    for number, (options, content) in enumerate(
        [
            (("--file-path", "wd/deep/file.txt"), "found\n"),
            (("--file-path", f"wd/{odd}"), "odd\n"),
            (("--file-path", "stdout.txt", "--start-range", "1", "--end-range", "3"), "ell"),
        ]
    ):
        target = tmp_path / str(number)
        az.do("task file download", *where, *options, "--destination", str(target))
        assert target.read_text("utf-8") == content
    az.do("task file delete", *where, "--file-path", "wd/deep", "--recursive", "--yes")
    gone = az.refusal(
        "task file download",
        *where,
        "--file-path",
        "wd/deep/file.txt",
        "--destination",
        str(tmp_path / "gone"),
    )
    assert gone == (NOT_FOUND, "FileNotFound")

    node = az.do("task show", *where)["nodeInfo"]
    on_node = ("--pool-id", pool, "--node-id", node["nodeId"])
    path = f"{node['taskRootDirectory']}/stdout.txt"
    listed = az.do("node file list", *on_node, "--recursive", "--query", "[?!isDirectory].name")
    assert path in listed
    az.do("node file download", *on_node, "--file-path", path, "--destination", str(tmp_path / "node"))
    assert (tmp_path / "node").read_text("utf-8") == "hello\n"
    az.do("node file delete", *on_node, "--file-path", path, "--yes")
    assert path not in az.do("node file list", *on_node, "--recursive", "--query", "[].name")


def test_nodes_get_users_leave_scheduling_reboot_and_are_removed(az: AzureCli) -> None:
    az.make_pool("nodes")
    (node_id,) = az.do("node list", "--pool-id", "nodes", "--query", "[].id")
    node = ("--pool-id", "nodes", "--node-id", node_id)
    az.do("node user create", *node, "--name", "bob", "--password", "Sup3rS!cret", "--is-admin")
    az.do("node user reset", *node, "--user-name", "bob", "--password", "0ther!word")
    az.do("node user delete", *node, "--user-name", "bob", "--yes")
    assert az.do("node remote-login-settings show", *node)["remoteLoginIpAddress"] == "127.0.0.1"
    az.do("node scheduling disable", *node)
    assert az.do("node show", *node)["schedulingState"] == "disabled"
    az.do("node scheduling enable", *node)
    booted = az.do("node show", *node)["lastBootTime"]
    az.do("node reboot", *node)
    az.until("node show", *node, sees=lambda seen: seen["state"] == "idle" and seen["lastBootTime"] != booted)
    az.do("node delete", "--pool-id", "nodes", "--node-list", node_id)
    az.until("node list", "--pool-id", "nodes", sees=lambda nodes: not nodes)


def test_a_schedule_makes_a_job_and_is_stopped(az: AzureCli, pool: str) -> None:
    schedule = ("--job-schedule-id", "s")
    az.do("job-schedule create", "--id", "s", "--recurrence-interval", "PT1H", "--pool-id", pool)
    az.until("job list", *schedule, "--query", "[].id", sees=lambda jobs: jobs == ["s:job-1"])
    az.do("job-schedule set", *schedule, "--recurrence-interval", "PT2H")
    shown = az.do("job-schedule show", *schedule)
    assert shown["schedule"]["recurrenceInterval"] == "PT2H"
    az.do("job-schedule disable", *schedule)
    assert az.do("job-schedule list", "--query", "[].state") == ["disabled"]
    az.do("job-schedule enable", *schedule)
    az.do("job-schedule reset", *schedule, "--recurrence-interval", "PT3H", "--pool-id", pool)
    az.do("job-schedule stop", *schedule)
    az.until("job-schedule show", *schedule, "--query", "state", sees=lambda state: state == "completed")
    az.do("job-schedule delete", *schedule, "--yes")
    az.until("job-schedule list", sees=lambda schedules: not schedules)


def test_what_is_wrong_is_refused_with_an_exit_code(az: AzureCli, pool: str, tmp_path: Path) -> None:
    assert az.refusal("job show", "--job-id", "nothing") == (NOT_FOUND, "JobNotFound")
    assert az.refusal("pool create", "--id", pool, "--vm-size", "a", *MACHINE) == (FAILED, "PoolExists")
    assert az.refusal("pool list", "--filter", "nonsense eq 1") == (FAILED, "InvalidQueryParameterValue")
    misspelt = ("--job-id", "nothing", "--disable-tasks", "requue")
    assert az.refusal("job disable", *misspelt) == (FAILED, "InvalidPropertyValue")
    assert az.run("pool show").exit_code == MISUSED
    wrong = az.run("pool list", AZURE_BATCH_ACCESS_KEY="d3Jvbmc=")
    assert wrong.exit_code == FAILED
    assert "AuthenticationFailed" in wrong.errors


def test_the_account_can_be_named_in_the_command(az: AzureCli, pool: str) -> None:
    emulator = az.emulator
    listed = az.run(
        "pool show",
        *("--pool-id", pool, "--output", "tsv", "--query", "[id, state]"),
        *("--account-name", emulator.account_name, "--account-key", emulator.account_key),
        *("--account-endpoint", emulator.endpoint),
        AZURE_BATCH_ENDPOINT="",
        AZURE_BATCH_ACCOUNT="",
        AZURE_BATCH_ACCESS_KEY="",
    )
    assert (listed.exit_code, listed.output.split()) == (0, [pool, "active"])


def test_https_works_with_the_certificate_of_the_emulator(az: AzureCli, tmp_path: Path) -> None:
    with BatchEmulator(time_scale=20, tls=True) as emulator:
        safe = AzureCli(az.program, emulator, az.folder)
        assert emulator.endpoint.startswith("https://")
        assert emulator.ca_file is not None
        assert safe.do("pool list", REQUESTS_CA_BUNDLE=emulator.ca_file) == []
        distrustful = safe.run("pool list")
        assert distrustful.exit_code == FAILED
        assert "certificate verify failed" in distrustful.errors
