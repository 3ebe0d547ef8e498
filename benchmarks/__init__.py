"""Measurements, a module each with a `main()` that prints its figures; `make bench` runs all. No test depends on them."""
