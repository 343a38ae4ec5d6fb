"""`create_tasks`: any number of tasks into one job, with nothing lost.

`submission` is the state machine: it says what to send and what an answer means, and knows no I/O. Around it, each
with one idea: `chunks` (cutting), `answers` (the table of answers), `waits` (back-off), `results` (what is kept),
`ledger` (the file that survives the process), `call` (the arguments of one call, checked), `errors`. `sync` drives it
with threads, `aio` with asyncio tasks.
"""
