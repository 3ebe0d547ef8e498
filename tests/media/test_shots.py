"""Shots, stills and previews of films made with known cuts, turns and damage, and of real ones."""

from __future__ import annotations

import gc
import subprocess
import threading
from fractions import Fraction
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
import pytest
from av.video.frame import VideoFrame

from analysis.media.decoder import scan
from analysis.media.shots import Shots, find_shots, preview, still, stills
from analysis.media.worker import Limits, Refused, Stopped, WorkerFailed
from analysis.place import Frame
from tests.media.conftest import SCENES, X264, Film, one_scene


def picture(data: bytes) -> np.ndarray:
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    return image


def matched(found: list[float], true: list[float], tolerance: float) -> tuple[int, int, int]:
    """How many boundaries are found, too many, missed; each true one is found by at most one."""
    left = list(found)
    hits = 0
    for at in true:
        near = min(left, key=lambda each: abs(each - at), default=None)
        if near is not None and abs(near - at) <= tolerance:
            left.remove(near)
            hits += 1
    return hits, len(left), len(true) - hits


def f1(hits: int, extra: int, missed: int) -> float:
    return 2 * hits / (2 * hits + extra + missed)


def starts(found: Shots) -> list[float]:
    return [shot.start_s for shot in found.shots[1:]]


def test_cuts_are_found_where_they_were_made(cut_film: tuple[Path, list[float]], tmp_path: Path, record_property) -> None:
    path, cuts = cut_film
    steps: list[tuple[str, float]] = []
    found = find_shots(path, tmp_path, lambda name, share: steps.append((name, share)))
    score = f1(*matched(starts(found), cuts, 0.1))
    record_property("f1", score)
    print(f"cuts: F1 {score:.3f}")
    assert score == 1.0
    assert found.duration_s == pytest.approx(15.0, abs=0.05)
    assert found.decode_failures == 0
    assert found.problems == ()
    assert [shot.index for shot in found.shots] == list(range(8))
    assert found.shots[0].start_s == 0
    assert all(a.end_s == b.start_s for a, b in zip(found.shots, found.shots[1:], strict=False))
    assert {name for name, _ in steps} == {"shots"}
    assert steps[-1][1] == 1.0
    assert [share for _, share in steps] == sorted(share for _, share in steps)


def test_each_still_is_of_its_own_shot(cut_film: tuple[Path, list[float]], tmp_path: Path) -> None:
    """The still's picture is the one that ffmpeg decodes at its time, and it can be reopened by its place."""
    path, _ = cut_film
    found = find_shots(path, tmp_path)
    for shot in found.shots:
        assert shot.start_s <= shot.keyframe_s < shot.end_s
        assert float(shot.pts * shot.time_base) == pytest.approx(shot.keyframe_s)
        assert shot.keyframe == f"shot-{shot.index:03d}.jpg"
        written, reopened = picture((tmp_path / shot.keyframe).read_bytes()), picture(still(path, shot.place))
        assert written.shape == reopened.shape == (180, 320, 3)
        assert np.abs(written.astype(int) - reopened).mean() < 12


def test_without_a_folder_nothing_is_written(cut_film: tuple[Path, list[float]], tmp_path: Path) -> None:
    found = find_shots(cut_film[0])
    assert [shot.keyframe for shot in found.shots] == [""] * 8


def test_dissolves(films: Film, record_property) -> None:
    """Five dissolves of one second between moving pictures, where PySceneDetect's detectors find none to two."""
    scenes = [SCENES[i] for i in (0, 1, 3, 2, 4, 5)]
    inputs = [part for scene in scenes for part in ("-f", "lavfi", "-t", "4", "-i", scene)]
    graph = "".join(f"[{i}:v]format=yuv420p,setsar=1,fps=30,settb=1/30[v{i}];" for i in range(6)) + "[v0][v1]xfade=duration=1:offset=3[x1];"
    graph += "".join(f"[x{i - 1}][v{i}]xfade=duration=1:offset={3 * i}[x{i}];" for i in range(2, 6))
    path = films("dissolves.mp4", *inputs, "-filter_complex", graph.rstrip(";"), "-map", "[x5]", *X264)
    found = find_shots(path)
    score = f1(*matched(starts(found), [3.5, 6.5, 9.5, 12.5, 15.5], 0.4))
    record_property("f1", score)
    print(f"dissolves: F1 {score:.3f}, {[(round(s.end_s, 2), s.ending) for s in found.shots]}")
    assert score >= 0.75


