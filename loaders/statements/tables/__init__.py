"""Tables of amounts: sheets, headings, columns, rows, and what each figure means.

Section -> sheet.panels -> headings -> columns -> coded.py | balance.py -> Table -> (articulate) -> emit.py -> Tidy
"""
