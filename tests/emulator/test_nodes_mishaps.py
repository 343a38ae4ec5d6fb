"""What goes wrong with nodes, and how they are given up: failed start tasks, full disks, lost spot nodes, retention."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from azure_batch_sdk.emulator.engine import nodes
from azure_batch_sdk.emulator.service_options import Timings

from .edge_host import WINDOWS, EdgeHost, edge_host, refusal, until


@pytest.fixture
def host(tmp_path: Path) -> Iterator[EdgeHost]:
    with edge_host(tmp_path) as host:
        yield host


# ---- start tasks


def test_a_start_task_is_retried_and_its_node_comes_up(host: EdgeHost) -> None:
    command = "/bin/sh -c 'echo x >> n; test $(wc -l < n) -eq 3'"
    host.pool(startTask={"commandLine": command, "maxTaskRetryCount": 5})
    node = host.node()
    info = node.start_task_info
    assert (node.state, info.exit_code, info.retry_count, info.result) == ("idle", 0, 2, "success")
    assert info.last_retry_time is not None
    assert not node.errors


def test_a_start_task_that_fails_for_good_leaves_its_node_without_tasks(host: EdgeHost) -> None:
    host.pool(startTask={"commandLine": "/bin/sh -c 'exit 7'", "maxTaskRetryCount": 2})
    host.job()
    host.task("t", "true")
    node = host.node()
    info = node.start_task_info
    assert (node.state, info.exit_code, info.retry_count) == ("starttaskfailed", 7, 2)
    assert [(error.code, error.error_details[0].name) for error in node.errors] == [
        ("FailureExitCode", "Message")
    ]
    assert host.client.get_task("j", "t").state == "active"
    counts = next(iter(host.client.list_pool_node_counts()))
    assert counts.dedicated.start_task_failed == 1
    # Once the start task is repaired, a reboot brings the node back.
    host.client.update_pool("p", {"startTask": {"commandLine": "true"}})
    host.client.begin_reboot_node("p", node.id, polling_interval=0.02).result()
    host.completed("t")
    assert not host.node().errors


# ---- unusable nodes


def test_a_node_with_a_full_disk_is_unusable(tmp_path: Path) -> None:
    with edge_host(tmp_path, disk_reserve=1 << 60) as host:
        host.pool()
        host.job()
        info = host.run("t", "true").execution_info
        assert (info.exit_code, info.failure_info.code) == (None, "DiskFull")
        assert info.failure_info.category.value == "servererror"
        node = host.node_in("unusable")
        assert [error.code for error in node.errors] == ["DiskFull"]
        assert host.client.get_pool("p").current_dedicated_nodes == 1


def test_tasks_of_a_node_that_becomes_unusable_wait_for_another(host: EdgeHost) -> None:
    host.pool()
    host.job()
    host.task("t", "sleep 60")
    host.task_in("running", "t")
    node = host.node()
    entity = host.service.world.node("p", node.id)
    host.on_loop(lambda: nodes.fail(host.service, entity, "Broken", "It broke."))
    waiting = host.task_in("active", "t")
    assert waiting.execution_info.requeue_count == 1
    node = host.node_in("unusable")
    assert [(error.code, error.message) for error in node.errors] == [("Broken", "It broke.")]
    for call in (
        lambda: host.client.create_node_user("p", node.id, {"name": "x"}),
        lambda: host.client.begin_reboot_node("p", node.id, polling=False),
    ):
        assert refusal(call) == (409, "NodeStateUnusable")
    host.client.begin_remove_nodes("p", {"nodeList": [node.id]}, polling_interval=0.02).result()
    host.client.begin_resize_pool("p", {"targetDedicatedNodes": 1}, polling=False)
    assert host.task_in("running", "t").node_info.node_id != node.id


# ---- spot nodes


def test_a_spot_node_is_taken_away_and_another_machine_comes_in_its_place(tmp_path: Path) -> None:
    with edge_host(tmp_path, spot_lifetime=20, timings=Timings(preemption=40)) as host:
        host.pool(targetDedicatedNodes=0, targetLowPriorityNodes=1)
        host.job()
        done = host.run("done", "true")
        host.task("t", "/bin/sh -c 'sleep 60'")
        node = host.node_in("preempted")
        assert (node.is_dedicated, node.id) == (False, done.node_info.node_id)
        waiting = host.client.get_task("j", "t")
        assert (waiting.state, waiting.execution_info.requeue_count) == ("active", 1)
        assert refusal(lambda: host.text("done")) == (409, "TaskFilesUnavailable")
        assert refusal(lambda: list(host.client.list_node_files("p", node.id)))[0] == 409
        counts = next(iter(host.client.list_pool_node_counts()))
        assert counts.low_priority.preempted == 1
        assert host.client.get_pool("p").current_low_priority_nodes == 1
        assert host.task_in("running", "t").node_info.node_id == node.id
        # The new machine has nothing of the old one.
        assert refusal(lambda: host.text("done")) == (409, "TaskFilesUnavailable")


def test_a_dedicated_node_is_not_taken_away(tmp_path: Path) -> None:
    with edge_host(tmp_path, spot_lifetime=1) as host:
        host.pool()
        host.job()
        host.run("t", "sleep 0.3")
        assert host.client.get_task("j", "t").execution_info.requeue_count == 0


# ---- giving nodes up


@pytest.mark.parametrize("option", ["requeue", "terminate", "taskcompletion"])
@pytest.mark.parametrize(
    ("operation", "member", "after"),
    [
        ("begin_reboot_node", "nodeRebootOption", "idle"),
        ("begin_reimage_node", "nodeReimageOption", "idle"),
        ("begin_deallocate_node", "nodeDeallocateOption", "deallocated"),
    ],
)
def test_the_option_says_what_becomes_of_running_tasks(
    host: EdgeHost, operation: str, member: str, option: str, after: str
) -> None:
    host.pool()
    host.job()
    host.task("t", "/bin/sh -c 'touch began; while [ ! -e go ]; do sleep 0.02; done'")
    until(lambda: host.http.send("GET", "/jobs/j/tasks/t/files/wd/began").status == 200, "the task runs")
    node = host.node().id
    getattr(host.client, operation)("p", node, {member: option}, polling=False)
    task = host.client.get_task("j", "t")
    if option == "requeue":
        assert (task.state, task.execution_info.requeue_count) == ("active", 1)
        host.client.delete_task("j", "t")
    elif option == "terminate":
        assert (task.state, task.execution_info.failure_info.code) == ("completed", "TaskEnded")
    else:
        assert (task.state, host.client.get_node("p", node).state) == ("running", "running")
        work_dir = host.service.options.work_dir / node / "workitems/j/job-1/t/wd"
        (work_dir / "go").touch()
        assert host.completed("t").execution_info.exit_code == 0
    host.node_in(after)


def test_retaineddata_waits_until_the_files_of_all_tasks_may_go(host: EdgeHost) -> None:
    host.pool(targetDedicatedNodes=1)
    host.job()
    host.run("t", "echo kept", constraints={"retentionTime": "PT50S"})
    node = host.node().id
    host.client.begin_remove_nodes(
        "p", {"nodeList": [node], "nodeDeallocationOption": "retaineddata"}, polling=False
    )
    host.node_in("leavingpool")
    assert host.text("t") == "kept\n"
    assert host.client.get_pool("p").allocation_state == "resizing"
    ended = host.completed("t").execution_info.end_time
    until(lambda: host.client.get_pool("p").allocation_state == "steady", "the pool is steady")
    pool = host.client.get_pool("p")
    assert (pool.current_dedicated_nodes, pool.resize_errors) == (0, None)
    assert (pool.allocation_state_transition_time - ended).total_seconds() >= 50


def test_a_node_that_waits_for_retained_files_stays_when_the_resize_is_stopped(host: EdgeHost) -> None:
    host.pool()
    host.job()
    host.run("t", "true", constraints={"retentionTime": "P1D"})
    host.client.begin_resize_pool(
        "p",
        {"targetDedicatedNodes": 0, "nodeDeallocationOption": "retaineddata"},
        polling=False,
    )
    host.node_in("leavingpool")
    host.client.begin_stop_pool_resize("p", polling_interval=0.02).result()
    host.node_in("idle")
    host.run("u", "true")


def test_a_reboot_with_retaineddata_waits_too_and_takes_no_task_meanwhile(host: EdgeHost) -> None:
    host.pool()
    host.job()
    host.task("t", "sleep 0.2", constraints={"retentionTime": "PT20S"})
    host.task_in("running", "t")
    node = host.node()
    host.client.begin_reboot_node("p", node.id, {"nodeRebootOption": "retaineddata"}, polling=False)
    host.task("u", "true")
    ended = host.completed("t").execution_info.end_time
    assert host.client.get_task("j", "u").state == "active"
    host.completed("u")
    booted = host.node().last_boot_time
    assert (booted - ended).total_seconds() >= 20


def test_a_node_that_waits_for_retained_files_does_so_after_a_restart_of_the_service(tmp_path: Path) -> None:
    with edge_host(tmp_path, data=True) as host:
        host.pool()
        host.job()
        host.run("t", "echo kept", constraints={"retentionTime": "PT60S"})
        node = host.node().id
        host.client.begin_remove_nodes(
            "p", {"nodeList": [node], "nodeDeallocationOption": "retaineddata"}, polling=False
        )
        host.node_in("leavingpool")
    with edge_host(tmp_path, data=True) as host:
        assert host.node_in("leavingpool").id == node
        assert host.text("t") == "kept\n"
        ended = host.completed("t").execution_info.end_time
        until(lambda: not list(host.client.list_nodes("p")), "the node is gone")
        pool = host.client.get_pool("p")
        assert (pool.allocation_state_transition_time - ended).total_seconds() >= 60


def test_deleting_a_pool_does_not_wait_for_retained_files(host: EdgeHost) -> None:
    host.pool()
    host.job()
    host.run("t", "true")
    host.client.begin_resize_pool(
        "p", {"targetDedicatedNodes": 0, "nodeDeallocationOption": "retaineddata"}, polling=False
    )
    host.node_in("leavingpool")
    host.client.begin_delete_pool("p", polling_interval=0.02).result()
    assert refusal(lambda: host.text("t")) == (409, "TaskFilesUnavailable")


def test_what_a_reimage_took_is_said_to_be_gone(host: EdgeHost) -> None:
    host.pool()
    host.job()
    host.run("t", "true")
    host.client.begin_reimage_node("p", host.node().id, polling_interval=0.02).result()
    assert refusal(lambda: host.text("t")) == (409, "TaskFilesUnavailable")
    host.run("u", "echo new")
    assert host.text("u") == "new\n"


# ---- users and processes


def test_a_task_runs_as_an_account_of_its_pool_and_as_no_other(host: EdgeHost) -> None:
    host.pool(userAccounts=[{"name": "worker", "password": "secret", "elevationLevel": "admin"}])
    host.job()
    assert host.run("t", "true", userIdentity={"username": "worker"}).execution_info.result == "success"
    info = host.run("u", "true", userIdentity={"username": "nobody-else"}).execution_info
    assert (info.exit_code, info.failure_info.code) == (None, "CommandLaunchFailed")
    assert "nobody-else" in info.failure_info.message
    elevated = {"autoUser": {"scope": "task", "elevationLevel": "admin"}}
    host.run("v", "/bin/sh -c 'id -u'", userIdentity=elevated)
    assert host.text("v") == f"{os.getuid()}\n"


def test_what_left_the_process_group_of_a_task_dies_with_it(host: EdgeHost) -> None:
    host.pool()
    host.job()
    host.run("t", "/bin/sh -c 'setsid sleep 1000 & echo $! > pid'")
    pid = int(host.text("t", "wd/pid"))
    until(lambda: _is_dead(pid), "what the task left behind is gone")
    host.task("u", "/bin/sh -c 'setsid sleep 1000 & echo $! > pid; sleep 1000'")
    until(lambda: (host.client.get_task("j", "u").state == "running") and _written(host), "it has begun")
    pid = int(host.text("u", "wd/pid"))
    host.client.terminate_task("j", "u")
    until(lambda: _is_dead(pid), "what the task started is gone")


def _is_dead(pid: int) -> bool:
    try:
        # It may take a while until somebody buries what has lost its parent.
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _written(host: EdgeHost) -> bool:
    answer = host.http.send("GET", "/jobs/j/tasks/u/files/wd/pid")
    return answer.status == 200 and answer.body.endswith(b"\n")


def test_a_task_that_runs_too_long_on_windows_has_the_exit_code_of_windows(host: EdgeHost) -> None:
    host.pool(machine=WINDOWS)
    host.job()
    info = host.run(
        "t", "cmd /c ping -n 60 127.0.0.1", constraints={"maxWallClockTime": "PT20S"}
    ).execution_info
    assert (info.exit_code, info.failure_info.code) == (-1073741510, "TaskEnded")


def test_cmd_is_understood_on_windows_nodes_only(host: EdgeHost) -> None:
    host.pool(machine=WINDOWS)
    host.pool("q")
    host.job()
    host.job("k", "q")
    host.run("t", 'cmd /c "echo %AZ_BATCH_TASK_ID% && exit 4"')
    assert host.text("t") == "t \r\n"
    assert host.client.get_task("j", "t").execution_info.exit_code == 4
    info = host.run("t", "cmd /c echo hello", "k").execution_info
    assert info.failure_info.code == "CommandProgramNotFound"


def test_a_task_knows_how_much_of_the_disk_is_kept_free(host: EdgeHost) -> None:
    host.pool()
    host.job()
    host.run("t", "/bin/sh -c 'echo $AZ_BATCH_TASK_RESERVED_EPHEMERAL_DISK_SPACE_BYTES'")
    assert host.text("t") == "1000000\n"
