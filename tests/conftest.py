"""What holds for all tests."""

from __future__ import annotations

import signal

from hypothesis import settings

# A busy machine is no fault of a property; a fault that is found can be found again.
settings.register_profile("project", deadline=None, print_blob=True)
settings.load_profile("project")

# A shell starts what it runs in the background with Ctrl-C ignored, and every process below inherits that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# So does nohup with the end of the terminal; a handler, even one that does nothing, is not inherited.
if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, lambda *_: None)
