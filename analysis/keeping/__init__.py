"""Keeping a case: its custody log, its earlier versions, and the case as one zip that a colleague opens and checks."""
