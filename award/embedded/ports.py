"""Free ports on loopback."""

import random
import socket

HOST = "127.0.0.1"
GRPC_OFFSET = 10_000


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
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def free_block(count: int) -> int:
    """The first of `count` free ports in a row, each with its companion 10,000 above free too."""
    for _ in range(200):
        first = random.randrange(20_000, 40_000, count)
        if all(is_free(first + i) and is_free(first + i + GRPC_OFFSET) for i in range(count)):
            return first
    raise OSError("no block of free ports on loopback")
