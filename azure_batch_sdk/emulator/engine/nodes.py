"""The life of a node: it boots, runs its start task, takes tasks, and is restarted, put to rest or given back.

A node waits for its processes before it goes on: an operation that takes tasks away kills them, one that lets them finish
drains the node first.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable, Sequence
from functools import partial

from ..context import ServiceContext
from ..lifecycles import NODE
from ..messages import JsonObject
from ..node.directories import delete_tree, set_aside
from ..node.launch import LaunchError
from ..node.mounts import mount
from ..state.entities import Attempt, DeallocationOption, Node, Pool
from ..state.world import NodeUse
from . import attempts, pools, preparation, release, retention, start_tasks, tasks
from .applications import Installation
from .attempts import Outcome

NODE_PREFIX = "tvmps_"
FIRST_ADDRESS = 4
"""The last part of the address of a pool's first node."""

_WORKING = frozenset({"idle", "running", "offline"})


def create(service: ServiceContext, pool: Pool, *, dedicated: bool) -> Node:
    """Add a node to a pool; it comes up by itself."""
    tick = service.clock.next_tick()
    node = Node(
        id=f"{NODE_PREFIX}{secrets.token_hex(32)}_{'d' if dedicated else 'p'}",
        pool=pool,
        dedicated=dedicated,
        address=_free_address(pool),
        state="creating",
        state_since=tick,
        allocated=tick,
    )
    pool.nodes.add(node.id, node)
    service.world.node_count += 1
    service.touch(node)
    half = service.options.timings.node_boot / 2
    node.step = service.after(half, lambda: boot(service, node))
    return node


def boot(service: ServiceContext, node: Node, event: str = "booted") -> None:
    """Start the node's agent; the node is up a moment later."""
    _change(service, node, event)
    half = service.options.timings.node_boot / 2
    node.step = service.after(half, lambda: _when_empty(node, lambda: _come_up(service, node)))


# Operations


def restart(service: ServiceContext, node: Node, event: str, option: DeallocationOption) -> None:
    """Reboot, reimage or deallocate a node (`event`), once its tasks have been dealt with."""

    # Whatever it waited to do is superseded.
    _cancel_step(node)
    node.when_empty = None

    def go() -> None:
        node.draining = False
        _change(service, node, event)
        if event == "deallocate":
            proceed: Callable[[], None] = lambda: _deallocated(service, node)  # noqa: E731  # one of two
        else:
            proceed = lambda: _rebooted(service, node, wipe=event == "reimage")  # noqa: E731  # the other
        node.step = service.after(service.options.timings.node_boot / 2, lambda: _when_empty(node, proceed))
        _interrupt_all(service, node, option)

    if option not in ("taskcompletion", "retaineddata"):
        go()
        return
    drained = go if option == "taskcompletion" else partial(_when_retained, service, node, go)
    if node.work or option == "retaineddata":
        node.draining = True
        refresh(service, node)
    if node.work:
        node.when_empty = drained
    else:
        drained()


def start(service: ServiceContext, node: Node) -> None:
    """Start a deallocated node; it stays out of scheduling until that is enabled."""
    boot(service, node)


def disable_scheduling(service: ServiceContext, node: Node, option: DeallocationOption) -> None:
    """Give the node no more tasks; those that run are dealt with as asked."""
    node.scheduling = "disabled"
    service.touch(node)
    if option != "taskcompletion":
        for attempt in node.work:
            tasks.interrupt(service, attempt, option)
    refresh(service, node)


def enable_scheduling(service: ServiceContext, node: Node) -> None:
    """Let the node take tasks again."""
    node.scheduling = "enabled"
    service.touch(node)
    refresh(service, node)


def leave(service: ServiceContext, node: Node, option: DeallocationOption) -> None:
    """Begin to take a node out of its pool; the allocation removes it when its processes have ended."""
    _cancel_step(node)
    _change(service, node, "leave")
    node.when_empty = None
    node.draining = option in ("taskcompletion", "retaineddata")
    node.keeps_files = option == "retaineddata"
    node.pool.free.set(node, 0)
    if node.draining and node.work:
        return
    if node.keeps_files:
        _when_retained(service, node, partial(_let_go, service, node))
    else:
        _interrupt_all(service, node, option)


def stay(service: ServiceContext, node: Node) -> None:
    """Give a node that was to leave back to its pool."""
    _cancel_step(node)
    node.draining = node.keeps_files = False
    _settle(service, node)


def hurry(service: ServiceContext, node: Node) -> None:
    """Requeue what a node that leaves was to finish."""
    _cancel_step(node)
    node.draining = node.keeps_files = False
    _interrupt_all(service, node, "requeue")


