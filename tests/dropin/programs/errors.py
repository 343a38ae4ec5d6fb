"""Catch what goes wrong, the way programs for the service do."""

import datetime

from azure.batch import BatchClient, models
from azure.core import MatchConditions
from azure.core.credentials import AzureNamedKeyCredential
from azure.core.exceptions import (
    HttpResponseError,
    ResourceExistsError,
    ResourceModifiedError,
    ResourceNotFoundError,
)


def run(endpoint: str, account: str, key: str, prefix: str) -> list[str]:
    seen: list[str] = []
    job_id = f"{prefix}-job"
    job = models.BatchJobCreateOptions(id=job_id, pool_info=models.BatchPoolInfo(pool_id="not-there"))
    with BatchClient(endpoint, AzureNamedKeyCredential(account, key)) as client:
        try:
            client.get_job(job_id)
        except ResourceNotFoundError as error:
            assert error.error is not None
            seen.append(f"{error.status_code} {error.error.code}")
        client.create_job(job)
        try:
            client.create_job(job)
        except ResourceExistsError as error:
            assert error.error is not None
            seen.append(f"{error.status_code} {error.error.code}")
        try:
            client.update_job(
                job_id,
                models.BatchJobUpdateOptions(priority=1),
                etag="0x1",
                match_condition=MatchConditions.IfNotModified,
            )
        except ResourceModifiedError as error:
            seen.append(f"{error.status_code}")
        try:
            client.update_job(job_id, models.BatchJobUpdateOptions(priority=5000))
        except HttpResponseError as error:
            assert error.error is not None
            seen.append(f"{type(error).__name__} {error.status_code} {error.error.code}")
            seen += [f"{detail.code}: {detail.message}" for detail in error.error.details or ()]
        old = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
        try:
            client.get_job(job_id, if_unmodified_since=old)
        except HttpResponseError as error:
            seen.append(f"{error.status_code}")
        client.begin_delete_job(job_id, polling_interval=1).result()
    return seen
