"""Great Expectations suites over the published warehouse."""
