"""One module a container format, found by walking this folder.

Each has `claims(head, name) -> bool` (head: the first 4 KiB; name: the file's name in lower case) and
`read(source, listing) -> None`, which adds the fields it finds to the listing, in file order, and raises nothing but
`MediaError`. What was added before an error stands.
"""
