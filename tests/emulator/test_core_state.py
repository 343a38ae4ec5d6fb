"""The parts that know neither requests nor processes: clock, conditions, life cycles, indexes."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone

import pytest

from azure_batch_sdk._generated.operations import OPERATIONS
from azure_batch_sdk.emulator import lifecycles
from azure_batch_sdk.emulator.clock import Clock, datetime_of, etag_of, http_date_of, text_of, ticks_of
from azure_batch_sdk.emulator.conditions import check_conditions
from azure_batch_sdk.emulator.errors import ServiceError
from azure_batch_sdk.emulator.lifecycles import IllegalTransition, Transitions
from azure_batch_sdk.emulator.messages import Request
from azure_batch_sdk.emulator.state.dependencies import DependencyWeb
from azure_batch_sdk.emulator.state.durations import INFINITE, normal_duration, seconds_of_duration
from azure_batch_sdk.emulator.state.ordered import OrderedTable
from azure_batch_sdk.emulator.state.ready import JobQueue
from azure_batch_sdk.emulator.state.slots import FreeSlots

# Clock


def test_ticks_become_the_etag_and_the_time_of_the_service() -> None:
    ticks = ticks_of(datetime(2025, 9, 1, 12, 0, 0, 123457, tzinfo=timezone.utc))
    assert etag_of(ticks) == "0x8DDE94F13DA368A"
    assert text_of(ticks) == "2025-09-01T12:00:00.123457Z"
    assert text_of(ticks + 1) == "2025-09-01T12:00:00.1234571Z"
    assert text_of(ticks - 1234570) == "2025-09-01T12:00:00Z"
    assert http_date_of(ticks) == "Mon, 01 Sep 2025 12:00:00 GMT"
    assert datetime_of(ticks) == datetime(2025, 9, 1, 12, 0, 0, 123457, tzinfo=timezone.utc)


def test_no_two_writes_share_a_tick() -> None:
    clock = Clock()
    ticks = [clock.next_tick() for _ in range(10_000)]
    assert ticks == sorted(set(ticks))
    assert clock.ticks() >= ticks[-1]


def test_the_clock_never_runs_back_over_a_restart() -> None:
    future = ticks_of(datetime.now(timezone.utc) + timedelta(days=3))
    clock = Clock(not_before=future)
    assert clock.next_tick() > future


def test_a_fast_clock_runs_fast_and_dates_files_by_its_own_time() -> None:
    clock = Clock(1000.0)
    later = datetime.now(timezone.utc) + timedelta(seconds=10)
    ticks = clock.ticks_of_real(later.timestamp())
    assert timedelta(hours=2) < datetime_of(ticks) - later < timedelta(hours=3)


@pytest.mark.parametrize("scale", [0, -1, float("nan")])
def test_a_clock_that_stands_still_is_refused(scale: float) -> None:
    with pytest.raises(ValueError, match="time_scale"):
        Clock(scale)


# Durations


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("PT01H00M00S", "PT1H"),
        ("PT06M00S", "PT6M"),
        ("P3Y6M4DT12H30M5S", "P1279DT12H30M5S"),
        ("P1W", "P7D"),
        ("PT0S", "PT0S"),
        ("PT90S", "PT1M30S"),
        ("PT1.50S", "PT1.5S"),
        (INFINITE, INFINITE),
        ("P99999999D", INFINITE),
    ],
)
def test_durations_are_shown_in_the_services_form(given: str, shown: str) -> None:
    assert normal_duration(given) == shown


@pytest.mark.parametrize("text", ["", "P", "PT", "P1DT", "1H", "PT1X", "-PT1S"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ISO 8601"):
        normal_duration(text)


def test_no_limit_has_no_seconds() -> None:
    assert seconds_of_duration(INFINITE) is None
    assert seconds_of_duration(None) is None
    assert seconds_of_duration("PT1M0.5S") == 60.5


# Conditions

MODIFIED = ticks_of(datetime(2030, 1, 1, 12, 0, 0, 500000, tzinfo=timezone.utc))
ETAG = etag_of(MODIFIED)
BEFORE, SAME, AFTER = (f"Tue, 01 Jan 2030 {time} GMT" for time in ("11:59:59", "12:00:00", "12:00:01"))


def refused(operation: str, **headers: str) -> tuple[int, str] | None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = Request(OPERATIONS[operation], {}, {}, named, None, "2025-06-01", "http://h", "id")
    try:
        check_conditions(request, ETAG, MODIFIED)
    except ServiceError as error:
        return error.status, error.code
    return None


@pytest.mark.parametrize(
    ("headers", "on_read", "on_write"),
    [
        ({}, None, None),
        ({"if_match": ETAG}, None, None),
        ({"if_match": f'"{ETAG}"'}, None, None),
        ({"if_match": "*"}, None, None),
        ({"if_match": "0x1"}, 412, 412),
        ({"if_none_match": ETAG}, 304, 412),
        ({"if_none_match": "*"}, 304, 412),
        ({"if_none_match": "0x1"}, None, None),
        ({"if_modified_since": BEFORE}, None, None),
        ({"if_modified_since": SAME}, 304, 412),
        ({"if_modified_since": AFTER}, 304, 412),
        ({"if_unmodified_since": BEFORE}, 412, 412),
        ({"if_unmodified_since": SAME}, None, None),
        ({"if_match": ETAG, "if_unmodified_since": BEFORE}, None, None),
        ({"if_none_match": "0x1", "if_modified_since": AFTER}, None, None),
    ],
)
def test_conditions_hold_or_are_refused(
    headers: dict[str, str], on_read: int | None, on_write: int | None
) -> None:
    assert refused("get_job", **headers) == (on_read and (on_read, "ConditionNotMet"))
    assert refused("update_job", **headers) == (on_write and (on_write, "ConditionNotMet"))


def test_conditions_that_do_not_go_together_are_refused() -> None:
    assert refused("get_job", if_match=ETAG, if_none_match="0x1") == (
        400,
        "MultipleConditionHeadersNotSupported",
    )
    assert refused("get_job", if_match=ETAG, if_modified_since=SAME) == (
        400,
        "MultipleConditionHeadersNotSupported",
    )
    assert refused("get_job", if_modified_since="yesterday") == (400, "InvalidHeaderValue")


# Life cycles


@pytest.mark.parametrize(
    "table", [lifecycles.POOL, lifecycles.ALLOCATION, lifecycles.NODE, lifecycles.JOB, lifecycles.TASK]
)
def test_every_state_of_a_life_cycle_is_in_the_description(table: Transitions) -> None:
    from azure_batch_sdk._generated.schema import ENUMS

    enum = {
        "pool": "BatchPoolState",
        "allocation": "AllocationState",
        "node": "BatchNodeState",
        "job": "BatchJobState",
        "task": "BatchTaskState",
    }[table.name]
    assert set(table.table) == set(ENUMS[enum].values)


def test_a_road_that_is_not_in_the_table_cannot_be_taken() -> None:
    with pytest.raises(IllegalTransition, match="task: no event 'start' in state 'completed'"):
        lifecycles.TASK.next("completed", "start")
    with pytest.raises(ValueError, match="nowhere"):
        Transitions("x", {"a": {"go": "nowhere"}})


# Ordered table


def test_ids_keep_their_case_and_are_unique_without_it() -> None:
    table: OrderedTable[int] = OrderedTable()
    table.add("Pool", 1)
    assert table.get("POOL") == 1
    assert "pool" in table
    with pytest.raises(KeyError):
        table.add("pool", 2)


def test_a_listing_is_in_ordinal_order_and_goes_on_behind_any_key() -> None:
    table: OrderedTable[str] = OrderedTable()
    names = [f"t{number}" for number in range(200)] + ["T5x", "a", "Z"]
    random.Random(1).shuffle(names)
    for name in names:
        table.add(name, name)
    assert [name for name, _ in table.after(None)] == sorted(names)
    assert [name for name, _ in table.after("t150")] == [name for name in sorted(names) if name > "t150"]
    table.remove("t150")
    assert [name for name, _ in table.after("t150")] == [name for name in sorted(names) if name > "t150"]


def test_a_listing_survives_changes_on_the_way() -> None:
    table: OrderedTable[str] = OrderedTable()
    for name in "bdf":
        table.add(name, name)
    seen = []
    for name, _ in table.after(None):
        seen.append(name)
        if name == "d":
            table.remove("b")
            table.remove("d")
            table.add("a", "a")
            table.add("e", "e")
    assert seen == ["b", "d", "e", "f"]


# Slots and queues


def test_spread_takes_the_emptiest_and_pack_the_fullest_that_fits() -> None:
    slots: FreeSlots[str] = FreeSlots()
    for name, free in (("a", 2), ("b", 4), ("c", 4), ("d", 1)):
        slots.set(name, free)
    assert (slots.emptiest(1), slots.fullest(1), slots.fullest(2), slots.fullest(3)) == ("b", "d", "a", "b")
    assert slots.emptiest(5) is None
    assert slots.fullest(5) is None
    slots.set("b", 0)
    slots.set("c", 3)
    assert (slots.emptiest(1), slots.most, slots.free("b")) == ("c", 3, 0)


class Waiting:
    def __init__(self, age: int, shape: int = 1) -> None:
        self.age = age
        self.shape = shape
        self.unmet = 0


def test_a_queue_gives_the_oldest_first_for_each_shape() -> None:
    queue: JobQueue[Waiting] = JobQueue()
    old, young, big = Waiting(1), Waiting(2), Waiting(3, shape=4)
    for task in (young, big, old, old):
        queue.add(task)
    assert len(queue) == 3
    assert set(queue.shapes()) == {1, 4}
    assert queue.head(1) is old
    queue.discard(old)
    queue.discard(old)
    assert queue.head(1) is young
    queue.add(old)
    assert queue.head(1) is old
    queue.discard(big)
    assert queue.shapes() == [1]
    assert queue.head(4) is None


# Dependencies


def test_a_task_waits_for_every_id_and_every_number() -> None:
    web: DependencyWeb[Waiting] = DependencyWeb()
    task = Waiting(1)
    web.register(task, {"taskIds": ["A", "b", "a"], "taskIdRanges": [{"start": 1, "end": 3}]})
    assert web.satisfy("a") == []
    assert web.satisfy("B") == []
    assert web.satisfy("3") == []
    assert web.satisfy("001") == []
    assert web.satisfy("1") == []
    assert web.satisfy("02") == [task]
    late = Waiting(2)
    web.register(late, {"taskIds": ["a"], "taskIdRanges": [{"start": 1, "end": 3}]})
    assert late.unmet == 0


def test_a_task_that_is_gone_satisfies_nobody_new() -> None:
    web: DependencyWeb[Waiting] = DependencyWeb()
    web.satisfy("7")
    web.withdraw("7")
    task = Waiting(1)
    web.register(task, {"taskIds": ["7"], "taskIdRanges": [{"start": 7, "end": 7}]})
    assert task.unmet == 2
    assert web.satisfy("7") == [task]


def test_long_ranges_cost_little() -> None:
    web: DependencyWeb[Waiting] = DependencyWeb()
    tasks = [Waiting(number) for number in range(1000)]
    for task in tasks:
        web.register(task, {"taskIdRanges": [{"start": 1, "end": 5000}]})
    for number in range(1, 5000):
        assert web.satisfy(str(number)) == []
    assert web.satisfy("5000") == tasks
