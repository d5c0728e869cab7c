"""The same document in other formats and layouts: what the readers understand must not depend on how it is typeset.

    python -m tests.documents.transcripts ../shared/realdocs     every real document, every format, every change

`model` takes the cells of a document, `changes` lays them out differently, `formats` writes them, `compare` counts the
facts that differ.
"""
