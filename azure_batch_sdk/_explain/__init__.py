"""Find out why a job, a task, a pool or a node does not get on.

`gathering` asks the service, as steps without I/O, and leaves an `Evidence`; `rules` are functions of it that give
findings; `sync` and `aio` let the clients carry it out.
"""