# Mishaps


def fail(service: ServiceContext, node: Node, code: str, message: str) -> None:
    """Make a node unusable: its tasks are requeued, and it takes no more until it is restarted."""
    node.errors = [*node.errors, _node_error(code, message)]
    service.touch(node)
    if NODE.allows(node.state, "fail"):
        _break(service, node, "fail")


def preempt(service: ServiceContext, node: Node) -> None:
    """Take a spot node away: its tasks are requeued, its files are lost, and another machine comes in its place."""
    if not NODE.allows(node.state, "preempt"):
        return
    _break(service, node, "preempt")
    node.wiped = service.clock.next_tick()
    node.step = service.after(
        service.options.timings.preemption,
        lambda: _when_empty(node, lambda: _rebooted(service, node, wipe=True)),
    )


def _break(service: ServiceContext, node: Node, event: str) -> None:
    _cancel_step(node)
    node.when_empty = None
    node.draining = False
    _change(service, node, event)
    _interrupt_all(service, node, "requeue")


def _watch_spot(service: ServiceContext, node: Node) -> None:
    lifetime = service.options.spot_lifetime
    if lifetime is None or node.dedicated:
        return
    boot = node.last_boot

    def end() -> None:
        if node.last_boot == boot and node.pool.nodes.get(node.id) is node:
            preempt(service, node)

    service.after(lifetime, end)


def gone(service: ServiceContext, node: Node) -> None:
    """Remove a node with its files."""
    _cancel_step(node)
    pool = node.pool
    pool.free.set(node, 0)
    pool.nodes.remove(node.id)
    service.world.node_count -= 1
    use = NodeUse(pool.id.lower(), pool.spec["vmSize"], node.dedicated, node.allocated, service.clock.ticks())
    service.world.past_use.append(use)
    service.forget(node)
    aside = set_aside(service.directories(node).root)
    if aside is not None:
        service.in_background(lambda: delete_tree(aside))


def resume(service: ServiceContext, node: Node) -> None:
    """Bring a node up again after the service itself was restarted."""
    if node.state in ("reimaging", "preempted"):
        _wipe(service, node)
    if node.state == "leavingpool" and node.keeps_files:
        _when_retained(service, node, partial(_let_go, service, node))
    elif node.state == "deallocating":
        _deallocated(service, node)
    elif node.state not in ("deallocated", "leavingpool"):
        boot(service, node, "restarted")


# Slots


def take(service: ServiceContext, node: Node, attempt: Attempt) -> None:
    """Let a process hold its slots."""
    node.attempts[attempt] = None
    note(service, node, f"{attempt.key} begins")
    task = attempt.task
    if task is not None:
        if task in node.recent:
            node.recent.remove(task)
        node.recent.append(task)
    refresh(service, node)


def give_back(service: ServiceContext, attempt: Attempt) -> None:
    """Free the slots of a process that has ended, and go on with what waited for it."""
    node = attempt.node
    node.attempts.pop(attempt, None)
    note(service, node, f"{attempt.key} has ended")
    service.touch(node)
    refresh(service, node)
    # Who drains a node does not wait for its start task, which may never end.
    if node.when_empty is not None and not (node.work if node.draining else node.attempts):
        proceed, node.when_empty = node.when_empty, None
        proceed()
    if node.state == "leavingpool":
        if not node.work and node.keeps_files:
            _when_retained(service, node, partial(_let_go, service, node))
        elif not node.work:
            _let_go(service, node)


def refresh(service: ServiceContext, node: Node) -> None:
    """Bring the node's state and its free slots in line with what runs on it."""
    if node.state in _WORKING:
        _settle(service, node)


def _settle(service: ServiceContext, node: Node) -> None:
    busy = bool(node.work)
    event = "run" if busy else "offline" if node.scheduling == "disabled" else "idle"
    if NODE.next(node.state, event) != node.state:
        _change(service, node, event)
    takes_tasks = node.scheduling == "enabled" and not node.draining
    node.pool.free.set(node, node.pool.slots_per_node - node.slots_in_use if takes_tasks else 0)
    service.scheduler.wake(node.pool.id)


# Booting


def _come_up(service: ServiceContext, node: Node) -> None:
    node.last_boot = service.clock.next_tick()
    node.first_boot = node.first_boot or node.last_boot
    directories = service.directories(node)
    directories.create()
    mount(node.pool.spec.get("mountConfiguration") or (), directories)
    node.errors = []
    _watch_spot(service, node)
    preparation.node_restarted(service, node, wiped=False)
    installation = Installation(service, node.pool.spec.get("applicationPackageReferences"), directories)
    node.packages = installation.installed()
    if installation:
        _install(service, node, installation)
    else:
        _begin_work(service, node)


