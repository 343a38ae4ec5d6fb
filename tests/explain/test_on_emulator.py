"""Situations set up on the emulator, where tasks really run, and what is said to be their cause."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from azure.core.credentials import AzureNamedKeyCredential
from azure.core.exceptions import ResourceNotFoundError

from azure_batch_sdk import BatchClient
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
from azure_batch_sdk.models import Explanation, Finding
from tests.either import Driver, make_driver
from tests.emulator.edge_host import ACCOUNT, KEY, EdgeHost, edge_host, until

NODE_QUOTA = 6
Explain = Callable[..., Explanation]


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EdgeHost]:
    """A service for the module, with room for few nodes and a pool of one."""
    with edge_host(tmp_path_factory.mktemp("explain"), node_quota=NODE_QUOTA) as host:
        host.pool("one")
        yield host


@pytest.fixture(params=["sync", "async"])
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    """What drives the sync or the async client."""
    driver = make_driver(request.param)
    yield driver
    driver.close()


@pytest.fixture
def explain(host: EdgeHost, driver: Driver) -> Iterator[Explain]:
    """The call under test; what it returns is checked to be readable."""
    kind = BatchClient if driver.name == "sync" else AsyncBatchClient
    client: Any = driver.enter(kind(host.endpoint, AzureNamedKeyCredential(ACCOUNT, KEY)))

    def call(**ids: str) -> Explanation:
        explanation: Explanation = driver.wait(client.explain(**ids))
        assert max(map(len, str(explanation).splitlines())) <= 100
        return explanation

    yield call
    driver.leave(client)


@pytest.fixture
def name(request: pytest.FixtureRequest, driver: Driver) -> str:
    """An id that no other test has."""
    return f"{request.node.originalname.removeprefix('test_')[:50]}-{driver.name}"


def cause_of(explanation: Explanation) -> Finding:
    assert explanation.cause is not None, str(explanation)
    return explanation.cause


def test_a_pool_with_no_nodes(host: EdgeHost, explain: Explain, name: str) -> None:
    host.pool(name, targetDedicatedNodes=0)
    host.job(name, name)
    host.task("t", "/bin/true", name)

    for ids in ({"job_id": name, "task_id": "t"}, {"job_id": name}, {"pool_id": name}):
        cause = cause_of(explain(**ids))
        assert (cause.code, cause.resource) == ("NoNodes", f"pool {name!r}")


def test_a_pool_that_does_not_exist(host: EdgeHost, explain: Explain, name: str) -> None:
    host.job(name, "no-such-pool")
    host.task("t", "/bin/true", name)

    assert cause_of(explain(job_id=name, task_id="t")).code == "PoolNotFound"


def test_a_start_task_that_failed(host: EdgeHost, explain: Explain, name: str) -> None:
    host.pool(name, startTask={"commandLine": "/bin/sh -c 'echo no licence here >&2; exit 11'"})
    host.job(name, name)
    host.task("t", "/bin/true", name)

    for ids in (
        {"job_id": name, "task_id": "t"},
        {"pool_id": name},
        {"pool_id": name, "node_id": host.node(name).id},
    ):
        cause = cause_of(explain(**ids))
        assert cause.code == "StartTaskFailed"
        assert "exit code 11" in cause.summary
        assert "  no licence here" in cause.evidence[-1]
    host.client.begin_delete_pool(name, polling_interval=0).result()


def test_a_resize_that_ran_into_the_quota(host: EdgeHost, explain: Explain, name: str) -> None:
    host.client.create_pool(
        {
            "id": name,
            "vmSize": "standard_d1_v2",
            "virtualMachineConfiguration": host.client.get_pool("one").virtual_machine_configuration,
            "targetDedicatedNodes": NODE_QUOTA + 1,
        }
    )
    until(lambda: host.client.get_pool(name).allocation_state == "steady", "the resize has ended")

    cause = cause_of(explain(pool_id=name))
    assert cause.code == "AccountCoreQuotaReached"
    assert f"quota of {NODE_QUOTA} nodes" in cause.evidence[0]
    host.client.begin_delete_pool(name, polling_interval=0).result()


def test_a_resize_that_was_stopped(host: EdgeHost, explain: Explain, name: str) -> None:
    host.pool(name, targetDedicatedNodes=0)
    host.client.begin_resize_pool(name, {"targetDedicatedNodes": 1}, polling=False)
    host.client.begin_stop_pool_resize(name, polling_interval=0).result()

    assert "ResizeStopped" in [finding.code for finding in explain(pool_id=name).findings]
    host.client.begin_delete_pool(name, polling_interval=0).result()


def test_a_node_that_takes_no_tasks(host: EdgeHost, explain: Explain, name: str) -> None:
    host.pool(name)
    host.job(name, name)
    host.client.disable_node_scheduling(name, host.node(name).id)
    host.task("t", "/bin/true", name)

    assert cause_of(explain(job_id=name, task_id="t")).code == "NodesOffline"
    host.client.begin_delete_pool(name, polling_interval=0).result()


def test_a_dependency_that_does_not_exist(host: EdgeHost, explain: Explain, name: str) -> None:
    host.job(name, "one", usesTaskDependencies=True)
    host.task("t", "/bin/true", name, dependsOn={"taskIds": ["forgotten"]})

    cause = cause_of(explain(job_id=name, task_id="t"))
    assert cause.code == "TaskBlocked"
    assert "forgotten, which does not exist" in cause.summary


def test_a_dependency_that_failed(host: EdgeHost, explain: Explain, name: str) -> None:
    host.job(name, "one", usesTaskDependencies=True)
    host.run("first", "/bin/sh -c 'exit 3'", name)
    host.task("second", "/bin/true", name, dependsOn={"taskIds": ["first"]})
    host.task("third", "/bin/true", name, dependsOn={"taskIds": ["second"]})

    cause = cause_of(explain(job_id=name, task_id="third"))
    assert cause.code == "TaskBlocked"
    assert any(text.startswith("first: exit code 3") for text in cause.evidence)
    assert "2 tasks can never run" in cause_of(explain(job_id=name)).summary


def test_tasks_that_depend_on_each_other(host: EdgeHost, explain: Explain, name: str) -> None:
    host.job(name, "one", usesTaskDependencies=True)
    host.task("hen", "/bin/true", name, dependsOn={"taskIds": ["egg"]})
    host.task("egg", "/bin/true", name, dependsOn={"taskIds": ["hen"]})

    cause = cause_of(explain(job_id=name, task_id="hen"))
    assert cause.code == "TaskDependencyCircle"
    assert "hen -> egg -> hen" in cause.summary


def test_a_task_that_is_too_big_for_the_nodes(host: EdgeHost, explain: Explain, name: str) -> None:
    host.job(name, "one")
    host.task("t", "/bin/true", name, requiredSlots=3)

    assert cause_of(explain(job_id=name, task_id="t")).code == "TaskTooBig"


def test_a_job_that_is_disabled(host: EdgeHost, explain: Explain, name: str) -> None:
    host.job(name, "one")
    host.client.begin_disable_job(name, {"disableTasks": "requeue"}, polling_interval=0).result()
    host.task("t", "/bin/true", name)

    for ids in ({"job_id": name, "task_id": "t"}, {"job_id": name}):
        assert cause_of(explain(**ids)).code == "JobDisabled"


def test_a_job_that_has_ended_with_tasks_left(host: EdgeHost, explain: Explain, name: str) -> None:
    host.job(name, "one", usesTaskDependencies=True)
    host.task("t", "/bin/true", name, dependsOn={"taskIds": ["later"]})
    host.client.begin_terminate_job(name, {"terminateReason": "enough"}, polling_interval=0).result()

    cause = cause_of(explain(job_id=name, task_id="t"))
    assert cause.code == "JobCompleted"
    assert "enough" in cause.summary


def test_an_exit_code(host: EdgeHost, explain: Explain, name: str) -> None:
    host.job(name, "one")
    host.run("t", "/bin/sh -c 'echo starting; echo KeyError: colour >&2; exit 3'", name)

    cause = cause_of(explain(job_id=name, task_id="t"))
    assert cause.code == "FailureExitCode"
    assert "exit code 3" in cause.summary
    assert cause.evidence[-1] == "the end of stderr.txt:\n  KeyError: colour"
    assert cause_of(explain(job_id=name)).code == "TasksFailed"


def test_a_program_that_is_not_there(host: EdgeHost, explain: Explain, name: str) -> None:
    host.job(name, "one")
    host.run("t", "no-such-program --fast", name)

    assert cause_of(explain(job_id=name, task_id="t")).code == "CommandProgramNotFound"


def test_a_task_that_ran_out_of_time(host: EdgeHost, explain: Explain, name: str) -> None:
    host.job(name, "one")
    host.run("t", "/bin/sleep 60", name, constraints={"maxWallClockTime": "PT2S"})

    cause = cause_of(explain(job_id=name, task_id="t"))
    assert cause.code == "TaskTimedOut"
    assert "max_wall_clock_time" in cause.summary


def test_a_task_that_somebody_ended(host: EdgeHost, explain: Explain, name: str) -> None:
    host.job(name, "one", usesTaskDependencies=True)
    host.task("t", "/bin/true", name, dependsOn={"taskIds": ["later"]})
    host.client.terminate_task(name, "t")

    assert cause_of(explain(job_id=name, task_id="t")).code == "TaskEnded"


class _Nothing(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(404)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Keep the log of the tests clean."""


