"""Fixtures for the tests of the emulator."""