def test_fades_through_black(films: Film) -> None:
    inputs = [part for scene in SCENES[:3] for part in ("-f", "lavfi", "-t", "3", "-i", scene)]
    graph = "".join(f"[{i}:v]format=yuv420p,setsar=1,fade=in:d=0.5,fade=out:st=2.5:d=0.5[v{i}];" for i in range(3))
    path = films("fades.mp4", *inputs, "-filter_complex", graph + "[v0][v1][v2]concat=n=3[v]", "-map", "[v]", *X264)
    found = find_shots(path)
    assert matched(starts(found), [3.0, 6.0], 0.3) == (2, 0, 0)
    assert [shot.ending for shot in found.shots] == ["fade", "fade", "end"]


def test_the_still_is_not_black_where_a_shot_begins_in_the_dark(films: Film, tmp_path: Path) -> None:
    path = films("dark-start.mp4", "-f", "lavfi", "-t", "4", "-i", SCENES[0], "-vf", "fade=in:st=1.5:d=1", *X264)
    [shot] = find_shots(path, tmp_path).shots
    assert shot.keyframe_s > 2.0
    assert picture((tmp_path / shot.keyframe).read_bytes()).mean() > 40


def test_the_still_is_the_sharp_part_of_a_blurred_shot(films: Film, tmp_path: Path) -> None:
    path = films("blurred.mp4", "-f", "lavfi", "-t", "4", "-i", SCENES[0], "-vf", "gblur=sigma=8:enable='not(between(t,2,2.6))'", *X264)
    found = find_shots(path, tmp_path)
    assert any(2 <= shot.keyframe_s <= 2.6 for shot in found.shots)


def test_flashes_are_no_cuts(films: Film) -> None:
    flash = "lutyuv=y=235:enable='between(t,1,1.1)+between(t,2,2.04)+between(t,3,3.3)'"
    path = films("flashes.mp4", "-f", "lavfi", "-t", "5", "-i", SCENES[0], "-vf", flash, *X264)
    assert len(find_shots(path).shots) == 1


def test_pure_noise_is_one_shot(films: Film) -> None:
    path = films("noise.mp4", "-f", "lavfi", "-t", "3", "-i", "color=gray:s=320x180:r=30", "-vf", "noise=alls=100:allf=t", *X264)
    assert len(find_shots(path).shots) == 1


def test_variable_rate_keeps_its_times(films: Film, cut_film: tuple[Path, list[float]]) -> None:
    """Two of three pictures left out in the first seven seconds: the cuts are where they were."""
    path = films("variable.mkv", "-i", cut_film[0], "-vf", "select='gt(t,7)+not(mod(n,3))'", "-fps_mode", "vfr", *X264)
    found = find_shots(path)
    assert matched(starts(found), cut_film[1], 0.15) == (7, 0, 0)


def test_a_late_clock_starts_at_zero(films: Film, cut_film: tuple[Path, list[float]]) -> None:
    """A transport stream whose clock starts at twenty hours: seconds count from the start of the presentation."""
    path = films("late.ts", "-i", cut_film[0], "-c", "copy", "-output_ts_offset", "72000", "-f", "mpegts")
    found = find_shots(path)
    assert matched(starts(found), cut_film[1], 0.1) == (7, 0, 0)
    shot = found.shots[3]
    assert shot.place.seconds > 72000
    [by_place, by_seconds] = stills(path, [shot.place, shot.keyframe_s])
    assert by_place == by_seconds


def test_an_edit_list_moves_the_start(films: Film, cut_film: tuple[Path, list[float]]) -> None:
    """Cut without re-encoding, an MP4 keeps the pictures before the start and an edit list that hides them."""
    path = films("edited.mp4", "-ss", "2.5", "-i", cut_film[0], "-c", "copy")
    found = find_shots(path)
    true = [at - 2.5 for at in cut_film[1] if at > 2.6]
    assert matched(starts(found), true, 0.1) == (len(true), 0, 0)
    assert found.duration_s == pytest.approx(12.5, abs=0.1)


