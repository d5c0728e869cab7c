"""Facts, dimensions and marts as files for other programs. Exact decimals in every format; never the contacts."""
