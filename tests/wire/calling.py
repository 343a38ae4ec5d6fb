"""Call any operation to its end, whatever it returns."""

from __future__ import annotations

from typing import Any

from tests.either import Driver
from tests.loopback import Reply
from tests.surface.reference import OPERATIONS


def call(driver: Driver, client: Any, name: str, *args: Any, **kwargs: Any) -> Any:
    """Return what a method gives; all items of a list, all bytes of a download, None for a started wait."""
    fact, method = OPERATIONS[name], getattr(client, name)
    if fact.get("lro"):
        driver.wait(method(*args, polling=False, **kwargs))
        return None
    if fact["paging"]:
        return driver.collect(method(*args, **kwargs))
    if fact["stream"]:
        return b"".join(driver.collect(driver.wait(method(*args, **kwargs))))
    return driver.wait(method(*args, **kwargs))


FILE_HEADERS = {
    "Content-Length": "16",
    "Content-Type": "application/octet-stream",
    "Last-Modified": "Sat, 31 Jan 2026 08:05:06 GMT",
    "ocp-creation-time": "Sat, 31 Jan 2026 08:00:00 GMT",
    "ocp-batch-file-isdirectory": "False",
    "ocp-batch-file-url": "https%3A%2F%2Faccount.region.batch.azure.com%2Ffiles%2Fa%2520b.txt",
    "ocp-batch-file-mode": "0o100644",
}


def answer_to(name: str) -> Reply:
    """Make the smallest reply that is a success of an operation."""
    fact = OPERATIONS[name]
    status = fact["successStatus"][0]
    if fact["paging"]:
        return Reply(status, json={"value": []})
    if fact["stream"]:
        return Reply(status, body=b"bytes")
    if (fact["response"] or "").startswith("model:"):
        return Reply(status, json={})
    if (fact["response"] or "").startswith("plain:"):
        return Reply(status, headers=FILE_HEADERS)
    return Reply(status)
