"""Files of tasks and nodes, brought home: one file saved, many saved side by side, one followed as it grows.

`save` and `following` are logic without I/O towards the service, driven by both clients; `outputs` is the state of one
download of many files, worked on by threads (`sync`) or by asyncio tasks (`aio`).
"""
