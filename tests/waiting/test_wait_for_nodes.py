"""Waiting for nodes, against a fake account in its own time."""

from __future__ import annotations

from typing import Any

import pytest
from azure.core.exceptions import ResourceNotFoundError

from azure_batch_sdk._waiting.errors import CannotFinish, WaitTimeout
from azure_batch_sdk._waiting.progress import NodeProgress

from .conftest import Waiter
from .fake_batch import FakeBatch


def set_nodes(batch: FakeBatch, *states: str, allocation: str = "steady", target: int | None = None) -> None:
    """Give the pool nodes in these states."""
    assert batch.pool is not None
    batch.nodes = [{"id": f"n{number}", "state": state} for number, state in enumerate(states)]
    batch.pool |= {
        "allocationState": allocation,
        "currentDedicatedNodes": len(states),
        "targetDedicatedNodes": len(states) if target is None else target,
    }


def test_nodes_that_are_there_are_returned_at_once(batch: FakeBatch, waiter: Waiter) -> None:
    set_nodes(batch, "idle", "running")

    assert [node.id for node in waiter.nodes()] == ["n0", "n1"]
    assert batch.asked == {"pool": 1, "nodes": 1}


def test_all_nodes_that_the_pool_is_to_have_are_waited_for(batch: FakeBatch, waiter: Waiter) -> None:
    set_nodes(batch, allocation="resizing", target=2)
    batch.at(20, lambda: set_nodes(batch, "starting", "creating", allocation="resizing", target=2))
    batch.at(60, lambda: set_nodes(batch, "idle", "waitingforstarttask"))
    batch.at(90, lambda: set_nodes(batch, "idle", "idle"))

    assert len(waiter.nodes()) == 2
    assert batch.now >= 90


def test_a_number_of_nodes_is_enough_while_the_pool_still_grows(batch: FakeBatch, waiter: Waiter) -> None:
    set_nodes(batch, "idle", "creating", "starting", allocation="resizing", target=5)

    assert [node.id for node in waiter.nodes(count=1)] == ["n0"]


def test_a_pool_that_still_shrinks_is_not_ready(batch: FakeBatch, waiter: Waiter) -> None:
    set_nodes(batch, "idle", "idle", allocation="resizing", target=1)
    batch.at(30, lambda: set_nodes(batch, "idle"))

    assert len(waiter.nodes()) == 1


def test_a_pool_without_nodes_is_ready_if_it_is_to_have_none(batch: FakeBatch, waiter: Waiter) -> None:
    set_nodes(batch)
    assert waiter.nodes() == []


def cannot(batch: FakeBatch, waiter: Waiter, **keywords: Any) -> CannotFinish:
    with pytest.raises(CannotFinish) as caught:
        waiter.nodes(**keywords)
    assert batch.now < 60
    return caught.value


def test_a_resize_that_ended_on_quota_is_told_with_the_services_words(
    batch: FakeBatch, waiter: Waiter
) -> None:
    set_nodes(batch, allocation="resizing", target=4)
    error = {
        "code": "AllocationFailed",
        "message": "It failed.",
        "values": [{"name": "Reason", "value": "No room."}],
    }

    def end() -> None:
        set_nodes(batch, "idle", target=4)
        assert batch.pool is not None
        batch.pool["resizeErrors"] = [error]

    batch.at(20, end)
    found = cannot(batch, waiter)
    assert [obstacle.code for obstacle in found.obstacles] == ["TooFewNodes"]
    assert "(AllocationFailed) It failed." in str(found)
    assert "Reason: No room." in str(found)
    assert "1 of 4 nodes usable" in str(found)


def test_more_nodes_than_the_pool_is_to_have_are_refused(batch: FakeBatch, waiter: Waiter) -> None:
    set_nodes(batch, "idle")
    assert "has 1 node and is not being resized: resize it" in str(cannot(batch, waiter, count=3))


def test_a_start_task_that_fails_on_one_node_is_told(batch: FakeBatch, waiter: Waiter) -> None:
    set_nodes(batch, "idle", "starttaskfailed")
    batch.files["/pools/p/nodes/n1/files/startup/stderr.txt"] = b"no luck"

    found = cannot(batch, waiter)
    assert [obstacle.code for obstacle in found.obstacles] == ["StartTaskFailed"]
    assert "| no luck" in str(found)
    assert len(waiter.nodes(count=1)) == 1


def test_a_broken_node_that_is_repaired_is_waited_for(batch: FakeBatch, waiter: Waiter) -> None:
    set_nodes(batch, "unusable")
    batch.at(5, lambda: set_nodes(batch, "rebooting"))
    batch.at(300, lambda: set_nodes(batch, "idle"))

    assert len(waiter.nodes()) == 1


def test_a_pool_that_grows_by_its_formula_is_waited_for(batch: FakeBatch, waiter: Waiter) -> None:
    set_nodes(batch)
    assert batch.pool is not None
    batch.pool["enableAutoScale"] = True
    batch.at(900, lambda: set_nodes(batch, "idle", "idle"))

    assert len(waiter.nodes(count=2)) == 2


@pytest.mark.parametrize("gone", ["deleting", "deleted", "replaced"])
def test_a_pool_that_goes_ends_the_wait(batch: FakeBatch, waiter: Waiter, gone: str) -> None:
    set_nodes(batch, "starting")

    def go() -> None:
        assert batch.pool is not None
        if gone == "deleting":
            batch.pool["state"] = "deleting"
        elif gone == "replaced":
            batch.pool["creationTime"] = batch.time()
        else:
            batch.pool = None

    batch.at(20, go)
    code = "PoolReplaced" if gone == "replaced" else "PoolDeleted"
    assert [obstacle.code for obstacle in cannot(batch, waiter).obstacles] == [code]


def test_a_pool_that_never_was_is_the_services_own_error(batch: FakeBatch, waiter: Waiter) -> None:
    batch.pool = None
    with pytest.raises(ResourceNotFoundError, match="PoolNotFound"):
        waiter.nodes()


def test_the_deadline_tells_how_far_it_was_and_what_was_in_the_way(batch: FakeBatch, waiter: Waiter) -> None:
    set_nodes(batch, "idle", "unusable")

    with pytest.raises(WaitTimeout, match=r"1 of 2 nodes usable(.|\n)*NodesUnusable") as caught:
        waiter.nodes(timeout=100, stop_when_stuck=False)
    assert batch.now == 100
    assert caught.value.progress == NodeProgress(1, 2, 2, "steady")


def test_progress_is_told_when_it_has_changed(batch: FakeBatch, waiter: Waiter) -> None:
    set_nodes(batch, "starting", allocation="resizing")
    batch.at(60, lambda: set_nodes(batch, "idle"))
    told: list[NodeProgress] = []

    waiter.nodes(progress=told.append)
    assert told == [NodeProgress(0, 1, 1, "resizing"), NodeProgress(1, 1, 1, "steady")]


@pytest.mark.parametrize(
    ("count", "kind"), [(-1, ValueError), ("2", TypeError), (True, TypeError), (1.5, TypeError)]
)
def test_a_number_that_is_none_is_refused(
    batch: FakeBatch, waiter: Waiter, count: Any, kind: type[Exception]
) -> None:
    with pytest.raises(kind, match="count must be"):
        waiter.nodes(count=count)
    assert batch.total == 0
