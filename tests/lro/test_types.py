"""What type checkers see: this module is checked by mypy and pyright, and runs too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from azure.core.polling import AsyncLROPoller, LROPoller

from azure_batch_sdk import BatchClient, models
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient

if TYPE_CHECKING:
    from typing_extensions import assert_type

    from azure_batch_sdk._lro.aio import AsyncResourcePoller
    from azure_batch_sdk._lro.sync import ResourcePoller

    def takes_a_poller_of_the_reference(poller: LROPoller[None]) -> None:
        """Be a program written for the reference client."""

    def takes_an_async_poller_of_the_reference(poller: AsyncLROPoller[None]) -> None:
        """Be the same, asynchronous."""

    def sync_program(client: BatchClient) -> None:
        """Use a poller as programs do."""
        poller = client.begin_delete_pool("p")
        takes_a_poller_of_the_reference(poller)
        assert_type(poller, ResourcePoller[models.BatchPool])
        assert_type(poller.last_seen, models.BatchPool | None)
        assert_type(client.begin_reboot_node("p", "n").last_seen, models.BatchNode | None)

    async def async_program(client: AsyncBatchClient) -> None:
        """Use an async poller as programs do."""
        poller = await client.begin_delete_pool("p")
        takes_an_async_poller_of_the_reference(poller)
        assert_type(poller, AsyncResourcePoller[models.BatchPool])
        assert_type(poller.last_seen, models.BatchPool | None)


def test_the_pollers_are_those_of_azure_core() -> None:
    from azure_batch_sdk._lro.aio import AsyncResourcePoller
    from azure_batch_sdk._lro.sync import ResourcePoller

    assert issubclass(ResourcePoller, LROPoller)
    assert issubclass(AsyncResourcePoller, AsyncLROPoller)
