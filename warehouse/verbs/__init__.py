"""One module a verb: see warehouse/cli.py for what it must have."""
