# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Parameters of operations; each has the same meaning wherever it occurs."""

from ..._runtime.operation import Parameter

APPLICATION_ID = Parameter("application_id", "applicationId", "path", required=True)
END_TIME = Parameter("end_time", "endtime", "query", "datetime")
EXPAND = Parameter("expand", "$expand", "query", "list[string]")
EXTENSION_NAME = Parameter("extension_name", "extensionName", "path", required=True)
FILE_PATH = Parameter("file_path", "filePath", "path", required=True)
FILTER = Parameter("filter", "$filter", "query")
FORCE = Parameter("force", "force", "query", "boolean")
IF_MODIFIED_SINCE = Parameter("if_modified_since", "If-Modified-Since", "header", "datetime_rfc1123")
IF_UNMODIFIED_SINCE = Parameter("if_unmodified_since", "If-Unmodified-Since", "header", "datetime_rfc1123")
JOB_ID = Parameter("job_id", "jobId", "path", required=True)
JOB_SCHEDULE_ID = Parameter("job_schedule_id", "jobScheduleId", "path", required=True)
MAX_RESULTS = Parameter("max_results", "maxresults", "query", "int")
NODE_ID = Parameter("node_id", "nodeId", "path", required=True)
OCP_DATE = Parameter("ocp_date", "ocp-date", "header", "datetime_rfc1123")
OCP_RANGE = Parameter("ocp_range", "ocp-range", "header")
POOL_ID = Parameter("pool_id", "poolId", "path", required=True)
RECURSIVE = Parameter("recursive", "recursive", "query", "boolean")
SELECT = Parameter("select", "$select", "query", "list[string]")
SERVICE_TIMEOUT = Parameter("service_timeout", "timeOut", "query", "int")
START_TIME = Parameter("start_time", "startTime", "query", "datetime")
TASK_ID = Parameter("task_id", "taskId", "path", required=True)
USER_NAME = Parameter("user_name", "userName", "path", required=True)
