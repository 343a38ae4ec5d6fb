"""Accounts, logins, extensions, logs and mounts of nodes, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from .blob_server import BlobServer
from .edge_host import LINUX, WINDOWS, EdgeHost, edge_host, refusal, until

ROW = "Microsoft.Azure.Batch.Protocol.Entities"


@pytest.fixture
def host(tmp_path: Path) -> Iterator[EdgeHost]:
    with edge_host(tmp_path) as host:
        yield host


@pytest.fixture
def blobs() -> Iterator[BlobServer]:
    server = BlobServer()
    yield server
    server.close()


# ---- accounts


def test_an_account_is_made_replaced_and_deleted(host: EdgeHost) -> None:
    host.pool()
    node = host.node().id
    target = f"/pools/p/nodes/{node}/users"
    answer = host.http.send("POST", target, {"name": "ann", "password": "secret"})
    assert (answer.status, answer.body) == (201, b"")
    assert answer.headers["location"] == answer.headers["dataserviceid"] == f"{host.endpoint}{target}/ann"
    assert refusal(lambda: host.client.create_node_user("p", node, {"name": "ann"})) == (
        409,
        "NodeUserExists",
    )
    host.client.create_node_user("p", node, {"name": "Ann", "sshPublicKey": "ssh-rsa AAAA"})
    host.client.replace_node_user("p", node, "ann", {"password": "other"})
    host.client.delete_node_user("p", node, "ann")
    for call in (
        lambda: host.client.delete_node_user("p", node, "ann"),
        lambda: host.client.replace_node_user("p", node, "ann", {}),
    ):
        assert refusal(call) == (404, "NodeUserNotFound")
    host.client.delete_node_user("p", node, "Ann")


def test_an_account_on_a_windows_node_needs_a_password_and_takes_no_key(host: EdgeHost) -> None:
    host.pool(machine=WINDOWS)
    node = host.node().id

    def create(**members: str) -> tuple[int | None, str]:
        return refusal(lambda: host.client.create_node_user("p", node, {"name": "ann", **members}))

    assert create() == (400, "MissingRequiredProperty")
    assert create(password="x", sshPublicKey="ssh-rsa AAAA") == (400, "InvalidPropertyValue")
    host.client.create_node_user("p", node, {"name": "ann", "password": "x"})
    assert refusal(lambda: host.client.create_node_user("p", node, {"name": "ANN", "password": "x"})) == (
        409,
        "NodeUserExists",
    )


def test_an_account_ends_with_its_expiry_and_with_a_reimage(host: EdgeHost) -> None:
    host.pool()
    node = host.node().id
    soon = host.on_loop(host.service.clock.now) + timedelta(seconds=20)
    host.client.create_node_user("p", node, {"name": "short", "expiryTime": soon.isoformat()})
    host.client.create_node_user("p", node, {"name": "long"})
    until(
        lambda: host.http.send("POST", f"/pools/p/nodes/{node}/users", {"name": "short"}).status == 201,
        "the account has expired, and there is room for another one of its name",
    )
    past = {"name": "x", "expiryTime": "2020-01-01T00:00:00Z"}
    assert refusal(lambda: host.client.create_node_user("p", node, past)) == (400, "InvalidPropertyValue")
    host.client.begin_reimage_node("p", node, polling_interval=0.02).result()
    assert refusal(lambda: host.client.delete_node_user("p", node, "long")) == (404, "NodeUserNotFound")


def test_accounts_can_be_changed_only_while_the_node_works(host: EdgeHost) -> None:
    host.pool()
    node = host.node().id
    host.client.disable_node_scheduling("p", node)
    host.node_in("offline")
    assert refusal(lambda: host.client.create_node_user("p", node, {"name": "ann"})) == (
        409,
        "OperationInvalidForCurrentState",
    )
    assert refusal(lambda: host.client.create_node_user("p", "x", {"name": "ann"})) == (404, "NodeNotFound")


def test_accounts_survive_a_restart_of_the_service(tmp_path: Path) -> None:
    with edge_host(tmp_path, data=True) as host:
        host.pool()
        host.client.create_node_user("p", host.node().id, {"name": "ann", "password": "secret"})
    assert b"secret" not in b"".join(
        file.read_bytes() for file in (tmp_path / "data").iterdir() if file.is_file()
    )
    with edge_host(tmp_path, data=True) as host:
        node = host.node_in("idle").id
        assert refusal(lambda: host.client.create_node_user("p", node, {"name": "ann"})) == (
            409,
            "NodeUserExists",
        )


# ---- logins


def test_a_node_tells_where_one_would_log_in(host: EdgeHost) -> None:
    host.pool(targetDedicatedNodes=2)
    first, second = list(host.client.list_nodes("p"))
    answer = host.http.send("GET", f"/pools/p/nodes/{first.id}/remoteloginsettings")
    assert answer.json["odata.metadata"].endswith(f"$metadata#{ROW}.RemoteLoginSettings")
    assert answer.headers["dataserviceid"].endswith("/remoteloginsettings")
    settings = [host.client.get_node_remote_login_settings("p", node.id) for node in (first, second)]
    assert {one.remote_login_ip_address for one in settings} == {"127.0.0.1"}
    assert {one.remote_login_port for one in settings} == {50000, 50001}


def test_ports_that_the_pool_opens_are_shown_with_the_node(host: EdgeHost) -> None:
    rule = {
        "name": "ssh",
        "protocol": "tcp",
        "backendPort": 22,
        "frontendPortRangeStart": 15000,
        "frontendPortRangeEnd": 15100,
    }
    host.pool(networkConfiguration={"endpointConfiguration": {"inboundNATPools": [rule]}})
    node = host.node()
    (endpoint,) = node.endpoint_configuration.inbound_endpoints
    assert (endpoint.name, endpoint.protocol, endpoint.frontend_port, endpoint.backend_port) == (
        "ssh.0",
        "tcp",
        15000,
        22,
    )
    assert host.client.get_node_remote_login_settings("p", node.id).remote_login_port == 15000


def test_a_pool_without_public_addresses_has_no_logins(host: EdgeHost) -> None:
    public = {"publicIPAddressConfiguration": {"provision": "nopublicipaddresses"}}
    host.pool(networkConfiguration=public)
    node = host.node().id
    assert refusal(lambda: host.client.get_node_remote_login_settings("p", node)) == (
        409,
        "OperationNotValidOnNode",
    )


# ---- extensions


def test_a_node_shows_the_extensions_of_its_pool(host: EdgeHost) -> None:
    extension = {
        "name": "monitor",
        "publisher": "Contoso",
        "type": "Monitor",
        "typeHandlerVersion": "1.0",
        "settings": {"level": "high"},
        "protectedSettings": {"key": "secret"},
    }
    host.pool(machine={**LINUX, "extensions": [extension]})
    node = host.node().id
    (listed,) = host.client.list_node_extensions("p", node)
    assert listed.provisioning_state == "Succeeded"
    assert (listed.vm_extension.name, listed.vm_extension.settings) == ("monitor", {"level": "high"})
    assert listed.instance_view.statuses[0].code == "ProvisioningState/succeeded"
    shown = host.client.get_node_extension("p", node, "MONITOR")
    assert shown.vm_extension == listed.vm_extension
    assert "secret" not in str(host.client.get_pool("p").as_dict())
    assert refusal(lambda: host.client.get_node_extension("p", node, "none")) == (404, "ResourceNotFound")
    selected = host.client.list_node_extensions("p", node, select=["provisioningState"])
    assert [item.as_dict() for item in selected] == [{"provisioningState": "Succeeded"}]
    host.pool("q")
    assert list(host.client.list_node_extensions("q", host.node("q").id)) == []


# ---- logs


def test_the_logs_of_a_node_are_uploaded(host: EdgeHost, blobs: BlobServer) -> None:
    host.pool(startTask={"commandLine": "echo ready"})
    host.job()
    host.run("t", "true")
    node = host.node().id
    start: Any = host.client.get_pool("p").creation_time
    result = host.client.upload_node_logs(
        "p", node, {"containerUrl": blobs.box, "startTime": start.isoformat()}
    )
    account, pool, name, request = result.virtual_directory_name.split("/")
    assert (account[:9], len(account), pool, name, len(request)) == ("demoacct-", 25, "p", node, 36)
    assert result.number_of_files_uploaded == len(blobs.blobs) == 3
    log = blobs.blobs[f"/box/{result.virtual_directory_name}/agent-debug.log"].decode()
    assert "node is starting" in log
    assert "task/j/t" in log
    assert blobs.blobs[f"/box/{result.virtual_directory_name}/startup/stdout.txt"] == b"ready\n"


def test_only_what_was_logged_in_the_time_span_is_uploaded(host: EdgeHost, blobs: BlobServer) -> None:
    host.pool()
    node = host.node().id
    span = {"startTime": "2001-01-01T00:00:00Z", "endTime": "2001-01-02T00:00:00Z"}
    result = host.client.upload_node_logs("p", node, {"containerUrl": blobs.box, **span})
    assert blobs.blobs == {f"/box/{result.virtual_directory_name}/agent-debug.log": b""}
    backwards = {"startTime": "2001-01-02T00:00:00Z", "endTime": "2001-01-01T00:00:00Z"}
    assert refusal(
        lambda: host.client.upload_node_logs("p", node, {"containerUrl": blobs.box, **backwards})
    ) == (400, "InvalidPropertyValue")


def test_logs_that_cannot_be_uploaded_are_no_success(host: EdgeHost, blobs: BlobServer) -> None:
    host.pool()
    body = {"containerUrl": f"{blobs.url}/box?sig=wrong", "startTime": "2001-01-01T00:00:00Z"}
    answer = host.http.send("POST", f"/pools/p/nodes/{host.node().id}/uploadbatchservicelogs", body)
    assert answer.error == (400, "InvalidPropertyValue")
    assert "wrong" not in answer.body.decode()


# ---- mounts


def blob_mount(container: str, path: str) -> dict[str, Any]:
    return {
        "azureBlobFileSystemConfiguration": {
            "accountName": "store",
            "containerName": container,
            "sasKey": "x",
            "relativeMountPath": path,
        }
    }


def test_nodes_that_mount_the_same_share_see_the_same_files(host: EdgeHost) -> None:
    host.pool(mountConfiguration=[blob_mount("data", "in/data"), blob_mount("other", "other")])
    host.pool("q", mountConfiguration=[blob_mount("data", "d")])
    host.job()
    host.job("k", "q")
    host.run("t", "/bin/sh -c 'echo hello > $AZ_BATCH_NODE_MOUNTS_DIR/in/data/x'")
    host.run("t", "/bin/sh -c 'cat $AZ_BATCH_NODE_MOUNTS_DIR/d/x'", "k")
    assert host.text("t", job_id="k") == "hello\n"
    host.run("u", "/bin/sh -c 'ls $AZ_BATCH_NODE_MOUNTS_DIR/other'")
    assert host.text("u") == ""
    # The directory is the share's: it outlives what the node loses.
    node = host.node("q").id
    host.client.begin_reimage_node("q", node, polling_interval=0.02).result()
    host.run("v", "/bin/sh -c 'cat $AZ_BATCH_NODE_MOUNTS_DIR/d/x'", "k")
    assert host.text("v", job_id="k") == "hello\n"


@pytest.mark.parametrize(
    "mounts",
    [
        [{}],
        [blob_mount("a", "../x")],
        [blob_mount("a", "/x")],
        [blob_mount("a", "x"), blob_mount("b", "x/y")],
        [{**blob_mount("a", "x"), "nfsMountConfiguration": {"source": "s", "relativeMountPath": "y"}}],
    ],
)
def test_mounts_that_cannot_be_are_refused(host: EdgeHost, mounts: list[dict[str, Any]]) -> None:
    body = {"id": "p", "vmSize": "a", "virtualMachineConfiguration": LINUX, "mountConfiguration": mounts}
    assert refusal(lambda: host.client.create_pool(body)) == (400, "InvalidPropertyValue")


def test_the_secrets_of_a_pool_are_not_shown(host: EdgeHost) -> None:
    registry = {"registryServer": "r.example", "username": "u", "password": "secret"}
    machine = {
        **LINUX,
        "containerConfiguration": {"type": "dockerCompatible", "containerRegistries": [registry]},
    }
    mount = blob_mount("a", "x")
    mount["azureBlobFileSystemConfiguration"]["sasKey"] = "secret"
    host.pool(machine=machine, mountConfiguration=[mount])
    shown = host.client.get_pool("p")
    assert shown.mount_configuration[0].azure_blob_file_system_configuration.container_name == "a"
    assert "secret" not in str(shown.as_dict())