@pytest.fixture
def empty_web() -> Iterator[str]:
    """The URL of a server that has nothing."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Nothing) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_a_resource_file_that_is_missing(host: EdgeHost, explain: Explain, name: str, empty_web: str) -> None:
    host.job(name, "one")
    host.run(
        "t", "/bin/true", name, resourceFiles=[{"httpUrl": f"{empty_web}/data.csv", "filePath": "data.csv"}]
    )

    cause = cause_of(explain(job_id=name, task_id="t"))
    assert cause.code == "BlobNotFound"
    assert any("data.csv" in text for text in cause.evidence)


def test_a_preparation_task_that_failed(host: EdgeHost, explain: Explain, name: str) -> None:
    host.job(name, "one", jobPreparationTask={"commandLine": "/bin/sh -c 'exit 9'"})
    host.task("t", "/bin/true", name)

    def seen() -> Explanation | None:
        explanation = explain(job_id=name, task_id="t")
        return explanation if explanation.cause is not None else None

    cause = cause_of(until(seen, "the preparation task has failed"))
    assert cause.code == "JobPreparationFailed"
    assert "exit code 9" in cause.summary
    host.client.begin_terminate_job(name, polling_interval=0).result()


def test_a_task_that_waits_for_a_slot_has_no_cause(
    host: EdgeHost, explain: Explain, name: str, tmp_path: Path
) -> None:
    host.job(name, "one")
    host.task("long", f"/bin/sh -c 'until test -e {tmp_path}/go; do sleep 0.05; done'", name)
    host.task_in("running", "long", name)
    host.task("next", "/bin/true", name)

    waiting, running = explain(job_id=name, task_id="next"), explain(job_id=name, task_id="long")

    assert [finding.code for finding in waiting.findings] == ["NodesBusy"]
    assert [finding.code for finding in running.findings] == ["TaskUnderWay"]
    assert waiting.cause is running.cause is None
    (tmp_path / "go").touch()
    host.completed("next", name)
    assert explain(job_id=name, task_id="next").findings[0].code == "TaskSucceeded"


def test_what_does_not_exist(explain: Explain) -> None:
    for ids in (
        {"job_id": "no"},
        {"job_id": "no", "task_id": "t"},
        {"pool_id": "no"},
        {"pool_id": "one", "node_id": "n"},
    ):
        with pytest.raises(ResourceNotFoundError):
            explain(**ids)
