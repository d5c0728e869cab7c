"""Documents in, tidy records out.

One door: :func:`loaders.extract.extract`. Nothing here knows of DuckDB or of the `warehouse` package.
"""
