"""The JSON interface: the answers of the centre for programs, described by OpenAPI."""
