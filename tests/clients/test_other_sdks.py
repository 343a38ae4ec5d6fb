"""SDKs that speak older api-versions work with the emulator: azure-batch 14.2.0 and @azure/batch 10.2.0."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator import BatchEmulator
from tests.storage.azurite import node_program

from .tools import PROGRAMS, require_tool, run_program


def output_of(emulator: BatchEmulator, program: str | Path, script: str, **environment: str) -> str:
    """Run a script, which must end well, and return what it printed."""
    ended = run_program(
        [program, PROGRAMS / script, emulator.endpoint, emulator.account_name], emulator, **environment
    )
    assert ended.exit_code == 0, ended.output + ended.errors
    return ended.output


def test_azure_batch_14_for_python(emulator: BatchEmulator) -> None:
    python = require_tool("azure-batch-14") / "bin/python"
    seen: dict[str, Any] = {}
    for line in output_of(emulator, python, "azure_batch_14.py").splitlines():
        seen |= json.loads(line)
    assert seen == {
        "api version": "2024-02-01.19.0",
        "pools": {
            "exists": [True, False],
            "nodes": 2,
            "slots": 4,
            "resize timeout": 900.0,
            "communication": "simplified",
            "metadata": ["alice", "b", None],
            "selected": ["p14", None],
            "listed": ["p14"],
            "evaluated": "$TargetDedicatedNodes=7",
            "usage": [],
            "counts": [["p14", 2]],
            "images": True,
            "applications": [],
        },
        "nodes": {
            "user exists": [409, "NodeUserExists", True, []],
            "login": "127.0.0.1",
            "scheduling": ["disabled", "enabled"],
            "start task": 0,
            "extensions": [],
            "start task output": "up\n",
            "files": ["applications", "fsmounts", "shared", "startup", "volatile", "workitems"],
        },
        "jobs": {
            "unlimited": 10675199,
            "priority": [10, 20, 0],
            "stale": [412, "ConditionNotMet", True, []],
            "listed": [["j14", None]],
        },
        "tasks": {
            "added": [250, ["success"]],
            "counts": [251, 126, 125],
            "failed": [[f"t{number}", 0, None] for number in range(241, 250, 2)],
            "exit code": 0,
            "result": "success",
            "subtasks": [],
            "terminated": "TaskEnded",
            "retries": 2,
            "deleted": [404, "TaskNotFound", True, []],
            "preparation": ["completed"],
            "collection": [
                ["last", "clienterror", "TaskExists"],
                ["wrong", "clienterror", "TaskDependenciesNotSpecifiedOnJob"],
            ],
        },
        "files": {
            "properties": ["6", "False"],
            "whole": "hello\n",
            "odd": "odd\n",
            "part": "ell",
            "listed": ["stderr.txt", "stdout.txt", "wd", "wd/a b+ü%25#?.txt"],
            "gone": [404, "FileNotFound", True, []],
            "left": ["wd"],
        },
        "schedules": {"interval": 7200.0, "recent": "s14:job-1", "disabled": "disabled"},
        "refusals": {
            "no pool": [404, "PoolNotFound", True, []],
            "no job": [404, "JobNotFound", True, []],
            "pool exists": [409, "PoolExists", True, []],
            "filter": [
                400,
                "InvalidQueryParameterValue",
                True,
                ["QueryParameterName", "QueryParameterValue", "Reason"],
            ],
            "slots": [400, "InvalidPropertyValue", True, ["PropertyName", "PropertyValue", "Reason"]],
            "certificates": [400, "InvalidUri", True, ["Path"]],
        },
        "ends": {"reason": "done"},
    }


def test_azure_batch_10_for_javascript(emulator: BatchEmulator) -> None:
    modules = require_tool("azure-batch-js") / "node_modules"
    node = node_program()
    if node is None:
        pytest.skip("needs Node.js, which comes with the development tools")
    output = output_of(emulator, node, "azure_batch_js.js", NODE_PATH=str(modules))
    assert json.loads(output) == {
        "version": "2022-10-01.16.0",
        "pool": ["js", "steady", 1, "alice"],
        "exists": [True, False],
        "added": ["Success"] * 5,
        "counts": [4, 2],
        "task": ["completed", 0, 1],
        "failed": ["t1", "t3"],
        "output": "hello\n",
        "odd": "odd\n",
        "size": 6,
        "files": ["stderr.txt", "stdout.txt", "wd"],
        "refused": [[404, "TaskNotFound"], [409, "JobExists"], [400, "InvalidQueryParameterValue"]],
    }
