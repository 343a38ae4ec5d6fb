"""What the service knows while it runs: entities, and tables of them by id, state and need."""
