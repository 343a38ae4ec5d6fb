"""The wire of the local Batch service: the only part that knows HTTP.

A request is checked in one fixed order (host, signature, path, api-version, query, body) and reaches a handler as a
`Request`; what the handler answers goes back as a `Reply`, a refusal as a `ServiceError`.
"""
