"""The synchronous client."""

from __future__ import annotations

from ._generated.sync import Operations


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
