# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Methods for nodes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from azure.core.async_paging import AsyncItemPaged
from azure.core.tracing.decorator import distributed_trace
from azure.core.tracing.decorator_async import distributed_trace_async

from ... import models as _models
from ..._lro.begin import begin_async as begin
from ..._runtime.async_caller import AsyncCaller
from ..._runtime.polling_interval import DEFAULT_POLLING_INTERVAL
from ..operations import nodes as _rows

if TYPE_CHECKING:
    from ..._lro.aio import AsyncResourcePoller


class NodeOperations(AsyncCaller):
    """Methods for nodes."""

    @distributed_trace_async
    async def begin_deallocate_node(
        self,
        pool_id: str,
        node_id: str,
        options: _models.BatchNodeDeallocateOptions | Mapping[str, Any] | None = None,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        polling_interval: int = DEFAULT_POLLING_INTERVAL,
        **kwargs: Any,
    ) -> AsyncResourcePoller[_models.BatchNode]:
        """Stop a node and give its virtual machine back, but keep it in the pool.

        Running tasks are put back in the queue unless the options say otherwise. The node stays
        listed and counted; computing is no longer paid for, its disks are. Fetch files that
        matter first: the temporary disk is lost. Afterwards its scheduling is disabled, and
        `begin_start_node` does not change that.

        The node must be `idle` or `running`, else HttpResponseError (409). The poller is done
        when the node is `deallocated`, and raises OperationFailed if it becomes unusable,
        preempted or removed on the way. Raises ResourceNotFoundError if there is no such node or
        pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :param options: What to do with running tasks. Left out: put them back in the queue.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword polling_interval: Seconds between two looks of the poller at the resource. A
            Retry-After of the service goes first. Default: 5.
        """
        return await begin(
            self,
            _rows.DEALLOCATE_NODE,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "options": options,
            },
            polling_interval,
            kwargs,
        )

    @distributed_trace_async
    async def begin_reboot_node(
        self,
        pool_id: str,
        node_id: str,
        options: _models.BatchNodeRebootOptions | Mapping[str, Any] | None = None,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        polling_interval: int = DEFAULT_POLLING_INTERVAL,
        **kwargs: Any,
    ) -> AsyncResourcePoller[_models.BatchNode]:
        """Reboot a node, then run its start task again.

        Running tasks are killed and put back in the queue unless the options say otherwise. Files
        stay. A changed start task or changed application packages of the pool come into force.

        The node must be `idle` or `running`, else HttpResponseError (409; `NodeBeingRebooted` and
        the like while it is busy). The poller is done when the node is back and ready, and raises
        OperationFailed if the start task fails or the node is lost. Raises ResourceNotFoundError
        if there is no such node or pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :param options: What to do with running tasks. Left out: put them back in the queue.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword polling_interval: Seconds between two looks of the poller at the resource. A
            Retry-After of the service goes first. Default: 5.
        """
        return await begin(
            self,
            _rows.REBOOT_NODE,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "options": options,
            },
            polling_interval,
            kwargs,
        )

    @distributed_trace_async
    async def begin_reimage_node(
        self,
        pool_id: str,
        node_id: str,
        options: _models.BatchNodeReimageOptions | Mapping[str, Any] | None = None,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        polling_interval: int = DEFAULT_POLLING_INTERVAL,
        **kwargs: Any,
    ) -> AsyncResourcePoller[_models.BatchNode]:
        """Reinstall a node from its image, then run its start task again.

        Everything on the node counts as lost: fetch outputs first. Running tasks are killed and
        put back in the queue unless the options say otherwise. Job preparation tasks run again
        before the next task of their job. A changed start task or changed application packages of
        the pool come into force.

        The node must be `idle` or `running`, else HttpResponseError (409; `NodeBeingReimaged` and
        the like while it is busy). The poller is done when the node is back and ready, and raises
        OperationFailed if the start task fails or the node is lost. Raises ResourceNotFoundError
        if there is no such node or pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :param options: What to do with running tasks. Left out: put them back in the queue.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword polling_interval: Seconds between two looks of the poller at the resource. A
            Retry-After of the service goes first. Default: 5.
        """
        return await begin(
            self,
            _rows.REIMAGE_NODE,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "options": options,
            },
            polling_interval,
            kwargs,
        )

    @distributed_trace_async
    async def begin_start_node(
        self,
        pool_id: str,
        node_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        polling_interval: int = DEFAULT_POLLING_INTERVAL,
        **kwargs: Any,
    ) -> AsyncResourcePoller[_models.BatchNode]:
        """Start a node that was deallocated.

        Computing is paid for again, and the start task runs. Scheduling stays disabled after a
        deallocation: call `enable_node_scheduling` or the node will get no tasks.

        The node must be `deallocated`, else HttpResponseError (409). The poller is done when the
        node is ready, and raises OperationFailed if the start task fails or the node becomes
        unusable. Raises ResourceNotFoundError if there is no such node or pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword polling_interval: Seconds between two looks of the poller at the resource. A
            Retry-After of the service goes first. Default: 5.
        """
        return await begin(
            self,
            _rows.START_NODE,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
            },
            polling_interval,
            kwargs,
        )

    @distributed_trace_async
    async def create_node_user(
        self,
        pool_id: str,
        node_id: str,
        user: _models.BatchNodeUserCreateOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> None:
        """Create a user account on one node, for SSH or remote desktop.

        The account exists on this node only, and is gone when the node is reimaged or removed.
        `get_node_remote_login_settings` tells where to connect. To run tasks as a certain user,
        set `user_accounts` on the pool instead.

        The node must be `idle` or `running`, else HttpResponseError (409). Raises
        ResourceExistsError if the name is taken, HttpResponseError (400) for an SSH key on a
        Windows node, and ResourceNotFoundError if there is no such node or pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :param user: The account to create.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: None = await self._call(
            _rows.CREATE_NODE_USER,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "user": user,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def delete_node_user(
        self,
        pool_id: str,
        node_id: str,
        user_name: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> None:
        """Delete a user account from a node.

        The node must be `idle` or `running`, else HttpResponseError (409). Raises
        ResourceNotFoundError if there is no such account, node or pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :param user_name: The user account meant, by the name it has on the node.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: None = await self._call(
            _rows.DELETE_NODE_USER,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "user_name": user_name,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def disable_node_scheduling(
        self,
        pool_id: str,
        node_id: str,
        options: _models.BatchNodeDisableSchedulingOptions | Mapping[str, Any] | None = None,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> None:
        """Let a node take no more tasks.

        Running tasks are killed and put back in the queue unless the options say otherwise. With
        no task left the node is `offline`; it stays in the pool and is paid for. Undo with
        `enable_node_scheduling`.

        Raises HttpResponseError with code `NodeAlreadyInTargetSchedulingState` if scheduling is
        disabled already. Raises ResourceNotFoundError if there is no such node or pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :param options: What to do with running tasks. Left out: put them back in the queue.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: None = await self._call(
            _rows.DISABLE_NODE_SCHEDULING,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "options": options,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def enable_node_scheduling(
        self,
        pool_id: str,
        node_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> None:
        """Let a node take tasks again.

        Needed after `disable_node_scheduling`, and after a node that was deallocated has been
        started. Raises HttpResponseError with code `NodeAlreadyInTargetSchedulingState` if
        scheduling is enabled already. Raises ResourceNotFoundError if there is no such node or
        pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: None = await self._call(
            _rows.ENABLE_NODE_SCHEDULING,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def get_node(
        self,
        pool_id: str,
        node_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        select: list[str] | None = None,
        **kwargs: Any,
    ) -> _models.BatchNode:
        """Read one node: its state, errors, start task and recent tasks.

        Raises ResourceNotFoundError if there is no such node or pool; one that was removed from
        the pool is gone, and its files with it.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword select: Properties to bring, by their camelCase names on the wire and with exact
            case: `["id", "state", "executionInfo"]`; top level only. Makes long lists much
            faster. A required property that was not selected reads as None. Left out: all
            properties.
        """
        result: _models.BatchNode = await self._call(
            _rows.GET_NODE,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "select": select,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def get_node_extension(
        self,
        pool_id: str,
        node_id: str,
        extension_name: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        select: list[str] | None = None,
        **kwargs: Any,
    ) -> _models.BatchNodeVMExtension:
        """Read one virtual machine extension of a node.

        Raises ResourceNotFoundError if there is no such extension, node or pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :param extension_name: The VM extension meant, by the name it has on the pool.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword select: Properties to bring, by their camelCase names on the wire and with exact
            case: `["id", "state", "executionInfo"]`; top level only. Makes long lists much
            faster. A required property that was not selected reads as None. Left out: all
            properties.
        """
        result: _models.BatchNodeVMExtension = await self._call(
            _rows.GET_NODE_EXTENSION,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "extension_name": extension_name,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "select": select,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def get_node_remote_login_settings(
        self,
        pool_id: str,
        node_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> _models.BatchNodeRemoteLoginSettings:
        """Get the address and port for SSH or remote desktop on a node.

        An account to log in with comes from `create_node_user` or the pool's `user_accounts`. The
        pool must have public addresses and let the port through. Raises ResourceNotFoundError if
        there is no such node or pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: _models.BatchNodeRemoteLoginSettings = await self._call(
            _rows.GET_NODE_REMOTE_LOGIN_SETTINGS,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
            },
            kwargs,
        )
        return result

    @distributed_trace
    def list_node_extensions(
        self,
        pool_id: str,
        node_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        max_results: int | None = None,
        select: list[str] | None = None,
        **kwargs: Any,
    ) -> AsyncItemPaged[_models.BatchNodeVMExtension]:
        """List the virtual machine extensions of a node.

        Raises ResourceNotFoundError if there is no such node or pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword max_results: Size of a page: how many items one request brings at most, 1000 if
            left out. Not a limit on the whole list: iteration goes on to the next page by itself.
            From 1 to 1,000.
        :keyword select: Properties to bring, by their camelCase names on the wire and with exact
            case: `["id", "state", "executionInfo"]`; top level only. Makes long lists much
            faster. A required property that was not selected reads as None. Left out: all
            properties.
        """
        return self._pages(
            _rows.LIST_NODE_EXTENSIONS,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "max_results": max_results,
                "select": select,
            },
            kwargs,
        )

    @distributed_trace
    def list_nodes(
        self,
        pool_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        max_results: int | None = None,
        filter: str | None = None,
        select: list[str] | None = None,
        **kwargs: Any,
    ) -> AsyncItemPaged[_models.BatchNode]:
        """List the nodes of a pool, ordered by id.

        Filterable (wire names): `state`, `stateTransitionTime`, `lastBootTime`, `allocationTime`,
        and of `startTaskInfo/`: `state`, `result`, `exitCode`, `startTime`, `endTime`. Broken
        nodes, for example: `state eq 'unusable' or state eq 'starttaskfailed'`. For numbers alone
        `list_pool_node_counts` is cheaper.

        Raises ResourceNotFoundError if there is no such pool.

        :param pool_id: The pool meant, by its id; case does not matter.
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
        """
        return self._pages(
            _rows.LIST_NODES,
            {
                "pool_id": pool_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "max_results": max_results,
                "filter": filter,
                "select": select,
            },
            kwargs,
        )

    @distributed_trace_async
    async def replace_node_user(
        self,
        pool_id: str,
        node_id: str,
        user_name: str,
        update_options: _models.BatchNodeUserReplaceOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> None:
        """Replace password, SSH key and expiry of a user account on a node.

        All of them at once: what is left out is reset, not kept. Name and admin rights cannot be
        changed.

        The node must be `idle` or `running`, else HttpResponseError (409). Raises
        HttpResponseError (400) for an SSH key on a Windows node, and ResourceNotFoundError if
        there is no such account, node or pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :param user_name: The user account meant, by the name it has on the node.
        :param update_options: The new login data; give everything that is to stay.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: None = await self._call(
            _rows.REPLACE_NODE_USER,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "user_name": user_name,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "update_options": update_options,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def upload_node_logs(
        self,
        pool_id: str,
        node_id: str,
        upload_options: _models.UploadBatchServiceLogsOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> _models.UploadBatchServiceLogsResult:
        """Upload the Batch agent's logs from a node to a blob container, for a support case.

        These are logs of the service itself; output of tasks is read with `download_task_file` or
        `download_node_file`. The upload may go on after the call has returned, and trouble with
        the container shows only in what is missing there. The node must be reachable.

        Raises ResourceNotFoundError if there is no such node or pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :param upload_options: Time span and target container.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: _models.UploadBatchServiceLogsResult = await self._call(
            _rows.UPLOAD_NODE_LOGS,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "upload_options": upload_options,
            },
            kwargs,
        )
        return result
