"""The witnesses: one module each, found by walking this folder. Adding one edits nothing.

A witness has a docstring (its title, then *Reads*, *Says*, *Fooled by* and *Sources*, which the page
shows as "how it knows") and one function `testify(case)` that yields `Testimony` and `Observation`. It knows
`case`, `exhibit`, `testimony`, `place`, `when`, `media`, `language` and `reference`, and never another witness.
"""
