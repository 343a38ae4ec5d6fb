"""What is wrong with the nodes of a pool.

Nodes in the same plight are one finding. It is an error if no node is left that runs tasks or is about to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .._waiting.obstacles import HOPELESS_NODE_STATES, USABLE_NODE_STATES, state_of
from .codes import NODE, UNKNOWN_ADVICE, Meaning, meaning_of
from .evidence import Evidence
from .failures import failure_of, said_of
from .findings import Finding, Severity
from .saying import count, said, written

if TYPE_CHECKING:
    from .. import models as _models

_BOOTING = ("creating", "starting", "rebooting", "reimaging", "upgradingos")
_COMING = (*_BOOTING, "waitingforstarttask")
_QUOTED = 3


def _in(evidence: Evidence, *states: str) -> list[_models.BatchNode]:
    return [node for node in evidence.nodes if state_of(node.state) in states]


def _closed(evidence: Evidence) -> list[_models.BatchNode]:
    """Pick the nodes that take no tasks because scheduling is disabled; they may still run some."""
    working = _in(evidence, *USABLE_NODE_STATES)
    closed = [node for node in working if state_of(node.scheduling_state) == "disabled"]
    return [*_in(evidence, "offline"), *closed]


def _severity(evidence: Evidence) -> Severity:
    """Tell how bad it is that some nodes run no tasks."""
    closed = {node.id for node in _closed(evidence)}
    hopeful = [node for node in _in(evidence, *USABLE_NODE_STATES, *_COMING) if node.id not in closed]
    return "warning" if hopeful or not evidence.nodes_are_all else "error"


def _where(evidence: Evidence, nodes: Sequence[_models.BatchNode]) -> str:
    pool = f"pool {evidence.pool_id!r}"
    return f"node {nodes[0].id!r} of {pool}" if len(nodes) == 1 else pool


def _how_many(evidence: Evidence, nodes: Sequence[_models.BatchNode]) -> str:
    if len(evidence.nodes) == 1:
        return "the node"
    all_of_them = count(len(evidence.nodes), "node") + ("" if evidence.nodes_are_all else " looked at")
    return f"{len(nodes)} of {all_of_them}"


def start_task_failed(evidence: Evidence) -> Iterator[Finding]:
    """The start task failed, and the nodes were to wait for it."""
    nodes = _in(evidence, "starttaskfailed")
    if not nodes:
        return
    quoted = [
        text
        for node in nodes[:_QUOTED]
        for text in (*said_of(node.start_task_info, by=node.id), *_errors_of(node))
    ]
    for node_id, output in evidence.start_task_output.items():
        quoted += written(output, by=f"startup/stderr.txt on {node_id}")
    failure = failure_of(nodes[0].start_task_info)
    yield Finding(
        _severity(evidence),
        "StartTaskFailed",
        f"the start task failed on {_how_many(evidence, nodes)}: {failure.summary}",
        f"{failure.advice}; change the start task with update_pool, then reboot the nodes (begin_reboot_node): only a "
        "node that starts takes the new one",
        _where(evidence, nodes),
        tuple(quoted),
    )


def _errors_of(node: _models.BatchNode) -> Iterator[str]:
    """Quote the errors of a node but that which only says again that its start task failed."""
    info = node.start_task_info
    failure = None if info is None else info.failure_info
    for error in node.errors or ():
        if failure is None or error.code != failure.code:
            yield said(error.code, error.message, error.error_details, by=node.id)


def nodes_report_errors(evidence: Evidence) -> Iterator[Finding]:
    """Nodes report errors; each code is one finding."""
    by_code: dict[str, list[_models.BatchNode]] = {}
    for node in evidence.nodes:
        # The error of a start task is told with the start task.
        if state_of(node.state) != "starttaskfailed":
            for code in dict.fromkeys(error.code or "Unknown" for error in node.errors or ()):
                by_code.setdefault(code, []).append(node)
    for code, nodes in by_code.items():
        summary, advice = meaning_of(code, NODE) or Meaning("a node reports an error", UNKNOWN_ADVICE)
        broken = all(state_of(node.state) in HOPELESS_NODE_STATES for node in nodes)
        quoted = [
            said(error.code, error.message, error.error_details, by=node.id)
            for node in nodes[:_QUOTED]
            for error in node.errors or ()
            if (error.code or "Unknown") == code
        ]
        yield Finding(
            _severity(evidence) if broken else "warning",
            code,
            f"{summary} ({_how_many(evidence, nodes)})",
            advice,
            _where(evidence, nodes),
            tuple(quoted),
        )


class _Plight(NamedTuple):
    """A state, or several, in which a node runs no new tasks."""

    states: tuple[str, ...]
    code: str
    summary: str
    """With `{}` for the nodes."""
    advice: str
    severity: Severity | None = None
    """None: it depends on the other nodes."""


_PLIGHTS = (
    _Plight(
        ("unusable",),
        "NodesUnusable",
        "{} can run no tasks (unusable)",
        "reboot or reimage them (begin_reboot_node, begin_reimage_node), or remove them (begin_remove_nodes) and let "
        "the pool grow again",
    ),
    _Plight(
        ("offline",),
        "NodesOffline",
        "scheduling is disabled on {}",
        "enable it with enable_node_scheduling",
    ),
    _Plight(
        ("deallocated",),
        "NodesDeallocated",
        "somebody has deallocated {}",
        "start them with begin_start_node, then enable_node_scheduling",
    ),
    _Plight(
        ("unknown",),
        "NodesUnknown",
        "the service has lost contact with {}",
        "wait some minutes; if it stays so, reboot the nodes, or check that the pool's network lets them reach Batch",
    ),
    _Plight(
        ("preempted",),
        "NodesPreempted",
        "Azure has taken back {} (spot nodes); their tasks are queued again",
        "wait for others in their place, or use dedicated nodes for what must not be interrupted",
    ),
    _Plight(("deallocating", "leavingpool"), "NodesLeaving", "about to leave: {}", "wait", "info"),
    _Plight(
        ("waitingforstarttask",),
        "NodesWaitingForStartTask",
        "the start task still runs on {}",
        "wait; if it takes too long, look at startup/stdout.txt on a node",
        "info",
    ),
    _Plight(
        _BOOTING, "NodesStarting", "not yet started: {}", "wait, with wait_for_nodes for instance", "info"
    ),
)


def nodes_run_no_tasks(evidence: Evidence) -> Iterator[Finding]:
    """Nodes are in a state in which they run no new tasks."""
    for plight in _PLIGHTS:
        nodes = _closed(evidence) if "offline" in plight.states else _in(evidence, *plight.states)
        if nodes:
            yield Finding(
                plight.severity or _severity(evidence),
                plight.code,
                plight.summary.format(_how_many(evidence, nodes)),
                plight.advice,
                _where(evidence, nodes),
            )


def start_task_failed_without_harm(evidence: Evidence) -> Iterator[Finding]:
    """The start task failed, or has to be tried again, and no node is lost for it yet."""
    for node in evidence.nodes:
        info, state = node.start_task_info, state_of(node.state)
        if info is None:
            continue
        if state in USABLE_NODE_STATES and state_of(info.result) == "failure":
            code, summary = (
                "StartTaskFailedUnheeded",
                "the start task failed, and tasks run on the node all the same",
            )
            advice = "let the start task say wait_for_success=True if tasks need what it does; then mend it"
        elif state == "waitingforstarttask" and info.retry_count:
            code, summary = (
                "StartTaskRetrying",
                f"the start task has failed and is tried again ({info.retry_count})",
            )
            advice = "look at startup/stderr.txt on the node, and mend the start task"
        else:
            continue
        yield Finding("warning", code, summary, advice, _where(evidence, [node]), said_of(info, by=node.id))
        return


RULES = (
    start_task_failed,
    nodes_report_errors,
    nodes_run_no_tasks,
    start_task_failed_without_harm,
)
