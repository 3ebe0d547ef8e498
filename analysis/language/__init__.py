"""Reading words: time expressions, and mentions of the subject."""
