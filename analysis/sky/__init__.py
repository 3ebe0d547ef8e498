"""Where the sun stands: its height and direction, twilight, shadows, and when the sky was as a picture shows it."""
