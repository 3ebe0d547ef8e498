"""What the pictures of one video hold, from shots and texts together: the clocks in them, and which shots come from one source."""