def test_rotation_and_pixel_shape_are_applied(films: Film, tmp_path: Path) -> None:
    """A film stored lying down with wide pixels is shown upright with square ones: 320 x 180 at 4:3, turned, is 180 x 427."""
    plain = films("wide.mp4", "-f", "lavfi", "-t", "1", "-i", SCENES[2], "-vf", "setsar=4/3", *X264)
    path = films("wide-turned.mp4", "-display_rotation", "90", "-i", plain, "-c", "copy")
    [shot] = find_shots(path, tmp_path).shots
    shown = picture((tmp_path / shot.keyframe).read_bytes())
    assert shown.shape[:2] == (427, 180)
    # Turned counter-clockwise, what was at the left edge is at the bottom: the bars' left one is gray, their right one too; the
    # lower right corner of the stored picture (black) comes to the top right.
    upright = picture(stills(plain, [0.0])[0] or b"")
    assert np.abs(np.rot90(upright).astype(int) - shown).mean() < 6


def still_of(path: Path, seconds: float) -> np.ndarray:
    [data] = stills(path, [seconds])
    assert data is not None
    return picture(data).astype(np.int16)


def test_an_interlaced_still_has_no_combs(films: Film) -> None:
    """Two pictures woven line by line, as a camera with fields does: the still is that of the first, which ffmpeg also writes alone."""
    moving = ("-f", "lavfi", "-t", "1", "-i", "smptehdbars=s=640x360:r=50,scroll=h=0.02,drawbox=x=40:y=300:w=200:h=3:color=white:t=fill")
    woven = "tinterlace=interleave_top,setfield=tff"
    fields = films("fields.ts", *moving, "-vf", woven, "-r", "25", "-c:v", "mpeg2video", "-flags", "+ildct+ilme", "-q:v", "2")
    blind = films("woven.ts", *moving, "-vf", f"{woven},setfield=prog", "-r", "25", "-c:v", "mpeg2video", "-q:v", "2")
    alone = films("alone.ts", *moving, "-vf", "select='not(mod(n,2))'", "-r", "25", "-c:v", "mpeg2video", "-q:v", "2")
    true = still_of(alone, 0.4)
    mended, combed = (float(np.abs(still_of(path, 0.4) - true).mean()) for path in (fields, blind))
    assert mended < combed / 3
    # A line of three pixels that stands still keeps its height.
    assert abs(float((still_of(fields, 0.4) - true)[295:308, 60:220].mean())) < 6


@pytest.mark.parametrize(
    ("transfer", "scene"),
    # The OOTF that zimg applies to HLG is one for each colour alone and no more than near that of BT.2100: in greys they are the same.
    [("smpte2084", "smptehdbars=s=320x180:r=10"), ("arib-std-b67", "smptehdbars=s=320x180:r=10,hue=s=0")],
)
def test_a_still_in_hdr_looks_as_it_does_on_an_ordinary_screen(films: Film, transfer: str, scene: str) -> None:
    """The same picture in BT.709 and, by zimg with white at 203 cd/m2 (ITU-R BT.2408), in PQ or HLG with the primaries of BT.2020."""
    source = ("-f", "lavfi", "-t", "0.4", "-i", scene)
    named = "format=yuv420p,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
    plain = films(f"plain-{transfer}.mkv", *source, "-vf", named, *X264)
    hdr = f"zscale=tin=bt709:min=bt709:pin=bt709:rin=limited:t=linear:npl=203,zscale=p=bt2020:t={transfer}:m=bt2020nc:r=limited:npl=203"
    coded = (*source, "-c:v", "libx265", "-preset", "ultrafast", "-crf", "18", "-vf", f"{named},{hdr},format=yuv420p10le")
    bright = films(f"{transfer}.mkv", *coded, "-color_primaries", "bt2020", "-color_trc", transfer, "-colorspace", "bt2020nc")
    unnamed = films(f"{transfer}-unnamed.mkv", *coded[:-1], f"{coded[-1]},setparams=color_trc=bt2020-10")
    screen = still_of(plain, 0.1)
    away, before = (float(np.abs(still_of(path, 0.1) - screen).mean()) for path in (bright, unnamed))
    assert away < 12
    assert before > 2 * away
    assert abs(float(still_of(bright, 0.1).mean() - screen.mean())) < 10


