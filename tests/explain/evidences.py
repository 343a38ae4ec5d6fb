"""Evidence for the rules, made from bodies as the service writes them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from azure_batch_sdk import models as m
from azure_batch_sdk._explain.evidence import Evidence, Subject
from azure_batch_sdk._explain.findings import Explanation
from azure_batch_sdk._explain.rules import explained

_BODIES = json.loads((Path(__file__).parent.parent / "data" / "service_bodies_to_explain.json").read_text())[
    "bodies"
]

Body = dict[str, Any]


def body(name: str, **changed: Any) -> Body:
    """Return a body of the service, with some members changed."""
    return {**copy.deepcopy(_BODIES[name]), **changed}


def job(**changed: Any) -> Body:
    """Return an active job on `pool1`."""
    return body("job", **changed)


def pool(nodes: int = 1, **changed: Any) -> Body:
    """Return a steady pool with all the nodes that it is to have."""
    return body(
        "pool resizing, just made",
        **{
            "allocationState": "steady",
            "currentDedicatedNodes": nodes,
            "targetDedicatedNodes": nodes,
            **changed,
        },
    )


def node(name: str = "n1", state: str = "idle", **changed: Any) -> Body:
    """Return a node."""
    return {"id": name, "state": state, "schedulingState": "enabled", **changed}


def task(name: str = "t1", state: str = "active", **changed: Any) -> Body:
    """Return a task."""
    return {"id": name, "state": state, "requiredSlots": 1, **changed}


def failed(code: str, *, exit_code: int | None = None, category: str = "UserError", **failure: Any) -> Body:
    """Return what the service says of something that ran and failed."""
    info: Body = {"retryCount": 0, "requeueCount": 0, "result": "failure"}
    info["failureInfo"] = {"category": category, "code": code, "message": f"The words for {code}", **failure}
    if exit_code is not None:
        info["exitCode"] = exit_code
    return info


def explain_pool(pool: Body, *nodes: Body, **more: Any) -> Explanation:
    """Explain a pool with these nodes."""
    return explained(
        Evidence(
            Subject(pool_id="pool1"), pool=m.BatchPool(pool), nodes=[m.BatchNode(n) for n in nodes], **more
        )
    )


def explain_job(
    job: Body,
    *tasks: Body,
    pool: Body | None = None,
    nodes: tuple[Body, ...] = (),
    others: tuple[Body, ...] = (),
    done: tuple[Body, ...] = (),
    **more: Any,
) -> Explanation:
    """Explain a job with these unfinished tasks, tasks that they depend on, and failed ones."""
    waiting = [m.BatchTask(t) for t in tasks]
    return explained(
        Evidence(
            Subject(job_id="job1"),
            job=m.BatchJob(job),
            waiting=waiting,
            chained=waiting,
            others=[m.BatchTask(t) for t in others],
            failed=[m.BatchTask(t) for t in done],
            pool=None if pool is None else m.BatchPool(pool),
            nodes=[m.BatchNode(n) for n in nodes],
            **more,
        )
    )


def explain_task(
    task: Body,
    *siblings: Body,
    job: Body | None = None,
    pool: Body | None = None,
    nodes: tuple[Body, ...] = (),
    others: tuple[Body, ...] = (),
    **more: Any,
) -> Explanation:
    """Explain a task of a job with further unfinished tasks."""
    waiting = [m.BatchTask(t) for t in (task, *siblings) if t["state"] != "completed"]
    return explained(
        Evidence(
            Subject(job_id="job1", task_id=task["id"]),
            task=m.BatchTask(task),
            job=None if job is None else m.BatchJob(job),
            waiting=waiting,
            chained=waiting,
            others=[m.BatchTask(t) for t in others],
            pool=None if pool is None else m.BatchPool(pool),
            nodes=[m.BatchNode(n) for n in nodes],
            **more,
        )
    )


def told(explanation: Explanation) -> list[tuple[str, str]]:
    """Return severity and code of what was found."""
    return [(finding.severity, finding.code) for finding in explanation.findings]
