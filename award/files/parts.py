"""How a large file is cut into the parts of a multipart upload."""

MEBIBYTE = 1024 * 1024
HEAD = MEBIBYTE
SMALL = 8 * MEBIBYTE
USUAL = 16 * MEBIBYTE
SMALL_UP_TO = 256 * MEBIBYTE
MOST_PARTS = 10_000


def part_size(size: int) -> int:
    """Bytes in each part but the last: 8 MiB while that is few parts, since a poor line loses at most a part each time
    it breaks; then 16 MiB, or as many whole MiB as keep the parts within S3's 10,000."""
    needed = -(-size // MOST_PARTS)
    return max(SMALL if size <= SMALL_UP_TO else USUAL, -(-needed // MEBIBYTE) * MEBIBYTE)


def part_sizes(size: int) -> dict[int, int]:
    """The bytes that each part must have, by its number from 1."""
    step = part_size(size)
    count = -(-size // step)
    return {number: min(step, size - (number - 1) * step) for number in range(1, count + 1)}
