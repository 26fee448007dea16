"""Settings: read once from the environment, checked at the start, a half-set group refused by name.

Where a setting is missing from the environment, the file `instance/settings.env` answers; the embedded server writes
it at its first start, so that every command works on that installation without preparation.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ROOT = Path(__file__).resolve().parent.parent

GROUPS = {
    "object storage": ("S3_ENDPOINT_URL", "S3_BUCKET", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
    "mail": ("SMTP_URL", "MAIL_FROM"),
}
COMPANIONS = ("S3_PUBLIC_URL", "AWS_REGION")
SETTINGS_FILE = "settings.env"

SCHEMES = {
    "S3_ENDPOINT_URL": ("http", "https"),
    "S3_PUBLIC_URL": ("http", "https"),
    "PUBLIC_URL": ("http", "https"),
    "SMTP_URL": ("smtp", "smtps"),
    "REDIS_URL": ("redis", "rediss"),
    "CLAMD_URL": ("tcp", "unix"),
}


class SettingsFault(Exception):
    """One or more settings are wrong; the text has a sentence for each."""


@dataclass(frozen=True)
class ObjectStorage:
    """Where files are kept. `public_url` is the address that browsers use; signatures are made for it."""

    endpoint_url: str
    public_url: str
    bucket: str
    access_key: str
    secret_key: str
    region: str


@dataclass(frozen=True)
class Settings:
    """Everything the product reads from outside."""

    secret_key: str
    data_key: str
    database_url: str
    instance: Path
    storage: ObjectStorage | None
    smtp_url: str | None
    mail_from: str
    redis_url: str | None
    clamd_url: str | None
    public_url: str
    timezone: str
    metrics: bool
    trusted_proxies: int = 0


def read(environment: dict[str, str]) -> Settings:
    """Settings from `environment`, completed by the instance's file; raises `SettingsFault` naming every fault."""
    instance = Path(environment.get("AWARD_INSTANCE") or ROOT / "instance").resolve()
    given = {name: value for name, value in environment.items() if value}
    values = _without_groups_of(given, read_file(instance / SETTINGS_FILE)) | given
    faults = [*_half_set_groups(values), *_single_faults(values)]
    if faults:
        raise SettingsFault("\n".join(faults))
    return Settings(
        secret_key=values["SECRET_KEY"],
        data_key=values["DATA_KEY"],
        database_url=values.get("DATABASE_URL") or f"sqlite:///{instance / 'award.sqlite3'}",
        instance=instance,
        storage=_object_storage(values),
        smtp_url=values.get("SMTP_URL"),
        mail_from=values.get("MAIL_FROM", "award@localhost"),
        redis_url=values.get("REDIS_URL"),
        clamd_url=values.get("CLAMD_URL"),
        public_url=values.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/"),
        timezone=values.get("AWARD_TIMEZONE", "Asia/Ho_Chi_Minh"),
        metrics=values.get("AWARD_METRICS") == "1",
        trusted_proxies=int(values.get("TRUSTED_PROXIES", "0")),
    )


def read_file(path: Path) -> dict[str, str]:
    """The `NAME=value` lines of a settings file; empty where there is none."""
    if not path.is_file():
        return {}
    lines = (line.partition("=") for line in path.read_text().splitlines() if "=" in line and not line.startswith("#"))
    return {key.strip(): value.strip() for key, _, value in lines}


def _without_groups_of(given: dict[str, str], kept: dict[str, str]) -> dict[str, str]:
    """What the file may answer: a group that the environment begins to set is the environment's alone."""
    taken = {name for names in GROUPS.values() if any(n in given for n in names) for name in (*names, *COMPANIONS)}
    return {name: value for name, value in kept.items() if name not in taken}


def _object_storage(values: dict[str, str]) -> ObjectStorage | None:
    if "S3_ENDPOINT_URL" not in values:
        return None
    return ObjectStorage(
        endpoint_url=values["S3_ENDPOINT_URL"],
        public_url=values.get("S3_PUBLIC_URL", values["S3_ENDPOINT_URL"]).rstrip("/"),
        bucket=values["S3_BUCKET"],
        access_key=values["AWS_ACCESS_KEY_ID"],
        secret_key=values["AWS_SECRET_ACCESS_KEY"],
        region=values.get("AWS_REGION", "us-east-1"),
    )


def _half_set_groups(values: dict[str, str]) -> list[str]:
    faults = []
    for group, names in GROUPS.items():
        missing = [name for name in names if name not in values]
        if missing and len(missing) < len(names):
            faults.append(f"The settings for {group} are half set: {', '.join(missing)} missing.")
    return faults


def _single_faults(values: dict[str, str]) -> list[str]:
    faults = [
        f"{name} is not set or shorter than 32 characters. `make run` makes one; or set it yourself."
        for name in ("SECRET_KEY", "DATA_KEY")
        if len(values.get(name, "")) < 32
    ]
    faults += [
        f"{name} must start with {' or '.join(s + '://' for s in schemes)}, not “{values[name]}”."
        for name, schemes in SCHEMES.items()
        if name in values and urlsplit(values[name]).scheme not in schemes
    ]
    proxies = values.get("TRUSTED_PROXIES", "0")
    if proxies not in tuple("0123456789"):
        faults.append(f"TRUSTED_PROXIES is how many proxies stand before this server, from 0 to 9, not “{proxies}”.")
    database = values.get("DATABASE_URL", "sqlite:///")
    if not database.startswith(("sqlite:///", "postgresql+psycopg://")):
        faults.append("DATABASE_URL must start with sqlite:/// or postgresql+psycopg://.")
    try:
        ZoneInfo(values.get("AWARD_TIMEZONE", "Asia/Ho_Chi_Minh"))
    except (ZoneInfoNotFoundError, ValueError):
        faults.append(
            f"AWARD_TIMEZONE “{values['AWARD_TIMEZONE']}” is not a known time zone; an example is Asia/Ho_Chi_Minh."
        )
    return faults
