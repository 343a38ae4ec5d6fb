"""Wait for tasks and for nodes without asking about each of them.

`tasks` and `nodes` hold the logic, as steps without I/O; `sync` and `aio` let the clients carry it out.
"""
