"""HTTPS with a certificate of the emulator's own, and bearer tokens."""

from __future__ import annotations

import asyncio
import base64
import json
import shlex
import signal
import socket
import ssl
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import azure.batch
import azure.batch.aio
import pytest
from azure.core.credentials import AccessToken, AzureNamedKeyCredential
from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    ServiceRequestError,
    ServiceResponseError,
)
from azure.core.rest import HttpRequest
from cryptography import x509

from azure_batch_sdk import BatchClient
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.emulator.certificates import new_authority, read_authority
from azure_batch_sdk.emulator.tls import CA_KEY_FILE, kept_tls, passing_tls
from azure_batch_sdk.emulator.wire.bearer import AUDIENCE, audience_of_scope, issue_token
from azure_batch_sdk.emulator.wire.hosts import names_of

from .edge_host import LINUX, until
from .signed_http import SignedHttp

pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")

ROOT = Path(__file__).parents[2]
DEADLINE_SECONDS = 30.0
KEY = base64.b64encode(bytes(range(64))).decode()


class Given:
    """A credential with one token."""

    def __init__(self, token: str) -> None:
        self._token = token

    def get_token(self, *scopes: str, **_: Any) -> AccessToken:
        return AccessToken(self._token, int(time.time()) + 3600)


@pytest.fixture(scope="module")
def emulator() -> Iterator[BatchEmulator]:
    with BatchEmulator(tls=True, time_scale=10, in_process=True) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def credulous() -> Iterator[BatchEmulator]:
    """An emulator that takes tokens whoever signed them."""
    with BatchEmulator(tls=True, unverified_tokens=True, in_process=True) as emulator:
        yield emulator


def asking(emulator: BatchEmulator, credential: Any, **options: Any) -> Any:
    """Return a client, untyped because it is given mappings."""
    return BatchClient(
        emulator.endpoint, credential, **{"connection_verify": emulator.ca_file, "retry_total": 0, **options}
    )


def refusal(emulator: BatchEmulator, credential: Any, **options: Any) -> tuple[str, str]:
    """Return the detail of the 401 that a credential gets, and the challenge with it."""
    with (
        asking(emulator, credential, **options) as client,
        pytest.raises(ClientAuthenticationError) as refused,
    ):
        list(client.list_jobs())
    error: Any = refused.value
    assert (error.status_code, error.model.code) == (401, "AuthenticationFailed")
    [detail] = error.model.error_values
    assert detail.key == "AuthenticationErrorDetail"
    return detail.value, error.response.headers["WWW-Authenticate"]


def token_of(emulator: BatchEmulator, scope: str = f"{AUDIENCE}/.default") -> str:
    return emulator.get_token_credential().get_token(scope).token


