"""Compare the client with azure-batch 15.1.0, side by side in one run: `python -m benchmarks`."""
