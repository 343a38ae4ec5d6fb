# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Methods for pools."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from azure.core import MatchConditions
from azure.core.async_paging import AsyncItemPaged
from azure.core.tracing.decorator import distributed_trace
from azure.core.tracing.decorator_async import distributed_trace_async

from ... import models as _models
from ..._lro.begin import begin_async as begin
from ..._runtime.async_caller import AsyncCaller
from ..._runtime.polling_interval import DEFAULT_POLLING_INTERVAL
from ..operations import pools as _rows

if TYPE_CHECKING:
    from ..._lro.aio import AsyncResourcePoller


class PoolOperations(AsyncCaller):
    """Methods for pools."""

    @distributed_trace_async
    async def begin_delete_pool(
        self,
        pool_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        polling_interval: int = DEFAULT_POLLING_INTERVAL,
        **kwargs: Any,
    ) -> AsyncResourcePoller[_models.BatchPool]:
        """Delete a pool with all its nodes and the files on them.

        A resize that is under way is stopped, then all nodes are removed; nodes are paid for
        until they are gone. Files on the nodes are lost whatever their retention time: fetch
        outputs first. Running tasks go back to the queue. Jobs are not deleted: their tasks wait
        until the job is pointed to another pool, or a pool of the same id exists again.

        The poller is done when the pool is gone, or when another pool of the same id has taken
        its place. Raises ResourceNotFoundError (`PoolNotFound`) for an unknown pool,
        HttpResponseError with `PoolBeingDeleted` (409) if a delete is under way.

        :param pool_id: The pool meant, by its id; case does not matter.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword if_modified_since: Go ahead only if the resource was changed after this time
            (whole seconds). Otherwise a read raises ResourceNotModifiedError, a write
            ResourceModifiedError.
        :keyword if_unmodified_since: Go ahead only if the resource was not changed after this
            time (whole seconds). Otherwise raises ResourceModifiedError. `etag` with
            `match_condition` is more exact where there is one.
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        :keyword polling_interval: Seconds between two looks of the poller at the resource. A
            Retry-After of the service goes first. Default: 5.
        """
        return await begin(
            self,
            _rows.DELETE_POOL,
            {
                "pool_id": pool_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
            },
            polling_interval,
            kwargs,
        )

    @distributed_trace_async
    async def begin_remove_nodes(
        self,
        pool_id: str,
        remove_options: _models.BatchNodeRemoveOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        polling_interval: int = DEFAULT_POLLING_INTERVAL,
        **kwargs: Any,
    ) -> AsyncResourcePoller[_models.BatchPool]:
        """Remove certain nodes from a pool, at most 100 in one request.

        Use this rather than `begin_resize_pool` when it matters which nodes go. Files on them are
        lost. The pool's targets go down by the number of nodes removed, so that they are not
        replaced. Running tasks fare as `node_deallocation_option` says: by default they are
        killed and requeued.

        The pool must be `steady`, otherwise HttpResponseError with `PoolBeingResized` (409); it
        is `resizing` during the removal. The poller is done when it is `steady` again, and raises
        OperationFailed if `resize_errors` are left then. Raises ResourceNotFoundError for an
        unknown pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param remove_options: Ids of the nodes, and what to do with tasks that run on them.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword if_modified_since: Go ahead only if the resource was changed after this time
            (whole seconds). Otherwise a read raises ResourceNotModifiedError, a write
            ResourceModifiedError.
        :keyword if_unmodified_since: Go ahead only if the resource was not changed after this
            time (whole seconds). Otherwise raises ResourceModifiedError. `etag` with
            `match_condition` is more exact where there is one.
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        :keyword polling_interval: Seconds between two looks of the poller at the resource. A
            Retry-After of the service goes first. Default: 5.
        """
        return await begin(
            self,
            _rows.REMOVE_NODES,
            {
                "pool_id": pool_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
                "remove_options": remove_options,
            },
            polling_interval,
            kwargs,
        )

    @distributed_trace_async
    async def begin_resize_pool(
        self,
        pool_id: str,
        resize_options: _models.BatchPoolResizeOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        polling_interval: int = DEFAULT_POLLING_INTERVAL,
        **kwargs: Any,
    ) -> AsyncResourcePoller[_models.BatchPool]:
        """Change how many nodes a pool has; more nodes cost more from the moment they are allocated.

        Give at least one target, else HttpResponseError with `MissingRequiredProperty` (400).
        When the pool shrinks, the service chooses the nodes (`begin_remove_nodes` lets you
        choose), files on them are lost, and running tasks fare as `node_deallocation_option`
        says.

        The pool must be `steady`, otherwise HttpResponseError with `PoolBeingResized` (409). A
        pool with auto-scaling refuses with 409 too: call `disable_pool_auto_scale` first. Raises
        ResourceNotFoundError for an unknown pool.

        Quota, lack of capacity or the timeout do not fail this request: the pool becomes `steady`
        below its target, with `resize_errors`. The poller then raises OperationFailed, which
        carries the pool; so it does if someone else changes the targets meanwhile.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param resize_options: The new target or targets.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword if_modified_since: Go ahead only if the resource was changed after this time
            (whole seconds). Otherwise a read raises ResourceNotModifiedError, a write
            ResourceModifiedError.
        :keyword if_unmodified_since: Go ahead only if the resource was not changed after this
            time (whole seconds). Otherwise raises ResourceModifiedError. `etag` with
            `match_condition` is more exact where there is one.
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        :keyword polling_interval: Seconds between two looks of the poller at the resource. A
            Retry-After of the service goes first. Default: 5.
        """
        return await begin(
            self,
            _rows.RESIZE_POOL,
            {
                "pool_id": pool_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
                "resize_options": resize_options,
            },
            polling_interval,
            kwargs,
        )

    @distributed_trace_async
    async def begin_stop_pool_resize(
        self,
        pool_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        polling_interval: int = DEFAULT_POLLING_INTERVAL,
        **kwargs: Any,
    ) -> AsyncResourcePoller[_models.BatchPool]:
        """Stop the resize that is under way and keep the nodes as they are now.

        Nothing is rolled back: nodes that were added stay and are paid for, and the targets keep
        the values that were asked for. Also works on the first sizing of a new pool.

        The pool goes through `stopping` to `steady`, usually within seconds, and shows
        `ResizeStopped` in `resize_errors` until the next resize; the poller takes that as
        success. Raises ResourceNotFoundError for an unknown pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword if_modified_since: Go ahead only if the resource was changed after this time
            (whole seconds). Otherwise a read raises ResourceNotModifiedError, a write
            ResourceModifiedError.
        :keyword if_unmodified_since: Go ahead only if the resource was not changed after this
            time (whole seconds). Otherwise raises ResourceModifiedError. `etag` with
            `match_condition` is more exact where there is one.
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        :keyword polling_interval: Seconds between two looks of the poller at the resource. A
            Retry-After of the service goes first. Default: 5.
        """
        return await begin(
            self,
            _rows.STOP_POOL_RESIZE,
            {
                "pool_id": pool_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
            },
            polling_interval,
            kwargs,
        )

    @distributed_trace_async
    async def create_pool(
        self,
        pool: _models.BatchPoolCreateOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> None:
        """Create a pool; its nodes are paid for from allocation until they are removed.

        Returns as soon as the request is accepted. The pool is then `active` and `resizing`, and
        nodes join over the next minutes. Lack of quota or capacity and broken start tasks show
        only later, in `resize_errors` and on the nodes. Idle nodes cost as much as busy ones:
        delete the pool, resize it to 0 or let it auto-scale when you no longer need it.

        Raises ResourceExistsError (`PoolExists`) if the id is taken; while a pool of that id is
        still being deleted, the request fails with 409 as well. Other refusals are
        HttpResponseError with `PoolQuotaReached` (409), `InvalidApplicationPackageReferences`
        (409), or `InvalidPropertyValue` (400), for example for an image that is not supported.

        :param pool: The pool to create.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: None = await self._call(
            _rows.CREATE_POOL,
            {"service_timeout": service_timeout, "ocp_date": ocp_date, "pool": pool},
            kwargs,
        )
        return result

    @distributed_trace_async
    async def disable_pool_auto_scale(
        self,
        pool_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> None:
        """Turn auto-scaling off and keep the pool at its present targets.

        Formula, interval and last run are forgotten. Nothing scales the pool down any more, so
        its nodes are paid for until you resize or delete it. Afterwards `begin_resize_pool` works
        again once the pool is `steady`.

        Raises ResourceNotFoundError for an unknown pool, HttpResponseError with
        `PoolBeingDeleted` (409) during a delete.

        :param pool_id: The pool meant, by its id; case does not matter.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: None = await self._call(
            _rows.DISABLE_POOL_AUTO_SCALE,
            {"pool_id": pool_id, "service_timeout": service_timeout, "ocp_date": ocp_date},
            kwargs,
        )
        return result

    @distributed_trace_async
    async def enable_pool_auto_scale(
        self,
        pool_id: str,
        enable_auto_scale_options: _models.BatchPoolEnableAutoScaleOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> None:
        """Turn auto-scaling on, or change its formula or interval.

        The formula is evaluated at once or within seconds, then at every interval; the targets of
        the pool are overwritten and nodes may be added, which costs money, or removed. Try the
        formula with `evaluate_pool_auto_scale` first where auto-scaling is on already. Samples
        are collected only from now on, so `GetSample` with a minimum percentage can fail for the
        first minutes; a failed evaluation leaves the size as it is and shows in `auto_scale_run`.

        At least one of formula and interval must be given, the formula if auto-scaling is off.
        Raises HttpResponseError with `AutoScalingFormulaSyntaxError` (400), `PoolBeingResized`
        (409) during a resize, or `TooManyEnableAutoScaleRequests` (503) if called twice within 30
        seconds on one pool; ResourceNotFoundError for an unknown pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param enable_auto_scale_options: Formula, interval or both.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword if_modified_since: Go ahead only if the resource was changed after this time
            (whole seconds). Otherwise a read raises ResourceNotModifiedError, a write
            ResourceModifiedError.
        :keyword if_unmodified_since: Go ahead only if the resource was not changed after this
            time (whole seconds). Otherwise raises ResourceModifiedError. `etag` with
            `match_condition` is more exact where there is one.
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        """
        result: None = await self._call(
            _rows.ENABLE_POOL_AUTO_SCALE,
            {
                "pool_id": pool_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
                "enable_auto_scale_options": enable_auto_scale_options,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def evaluate_pool_auto_scale(
        self,
        pool_id: str,
        evaluate_auto_scale_options: _models.BatchPoolEvaluateAutoScaleOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> _models.AutoScaleRun:
        """Try out an auto-scale formula on the samples of a pool without applying it.

        Auto-scaling must be on for the pool, otherwise HttpResponseError with status 409; to turn
        it on harmlessly, enable it with a formula that sets no target. The evaluation changes
        nothing in the pool.

        Look at `error` of the answer: trouble while evaluating, such as an unknown variable or
        missing samples, is reported there and does not raise. A formula that cannot be parsed
        raises HttpResponseError with `AutoScalingFormulaSyntaxError` (400); ResourceNotFoundError
        means that the pool is unknown.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param evaluate_auto_scale_options: The formula to try out.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: _models.AutoScaleRun = await self._call(
            _rows.EVALUATE_POOL_AUTO_SCALE,
            {
                "pool_id": pool_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "evaluate_auto_scale_options": evaluate_auto_scale_options,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def get_pool(
        self,
        pool_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        select: list[str] | None = None,
        expand: list[str] | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> _models.BatchPool:
        """Get a pool: its settings, size, state and latest resize errors.

        `expand=["stats"]` adds `pool_statistics`; `select` cuts the answer down to the properties
        that you name. Raises ResourceNotFoundError (`PoolNotFound`) for an unknown pool,
        ResourceNotModifiedError if a condition asked for a changed pool and it is unchanged.

        :param pool_id: The pool meant, by its id; case does not matter.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword if_modified_since: Go ahead only if the resource was changed after this time
            (whole seconds). Otherwise a read raises ResourceNotModifiedError, a write
            ResourceModifiedError.
        :keyword if_unmodified_since: Go ahead only if the resource was not changed after this
            time (whole seconds). Otherwise raises ResourceModifiedError. `etag` with
            `match_condition` is more exact where there is one.
        :keyword select: Properties to bring, by their camelCase names on the wire and with exact
            case: `["id", "state", "executionInfo"]`; top level only. Makes long lists much
            faster. A required property that was not selected reads as None. Left out: all
            properties.
        :keyword expand: Extra parts to include. `["stats"]` is the only useful value: it adds
            usage statistics, which lag about 30 minutes behind. If `select` is given, name
            `stats` there as well, or they are left out.
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        """
        result: _models.BatchPool = await self._call(
            _rows.GET_POOL,
            {
                "pool_id": pool_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "select": select,
                "expand": expand,
                "etag": etag,
                "match_condition": match_condition,
            },
            kwargs,
        )
        return result

    @distributed_trace
    def list_pool_node_counts(
        self,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        max_results: int | None = None,
        filter: str | None = None,
        **kwargs: Any,
    ) -> AsyncItemPaged[_models.BatchPoolNodeCounts]:
        """Count the nodes of every pool by state.

        The cheap way to watch many pools: one item for each pool, without listing its nodes. The
        counts may lag behind the truth. `filter` can name one pool: `poolId eq 'mypool'`.

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
            _rows.LIST_POOL_NODE_COUNTS,
            {
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "max_results": max_results,
                "filter": filter,
            },
            kwargs,
        )

    @distributed_trace
    def list_pool_usage_metrics(
        self,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        max_results: int | None = None,
        start_time: datetime.datetime | None = None,
        end_time: datetime.datetime | None = None,
        filter: str | None = None,
        **kwargs: Any,
    ) -> AsyncItemPaged[_models.BatchPoolUsageMetrics]:
        """List the core hours of every pool for each half-hour interval of a period.

        Pools that have been deleted since are included. Without `start_time` and `end_time` only
        the last available interval is reported. `start_time` must lie at least two and a half
        hours back, `end_time` at least two hours. `filter` can use `poolId` with `eq`, `ge`,
        `gt`, `le`, `lt` and `startswith`; ids come back in lower case.

        Gone in api-version 2026-10-01.

        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword max_results: Size of a page: how many items one request brings at most, 1000 if
            left out. Not a limit on the whole list: iteration goes on to the next page by itself.
            From 1 to 1,000.
        :keyword start_time: Earliest time to report on; must lie at least 2 and a half hours
            back. Left out: the start of the last interval that is available.
        :keyword end_time: Latest time to report on; must lie at least 2 hours back. Left out: the
            end of the last interval that is available.
        :keyword filter: OData condition that items must meet, such as `state eq 'completed' and
            creationTime gt DateTime'2026-01-31T00:00:00Z'`. Property names are camelCase with
            exact case; dates need the `DateTime` prefix; `startswith(id, 'x')` is a function;
            there is no `not`. A property or operator that is not supported is HttpResponseError
            `InvalidQueryParameterValue`.
        """
        return self._pages(
            _rows.LIST_POOL_USAGE_METRICS,
            {
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "max_results": max_results,
                "start_time": start_time,
                "end_time": end_time,
                "filter": filter,
            },
            kwargs,
        )

    @distributed_trace
    def list_pools(
        self,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        max_results: int | None = None,
        filter: str | None = None,
        select: list[str] | None = None,
        expand: list[str] | None = None,
        **kwargs: Any,
    ) -> AsyncItemPaged[_models.BatchPool]:
        """List the pools of the account, sorted by id.

        Pools that the service made for jobs (auto pools) and pools being deleted are included.
        `expand=["stats"]` adds `pool_statistics`.

        `filter` uses the service's names, in their exact case: `id` (also with `startswith`),
        `state`, `stateTransitionTime`, `allocationState`, `allocationStateTransitionTime`,
        `creationTime`, `lastModified`, `enableAutoScale`, `enableInterNodeCommunication` and
        `vmSize`. Times are written `DateTime'2025-09-01T12:00:00Z'`. A mistake raises
        HttpResponseError with `InvalidQueryParameterValue` (400).

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
        :keyword select: Properties to bring, by their camelCase names on the wire and with exact
            case: `["id", "state", "executionInfo"]`; top level only. Makes long lists much
            faster. A required property that was not selected reads as None. Left out: all
            properties.
        :keyword expand: Extra parts to include. `["stats"]` is the only useful value: it adds
            usage statistics, which lag about 30 minutes behind. If `select` is given, name
            `stats` there as well, or they are left out.
        """
        return self._pages(
            _rows.LIST_POOLS,
            {
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "max_results": max_results,
                "filter": filter,
                "select": select,
                "expand": expand,
            },
            kwargs,
        )

    @distributed_trace_async
    async def pool_exists(
        self,
        pool_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> bool:
        """Tell whether a pool exists; False instead of an error if it does not.

        A pool that is being deleted still exists, so its id cannot be used again before this
        turns False. Every other failure raises, for example ClientAuthenticationError.

        :param pool_id: The pool meant, by its id; case does not matter.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword if_modified_since: Go ahead only if the resource was changed after this time
            (whole seconds). Otherwise a read raises ResourceNotModifiedError, a write
            ResourceModifiedError.
        :keyword if_unmodified_since: Go ahead only if the resource was not changed after this
            time (whole seconds). Otherwise raises ResourceModifiedError. `etag` with
            `match_condition` is more exact where there is one.
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        """
        result: bool = await self._call(
            _rows.POOL_EXISTS,
            {
                "pool_id": pool_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def replace_pool_properties(
        self,
        pool_id: str,
        pool: _models.BatchPoolReplaceOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> None:
        """Replace the start task, packages and metadata of a pool all at once.

        What you leave out or pass empty is removed; use `update_pool` to change one of them only.
        New nodes get the new values at once; nodes that exist keep the old start task and
        packages until they reboot or are reimaged.

        No conditions are possible: the last writer wins. Raises ResourceNotFoundError for an
        unknown pool, HttpResponseError with `PoolBeingDeleted` or
        `InvalidApplicationPackageReferences` (both 409).

        :param pool_id: The pool meant, by its id; case does not matter.
        :param pool: The complete new values.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: None = await self._call(
            _rows.REPLACE_POOL_PROPERTIES,
            {"pool_id": pool_id, "service_timeout": service_timeout, "ocp_date": ocp_date, "pool": pool},
            kwargs,
        )
        return result

    @distributed_trace_async
    async def update_pool(
        self,
        pool_id: str,
        pool: _models.BatchPoolUpdateOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> None:
        """Change some properties of a pool and leave the others as they are.

        Each property that is given replaces the old value as a whole: a new `start_task` does not
        inherit parts of the old one. `start_task`, `application_package_references` and
        `metadata` can change at any time, where the first two reach existing nodes only when
        these reboot or are reimaged. All others need a pool without nodes.

        The size is changed with `begin_resize_pool` or `enable_pool_auto_scale`. Raises
        ResourceNotFoundError for an unknown pool, HttpResponseError with `PoolBeingDeleted` or
        `InvalidApplicationPackageReferences` (both 409), ResourceModifiedError if a condition is
        not met.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param pool: The properties to change.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword if_modified_since: Go ahead only if the resource was changed after this time
            (whole seconds). Otherwise a read raises ResourceNotModifiedError, a write
            ResourceModifiedError.
        :keyword if_unmodified_since: Go ahead only if the resource was not changed after this
            time (whole seconds). Otherwise raises ResourceModifiedError. `etag` with
            `match_condition` is more exact where there is one.
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        """
        result: None = await self._call(
            _rows.UPDATE_POOL,
            {
                "pool_id": pool_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
                "pool": pool,
            },
            kwargs,
        )
        return result
