"""Make requests that fail, and see which exception tells what, and what retries hide.

python samples/errors.py
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from azure.core import MatchConditions
from azure.core.credentials import AzureNamedKeyCredential
from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    ResourceExistsError,
    ResourceModifiedError,
    ResourceNotFoundError,
    ServiceRequestError,
)
from connecting import connect
from temporary import fresh_name, job_on, linux_pool, temporary_job, temporary_pool

from azure_batch_sdk import BatchClient
from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.models import BatchJobUpdateOptions, BatchTaskCreateOptions, CreateTasksError

NOBODYS_KEY = AzureNamedKeyCredential("nobody", "bm90IHRoZSBrZXk=")


@contextmanager
def expecting(kind: type[Exception], lesson: str) -> Iterator[None]:
    """Print what a block raises; end the program if it raises nothing."""
    print(f"\n=== {lesson}")
    try:
        yield
    except kind as error:
        print(f"{type(error).__name__}: {error}")
    else:
        sys.exit(f"expected {kind.__name__}")


def refused_requests(client: BatchClient, job: str) -> None:
    """Ask for what the service, or already the client, refuses."""
    with expecting(ResourceNotFoundError, "What is not there is ResourceNotFoundError"):
        client.get_job("no-such-job")
    with expecting(ResourceExistsError, "What is there already is ResourceExistsError"):
        client.create_job(job_on(job))
    with expecting(HttpResponseError, "What the service does not accept: the details say which property"):
        client.update_job(job, BatchJobUpdateOptions(priority=5000))
    with expecting(ResourceModifiedError, "Somebody else was faster, told by the etag"):
        before = client.get_job(job)
        client.update_job(job, BatchJobUpdateOptions(priority=1))
        condition = MatchConditions.IfNotModified
        client.update_job(job, BatchJobUpdateOptions(priority=2), etag=before.etag, match_condition=condition)
    with expecting(CreateTasksError, "create_tasks adds what it can, and names the rest"):
        twins = [BatchTaskCreateOptions(id="twin", command_line="/bin/true") for _ in range(2)]
        client.create_tasks(job, twins, on_existing="fail")
    with expecting(AttributeError, "A misspelt property is told before anything is sent"):
        task = BatchTaskCreateOptions(id="typo", command_line="/bin/true")
        task.comand_line = "/bin/false"  # type: ignore[attr-defined]  # misspelt on purpose
    with expecting(ValueError, "So is an empty id, with which the request would mean something else"):
        client.get_pool("")


def unreachable_service(client: BatchClient, pool: str) -> None:
    """Sign in with a wrong key, find nobody at the address, and be impatient."""
    endpoint = client.get_pool(pool).url.partition("/pools/")[0]
    with (
        expecting(ClientAuthenticationError, "A wrong key"),
        BatchClient(endpoint, NOBODYS_KEY) as stranger,
    ):
        stranger.get_pool(pool)
    with (
        expecting(ServiceRequestError, "Nobody listens; without retry_total=0 it would be tried again"),
        BatchClient("http://127.0.0.1:9", NOBODYS_KEY, retry_total=0, connection_timeout=5) as lost,
    ):
        lost.get_pool(pool)


def bad_weather() -> None:
    """Read from a service that refuses every third request; retries hide it."""
    requests = 0

    def count(_: object) -> None:
        nonlocal requests
        requests += 1

    # Always a local one: only that can be told to fail.
    with BatchEmulator(faults=["503=0.33", "retry-after=0", "seed=1"]) as emulator:
        with emulator.get_client() as client:
            for _ in range(20):
                list(client.list_pools(raw_response_hook=count))
        print(f"\n=== Twenty reads in bad weather, all answered: {requests}")
        with (
            expecting(HttpResponseError, "Without retries one of them fails"),
            emulator.get_client(retry_total=0) as impatient,
        ):
            for _ in range(20):
                list(impatient.list_pools())


def main() -> None:
    """Make a pool without nodes and a job, and ask amiss for them."""
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    name = fresh_name("errors")
    pool = linux_pool(name, nodes=0)
    with connect() as client, temporary_pool(client, pool), temporary_job(client, job_on(name)):
        refused_requests(client, name)
        unreachable_service(client, name)
    bad_weather()


if __name__ == "__main__":
    main()