def _install(service: ServiceContext, node: Node, installation: Installation) -> None:
    """Put the packages of the pool on a node before anything runs there."""
    booted = node.last_boot

    def ended(error: LaunchError | None) -> None:
        if node.state != "starting" or node.last_boot != booted:
            return
        if error is None:
            _begin_work(service, node)
        else:
            fail(service, node, error.code, error.message)

    def install() -> None:
        try:
            installation.install()
        except LaunchError as error:
            service.from_thread(partial(ended, error))
        else:
            service.from_thread(partial(ended, None))

    service.in_background(install)


def _begin_work(service: ServiceContext, node: Node) -> None:
    start_task = node.pool.spec.get("startTask")
    node.start_task = start_task
    node.start_info = None
    service.touch(node)
    if start_task is None:
        _settle(service, node)
        return
    if start_task["waitForSuccess"]:
        _change(service, node, "start_task")
    else:
        _settle(service, node)
    start_tasks.run(service, node, partial(_start_task_over, service))


def _start_task_over(service: ServiceContext, attempt: Attempt, outcome: Outcome | None) -> None:
    """Go on after a start task; without an outcome the node has moved on before it."""
    node = attempt.node
    if outcome is not None and node.state == "waitingforstarttask":
        if outcome == 0:
            _settle(service, node)
        else:
            assert node.start_info is not None
            failure = node.start_info["failureInfo"]
            node.errors = [_node_error(failure["code"], failure["message"], failure["details"])]
            _change(service, node, "start_task_failed")
    if isinstance(outcome, LaunchError) and outcome.code == "DiskFull":
        fail(service, node, outcome.code, outcome.message)
    give_back(service, attempt)


def _rebooted(service: ServiceContext, node: Node, *, wipe: bool) -> None:
    if wipe:
        _wipe(service, node)
    boot(service, node)


def _wipe(service: ServiceContext, node: Node) -> None:
    """Lose all that was on a node."""
    node.users = {}
    node.wiped = service.clock.next_tick()
    preparation.node_restarted(service, node, wiped=True)
    old = service.directories(node).reset()
    if old is not None:
        service.in_background(lambda: delete_tree(old))


def _when_retained(service: ServiceContext, node: Node, proceed: Callable[[], None]) -> None:
    """Go on when the retention time of all tasks that ran on a node has passed."""
    node.step = None
    seconds = retention.seconds_left(service, node)
    if seconds <= 0:
        proceed()
    elif seconds != math.inf:
        node.step = service.after(seconds, lambda: _when_retained(service, node, proceed))


def _let_go(service: ServiceContext, node: Node) -> None:
    """End what is left on a node that leaves, and let it go."""
    node.keeps_files = False
    _interrupt_all(service, node, "requeue")
    if not node.attempts:
        pools.node_emptied(service, node)


def _deallocated(service: ServiceContext, node: Node) -> None:
    node.scheduling = "disabled"
    _change(service, node, "deallocated")


def _when_empty(node: Node, proceed: Callable[[], None]) -> None:
    node.step = None
    if node.attempts:
        node.when_empty = proceed
    else:
        proceed()


def _interrupt_all(service: ServiceContext, node: Node, option: DeallocationOption) -> None:
    for attempt in list(node.attempts):
        if attempt.task is None:
            attempts.kill(service, attempt)
        else:
            tasks.interrupt(service, attempt, option)


def note(service: ServiceContext, node: Node, text: str) -> None:
    """Write something into the node's log."""
    node.log.append((service.clock.ticks(), text))


def _node_error(code: str, message: str, details: Sequence[JsonObject] = ()) -> JsonObject:
    return {"code": code, "message": message, "errorDetails": list(details)}


def _change(service: ServiceContext, node: Node, event: str) -> None:
    node.state = NODE.next(node.state, event)
    node.state_since = service.clock.next_tick()
    note(service, node, f"node is {node.state}")
    if node.state not in _WORKING:
        node.pool.free.set(node, 0)
    service.touch(node)
    release.node_changed(service, node)


def _cancel_step(node: Node) -> None:
    if node.step is not None:
        node.step.cancel()
        node.step = None


def _free_address(pool: Pool) -> str:
    taken = {node.address for node in pool.nodes}
    number = FIRST_ADDRESS
    while (address := f"10.0.{number >> 8}.{number & 255}") in taken:
        number += 1
    return address
