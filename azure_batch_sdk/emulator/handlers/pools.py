"""Pools: make, show, change, resize, delete."""

from __future__ import annotations

from collections.abc import Mapping

from ..context import ServiceContext
from ..engine import autoscale, pools
from ..messages import JsonObject, Reply, Request
from ..state.durations import ticks_of_duration
from ..state.entities import DeallocationOption, Node, Pool
from ..state.world import not_found
from . import statistics
from .bodies import pool_url
from .defaults import RESIZE_TIMEOUT, complete_pool, pool_spec
from .machine_checks import check_accounts, check_machine, check_together
from .network_checks import check_network
from .older_versions import pool_body_for
from .package_checks import check_packages
from .registry import Handler
from .replies import (
    changed,
    check,
    conflict,
    created,
    exists,
    invalid,
    listed,
    missing,
    shown,
    wrong_state,
)
from .scaling_checks import check_scaling, not_valid_on_pool
from .settings_checks import check_identity, check_metadata
from .transfer_checks import check_mounts, check_resource_files

_SHORTEST_TIMEOUT = "PT5M"
_MOST_NODES_REMOVED = 100
_MOST_PACKAGES = 10
_ONLY_WHEN_EMPTY = frozenset(
    {
        "displayName",
        "vmSize",
        "enableInterNodeCommunication",
        "virtualMachineConfiguration",
        "taskSlotsPerNode",
        "taskSchedulingPolicy",
        "networkConfiguration",
        "userAccounts",
        "mountConfiguration",
        "upgradePolicy",
        "vmSkuProfile",
    }
)


def create_pool(service: ServiceContext, request: Request) -> Reply:
    """Make a pool; it resizes at once."""
    body = _body(request)
    check_pool_settings(service, body)
    if body["id"] in service.world.pools:
        raise conflict("PoolExists", "The specified pool already exists.")
    if len(service.world.pools) >= service.options.pool_quota:
        raise conflict("PoolQuotaReached", "The pool quota for the account has been reached.")
    tick = service.clock.next_tick()
    modified = service.clock.next_tick()
    pool = Pool(
        id=body["id"],
        spec=pool_spec(body),
        created=tick,
        modified=modified,
        state="active",
        state_since=tick,
        allocation="resizing",
        allocation_since=modified,
        target_dedicated=body.get("targetDedicatedNodes", 0),
        target_low_priority=body.get("targetLowPriorityNodes", 0),
        resize_timeout=body.get("resizeTimeout", RESIZE_TIMEOUT),
    )
    autoscale.add(service, pool)
    return created(pool, pool_url(request.base_url, pool.id))


def get_pool(service: ServiceContext, request: Request) -> Reply:
    """Show a pool."""
    pool = service.world.pool(request.path["poolId"])
    body = statistics.showing(service, request, pool_body_for(request), statistics.of_pool)
    return shown(request, pool, body(pool), "pools")


def pool_exists(service: ServiceContext, request: Request) -> Reply:
    """Tell whether a pool is there."""
    return exists(request, service.world.pool(request.path["poolId"]))


def list_pools(service: ServiceContext, request: Request) -> Reply:
    """List the pools of the account."""
    body = statistics.showing(service, request, pool_body_for(request), statistics.of_pool)
    return listed("pool", "pools", service.world.pools, body)


def update_pool(service: ServiceContext, request: Request) -> Reply:
    """Replace the given members of a pool."""
    body = _body(request)
    _check_members(service, body)
    pool = _changeable(service, request)
    check(request, pool)
    if pool.nodes:
        for name in body:
            if name in _ONLY_WHEN_EMPTY:
                raise invalid(name, body[name], f"{name} can be changed only while the pool has no nodes.")
    changed_spec = {**pool.spec, **body}
    if "virtualMachineConfiguration" in body:
        changed_spec["virtualMachineConfiguration"] = _kept_zones(pool) | body["virtualMachineConfiguration"]
    check_together(changed_spec)
    _replace(service, pool, changed_spec)
    return changed(request, 200, pool)


def replace_pool_properties(service: ServiceContext, request: Request) -> Reply:
    """Replace the start task, the packages and the metadata of a pool; what is not given is removed."""
    body = _body(request)
    _check_members(service, body)
    pool = _changeable(service, request)
    kept = {
        name: value
        for name, value in pool.spec.items()
        if name not in ("startTask", "applicationPackageReferences", "metadata")
    }
    _replace(service, pool, kept | body)
    return changed(request, 204, pool)


def delete_pool(service: ServiceContext, request: Request) -> Reply:
    """Begin to delete a pool."""
    pool = _changeable(service, request)
    check(request, pool)
    pools.delete(service, pool)
    return Reply(202)


