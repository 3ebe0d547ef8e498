"""Mechanics of reading files: containers, streams, frames, shots. No judgement."""
