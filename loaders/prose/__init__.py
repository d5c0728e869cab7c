"""Figures that sentences state: the explanations of budgets and final accounts (部门预算情况说明, 决算说明).

lines and long cells -> paragraphs (paragraphs.py) -> sentences with their headings (sentences.py) -> figures with what
stands before each (figures.py) -> kind, direction, year and stage (clauses.py), subject (subjects.py) -> the figures of
a document in order (reader.py) -> records (records.py).
"""
