"""Run the emulator: `python -m azure_batch_sdk.emulator`."""

import sys

from .command import main

if __name__ == "__main__":
    sys.exit(main())
