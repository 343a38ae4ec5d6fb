"""Waiting for what takes long: one machine without I/O, a table of what to wait for, and two thin drivers.

`table` says for each `begin_*` method what to look at and which rule judges it; `rules` judge one look by the
`evidence` kept so far; `machine` says when to look and when to sleep; `start` reads the arguments and the answer of the
request; `sync` and `aio` do it all; `token` lets another process go on.
"""
