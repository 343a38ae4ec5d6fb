"""What is asked of the service, and what becomes of parts that it does not give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from azure.core.exceptions import HttpResponseError, ResourceNotFoundError, ServiceRequestError

from azure_batch_sdk import models as m
from azure_batch_sdk._explain.evidence import Evidence, Subject, subject_of
from azure_batch_sdk._explain.explaining import explanation_of
from azure_batch_sdk._explain.findings import Explanation
from azure_batch_sdk._explain.gathering import gather
from azure_batch_sdk._runtime.steps import Ask, AskBytes, AskPage, Steps
from tests.explain.evidences import Body, body, failed, job, node, pool, task, told

LOST = node("lost", "starttaskfailed", startTaskInfo=failed("FailureExitCode", exit_code=2))
MODELS: dict[str, Any] = {
    "get_job": m.BatchJob,
    "get_task": m.BatchTask,
    "get_pool": m.BatchPool,
    "get_node": m.BatchNode,
    "list_tasks": m.BatchTask,
    "list_nodes": m.BatchNode,
    "list_job_preparation_and_release_task_status": m.BatchJobPreparationAndReleaseTaskStatus,
}


class Service:
    """Answers steps from plain bodies and counts them; `broken` are operations that fail."""

    def __init__(
        self, *, endless: bool = False, broken: dict[str, Exception] | None = None, **bodies: Any
    ) -> None:
        self.asked: Counter[str] = Counter()
        self.bodies: dict[str, Body] = {"get_job": job(), "get_pool": pool(), **bodies}
        self.tasks: Callable[[str], list[Body]] = lambda text: [task()] if text.startswith("state") else []
        self.nodes: list[Body] = [node()]
        self.output = b"line\n"
        self._endless = endless
        self._broken = broken or {}

    def drive(self, steps: Steps[Any]) -> Any:
        """Carry out steps."""
        try:
            step = next(steps)
            while True:
                try:
                    answer = self._do(step)
                except Exception as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(answer)
        except StopIteration as end:
            return end.value

    def gather(self, **ids: str) -> Evidence:
        """Gather the evidence for something."""
        evidence: Evidence = self.drive(gather(Subject(**ids), {}))
        return evidence

    def explain(self, **ids: str) -> Explanation:
        """Explain something."""
        job_id, task_id, pool_id, node_id = map(ids.get, ("job_id", "task_id", "pool_id", "node_id"))
        explanation: Explanation = self.drive(explanation_of(job_id, task_id, pool_id, node_id, {}))
        return explanation

    def _do(self, step: Any) -> Any:
        name = step.operation.name
        self.asked[name] += 1
        if name in self._broken:
            raise self._broken[name]
        match step:
            case Ask() if name.endswith("_file_properties"):
                return SimpleNamespace(content_length=len(self.output))
            case Ask():
                return MODELS[name](self.bodies[name])
            case AskBytes():
                return self.output
            case AskPage():
                if name == "list_tasks":
                    items = self.tasks(step.arguments["filter"])
                elif name == "list_nodes":
                    items = self.nodes
                else:
                    items = []
                return [MODELS[name](item) for item in items], "more" if self._endless else None
        raise AssertionError(step)


def refused(status: int, code: str) -> HttpResponseError:
    error = (ResourceNotFoundError if status == 404 else HttpResponseError)(f"({code}) words")
    error.status_code = status
    error.error = SimpleNamespace(code=code)  # type: ignore[assignment]  # what the client puts there has more
    return error


def test_a_healthy_pool_takes_two_requests() -> None:
    service = Service()

    assert told(service.explain(pool_id="pool1")) == []
    assert service.asked == {"get_pool": 1, "list_nodes": 1}


def test_a_failed_task_takes_four_requests() -> None:
    service = Service(get_task=body("task with exit code 3"))

    explanation = service.explain(job_id="job1", task_id="t1")

    assert told(explanation) == [("error", "FailureExitCode")]
    assert explanation.state == "completed and has failed"
    assert "the end of stderr.txt:\n  line" in explanation.findings[0].evidence
    assert service.asked.total() == 4


def test_a_task_that_never_ran_has_no_output_to_read() -> None:
    service = Service(get_task=body("task terminated before it ran"))

    service.explain(job_id="job1", task_id="t1")

    assert service.asked.total() == 2


def test_a_job_takes_sixteen_requests_at_the_most() -> None:
    service = Service(endless=True, get_job=job(jobPreparationTask={"commandLine": "x"}))
    service.nodes = [LOST]
    done = task(
        "f",
        "completed",
        executionInfo={**failed("FailureExitCode", exit_code=1), "startTime": "2026-01-01T00:00:00Z"},
    )
    many = [task(f"w{n}", dependsOn={"taskIds": [f"d{n}"]}) for n in range(300)]
    service.tasks = lambda text: [done] if "failure" in text else many if text.startswith("state") else []

    evidence = service.gather(job_id="job1")

    assert service.asked.total() == 16
    assert len(evidence.chained) == 100
    assert not evidence.waiting_is_all
    assert not evidence.nodes_are_all
    assert not evidence.failed_is_all


def test_the_pool_of_a_job_without_work_does_not_matter() -> None:
    service = Service(get_pool=pool(0))
    service.tasks = lambda text: []

    assert told(service.explain(job_id="job1")) == [("info", "JobWithoutWork")]
    assert service.asked == {"get_job": 1, "list_tasks": 2}


def test_only_what_a_task_hangs_on_is_looked_up_for_it() -> None:
    asked: list[str] = []
    first = task("a", dependsOn={"taskIds": ["b", "x"]})
    siblings = [task("b", dependsOn={"taskIds": ["y"]}), task("c", dependsOn={"taskIds": ["z"]})]
    service = Service(get_task=first)

    def tasks(text: str) -> list[Body]:
        asked.append(text)
        return [first, *siblings] if text.startswith("state") else [task("X", "running")]

    service.tasks = tasks

    evidence = service.gather(job_id="job1", task_id="a")

    assert asked == ["state ne 'completed'", "id eq 'x' or id eq 'y'"]
    assert [found.id for found in evidence.chained] == ["a", "b"]


def test_a_task_that_depends_on_too_many_is_not_called_blocked() -> None:
    many = task("a", dependsOn={"taskIds": [f"d{n}" for n in range(101)]})
    service = Service(get_task=many)
    service.tasks = lambda text: [many] if text.startswith("state") else []

    assert told(service.explain(job_id="job1", task_id="a")) == [("info", "DependenciesNotLookedAt")]


def test_a_task_that_the_list_does_not_show_yet_is_looked_at_all_the_same() -> None:
    service = Service(get_task=task("a", dependsOn={"taskIds": ["x"]}))
    service.tasks = lambda text: []

    assert told(service.explain(job_id="job1", task_id="a")) == [("error", "TaskBlocked")]


@pytest.mark.parametrize(
    ("ids", "operation"),
    [
        ({"job_id": "j"}, "get_job"),
        ({"job_id": "j", "task_id": "t"}, "get_task"),
        ({"pool_id": "p"}, "get_pool"),
        ({"pool_id": "p", "node_id": "n"}, "get_node"),
    ],
)
def test_what_does_not_exist_cannot_be_explained(ids: dict[str, str], operation: str) -> None:
    error = refused(404, "SomethingNotFound")
    service = Service(broken={operation: error})

    with pytest.raises(ResourceNotFoundError) as raised:
        service.explain(**ids)
    assert raised.value is error


@pytest.mark.parametrize(
    "error", [refused(403, "Forbidden"), refused(404, "NodeNotFound"), ServiceRequestError("no route")]
)
@pytest.mark.parametrize(
    ("operation", "what"),
    [
        ("get_job", "job 'job1'"),
        ("list_tasks", "the tasks of job 'job1'"),
        ("list_job_preparation_and_release_task_status", "the preparation tasks of job 'job1'"),
        ("get_pool", "pool 'pool1'"),
        ("list_nodes", "the nodes of pool 'pool1'"),
    ],
)
def test_a_part_that_cannot_be_read_is_a_finding(operation: str, what: str, error: Exception) -> None:
    service = Service(
        get_task=task(),
        get_job=job(state="active", jobPreparationTask={"commandLine": "x"}),
        broken={operation: error},
    )

    explanation = service.explain(job_id="job1", task_id="t1")

    assert [(finding.code, finding.resource) for finding in explanation.findings] == [("NotRead", what)]
    assert explanation.findings[0].evidence == (str(error),)


def test_dependencies_that_cannot_be_read_are_not_called_missing() -> None:
    hanging = task("a", dependsOn={"taskIds": ["x"]})
    service = Service(get_task=hanging)

    def tasks(text: str) -> list[Body]:
        if text.startswith("id"):
            raise refused(403, "Forbidden")
        return [hanging]

    service.tasks = tasks

    assert [code for _, code in told(service.explain(job_id="job1", task_id="a"))] == [
        "NotRead",
        "DependenciesNotLookedAt",
    ]


def test_the_node_that_a_task_ran_on_may_be_gone() -> None:
    running = task(state="running", nodeInfo={"poolId": "pool1", "nodeId": "n1"})
    service = Service(get_task=running, broken={"get_node": refused(404, "NodeNotFound")})

    explanation = service.explain(job_id="job1", task_id="t1")

    assert explanation.cause is not None
    assert explanation.cause.resource == "node 'n1' of pool 'pool1'"


def test_the_pool_of_a_job_may_not_exist() -> None:
    service = Service(get_task=task(), broken={"get_pool": refused(404, "PoolNotFound")})

    assert told(service.explain(job_id="job1", task_id="t1")) == [("error", "PoolNotFound")]


def test_output_that_cannot_be_read_is_left_out() -> None:
    service = Service(
        get_task=body("task with exit code 3"),
        broken={"get_task_file_properties": refused(409, "TaskFilesUnavailable")},
    )

    (finding,) = service.explain(job_id="job1", task_id="t1").findings

    assert finding.code == "FailureExitCode"


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        ({}, "one thing at a time"),
        ({"job_id": "j", "pool_id": "p"}, "one thing at a time"),
        ({"task_id": "t"}, "needs job_id together with task_id"),
        ({"node_id": "n", "job_id": "j"}, "needs pool_id together with node_id"),
        ({"job_id": 7}, "job_id must be a str, not int: 7"),
    ],
)
def test_ids_that_do_not_go_together_are_refused(ids: dict[str, Any], words: str) -> None:
    with pytest.raises(TypeError, match=words):
        subject_of(**ids)


def test_an_empty_id_is_refused() -> None:
    with pytest.raises(ValueError, match="pool_id must not be empty"):
        subject_of(pool_id="")


def test_options_of_one_request_are_refused() -> None:
    with pytest.raises(TypeError, match="takes no cls"):
        explanation_of("j", None, None, None, {"cls": print})