def resize_pool(service: ServiceContext, request: Request) -> Reply:
    """Begin to resize a pool; a target that is not given stays."""
    body = _body(request)
    if "targetDedicatedNodes" not in body and "targetLowPriorityNodes" not in body:
        raise missing("targetDedicatedNodes and/or targetLowPriorityNodes")
    _check_sizes(body)
    pool = _steady(service, request, may_scale_itself=False)
    pools.resize(
        service,
        pool,
        dedicated=body.get("targetDedicatedNodes", pool.target_dedicated),
        low_priority=body.get("targetLowPriorityNodes", pool.target_low_priority),
        option=_option(body),
        timeout=body.get("resizeTimeout", RESIZE_TIMEOUT),
    )
    return changed(request, 202, pool)


def stop_pool_resize(service: ServiceContext, request: Request) -> Reply:
    """Stop a resize that is under way."""
    pool = _changeable(service, request)
    check(request, pool)
    if pool.allocation != "resizing":
        raise wrong_state("The pool is not being resized.")
    pools.stop_resize(service, pool)
    return changed(request, 202, pool)


def remove_nodes(service: ServiceContext, request: Request) -> Reply:
    """Begin to take nodes out of a pool."""
    body = _body(request)
    names = body["nodeList"]
    if not 0 < len(names) <= _MOST_NODES_REMOVED:
        raise invalid("nodeList", None, f"1 to {_MOST_NODES_REMOVED} nodes can be removed at once.")
    _check_sizes(body)
    pool = _steady(service, request)
    leaving: dict[Node, None] = {}
    for name in names:
        node = pool.nodes.get(name)
        if node is None:
            raise not_found("node")
        leaving[node] = None
    pools.remove_nodes(
        service, pool, leaving, option=_option(body), timeout=body.get("resizeTimeout", RESIZE_TIMEOUT)
    )
    return changed(request, 202, pool)


def _body(request: Request) -> JsonObject:
    return request.body or {}


def _option(body: JsonObject) -> DeallocationOption:
    option: DeallocationOption = body.get("nodeDeallocationOption", "requeue")
    return option


def _changeable(service: ServiceContext, request: Request) -> Pool:
    pool = service.world.pool(request.path["poolId"])
    if pool.state == "deleting":
        raise conflict(
            "PoolBeingDeleted", "The specified pool has been marked for deletion and is being reclaimed."
        )
    return pool


def _steady(service: ServiceContext, request: Request, *, may_scale_itself: bool = True) -> Pool:
    pool = _changeable(service, request)
    check(request, pool)
    if pool.spec["enableAutoScale"] and not may_scale_itself:
        raise not_valid_on_pool("A pool that scales itself cannot be resized by request.")
    if pool.allocation != "steady":
        raise conflict("PoolBeingResized", "The specified pool is being resized.")
    return pool


def _replace(service: ServiceContext, pool: Pool, spec: JsonObject) -> None:
    pool.spec = complete_pool(spec)
    pool.modified = service.clock.next_tick()
    service.touch(pool)


def _kept_zones(pool: Pool) -> JsonObject:
    """Return what stays of a virtualMachineConfiguration that is replaced by one without it."""
    machine: JsonObject = pool.spec.get("virtualMachineConfiguration") or {}
    return {name: machine[name] for name in ("placement", "resiliencyPolicy") if name in machine}


def check_pool_settings(service: ServiceContext, body: JsonObject) -> None:
    """Refuse a pool that makes no sense."""
    if "virtualMachineConfiguration" not in body:
        raise missing("virtualMachineConfiguration")
    _check_members(service, body)
    check_together(body)
    _check_sizes(body)
    check_scaling(body)


def _check_sizes(body: JsonObject) -> None:
    for name in ("targetDedicatedNodes", "targetLowPriorityNodes"):
        if body.get(name, 0) < 0:
            raise invalid(name, body[name], "The number of nodes must not be negative.")
    timeout = body.get("resizeTimeout")
    if timeout is not None and ticks_of_duration(timeout) < ticks_of_duration(_SHORTEST_TIMEOUT):
        raise invalid("resizeTimeout", timeout, f"The shortest resize timeout is {_SHORTEST_TIMEOUT}.")


def _check_members(service: ServiceContext, body: JsonObject) -> None:
    if machine := body.get("virtualMachineConfiguration"):
        check_machine(machine)
    start_task: JsonObject = body.get("startTask") or {}
    check_identity(start_task)
    check_resource_files(start_task.get("resourceFiles") or ())
    check_accounts(body.get("userAccounts") or [])
    check_network(body.get("networkConfiguration") or {})
    packages = body.get("applicationPackageReferences") or ()
    if len(packages) > _MOST_PACKAGES:
        raise invalid(
            "applicationPackageReferences", None, f"A pool refers to {_MOST_PACKAGES} packages at most."
        )
    check_packages(service, body)
    check_mounts(body.get("mountConfiguration") or ())
    check_metadata(body)


HANDLERS: Mapping[str, Handler] = {
    "begin_delete_pool": delete_pool,
    "begin_remove_nodes": remove_nodes,
    "begin_resize_pool": resize_pool,
    "begin_stop_pool_resize": stop_pool_resize,
    "create_pool": create_pool,
    "get_pool": get_pool,
    "list_pools": list_pools,
    "pool_exists": pool_exists,
    "replace_pool_properties": replace_pool_properties,
    "update_pool": update_pool,
}
