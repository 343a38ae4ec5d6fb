# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Methods for virtual machines."""

from __future__ import annotations

import datetime
from typing import Any

from azure.core.async_paging import AsyncItemPaged
from azure.core.tracing.decorator import distributed_trace

from ... import models as _models
from ..._runtime.async_caller import AsyncCaller
from ..operations import virtual_machines as _rows


class VirtualMachineOperations(AsyncCaller):
    """Methods for virtual machines."""

    @distributed_trace
    def list_supported_images(
        self,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        max_results: int | None = None,
        filter: str | None = None,
        **kwargs: Any,
    ) -> AsyncItemPaged[_models.BatchSupportedImage]:
        """List the Marketplace images that pools can be created from, with the node agent for each.

        Images past their end of support stay in the list: check `batch_support_end_of_life`, and
        prefer `verified` ones. Your own and shared gallery images are not listed. The list comes
        sorted by publisher, offer and SKU.

        `filter` knows `osType`, `verificationType` and `nodeAgentSKUId`, with `eq` and `ne`, as
        in `osType eq 'linux'`, joined by `and`. Anything else raises HttpResponseError with code
        `InvalidQueryParameterValue`.

        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword max_results: Size of a page: how many items one request brings at most, 1000 if
            left out. Not a limit on the whole list: iteration goes on to the next page by itself.
            From 1 to 1,000.
        :keyword filter: OData condition that items must meet, such as `state eq 'completed' and
            creationTime gt DateTime'2026-01-31T00:00:00Z'`. Property names are camelCase with
            exact case; dates need the `DateTime` prefix; `startswith(id, 'x')` is a function;
            there is no `not`. A property or operator that is not supported is HttpResponseError
            `InvalidQueryParameterValue`.
        """
        return self._pages(
            _rows.LIST_SUPPORTED_IMAGES,
            {
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "max_results": max_results,
                "filter": filter,
            },
            kwargs,
        )
