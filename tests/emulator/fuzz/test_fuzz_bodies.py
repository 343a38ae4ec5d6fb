"""Bodies of all kinds: one wrong member is named, and many do no harm."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk._generated.operations import OPERATIONS
from azure_batch_sdk._runtime.operation import Operation

from ..edge_host import EdgeHost
from .bodies import HOSTILE_TEXTS, VERSION, Bodies, nested, single_faults, spoilt
from .world import Line, check_answer, fuzzed

WITH_BODY = sorted(name for name, operation in OPERATIONS.items() if operation.body is not None)
IDS = ("id-0", "id-1", "id-2", "p", "j", "t", "nowhere", "jobpreparation", "name-1")


def target_of(operation: Operation, ids: dict[str, str], query: str = "") -> str:
    return f"{operation.path.format_map(ids)}?api-version={VERSION}{query}"


def send(line: Line, operation: Operation, ids: dict[str, str], body: Any, query: str = "") -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = line.send(operation.method, target_of(operation, ids, query), content)
    check_answer(answer, operation.method, (operation.name, str(body)[:2000]))
    return answer


class Nothing(dict[str, str]):
    """Path arguments that name nothing."""

    def __missing__(self, key: str) -> str:
        return "nowhere"


def check_single_faults(folder: Path, *, all_of_them: bool) -> None:
    """Send bodies with one fault; without `all_of_them` one of those that are checked by the same code."""
    wrong: list[str] = []
    seen: set[tuple[str, str, str]] = set()
    with fuzzed(folder) as (_, line):
        for name in WITH_BODY:
            operation = OPERATIONS[name]
            assert operation.body is not None
            body = Bodies(name).of(operation.body.model)
            for fault in single_faults(operation.body.model, body):
                if fault.about in seen and not all_of_them:
                    continue
                seen.add(fault.about)
                refused = send(line, operation, Nothing(), fault.body).json
                named = {item["key"]: item.get("value") for item in refused.get("values", ())}
                told = refused["code"], named.get("PropertyName")
                if told != (fault.code, fault.name):
                    wrong.append(f"{name}: {fault.what}: {told}, not {(fault.code, fault.name)}")
    assert len(seen) > 1000
    assert not wrong, f"{len(wrong)} answers, among them\n" + "\n".join(wrong[:20])


def test_each_single_fault_of_a_body_is_refused_by_its_code_and_name(tmp_path: Path) -> None:
    check_single_faults(tmp_path, all_of_them=False)


@pytest.mark.soak
def test_each_single_fault_at_every_place_is_refused_by_its_code_and_name(tmp_path: Path) -> None:
    check_single_faults(tmp_path, all_of_them=True)


NO_BODIES: list[bytes] = [
    b"{",
    b"[]",
    b"null",
    b"1",
    b'"x"',
    b"NaN",
    b'{"id":NaN}',
    b'{"id":Infinity}',
    b'{"a":1e999}',
    b"\xff\xfe",
    b'{"id":"\xff"}',
    b'{"id":"\\ud800"}',
    b"\x00",
    b"{}{}",
    b'{"id":1,}',
    b"<xml/>",
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'{"id":' + b"9" * 5000 + b"}",
    b'{"id":"a","id":"b"}',
    b"\xef\xbb\xbf{}",
]


@pytest.mark.parametrize("name", WITH_BODY)
def test_what_is_no_object_is_refused(shared: tuple[EdgeHost, Line], name: str) -> None:
    operation = OPERATIONS[name]
    for content in NO_BODIES:
        answer = send(shared[1], operation, Nothing(), content)
        assert answer.status in (400, 404), (name, content[:50])
        if not content.startswith((b'{"id":"a"', b"\xef")):
            assert answer.status == 400, (name, content[:50])


def storm(folder: Path, seed: int, requests: int) -> None:
    """Send bodies with some faults, or none, to the operations, about things that are there or not."""
    chance = random.Random(seed)
    with fuzzed(folder, data=True) as (host, line):
        host.pool("p", taskSlotsPerNode=2)
        host.job("j")
        for number in range(requests):
            operation = OPERATIONS[chance.choice(WITH_BODY)]
            assert operation.body is not None
            bodies = Bodies((seed, number), chance.choice((0.0, 0.05, 0.3)))
            body = spoilt(bodies.of(operation.body.model), chance, chance.choice((0, 0, 1, 1, 2, 5)))
            ids = {
                parameter.wire: chance.choice(IDS)
                for parameter in operation.parameters
                if parameter.location == "path"
            }
            if ids.get("nodeId") and chance.random() < 0.8:
                ids["poolId"] = "p"
                ids["nodeId"] = next((node.id for node in host.client.list_nodes("p")), "none")
            send(line, operation, ids, body)
    with fuzzed(folder, data=True):
        pass  # what was accepted can be read again


def test_bodies_with_many_faults_do_no_harm(tmp_path: Path) -> None:
    storm(tmp_path, 1, 700)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 22))
def test_bodies_with_many_faults_do_no_harm_for_long(tmp_path: Path, seed: int) -> None:
    storm(tmp_path, seed, 3000)


@pytest.mark.parametrize("depth", [60, 200, 480, 900])
def test_free_settings_may_be_deep_and_are_shown_or_refused(
    shared: tuple[EdgeHost, Line], depth: int
) -> None:
    extension = {"name": "e", "publisher": "p", "type": "t", "settings": nested(depth)}
    machine = {
        "imageReference": {"publisher": "canonical", "offer": "ubuntu-24_04-lts", "sku": "server"},
        "nodeAgentSKUId": "batch.node.ubuntu 24.04",
        "extensions": [extension],
    }
    body: dict[str, Any] = {
        "id": f"deep{depth}",
        "vmSize": "standard_d1_v2",
        "virtualMachineConfiguration": machine,
    }
    answer = send(shared[1], OPERATIONS["create_pool"], {}, body)
    assert answer.status in (201, 400)
    if answer.status == 201:
        send(shared[1], OPERATIONS["get_pool"], {"poolId": body["id"]}, b"")


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=ascii)
def test_a_hostile_text_in_a_task_harms_nothing(shared: tuple[EdgeHost, Line], text: str) -> None:
    host, line = shared
    task: dict[str, Any] = {
        "id": f"t{HOSTILE_TEXTS.index(text)}",
        "commandLine": "/bin/true",
        "environmentSettings": [{"name": text, "value": text}],
        "displayName": text[:1000],
        "resourceFiles": [{"httpUrl": "http://127.0.0.1:9/", "filePath": text}],
        "userIdentity": {"username": text},
        "outputFiles": [
            {
                "filePattern": text,
                "destination": {"container": {"containerUrl": "http://127.0.0.1:9/c", "path": text}},
                "uploadOptions": {"uploadCondition": "taskcompletion"},
            }
        ],
    }
    answer = send(line, OPERATIONS["create_task"], {"jobId": "j"}, task)
    if answer.status == 201:
        assert host.completed(task["id"]).execution_info.failure_info is not None
