"""The files that endurance runs start from: the samples, one small file of every container that ffmpeg writes here, texts, findings.

All of them can be made again anywhere, so that a run is repeatable without anybody's media. Further folders may be given.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import imageio_ffmpeg

ROOT = Path(__file__).resolve().parents[2]
DATE = "2024-09-18T10:15:30.000000Z"

CONTAINERS = {
    "h264.mp4": ["-c:v", "libx264", "-movflags", "+use_metadata_tags+faststart"],
    "fragmented.mp4": ["-c:v", "libx264", "-movflags", "frag_keyframe+empty_moov"],
    "clip.mov": ["-c:v", "libx264", "-timecode", "10:15:30:00"],
    "clip.3gp": ["-c:v", "mpeg4"],
    "clip.mkv": ["-c:v", "libx264"],
    "clip.webm": ["-c:v", "libvpx"],
    "clip.avi": ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p"],
    "clip.wmv": ["-c:v", "wmv2"],
    "clip.ts": ["-c:v", "libx264"],
    "clip.mpg": ["-c:v", "mpeg2video"],
    "clip.flv": ["-c:v", "flv"],
    "clip.mxf": ["-c:v", "mpeg2video", "-timecode", "10:15:30:00"],
    "clip.ogv": ["-c:v", "libtheora"],
    "clip.rm": ["-c:v", "rv10"],
    "clip.dv": ["-c:v", "dvvideo", "-s", "720x576", "-r", "25", "-pix_fmt", "yuv420p", "-t", "0.12"],
    "clip.gif": [],
    "hevc.mp4": ["-c:v", "libx265", "-x265-params", "log-level=none"],
}
"""Small files, by name, with how ffmpeg is told to write them; a format that this ffmpeg can't write is left out."""

TEXTS = {
    "DJI_0001.srt": (
        "1\n00:00:00,000 --> 00:00:01,000\n<font size=\"28\">SrtCnt : 1, DiffTime : 33ms\n2024-09-18 13:15:30.123\n"
        "[iso : 100] [latitude: 51.1] [longitude: 35.2]</font>\n\n2\n00:00:01,000 --> 00:00:02,000\n2024-09-18 13:15:31.123\n"
    ),
    "clip.xmp": (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="2024-09-18T13:15:30+03:00" xmp:CreatorTool="Adobe Premiere Pro"/>'
        "</rdf:RDF></x:xmpmeta>"
    ),
    "clip.info.json": '{"id": "x", "extractor": "youtube", "upload_date": "20240918", "timestamp": 1726654530, "title": "a"}',
    "clipM01.xml": (
        '<?xml version="1.0"?><NonRealTimeMeta xmlns="urn:schemas-professionalDisc:nonRealTimeMeta:ver.2.00">'
        '<CreationDate value="2024-09-18T13:15:30+03:00"/><Device manufacturer="Sony" modelName="ILCE-7M3"/></NonRealTimeMeta>'
    ),
}  # fmt: skip


def seeds(folder: Path, more: Iterable[Path] = ()) -> list[Path]:
    """All seeds, in a fixed order; those that are made lie in `folder` afterwards and are made once."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [path for name, how in CONTAINERS.items() if (path := clip(folder / name, how)) is not None]
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
        made.append(folder / name)
    found = sorted(path for path in (ROOT / "samples").rglob("*.mp4"))
    findings = sorted(path for path in (ROOT / "tests" / "fuzz" / "findings").iterdir() if path.is_file())
    given = [path for each in more for path in sorted(each.iterdir()) if path.is_file() and path.suffix not in (".md", ".py")]
    return [*made, *found, *findings, *given]


def clip(target: Path, how: list[str]) -> Path | None:
    """A small film at the path, made once; None where this ffmpeg can't write it."""
    if not target.is_file():
        beside = target.with_name(f"part-{target.name}")
        tags = ["-metadata", f"creation_time={DATE}", "-metadata", "title=<b>x</b>", "-fflags", "+bitexact"]
        source = ["-f", "lavfi", "-i", "testsrc2=size=176x144:rate=25:duration=0.4"]
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-nostdin", *source, *how, *tags, str(beside)]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode or not beside.is_file():
            beside.unlink(missing_ok=True)
            return None
        beside.rename(target)
    return target