def test_white_and_grey_in_hlg_are_white_and_grey(films: Film) -> None:
    """ITU-R BT.2408, table 1: graphics white is 75 % of an HLG signal and 203 cd/m2, a grey card 38 % and 26 cd/m2.

    On an ordinary screen, by the power 2.2, the card lies at (26 / 203)^(1/2.2) = 39 % of the levels; white near the top.
    """
    for share, level, off in ((0.75, 245, 10), (0.38, 100, 3)):
        code = round(64 + 876 * share)  # 10 bits, narrow range: ITU-R BT.2100, table 9
        source = f"nullsrc=s=64x64:r=10,format=yuv420p10le,geq=lum={code}:cb=512:cr=512"
        told = "setparams=range=tv:color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc"
        path = films(f"hlg-{code}.mkv", "-f", "lavfi", "-t", "0.3", "-i", source, "-vf", told, "-c:v", "ffv1")
        shown = still_of(path, 0.1)
        assert abs(float(shown.mean()) - level) < off
        assert int(shown.max()) - int(shown.min()) < 4


def test_pictures_that_change_their_size_midway(films: Film, tmp_path: Path) -> None:
    parts = [
        films(f"size-{at}.ts", "-f", "lavfi", "-t", "2", "-i", scene.replace("320x180", size), *X264, "-output_ts_offset", str(2 * at))
        for at, (scene, size) in enumerate(((SCENES[0], "320x180"), (SCENES[1], "320x240")))
    ]
    joined = tmp_path / "sizes.ts"
    joined.write_bytes(b"".join(part.read_bytes() for part in parts))
    found = find_shots(joined, tmp_path)
    assert starts(found) == pytest.approx([2.0], abs=0.11)  # three B frames at 30 a second are left out
    assert [picture((tmp_path / shot.keyframe).read_bytes()).shape[:2] for shot in found.shots] == [(180, 320), (240, 320)]


def test_recordings_that_were_joined_are_told_of(films: Film, tmp_path: Path) -> None:
    """Each transport stream's clock begins anew. In the copy that is advised, all pictures are there: 2 and 3 seconds were made."""
    parts = [
        films(f"part-{at}.ts", "-f", "lavfi", "-t", str(2 + at), "-i", scene, *X264, "-g", "15") for at, scene in enumerate(SCENES[:2])
    ]
    joined = tmp_path / "joined.ts"
    joined.write_bytes(b"".join(part.read_bytes() for part in parts))
    (problem,) = [each for each in find_shots(joined).problems if "clock jumps" in each]
    assert "from 2.0 s back to 0.0 s" in problem or "from 1.9 s back to 0.0 s" in problem
    advised = (
        problem.partition("(ffmpeg ")[2].partition(")")[0].replace("FILE", str(joined)).replace("COPY.mkv", str(tmp_path / "copy.mkv"))
    )
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *advised.split()], check=True)
    copy = find_shots(tmp_path / "copy.mkv")
    assert copy.shots[-1].end_s == pytest.approx(5.0, abs=0.1)
    assert starts(copy) == pytest.approx([2.0], abs=0.11)
    assert copy.problems == ()


def test_without_b_frames_a_cut_is_told_to_the_picture(films: Film, cut_film: tuple[Path, list[float]]) -> None:
    """No picture can be skipped by the decoder, and fewer are looked at; where something happens, all are."""
    path = films("no-b.mp4", "-i", cut_film[0], *X264, "-bf", "0", "-sc_threshold", "0")
    found = find_shots(path)
    assert starts(found) == pytest.approx(cut_film[1], abs=0.001)
    assert found.pictures == 450


