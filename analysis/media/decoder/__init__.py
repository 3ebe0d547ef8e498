"""What runs inside the worker process, and nowhere else: the only rooms that load FFmpeg's decoders.

`analysis.media.worker` starts this package as a program (`python -m analysis.media.decoder`). It is handed the video as its standard
input, already open, so that FFmpeg sees bytes and never a path; it locks itself in (`sandbox`), does one job and answers in JSON lines.
No other room imports it: a decoder that was taken over by a hostile file holds this process and no more.
"""
