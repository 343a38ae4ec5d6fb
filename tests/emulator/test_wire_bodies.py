"""Request bodies against the description, and the layout of reply bodies."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

from azure_batch_sdk._generated.operations import OPERATIONS
from azure_batch_sdk._generated.schema import ENUMS, MODELS
from azure_batch_sdk.emulator.errors import ServiceError
from azure_batch_sdk.emulator.state.timestamps import timestamp_ticks
from azure_batch_sdk.emulator.wire.layout import write_json
from azure_batch_sdk.emulator.wire.validation import BODY_LIMIT, Validator, parse_body

VALIDATOR = Validator(MODELS, ENUMS)
NEW = "2025-06-01"
OLD = "2024-07-01.20.0"


def checked(model: str, body: Any, version: str = NEW) -> Any:
    return VALIDATOR.validate(body, model, version)


def refusal(model: str, body: Any, version: str = NEW) -> ServiceError:
    with pytest.raises(ServiceError) as caught:
        checked(model, body, version)
    assert caught.value.status == 400
    return caught.value


def test_a_good_body_comes_through() -> None:
    task = {"id": "t1", "commandLine": "/bin/true", "environmentSettings": [{"name": "A", "value": "b"}]}
    assert checked("BatchTaskCreateOptions", task) == task


def test_numbers_may_be_text() -> None:
    body = {"id": "t", "commandLine": "x", "requiredSlots": "2", "constraints": {"maxTaskRetryCount": "-1"}}
    assert checked("BatchTaskCreateOptions", body)["requiredSlots"] == 2
    assert checked("BatchTaskCreateOptions", body)["constraints"] == {"maxTaskRetryCount": -1}


def test_enum_values_are_read_in_any_case() -> None:
    body = {"id": "j", "poolInfo": {"poolId": "p"}, "onAllTasksComplete": "TerminateJob"}
    assert checked("BatchJobCreateOptions", body)["onAllTasksComplete"] == "terminatejob"


def test_durations_and_dates_get_the_form_of_the_service() -> None:
    schedule = {"doNotRunUntil": "2025-09-01T14:00:00.1230000+02:00", "recurrenceInterval": "PT01H00M"}
    body = {"id": "s", "schedule": schedule, "jobSpecification": {"poolInfo": {"poolId": "p"}}}
    assert checked("BatchJobScheduleCreateOptions", body)["schedule"] == {
        "doNotRunUntil": "2025-09-01T12:00:00.123Z",
        "recurrenceInterval": "PT1H",
    }


def test_nulls_annotations_and_readonly_members_are_dropped() -> None:
    body = {
        "odata.metadata": "x",
        "id": "j",
        "state": "active",
        "priority": None,
        "poolInfo": {"poolId": "p"},
    }
    assert checked("BatchJob", body) == {"poolInfo": {"poolId": "p"}}


@pytest.mark.parametrize(
    ("body", "code", "values"),
    [
        ({"commandLine": "x"}, "MissingRequiredProperty", {"PropertyName": "id"}),
        ({"id": "t", "commandLine": None}, "MissingRequiredProperty", {"PropertyName": "commandLine"}),
        (
            {"id": "a b", "commandLine": "x"},
            "InvalidPropertyValue",
            {"PropertyName": "id", "PropertyValue": "a b"},
        ),
        ({"id": "t\n", "commandLine": "x"}, "InvalidPropertyValue", {"PropertyName": "id"}),
        ({"id": "t" * 65, "commandLine": "x"}, "InvalidPropertyValue", {"PropertyName": "id"}),
        ({"id": "t", "commandLine": 5}, "InvalidRequestBody", {"PropertyName": "commandLine"}),
        ({"id": "t", "comandLine": "x"}, "UnsupportedProperty", {"PropertyName": "comandLine"}),
        (
            {"id": "t", "commandLine": "x", "constraints": {"retentionTime": "7 days"}},
            "InvalidPropertyValue",
            {"PropertyName": "retentionTime", "PropertyValue": "7 days"},
        ),
        (
            {"id": "t", "commandLine": "x", "constraints": {"maxTaskRetryCount": -2}},
            "InvalidPropertyValue",
            {"PropertyName": "maxTaskRetryCount", "PropertyValue": "-2"},
        ),
        (
            {"id": "t", "commandLine": "x", "constraints": {"maxTaskRetryCount": 2**31}},
            "InvalidPropertyValue",
            {"PropertyName": "maxTaskRetryCount"},
        ),
        (
            {"id": "t", "commandLine": "x", "constraints": {"maxTaskRetryCount": True}},
            "InvalidRequestBody",
            {"PropertyName": "maxTaskRetryCount"},
        ),
        (
            {"id": "t", "commandLine": "x", "resourceFiles": {}},
            "InvalidRequestBody",
            {"PropertyName": "resourceFiles"},
        ),
        (
            {"id": "t", "commandLine": "x", "resourceFiles": [1]},
            "InvalidRequestBody",
            {"PropertyName": "resourceFiles"},
        ),
        (
            {"id": "t", "commandLine": "x", "userIdentity": {"autoUser": {"scope": "Everyone"}}},
            "InvalidPropertyValue",
            {"PropertyName": "scope", "PropertyValue": "Everyone"},
        ),
        ([], "InvalidRequestBody", {}),
    ],
)
def test_a_bad_body_is_refused_with_the_property_named(body: Any, code: str, values: dict[str, str]) -> None:
    error = refusal("BatchTaskCreateOptions", body)
    assert error.code == code
    assert values.items() <= dict(error.values).items()
    assert "Reason" in dict(error.values)


def test_the_nearest_name_is_suggested_for_a_misspelt_one() -> None:
    reason = dict(refusal("BatchTaskCreateOptions", {"id": "t", "comandLine": "x"}).values)["Reason"]
    assert reason is not None
    assert "Did you mean 'commandLine'?" in reason


def test_a_range_may_have_a_value_for_no_limit_beside_it() -> None:
    assert checked("BatchJobConstraints", {"maxTaskRetryCount": -1}) == {"maxTaskRetryCount": -1}
    assert refusal("BatchJobUpdateOptions", {"priority": 1001}).code == "InvalidPropertyValue"
    assert checked("BatchJobUpdateOptions", {"priority": -1000}) == {"priority": -1000}


def test_durations_have_ranges() -> None:
    targets = {"targetDedicatedNodes": 1}
    assert (
        checked("BatchPoolResizeOptions", {**targets, "resizeTimeout": "PT300S"})["resizeTimeout"] == "PT5M"
    )
    assert (
        refusal("BatchPoolResizeOptions", {**targets, "resizeTimeout": "PT4M59S"}).code
        == "InvalidPropertyValue"
    )


def test_a_list_may_not_be_too_long() -> None:
    tasks = [{"id": f"t{number}", "commandLine": "x"} for number in range(101)]
    assert len(checked("BatchTaskGroup", {"value": tasks[:100]})["value"]) == 100
    assert dict(refusal("BatchTaskGroup", {"value": tasks}).values)["PropertyName"] == "value"


def test_older_versions_keep_what_the_description_does_not_know() -> None:
    body = {"metadata": [], "certificateReferences": [], "targetNodeCommunicationMode": "Simplified"}
    assert checked("BatchPoolUpdateOptions", body, OLD) == body
    assert refusal("BatchPoolUpdateOptions", body).code == "UnsupportedProperty"
    assert refusal("BatchPoolUpdateOptions", {"metadata": 5}, OLD).code == "InvalidRequestBody"


def test_older_versions_check_what_a_newer_one_knows() -> None:
    body = {"vmSkuProfile": {"vmSizes": [{"name": "a"}]}}
    assert checked("BatchPoolUpdateOptions", body, OLD) == body
    assert refusal("BatchPoolUpdateOptions", {"vmSkuProfile": 5}, OLD).code == "InvalidRequestBody"


@pytest.mark.parametrize(
    ("model", "body", "stranger"),
    [
        ("BatchPoolUpdateOptions", {"metadata": []}, {"enableAutoScale": 5}),
        (
            "BatchPoolReplaceOptions",
            {"metadata": [], "applicationPackageReferences": []},
            {"userAccounts": "x"},
        ),
        ("BatchJobUpdateOptions", {"priority": 1}, {"jobManagerTask": []}),
        ("BatchTaskCreateOptions", {"id": "t", "commandLine": "x"}, {"state": "completed"}),
    ],
)
def test_older_versions_drop_what_an_operation_cannot_change(
    model: str, body: dict[str, Any], stranger: dict[str, Any]
) -> None:
    assert checked(model, {**body, **stranger}, OLD) == body


def test_older_api_versions_have_no_other_words() -> None:
    error = refusal("BatchJobDisableOptions", {"disableTasks": "nonsense"}, OLD)
    assert error.code == "InvalidPropertyValue"
    assert checked("BatchJobDisableOptions", {"disableTasks": "Requeue"}, OLD) == {"disableTasks": "requeue"}


def test_members_and_values_belong_to_their_api_versions() -> None:
    body = {"vmSkuProfile": {"vmSizes": [{"name": "a"}]}}
    assert checked("BatchPoolUpdateOptions", body, "2026-10-01") == body
    assert refusal("BatchPoolUpdateOptions", body).code == "UnsupportedProperty"
    reboot = {"nodeRebootOption": "RetainedData"}
    assert checked("BatchNodeRebootOptions", reboot) == {"nodeRebootOption": "retaineddata"}
    assert refusal("BatchNodeRebootOptions", reboot, "2026-10-01").code == "InvalidPropertyValue"


@pytest.mark.parametrize("version", [NEW, "2026-10-01"])
def test_every_body_of_the_description_can_be_checked(version: str) -> None:
    for operation in OPERATIONS.values():
        if operation.body is not None:
            assert (
                refusal(operation.body.model, {"no such property": 1}, version).code == "UnsupportedProperty"
            )


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"{'a':1}",
        b'{"a":NaN}',
        b'{"a":1e999}',
        b"\xff",
        b'{"a":' + b"9" * 5000 + b"}",
        b"[" * 100_000,
    ],
)
def test_what_is_not_json_is_refused(raw: bytes) -> None:
    with pytest.raises(ServiceError) as caught:
        parse_body(raw)
    assert (caught.value.status, caught.value.code) == (400, "InvalidRequestBody")


def test_half_a_surrogate_pair_is_refused_and_a_whole_one_is_a_character() -> None:
    assert parse_body(rb'{"a":"\uD83D\uDE00"}') == {"a": "😀"}
    for half in (rb'{"a":"\ud800"}', rb'{"\uDFFF":1}'):
        with pytest.raises(ServiceError) as caught:
            parse_body(half)
        assert caught.value.code == "InvalidRequestBody"


def test_a_byte_order_mark_does_no_harm() -> None:
    assert parse_body(b"\xef\xbb\xbf{}") == {}


@pytest.mark.parametrize("letter", ["x", "ä", "€", "😀"])
def test_the_limit_of_a_body_counts_two_bytes_a_character(letter: str) -> None:
    units = 2 if letter == "😀" else 1
    longest = (BODY_LIMIT // 2 - 2) // units
    assert parse_body(f'"{letter * longest}"'.encode()) == letter * longest
    with pytest.raises(ServiceError) as caught:
        parse_body(f'"{letter * (longest + 1)}"'.encode())
    assert (caught.value.status, caught.value.code) == (413, "RequestBodyTooLarge")
    assert caught.value.values == (("MaxLimit", "1048576"),)


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("2025-09-01", "2025-09-01T00:00:00Z"),
        ("2025-09-01T12:00Z", "2025-09-01T12:00:00Z"),
        ("2025-09-01T14:30:00+02:30", "2025-09-01T12:00:00Z"),
        ("2025-09-01T10:00:00.12345678-0200", "2025-09-01T12:00:00.1234567Z"),
        ("2025-09-01T12:00:00", "2025-09-01T12:00:00Z"),
    ],
)
def test_timestamps_are_read_in_the_forms_that_clients_send(text: str, same_as: str) -> None:
    assert timestamp_ticks(text) == timestamp_ticks(same_as)


@pytest.mark.parametrize(
    "text", ["", "now", "2025-13-01", "2025-09-01T25:00:00Z", "0001-01-01T00:00:00+10:00", "20250901"]
)
def test_other_texts_are_no_timestamps(text: str) -> None:
    with pytest.raises(ValueError, match="not a timestamp"):
        timestamp_ticks(text)


def test_the_layout_of_an_error_is_that_of_the_service() -> None:
    body = {
        "odata.metadata": "x",
        "code": "C",
        "message": {"lang": "en-US", "value": "a\nb"},
        "values": [{"key": "k"}, {"key": "l"}],
    }
    assert write_json(body) == (
        b'{\r\n  "odata.metadata":"x","code":"C","message":{\r\n    "lang":"en-US","value":"a\\nb"\r\n  },"values":[\r\n'
        b'    {\r\n      "key":"k"\r\n    },{\r\n      "key":"l"\r\n    }\r\n  ]\r\n}'
    )


def test_an_empty_list_has_its_own_lines_and_text_stays_raw() -> None:
    assert write_json({"value": []}) == b'{\r\n  "value":[\r\n    \r\n  ]\r\n}'
    assert write_json({"a": "<ä>"}) == '{\r\n  "a":"<ä>"\r\n}'.encode()


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_whatever_is_written_reads_back_the_same(value: Any) -> None:
    assert json.loads(write_json(value)) == value
