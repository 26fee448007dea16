"""Free ports on loopback.

All lie below those that Linux gives to connections going out (32,768 and up): a port that was free a moment ago, or that
an installation keeps for its next start, is not taken by the next one of those.
"""

import random
import socket

HOST = "127.0.0.1"
GRPC_OFFSET = 10_000
BLOCKS = range(10_000, 20_000)
SINGLE = range(30_000, 32_768)
TRIES = 200


def is_free(port: int, host: str = HOST) -> bool:
    """Whether nothing listens there now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port that is free now."""
    for port in random.sample(SINGLE, TRIES):
        if is_free(port):
            return port
    raise OSError("no free port on loopback")


def free_block(count: int) -> int:
    """The first of `count` free ports in a row, each with its companion 10,000 above free too."""
    for _ in range(TRIES):
        first = random.randrange(BLOCKS.start, BLOCKS.stop - count, count)
        if all(is_free(first + i) and is_free(first + i + GRPC_OFFSET) for i in range(count)):
            return first
    raise OSError("no block of free ports on loopback")
