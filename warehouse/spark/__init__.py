"""The same sql/ on Spark: an optional engine for stores that outgrow one machine."""
