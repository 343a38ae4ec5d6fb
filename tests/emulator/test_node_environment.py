"""Which task sees which variables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from azure_batch_sdk.emulator.node.directories import NodeDirectories
from azure_batch_sdk.emulator.node.environment import (
    InstalledPackage,
    Instances,
    TaskKind,
    TaskPlace,
    package_variables,
    task_environment,
)

NODE = NodeDirectories(Path("/node"))
TASK = TaskPlace(
    kind="task",
    account_name="acc",
    account_url="http://127.0.0.1:8000",
    pool_id="pool",
    node_id="tvm-1",
    is_dedicated=True,
    node=NODE,
    directory=NODE.task_directory("job", "task"),
    job_id="job",
    task_id="task",
)
START = replace(TASK, kind="start", directory=NODE.start_task_directory(), job_id=None, task_id=None)

OF_EVERY_TASK = {
    "AZ_BATCH_ACCOUNT_NAME": "acc",
    "AZ_BATCH_ACCOUNT_URL": "http://127.0.0.1:8000",
    "AZ_BATCH_POOL_ID": "pool",
    "AZ_BATCH_NODE_ID": "tvm-1",
    "AZ_BATCH_NODE_IS_DEDICATED": "true",
    "AZ_BATCH_NODE_ROOT_DIR": "/node",
    "AZ_BATCH_NODE_SHARED_DIR": "/node/shared",
    "AZ_BATCH_NODE_STARTUP_DIR": "/node/startup",
    "AZ_BATCH_NODE_MOUNTS_DIR": "/node/fsmounts",
    "AZ_BATCH_TASK_RESERVED_EPHEMERAL_DISK_SPACE_BYTES": "1000000",
}
TASK_DIR = "/node/workitems/job/job-1/task"


def test_a_task_sees_all_of_the_table() -> None:
    assert task_environment(TASK) == {
        **OF_EVERY_TASK,
        "AZ_BATCH_JOB_ID": "job",
        "AZ_BATCH_TASK_ID": "task",
        "AZ_BATCH_TASK_DIR": TASK_DIR,
        "AZ_BATCH_TASK_WORKING_DIR": f"{TASK_DIR}/wd",
    }


def test_a_start_task_has_no_job_and_no_id() -> None:
    assert task_environment(START) == {
        **OF_EVERY_TASK,
        "AZ_BATCH_TASK_DIR": "/node/startup",
        "AZ_BATCH_TASK_WORKING_DIR": "/node/startup/wd",
    }


def test_a_spot_node_says_so() -> None:
    assert task_environment(replace(TASK, is_dedicated=False))["AZ_BATCH_NODE_IS_DEDICATED"] == "false"


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("task", True),
        ("manager", True),
        ("release", True),
        ("primary", True),
        ("preparation", False),
        ("start", False),
    ],
)
def test_who_is_told_where_the_preparation_task_ran(kind: TaskKind, told: bool) -> None:
    place = replace(TASK, kind=kind, preparation=NODE.task_directory("job", "jobpreparation"))
    variables = task_environment(place)
    assert ("AZ_BATCH_JOB_PREP_DIR" in variables) is told
    assert ("AZ_BATCH_JOB_PREP_WORKING_DIR" in variables) is told
    if told:
        prep = "/node/workitems/job/job-1/jobpreparation"
        assert variables["AZ_BATCH_JOB_PREP_DIR"] == prep
        assert variables["AZ_BATCH_JOB_PREP_WORKING_DIR"] == f"{prep}/wd"


def test_the_instances_of_a_multi_instance_task_know_each_other() -> None:
    place = replace(TASK, kind="subtask", instances=Instances(["10.0.0.4", "10.0.0.5"], 2, is_master=False))
    variables = task_environment(place)
    assert {name: variables[name] for name in variables.keys() - task_environment(TASK).keys()} == {
        "AZ_BATCH_TASK_SHARED_DIR": TASK_DIR,
        "AZ_BATCH_NODE_LIST": "10.0.0.4;10.0.0.5",
        "AZ_BATCH_HOST_LIST": "10.0.0.4,10.0.0.5",
        "AZ_BATCH_MASTER_NODE": "10.0.0.4:6000",
        "AZ_BATCH_IS_CURRENT_NODE_MASTER": "false",
        "CCP_NODES": "2 10.0.0.4 2 10.0.0.5 2",
    }


def test_a_task_setting_beats_that_of_the_job_and_the_service_beats_both() -> None:
    variables = task_environment(
        TASK,
        job_settings=[{"name": "A", "value": "job"}, {"name": "B", "value": "job"}],
        task_settings=[
            {"name": "A", "value": "task"},
            {"name": "EMPTY"},
            {"name": "AZ_BATCH_POOL_ID", "value": "mine"},
            {"name": "AZ_BATCH_MY_OWN", "value": "kept"},
        ],
    )
    assert (variables["A"], variables["B"], variables["EMPTY"]) == ("task", "job", "")
    assert (variables["AZ_BATCH_POOL_ID"], variables["AZ_BATCH_MY_OWN"]) == ("pool", "kept")


def test_names_on_windows_differ_by_more_than_case() -> None:
    settings = ([{"name": "Mode", "value": "job"}], [{"name": "MODE", "value": "task"}])
    windows = task_environment(
        replace(TASK, windows=True), job_settings=settings[0], task_settings=settings[1]
    )
    linux = task_environment(TASK, job_settings=settings[0], task_settings=settings[1])
    assert windows["MODE"] == "task"
    assert "Mode" not in windows
    assert (linux["Mode"], linux["MODE"]) == ("job", "task")


@pytest.mark.parametrize(
    ("version", "windows", "name"),
    [
        ("1.1.46.0", False, "AZ_BATCH_APP_PACKAGE_agent_linux_x64_1_1_46_0"),
        ("", False, "AZ_BATCH_APP_PACKAGE_agent_linux_x64"),
        ("1.1.46.0", True, "AZ_BATCH_APP_PACKAGE_AGENT-LINUX-X64#1.1.46.0"),
        ("", True, "AZ_BATCH_APP_PACKAGE_AGENT-LINUX-X64"),
    ],
)
def test_a_package_is_found_by_its_variable(version: str, windows: bool, name: str) -> None:
    package = InstalledPackage("Agent-linux-x64", version, "/node/applications/x")
    assert package_variables(package, windows=windows) == [(name, "/node/applications/x")]
    place = replace(TASK, packages=[package], windows=windows)
    assert task_environment(place)[name] == "/node/applications/x"


def test_a_token_is_given_only_to_who_asked_for_one() -> None:
    assert "AZ_BATCH_AUTHENTICATION_TOKEN" not in task_environment(TASK)
    variables = task_environment(replace(TASK, authentication_token="t"))
    assert variables["AZ_BATCH_AUTHENTICATION_TOKEN"] == "t"
