"""What people and programs are shown: words, the timeline, the report, the record. Nothing here computes time."""
