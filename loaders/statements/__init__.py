"""One module per family of statement: Section -> Tidy."""
