"""The `$filter` language of the service: lexer, parser, and what each list can be filtered by."""
