"""What clients of older api-versions see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .edge_host import LINUX, EdgeHost, edge_host, until

OLD = "2024-07-01.20.0"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EdgeHost]:
    with edge_host(tmp_path_factory.mktemp("older")) as running:
        running.pool()
        yield running


def shown(host: EdgeHost, target: str, version: str = OLD) -> Any:
    return host.http.send("GET", f"{target}?api-version={version}").json


def test_a_pool_has_certificates_and_a_way_to_communicate(host: EdgeHost) -> None:
    (listed,) = [pool for pool in shown(host, "/pools")["value"] if pool["id"] == "p"]
    for pool in (shown(host, "/pools/p"), listed):
        assert pool["certificateReferences"] == []
        assert pool["currentNodeCommunicationMode"] == "classic"
        assert pool["taskSchedulingPolicy"] == {"nodeFillType": "Spread"}


def test_a_pool_communicates_as_it_was_asked_to(host: EdgeHost) -> None:
    body = {
        "id": "simple",
        "vmSize": "standard_d1_v2",
        "virtualMachineConfiguration": LINUX,
        "targetNodeCommunicationMode": "simplified",
    }
    assert host.http.send("POST", f"/pools?api-version={OLD}", body).status == 201

    def look() -> Any:
        pool = shown(host, "/pools/simple")
        return pool if pool["allocationState"] == "steady" else None

    pool = until(look, "the pool is steady")
    assert pool["targetNodeCommunicationMode"] == pool["currentNodeCommunicationMode"] == "simplified"


def test_nodes_have_certificates(host: EdgeHost) -> None:
    (node,) = shown(host, "/pools/p/nodes")["value"]
    assert node["certificateReferences"] == []
    assert shown(host, f"/pools/p/nodes/{node['id']}")["certificateReferences"] == []


@pytest.mark.parametrize("version", ["2025-06-01", "2026-10-01"])
def test_the_described_versions_have_none_of_this(host: EdgeHost, version: str) -> None:
    pool = shown(host, "/pools/p", version)
    assert not {"certificateReferences", "currentNodeCommunicationMode"} & set(pool)
    assert pool["taskSchedulingPolicy"] == {"nodeFillType": "Spread", "jobDefaultOrder": "none"}
    (node,) = shown(host, "/pools/p/nodes", version)["value"]
    assert "certificateReferences" not in node
