"""Locks the worker process in: limits on memory, time and files; on Linux also no other file, no connection, no other program.

Every lock is one more than is needed: FFmpeg is handed an open file, an allow-list of formats, an empty allow-list of protocols and
a refusal for every further file that it asks for. The locks here hold even where a decoder has been taken over.

- POSIX: setrlimit for address space, computing time, size of written files, open files; no core dumps. macOS
  accepts the limit on address space and does not enforce it, so the resident size is watched as well (`memory_used`).
- Linux: the process is killed with its parent (PR_SET_PDEATHSIG); Landlock (5.13 and later) leaves it the output
  folder alone; seccomp refuses sockets, io_uring, other processes' memory and programs (but ffmpeg, for clips and sound).
- Windows: none of these. There the parent's clock, its closed pipe and the format and protocol lists are what holds.

Sources: man pages prctl(2), setrlimit(2), seccomp(2), landlock(7); Linux include/uapi/linux/{landlock,seccomp,filter,audit}.h.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import signal
import struct
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2

SECCOMP_RET_ALLOW = 0x7FFF0000
SECCOMP_RET_ERRNO = 0x00050000
EPERM = 1

SYSCALLS: dict[str, tuple[int, dict[str, int]]] = {
    "x86_64": (0xC000003E, {"socket": 41, "ptrace": 101, "process_vm_writev": 311, "execve": 59, "execveat": 322, "io_uring_setup": 425}),
    "aarch64": (
        0xC00000B7,
        {"socket": 198, "ptrace": 117, "process_vm_writev": 271, "execve": 221, "execveat": 281, "io_uring_setup": 425},
    ),
}
"""By machine: the architecture's audit number, and the numbers of the system calls that are refused."""
X32_BIT = 0x40000000
"""Set in the numbers of x86-64's second table of system calls, by which the list above could be passed by."""

LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
LANDLOCK_EXECUTE, LANDLOCK_WRITE_FILE, LANDLOCK_READ_FILE, LANDLOCK_READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
LANDLOCK_REMOVE_FILE, LANDLOCK_MAKE_REG, LANDLOCK_TRUNCATE = 1 << 5, 1 << 8, 1 << 14
LANDLOCK_FILE_RIGHTS = LANDLOCK_EXECUTE | LANDLOCK_WRITE_FILE | LANDLOCK_READ_FILE | LANDLOCK_TRUNCATE
LANDLOCK_RIGHTS_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
"""All rights over files that each version of Landlock knows; later versions know at least those of the third."""


def limit(*, memory: int, cpu_s: int, file_bytes: int, open_files: int) -> None:
    """Set the limits that the platform has: bytes of address space, seconds of computing time, bytes of one written file."""
    if sys.platform == "win32":
        return
    import resource

    def at_most(what: int, most: int, slack: int = 0) -> None:
        # A platform or a container may refuse a limit or have a lower one: the others still stand.
        with contextlib.suppress(OSError, ValueError):
            _, hard = resource.getrlimit(what)
            ceiling = most + slack if hard == resource.RLIM_INFINITY else min(most + slack, hard)
            resource.setrlimit(what, (min(most, ceiling), ceiling))

    at_most(resource.RLIMIT_CORE, 0)
    at_most(resource.RLIMIT_AS, memory)
    at_most(resource.RLIMIT_CPU, cpu_s, slack=5)
    at_most(resource.RLIMIT_FSIZE, file_bytes)
    at_most(resource.RLIMIT_NOFILE, open_files)


def memory_used() -> int:
    """The largest resident size of this process so far, in bytes; 0 where the platform does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def die_with_parent() -> None:
    """Linux: be killed when the thread that started this process ends."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            _libc().prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def lock(*, out: Path | None, programs: Iterable[Path] = ()) -> list[str]:
    """Give up other files, connections and programs, for this process and its children; the names of the locks that took.

    `out` stays writable. `programs` may be run and read: a program, and the folders of the libraries that it needs. Python's own library
    and the installed packages stay readable, since some of their modules are loaded when they are first needed.
    """
    if sys.platform != "linux":
        return []
    if _libc().prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return []
    runnable = [path for path in programs if path.exists()]
    took = []
    if _landlock(out, runnable):
        took.append("landlock")
    if _seccomp(may_run=bool(runnable)):
        took.append("seccomp")
    return took


def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _landlock(out: Path | None, programs: list[Path]) -> bool:
    libc = _libc()
    version = libc.syscall(LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    handled = LANDLOCK_RIGHTS_BY_VERSION[min(version, 3)]
    attributes = ctypes.create_string_buffer(struct.pack("=Q", handled), 8)
    ruleset = libc.syscall(LANDLOCK_CREATE_RULESET, attributes, ctypes.c_size_t(8), 0)
    if ruleset < 0:
        return False
    writing = LANDLOCK_READ_FILE | LANDLOCK_WRITE_FILE | LANDLOCK_READ_DIR | LANDLOCK_MAKE_REG | LANDLOCK_REMOVE_FILE | LANDLOCK_TRUNCATE
    running = LANDLOCK_EXECUTE | LANDLOCK_READ_FILE | LANDLOCK_READ_DIR
    reading = LANDLOCK_READ_FILE | LANDLOCK_READ_DIR
    libraries = {Path(path) for name, path in sysconfig.get_paths().items() if name in ("stdlib", "platstdlib", "purelib", "platlib")}
    rules = [(path, reading) for path in sorted(libraries) if path.is_dir()] + [(path, running) for path in programs]
    if out is not None:
        rules.append((out, writing))
    try:
        for path, rights in rules:
            opened = os.open(path, os.O_PATH | os.O_CLOEXEC)  # type: ignore[attr-defined,unused-ignore]
            try:
                allowed = rights & handled if path.is_dir() else rights & handled & LANDLOCK_FILE_RIGHTS
                rule = ctypes.create_string_buffer(struct.pack("=Qi", allowed, opened), 12)
                libc.syscall(LANDLOCK_ADD_RULE, ruleset, 1, rule, 0)
            finally:
                os.close(opened)
        return bool(libc.syscall(LANDLOCK_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _seccomp(*, may_run: bool) -> bool:
    known = SYSCALLS.get(platform.machine())
    if known is None:
        return False
    architecture, numbers = known
    refused = [number for name, number in numbers.items() if not (may_run and name.startswith("exec"))]
    # A classic BPF program over struct seccomp_data: the number of the call at 0, the architecture at 4.
    load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
    steps = [(load, 0, 0, 4), (equal, 1, 0, architecture), (answer, 0, 0, SECCOMP_RET_ERRNO | EPERM), (load, 0, 0, 0)]
    for index, number in enumerate(refused):
        steps.append((equal, len(refused) - index + 1, 0, number))
    steps.append((at_least, 1, 0, X32_BIT) if architecture == SYSCALLS["x86_64"][0] else (at_least, 1, 0, 0xFFFFFFFF))
    steps.append((answer, 0, 0, SECCOMP_RET_ALLOW))
    steps.append((answer, 0, 0, SECCOMP_RET_ERRNO | EPERM))
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(code)))
    return bool(_libc().prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.cast(program, ctypes.c_void_p), 0, 0) == 0)
