"""The inside of a process that looks at a stranger's file: bounds that it puts on itself before it opens anything."""

import ctypes
import resource
import signal
from contextlib import suppress
from typing import Any

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def confine(bounds: dict[str, Any]) -> None:
    """Bounds address space (bytes), seconds of processor and the size of any file it writes; no core, no network where
    the system lets a process give it up, and no life beyond that of the worker that began it."""
    limits = {
        resource.RLIMIT_AS: bounds["memory"],
        resource.RLIMIT_CPU: bounds["cpu_seconds"],
        resource.RLIMIT_FSIZE: bounds["written"],
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        # Some systems do not know a limit; the worker's own clock remains.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))
    with suppress(OSError, AttributeError):
        system = ctypes.CDLL(None, use_errno=True)
        system.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        system.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        system.unshare(CLONE_NEWNET) and system.unshare(CLONE_NEWUSER | CLONE_NEWNET)
