"""What an installation keeps of itself under `instance/`: its secrets and the place of its S3 server."""

import secrets
from pathlib import Path

from award.config import SETTINGS_FILE, read_file
from award.embedded.ports import HOST, free_block
from award.embedded.s3 import PORTS, S3Server

BUCKET = "award-files"


def prepare(instance: Path) -> dict[str, str]:
    """The installation's own settings; made, and readable by nobody else, at the first start."""
    path = instance / SETTINGS_FILE
    settings = read_file(path)
    if not settings:
        instance.mkdir(parents=True, exist_ok=True)
        settings = _first_settings()
        path.touch(mode=0o600)
        path.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    return settings


def own_s3_server(instance: Path, settings: dict[str, str]) -> S3Server:
    """The S3 server that these settings describe."""
    return S3Server(
        instance / "s3",
        access_key=settings["AWS_ACCESS_KEY_ID"],
        secret_key=settings["AWS_SECRET_ACCESS_KEY"],
        bucket=settings["S3_BUCKET"],
        first_port=int(settings["S3_ENDPOINT_URL"].rsplit(":", 1)[1]),
    )


def _first_settings() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "DATA_KEY": secrets.token_urlsafe(48),
        "S3_ENDPOINT_URL": f"http://{HOST}:{free_block(PORTS)}",
        "S3_BUCKET": BUCKET,
        "AWS_ACCESS_KEY_ID": secrets.token_hex(10),
        "AWS_SECRET_ACCESS_KEY": secrets.token_hex(32),
    }
