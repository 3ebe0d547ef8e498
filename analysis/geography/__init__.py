"""Places on the Earth: coordinates as people and files write them, the zones of places, an outline of the world to point at."""