def test_large_pictures_are_made_smaller(films: Film, tmp_path: Path) -> None:
    path = one_scene(films, "four.mp4", seconds=0.3, scene="testsrc2=s=3840x2160:r=30")
    [shot] = find_shots(path, tmp_path).shots
    assert picture((tmp_path / shot.keyframe).read_bytes()).shape == (720, 1280, 3)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ten-bit.mkv", ["-c:v", "ffv1", "-pix_fmt", "yuv422p10le"]),
        ("rgb.mkv", ["-c:v", "ffv1", "-pix_fmt", "bgr0"]),
        ("gray.avi", ["-c:v", "ffv1", "-pix_fmt", "gray"]),
        ("packed.avi", ["-c:v", "rawvideo", "-pix_fmt", "yuyv422"]),
        ("palette.gif", []),
        ("pictures.avi", ["-c:v", "mjpeg"]),
        ("interlaced.ts", ["-c:v", "mpeg2video", "-flags", "+ildct+ilme", "-f", "mpegts"]),
        ("sixty.mp4", [*X264, "-r", "60"]),
        ("theora.ogv", ["-c:v", "libtheora"]),
    ],
)
def test_pixel_formats_and_codecs(films: Film, cut_film: tuple[Path, list[float]], tmp_path: Path, name: str, arguments: list[str]) -> None:
    path = films(name, "-i", cut_film[0], "-t", "7", "-an", *arguments)
    found = find_shots(path, tmp_path)
    assert matched(starts(found), [2.0, 3.5, 6.5], 0.12) == (3, 0, 0)


def test_one_picture(films: Film, tmp_path: Path) -> None:
    found = find_shots(films("one-picture.mp4", "-f", "lavfi", "-i", SCENES[0], "-frames:v", "1", *X264), tmp_path)
    [shot] = found.shots
    assert (found.pictures, shot.start_s, shot.keyframe_s) == (1, 0.0, 0.0)
    assert (tmp_path / "shot-000.jpg").exists()


def test_one_picture_in_ten_seconds(films: Film) -> None:
    """Five slides at 0.1 a second; the second and the third show the same."""
    inputs = [part for i in (0, 2, 2, 1, 5) for part in ("-f", "lavfi", "-t", "1", "-i", SCENES[i])]
    graph = "".join(f"[{i}:v]format=yuv420p,setsar=1[v{i}];" for i in range(5))
    graph += "[v0][v1][v2][v3][v4]concat=n=5,select='not(mod(n,30))',setpts=N*10/TB[v]"
    path = films("slides.mkv", *inputs, "-filter_complex", graph, "-map", "[v]", *X264, "-fps_mode", "passthrough")
    found = find_shots(path)
    assert found.pictures == 5
    assert starts(found) == pytest.approx([10.0, 30.0, 40.0])


def test_a_thousand_cuts_over_twelve_hours(films: Film, tmp_path: Path) -> None:
    """Every picture another scene of coarse blocks, one in 43.2 seconds; by chance two in a row may look alike."""
    blocks = np.random.default_rng(4).integers(16, 236, (1000, 9, 16), np.uint8)
    raw = tmp_path / "pictures.raw"
    raw.write_bytes(np.repeat(np.repeat(blocks, 8, 1), 8, 2).tobytes())
    made = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", "128x72", "-r", "10/432", "-i", str(raw), "-c:v", "mjpeg", "-q:v", "4"]
    found = find_shots(films("half-a-day.mkv", *made, "-pix_fmt", "yuvj420p"))
    assert (found.pictures, found.decode_failures, found.problems) == (1000, 0, ())
    assert len(found.shots) >= 990
    assert all(shot.start_s == pytest.approx(43.2 * round(shot.start_s / 43.2), abs=0.01) for shot in found.shots)
    assert found.shots[-1].end_s == pytest.approx(43_200, abs=44)


