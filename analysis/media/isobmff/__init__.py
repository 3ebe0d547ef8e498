"""MP4, QuickTime and their kin, byte by byte. `layout.read_file` is where reading begins."""
