"""What happens in the service by itself: allocation, nodes, jobs and tasks, as functions on the running `Service`.

Handlers call these after they have checked a request; timers and ended processes call them too. Every change of state goes
through the tables of `lifecycles`.
"""
