"""The synchronous client: the generated operations and what is built on them."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from azure.core.tracing.decorator import distributed_trace

from . import models as _models
from ._generated.sync import Operations
from ._version import __version__


class BatchClient(Operations):
    """Manage pools, jobs and tasks of one Azure Batch account.

    :param endpoint: The account's URL, `https://<account>.<region>.batch.azure.com`.
    :param credential: The account's shared key as `azure.core.credentials.AzureNamedKeyCredential`, or any Entra ID
        token credential such as `azure.identity.DefaultAzureCredential`.
    :keyword api_version: The version of the service to speak. Default: `2025-06-01`.

    Further keywords are those of Azure clients: `transport`, `retry_total`, `per_call_policies`, `logging_enable`, and so
    on; `polling_interval` sets the seconds between two looks of a poller where a call gives none. Raises ValueError for
    an endpoint that is no URL and for a key that is not base64.
    """

    _sdk_moniker = f"azure-batch-sdk/{__version__}"

    @staticmethod
    def _model(name: str) -> Any:
        return getattr(_models, name)

    @distributed_trace
    def create_tasks(
        self,
        job_id: str,
        task_collection: Iterable[_models.BatchTaskCreateOptions | Mapping[str, Any]],
        *,
        max_concurrency: int | None = None,
        on_existing: Literal["accept", "fail"] = "accept",
        progress: Callable[[int, int, int | None], object] | None = None,
        ledger: str | os.PathLike[str] | None = None,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> _models.BatchCreateTaskCollectionResult:
        """Add any number of tasks to a job.

        The tasks are read as they are needed, sent in requests of at most 100 tasks and 500,000 characters, several at
        a time and started in the order given. Throttling, server errors and lost connections are waited out within
        bounds; a task is sent again only if no reply said what became of it, and ids keep it from being added twice.
        The results come in the order of the tasks.

        Raises CreateTasksError if tasks were refused or are not known to be added: it has the results so far and what
        is still to do. When the iterable raises, or on Ctrl-C, nothing new is sent, requests under way are given 10 seconds,
        and the same exception goes on with the record attached (`create_tasks_record`).

        :param job_id: The job meant, by its id.
        :param task_collection: The tasks: models, or mappings by wire names. A generator is fine.
        :keyword max_concurrency: How many requests are under way at once. 1 sends one after the other. Default: 8.
        :keyword on_existing: What a task means whose id the job already has: `accept` keeps the service's TaskExists in
            its result and goes on, `fail` counts it as a failure.
        :keyword progress: Called with the tasks done, the tasks failed, and the number of all tasks or None if it is
            not known.
        :keyword ledger: A file that records what was sent, so that the same call after a crash goes on where it
            stopped. It refuses tasks other than those recorded, and another job of the same id.
        :keyword service_timeout: Seconds the service may spend on one request, at most 30.
        :keyword ocp_date: Time of the requests as told to the service, in place of this computer's clock.
        """
        from ._bulk.sync import create_tasks

        return create_tasks(
            self,
            job_id,
            task_collection,
            max_concurrency=max_concurrency,
            on_existing=on_existing,
            progress=progress,
            ledger=ledger,
            service_timeout=service_timeout,
            ocp_date=ocp_date,
            **kwargs,
        )