def encoded(content: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


def foreign_token(**claims: Any) -> str:
    """Return a token as Entra ID would make it, signed by nobody known."""
    now = int(time.time())
    complete = {"aud": AUDIENCE, "iss": "https://sts.windows.net/x/", "nbf": now - 300, "exp": now + 3600}
    return f"{encoded({'alg': 'RS256', 'kid': 'k'})}.{encoded({**complete, **claims})}.c2lnbmF0dXJl"


# Clients


@pytest.mark.parametrize("with_token", [False, True], ids=["key", "token"])
@pytest.mark.parametrize("kind", [BatchClient, azure.batch.BatchClient], ids=["own", "reference"])
def test_a_client_works_over_tls(emulator: BatchEmulator, kind: Any, with_token: bool) -> None:
    credential = emulator.get_token_credential() if with_token else emulator.credential
    job_id = f"{kind.__module__.partition('.')[0]}-{with_token}"
    with kind(emulator.endpoint, credential, connection_verify=emulator.ca_file) as client:
        client.create_job({"id": job_id, "poolInfo": {"poolId": "p"}})
        assert client.get_job(job_id).url == f"{emulator.endpoint}/jobs/{job_id}"


@pytest.mark.parametrize("with_token", [False, True], ids=["key", "token"])
@pytest.mark.parametrize("kind", [AsyncBatchClient, azure.batch.aio.BatchClient], ids=["own", "reference"])
def test_an_asynchronous_client_works_over_tls(emulator: BatchEmulator, kind: Any, with_token: bool) -> None:
    credential = emulator.get_async_token_credential() if with_token else emulator.credential
    job_id = f"async-{kind.__module__.partition('.')[0]}-{with_token}"

    async def program() -> None:
        async with kind(emulator.endpoint, credential, connection_verify=emulator.ca_file) as client:
            await client.create_job({"id": job_id, "poolInfo": {"poolId": "p"}})
            assert (await client.get_job(job_id)).url == f"{emulator.endpoint}/jobs/{job_id}"

    asyncio.run(program())


def test_the_clients_of_the_emulator_trust_its_certificate(emulator: BatchEmulator) -> None:
    async def look() -> bool:
        async with emulator.get_async_client() as client:
            return await client.pool_exists("none")

    assert asyncio.run(look()) is False
    with emulator.get_client() as client:
        assert client.pool_exists("none") is False


def test_pages_tasks_and_files_come_over_tls(emulator: BatchEmulator) -> None:
    client: Any = emulator.get_client()
    with client:
        client.create_pool(
            {
                "id": "p",
                "vmSize": "standard_d1_v2",
                "targetDedicatedNodes": 1,
                "virtualMachineConfiguration": LINUX,
            }
        )
        for job_id in ("paged-1", "paged-2"):
            client.create_job({"id": job_id, "poolInfo": {"poolId": "p"}})
        assert len(list(client.list_jobs(max_results=1, filter="startswith(id, 'paged')"))) == 2
        client.create_task("paged-1", {"id": "t", "commandLine": "printenv AZ_BATCH_ACCOUNT_URL"})
        until(lambda: client.get_task("paged-1", "t").state == "completed", "the task has ended")
        written = b"".join(client.download_task_file("paged-1", "t", "stdout.txt"))
        assert written.decode().strip().rstrip("/") == emulator.endpoint


def test_a_dropped_connection_is_dropped_over_tls_too() -> None:
    with (
        BatchEmulator(tls=True, faults=["drop-after=1"], in_process=True) as emulator,
        asking(emulator, emulator.credential) as client,
        pytest.raises(ServiceResponseError),
    ):
        list(client.list_jobs())


def test_the_asynchronous_client_keeps_its_connection(tmp_path: Path) -> None:
    context, ca_file = passing_tls(tmp_path, ["127.0.0.1"])
    connections = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(writer)
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        except asyncio.IncompleteReadError:
            writer.close()

    async def program() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
        async with server:
            port = server.sockets[0].getsockname()[1]
            async with AsyncBatchClient(
                f"https://127.0.0.1:{port}", AzureNamedKeyCredential("a", KEY), connection_verify=str(ca_file)
            ) as client:
                assert [await client.pool_exists("p") for _ in range(3)] == [False] * 3

    asyncio.run(program())
    assert len(connections) == 1


def test_no_browser_is_told_to_refuse_http_from_now_on(emulator: BatchEmulator) -> None:
    with asking(emulator, emulator.credential) as client:
        headers = client.send_request(HttpRequest("GET", "/jobs")).headers
        assert "Strict-Transport-Security" not in headers
        assert headers["X-Content-Type-Options"] == "nosniff"


# The certificate


def test_a_client_that_does_not_know_the_authority_refuses(emulator: BatchEmulator) -> None:
    with (
        asking(emulator, emulator.credential, connection_verify=True) as client,
        pytest.raises(ServiceRequestError, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        client.pool_exists("none")

    async def program() -> None:
        async with AsyncBatchClient(emulator.endpoint, emulator.credential, retry_total=0) as client:
            await client.pool_exists("none")

    with pytest.raises(ServiceRequestError, match="CERTIFICATE_VERIFY_FAILED"):
        asyncio.run(program())


def shake_hands(endpoint: str, ca_file: str, name: str) -> dict[str, Any]:
    """Connect as a strict client does that knows the server by a name; return its certificate."""
    address = urlsplit(endpoint)
    context = ssl.create_default_context(cafile=ca_file)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    with (
        socket.create_connection((address.hostname or "", address.port or 0), timeout=10) as connection,
        context.wrap_socket(connection, server_hostname=name) as secured,
    ):
        return dict(secured.getpeercert() or {})


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "::1"])
def test_the_certificate_is_good_for_every_name_of_this_machine(emulator: BatchEmulator, name: str) -> None:
    assert emulator.ca_file is not None
    assert shake_hands(emulator.endpoint, emulator.ca_file, name)


def test_the_certificate_is_not_good_for_other_names(emulator: BatchEmulator) -> None:
    assert emulator.ca_file is not None
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        shake_hands(emulator.endpoint, emulator.ca_file, "myaccount.westeurope.batch.azure.com")


def test_a_server_for_all_interfaces_goes_by_the_names_of_its_machine() -> None:
    assert {"localhost", "127.0.0.1", "::1", socket.gethostname().lower()} <= names_of("0.0.0.0")
    assert names_of("127.0.0.1") == {"localhost", "127.0.0.1", "::1"}


def test_plain_http_gets_no_answer_from_a_server_with_tls(emulator: BatchEmulator) -> None:
    signed = SignedHttp(emulator.endpoint, emulator.account_name, emulator.account_key)
    with pytest.raises(ConnectionError):
        signed.send("GET", "/pools")


def test_a_data_folder_keeps_the_authority_and_guards_its_key(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    seen = []
    for _ in range(2):
        with BatchEmulator(folder, tls=True, in_process=True) as emulator, emulator.get_client() as client:
            assert client.pool_exists("none") is False
            assert emulator.ca_file == str(folder / "ca.pem")
            seen.append((folder / "ca.pem").read_bytes())
    assert seen[0] == seen[1]
    assert b"PRIVATE KEY" not in seen[0]
    assert stat.S_IMODE((folder / CA_KEY_FILE).stat().st_mode) == 0o600
    assert not [path for path in folder.iterdir() if path.name.startswith("ca") and path.suffix != ".pem"]


def test_an_authority_that_ends_soon_is_replaced(tmp_path: Path) -> None:
    now = datetime.now(timezone.utc)
    replaced = {}
    for age in (timedelta(days=3000), timedelta(days=3300)):
        old = new_authority(now - age)
        (tmp_path / CA_KEY_FILE).write_bytes(old.private_pem())
        ca_file = kept_tls(tmp_path, ["localhost"]).ca_file
        used = x509.load_pem_x509_certificate(ca_file.read_bytes())
        replaced[age.days] = used != old.certificate
        assert used == read_authority((tmp_path / CA_KEY_FILE).read_bytes()).certificate
    assert replaced == {3000: False, 3300: True}


@pytest.mark.parametrize("damage", ["empty", "foreign key"])
def test_a_damaged_authority_is_told(tmp_path: Path, damage: str) -> None:
    now = datetime.now(timezone.utc)
    key, certificate = new_authority(now).private_pem(), new_authority(now).public_pem()
    end = b"-----END PRIVATE KEY-----\n"
    (tmp_path / CA_KEY_FILE).write_bytes(
        b"" if damage == "empty" else key.partition(end)[0] + end + certificate
    )
    with pytest.raises(RuntimeError, match=r"ca-key\.pem holds no certificate authority.*delete it"):
        BatchEmulator(tmp_path, tls=True, in_process=True).__enter__()


def test_without_a_data_folder_the_authority_goes_with_the_run() -> None:
    with BatchEmulator(tls=True) as emulator, emulator.get_client() as client:
        assert client.pool_exists("none") is False
        assert emulator.ca_file is not None
        folder = Path(emulator.ca_file).parent
        assert not list(folder.rglob("*key*"))
    assert not folder.exists()


def test_without_tls_there_is_no_certificate() -> None:
    with BatchEmulator(in_process=True) as emulator:
        assert emulator.ca_file is None
        assert emulator.endpoint.startswith("http://")


# Bearer tokens


def test_a_token_for_another_resource_is_refused_and_both_are_named(emulator: BatchEmulator) -> None:
    detail, challenge = refusal(
        emulator,
        emulator.get_token_credential(),
        credential_scopes=["https://batch.core.windows.net/.default"],
    )
    assert "'https://batch.core.windows.net';" in detail
    assert "'https://batch.core.windows.net/'" in detail
    assert challenge == (
        'Bearer authorization_uri="https://login.microsoftonline.com/common", '
        'resource_id="https://batch.core.windows.net/"'
    )


def test_an_expired_token_is_refused(emulator: BatchEmulator) -> None:
    detail, _ = refusal(emulator, emulator.get_token_credential(lifetime=-1))
    assert detail == "The token has expired."


def test_a_token_of_the_future_is_refused(emulator: BatchEmulator) -> None:
    now = time.time()
    token = issue_token(emulator.account_name, emulator.account_key, AUDIENCE, now + 600, now + 3600)
    detail, _ = refusal(emulator, Given(token))
    assert detail == "The token is not valid yet."


@pytest.mark.parametrize("token", ["garbage", "a.b", "a.b.c.d", "ä.b.c", "..", "batch-task.x.y"])
def test_garbage_is_refused(emulator: BatchEmulator, token: str) -> None:
    # `requests` sends header text as latin-1.
    refusal(emulator, Given(token))


@pytest.mark.parametrize(
    "change",
    [
        lambda head, claims, signature: (head, claims, signature[:-4] + "AAAA"),
        lambda head, claims, signature: (head, claims, ""),
        lambda head, claims, signature: (encoded({"alg": "none"}), claims, ""),
        lambda head, claims, signature: (head, encoded({"aud": AUDIENCE, "exp": 1e12}), signature),
    ],
    ids=["signature", "no signature", "no algorithm", "claims"],
)
def test_a_token_that_was_tampered_with_is_refused(
    emulator: BatchEmulator, change: Callable[[str, str, str], tuple[str, str, str]]
) -> None:
    head, claims, signature = token_of(emulator).split(".")
    assert "signature" in refusal(emulator, Given(".".join(change(head, claims, signature))))[0]


def test_a_token_of_another_emulator_is_refused(emulator: BatchEmulator) -> None:
    now = time.time()
    token = issue_token(emulator.account_name, KEY, AUDIENCE, now, now + 3600)
    assert "signature" in refusal(emulator, Given(token))[0]


def test_a_token_that_nobody_can_verify_is_refused_unless_asked_for(
    emulator: BatchEmulator, credulous: BatchEmulator
) -> None:
    assert "--unverified-tokens" in refusal(emulator, Given(foreign_token()))[0]
    with asking(credulous, Given(foreign_token())) as client:
        assert list(client.list_jobs()) == []


@pytest.mark.parametrize(
    ("claims", "complaint"),
    [
        ({"aud": "https://management.azure.com/"}, "audience"),
        ({"aud": [AUDIENCE]}, "audience"),
        ({"aud": "\ud800"}, "audience"),
        ({"exp": 1}, "expired"),
        ({"exp": "never"}, "expired"),
        ({"exp": float("nan")}, "expired"),
        ({"nbf": 1e12}, "not valid yet"),
    ],
)
def test_unverified_tokens_need_the_right_claims(
    credulous: BatchEmulator, claims: dict[str, Any], complaint: str
) -> None:
    assert complaint in refusal(credulous, Given(foreign_token(**claims)))[0]


@pytest.mark.parametrize("claims", ["?", "e30", encoded([]), "W1tb" * 10_000])
def test_unreadable_claims_are_refused(credulous: BatchEmulator, claims: str) -> None:
    refusal(credulous, Given(f"e30.{claims}.x"))


def test_unverified_tokens_need_tls() -> None:
    with pytest.raises(ValueError, match="needs tls"):
        BatchEmulator(unverified_tokens=True)


def test_a_token_over_plain_http_is_refused_by_client_and_service() -> None:
    with BatchEmulator(in_process=True) as emulator:
        with (
            asking(emulator, emulator.get_token_credential()) as client,
            pytest.raises(ServiceRequestError, match="non-TLS"),
        ):
            list(client.list_jobs())
        signed = SignedHttp(emulator.endpoint, emulator.account_name, emulator.account_key)
        answer = signed.exchange(
            "GET",
            "/jobs?api-version=2025-06-01",
            {"host": signed.address, "authorization": f"Bearer {token_of(emulator)}"},
        )
        assert answer.error == (401, "AuthenticationFailed")
        assert "over HTTPS only" in answer.json["values"][0]["value"]
        assert "resource_id" in answer.headers["www-authenticate"]


def test_a_credential_is_for_one_scope_at_a_time(emulator: BatchEmulator) -> None:
    with pytest.raises(ValueError, match="one scope, not for 2"):
        emulator.get_token_credential().get_token("a/.default", "b/.default")


def test_an_asynchronous_credential_is_a_context_manager(emulator: BatchEmulator) -> None:
    async def token() -> str:
        async with emulator.get_async_token_credential() as credential:
            return (await credential.get_token(f"{AUDIENCE}/.default")).token

    assert asyncio.run(token()).count(".") == 2


@pytest.mark.parametrize(
    ("scope", "audience"),
    [
        ("https://batch.core.windows.net//.default", "https://batch.core.windows.net/"),
        ("https://batch.core.windows.net/.default", "https://batch.core.windows.net"),
        ("https://batch.core.windows.net//user_impersonation", "https://batch.core.windows.net/"),
        ("openid", "openid"),
    ],
)
def test_a_scope_is_resource_and_permission(scope: str, audience: str) -> None:
    assert audience_of_scope(scope) == audience


# What only a token opens

IN_A_NETWORK = {
    "vmSize": "standard_d1_v2",
    "virtualMachineConfiguration": LINUX,
    "networkConfiguration": {
        "subnetId": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
    },
}
WITH_OWN_IMAGE = {
    "vmSize": "standard_d1_v2",
    "virtualMachineConfiguration": {
        "imageReference": {
            "virtualMachineImageId": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/galleries/a/images/i"
        },
        "nodeAgentSKUId": "batch.node.ubuntu 24.04",
    },
}


def create_pool(pool: dict[str, Any]) -> Callable[[Any], None]:
    return lambda client: client.create_pool({"id": "linked", **pool})


def create_job_with_a_pool(client: Any) -> None:
    client.create_job(
        {
            "id": "linked",
            "poolInfo": {"autoPoolSpecification": {"poolLifetimeOption": "job", "pool": IN_A_NETWORK}},
        }
    )


@pytest.mark.parametrize(
    "create",
    [create_pool(IN_A_NETWORK), create_pool(WITH_OWN_IMAGE), create_job_with_a_pool],
    ids=["network", "image", "automatic pool"],
)
def test_linked_resources_want_a_token_where_one_can_be_had(create: Callable[[Any], None]) -> None:
    with BatchEmulator(tls=True, in_process=True) as emulator:
        with (
            asking(emulator, emulator.credential) as client,
            pytest.raises(HttpResponseError) as refused,
        ):
            create(client)
        error: Any = refused.value
        assert (error.status_code, error.model.code) == (403, "AuthenticationFailed")
        assert "SharedKey is not allowed" in error.model.error_values[0].value
        with asking(emulator, emulator.get_token_credential()) as client:
            create(client)
    with BatchEmulator(in_process=True) as emulator, asking(emulator, emulator.credential) as client:
        create(client)


# The command


def test_the_command_prints_the_certificate_and_serves_its_host(tmp_path: Path) -> None:
    ready = tmp_path / "ready.json"
    command = [sys.executable, "-m", "azure_batch_sdk.emulator"]
    options = [
        "--tls",
        "--host",
        "localhost",
        "--data-dir",
        str(tmp_path / "data"),
        "--ready-file",
        str(ready),
    ]
    with subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            until(ready.exists, "the ready file is there")
            facts = json.loads(ready.read_text())
            assert facts["endpoint"].startswith("https://localhost:")
            assert facts["ca_file"] == str(tmp_path / "data" / "ca.pem")
            credential = AzureNamedKeyCredential(facts["account"], facts["key"])
            with BatchClient(facts["endpoint"], credential, connection_verify=facts["ca_file"]) as client:
                assert client.pool_exists("none") is False
            process.send_signal(signal.SIGTERM)
            said, errors = process.communicate(timeout=DEADLINE_SECONDS)
            assert (process.returncode, errors) == (0, "")
            assert f"export AZURE_BATCH_ENDPOINT={facts['endpoint']}\n" in said
            assert f"export AZURE_BATCH_CA_FILE={shlex.quote(facts['ca_file'])}\n" in said
        finally:
            if process.poll() is None:
                process.kill()


def test_the_command_takes_unverified_tokens_on_the_loopback_interface_only() -> None:
    for options, complaint in (
        (["--unverified-tokens"], "needs tls"),
        (["--tls", "--unverified-tokens", "--host", "0.0.0.0"], "loopback interface only"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "azure_batch_sdk.emulator", *options],
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
            timeout=DEADLINE_SECONDS,
        )
        assert done.returncode == 2
        assert complaint in done.stderr
