"""The number of a work within its category, and the code that people read."""


def next_number(highest: int | None) -> int:
    """The number after the highest one given so far; numbers run from 1 without a gap and are never given again."""
    return (highest or 0) + 1


def code_of(letters: str, number: int) -> str:
    """The code of a work: `BI-017`; a thousandth work simply gets a longer one."""
    return f"{letters}-{number:03d}"
