# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Methods for applications."""

from __future__ import annotations

import datetime
from typing import Any

from azure.core.async_paging import AsyncItemPaged
from azure.core.tracing.decorator import distributed_trace
from azure.core.tracing.decorator_async import distributed_trace_async

from ... import models as _models
from ..._runtime.async_caller import AsyncCaller
from ..operations import applications as _rows


class ApplicationOperations(AsyncCaller):
    """Methods for applications."""

    @distributed_trace_async
    async def get_application(
        self,
        application_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> _models.BatchApplication:
        """Get one application and the versions that can be deployed.

        Raises ResourceNotFoundError (`ApplicationNotFound`) if the account has none with this id.
        Applications are created, uploaded and activated through Azure Resource Manager or the
        portal, not through this client.

        :param application_id: The application meant, by its id in the account.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: _models.BatchApplication = await self._call(
            _rows.GET_APPLICATION,
            {"application_id": application_id, "service_timeout": service_timeout, "ocp_date": ocp_date},
            kwargs,
        )
        return result

    @distributed_trace
    def list_applications(
        self,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        max_results: int | None = None,
        **kwargs: Any,
    ) -> AsyncItemPaged[_models.BatchApplication]:
        """List the applications of the account that can be deployed on nodes.

        Only active versions are shown, so an application that was just uploaded may look empty
        until its package is activated. Adding and removing applications is done through Azure
        Resource Manager, not through this client.

        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword max_results: Size of a page: how many items one request brings at most, 1000 if
            left out. Not a limit on the whole list: iteration goes on to the next page by itself.
            From 1 to 1,000.
        """
        return self._pages(
            _rows.LIST_APPLICATIONS,
            {"service_timeout": service_timeout, "ocp_date": ocp_date, "max_results": max_results},
            kwargs,
        )