@pytest.mark.parametrize("name", ["whole.ts", "whole.mp4"])
def test_a_film_that_is_broken_midway(films: Film, cut_film: tuple[Path, list[float]], tmp_path: Path, name: str) -> None:
    """A twelfth of a film overwritten: what fails is counted or its time is told, the cuts before and after stand."""
    data = bytearray(films(name, "-i", cut_film[0], "-c", "copy").read_bytes())
    middle = len(data) // 2
    data[middle : middle + len(data) // 12] = np.random.default_rng(1).bytes(len(data) // 12)
    path = tmp_path / name
    path.write_bytes(data)
    found = find_shots(path, tmp_path)
    assert found.decode_failures > 0 or any(problem.startswith("No picture could be decoded between") for problem in found.problems)
    near = [at for at in starts(found) if any(abs(at - cut) < 0.1 for cut in cut_film[1])]
    assert len(near) >= 4
    assert found.shots[-1].end_s == pytest.approx(15.0, abs=0.3)


def test_a_film_that_ends_early(films: Film, cut_film: tuple[Path, list[float]], tmp_path: Path) -> None:
    data = films("fast.mp4", "-i", cut_film[0], "-c", "copy", "-movflags", "+faststart").read_bytes()
    path = tmp_path / "short.mp4"
    path.write_bytes(data[: len(data) // 2])
    found = find_shots(path)
    assert found.shots
    assert any("states a length of 15.0 s" in problem for problem in found.problems)


def test_pictures_too_large_are_refused(films: Film) -> None:
    path = films("huge.mkv", "-f", "lavfi", "-i", "color=red:s=16384x4100:r=1", "-frames:v", "1", "-c:v", "ffv1", "-pix_fmt", "gray")
    found = find_shots(path)
    assert found.shots == ()
    assert "16384 x 4100" in found.problems[0]
    with pytest.raises(Refused, match="16384 x 4100"):
        still(path, Frame(0, Fraction(1, 1000)))


def test_no_video_stream(films: Film) -> None:
    path = films("sound.m4a", "-f", "lavfi", "-t", "1", "-i", "sine=440", "-c:a", "aac")
    assert find_shots(path).problems == ("The file has no video stream that can be decoded.",)


def test_no_picture_waits_for_the_garbage_collector(cut_film: tuple[Path, list[float]], tmp_path: Path) -> None:
    """Memory stays flat with length only if pictures go when nobody refers to them; 64 of 1080p would be 200 MB."""
    gc.collect()
    gc.disable()
    try:
        with cut_film[0].open("rb", buffering=0) as file:
            assert len(scan.shots(file, {}, tmp_path, lambda name, share: None).shots) == 8
        assert sum(type(each) is VideoFrame for each in gc.get_objects()) <= 1
    finally:
        gc.enable()


def test_it_can_be_stopped(films: Film) -> None:
    path = one_scene(films, "long.mp4", seconds=60, scene="testsrc2=s=640x360:r=30")
    stop = threading.Event()
    with pytest.raises(Stopped):
        find_shots(path, progress=lambda name, share: stop.set(), stop=stop)


def test_a_still_is_the_picture_shown_then(cut_film: tuple[Path, list[float]]) -> None:
    """At 2.5 s the second scene is shown, at 4 s the third (colour bars: white, 75 %, at the left of the middle)."""
    second, third, beyond, far = stills(cut_film[0], [2.5, 4.0, 14.99, 1e6])
    assert second is not None
    assert third is not None
    assert not np.array_equal(picture(second), picture(third))
    bars = picture(third)[20, 70]
    assert bars.tolist() == pytest.approx([180, 180, 180], abs=20)
    # Beyond the end the last picture stays.
    assert beyond == far


def test_a_still_beyond_reach_says_so(films: Film) -> None:
    with pytest.raises(WorkerFailed):
        still(films("sound.m4a", "-f", "lavfi", "-t", "1", "-i", "sine=440", "-c:a", "aac"), Frame(0, Fraction(1, 1000)))


def test_a_preview_is_a_few_key_frames(films: Film, cut_film: tuple[Path, list[float]], tmp_path: Path) -> None:
    found = preview(cut_film[0], tmp_path, count=5)
    assert 3 <= len(found.pictures) <= 5
    assert [each.seconds for each in found.pictures] == sorted(each.seconds for each in found.pictures)
    for each in found.pictures:
        assert picture((tmp_path / each.name).read_bytes()).shape == (each.height, each.width, 3)


def test_real_files_give_shots_or_a_problem(shared: Path, tmp_path: Path) -> None:
    # One of each ending, the smallest: the fuzz run and the scores read all of them.
    smallest = {path.suffix: path for path in sorted((shared / "media").iterdir(), key=lambda path: -path.stat().st_size)}
    for path in sorted(smallest.values()):
        found = find_shots(path, tmp_path / path.name, limits=Limits(wall_s=120.0))
        assert found.shots or found.problems, path.name
        for shot in found.shots:
            assert shot.start_s <= shot.keyframe_s <= shot.end_s, path.name
            assert picture((tmp_path / path.name / shot.keyframe).read_bytes()).size, path.name
