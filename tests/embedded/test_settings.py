"""Settings are checked at the start; a half-set group is refused by name."""

import pytest
from flask import request

from award.app import create_app
from award.config import SettingsFault, read

KEYS = {"SECRET_KEY": "s" * 40, "DATA_KEY": "d" * 40}
S3 = {
    "S3_ENDPOINT_URL": "http://127.0.0.1:8333",
    "S3_BUCKET": "award",
    "AWS_ACCESS_KEY_ID": "key",
    "AWS_SECRET_ACCESS_KEY": "secret",
}


def settings(tmp_path, **values):
    return read({**KEYS, "AWARD_INSTANCE": str(tmp_path), **values})


def test_defaults_keep_everything_in_the_instance(tmp_path):
    found = settings(tmp_path)
    assert found.database_url == f"sqlite:///{tmp_path}/award.sqlite3"
    assert found.storage is None
    assert found.timezone == "Asia/Ho_Chi_Minh"


def test_browsers_use_the_public_address_where_one_is_set(tmp_path):
    assert settings(tmp_path, **S3).storage.public_url == "http://127.0.0.1:8333"
    assert settings(tmp_path, **S3, S3_PUBLIC_URL="https://files.vn/").storage.public_url == "https://files.vn"


@pytest.mark.parametrize("missing", sorted(S3))
def test_a_half_set_group_is_refused_by_name(tmp_path, missing):
    half = {name: value for name, value in S3.items() if name != missing}
    with pytest.raises(SettingsFault, match=f"object storage are half set: {missing} missing"):
        settings(tmp_path, **half)


def test_every_fault_is_named_at_once(tmp_path):
    with pytest.raises(SettingsFault) as caught:
        read(
            {
                "AWARD_INSTANCE": str(tmp_path),
                "SMTP_URL": "mail.vn",
                "AWARD_TIMEZONE": "Asia/Huế",
                "DATABASE_URL": "mysql://x",
                "TRUSTED_PROXIES": "one",
            }
        )
    text = str(caught.value)
    for named in (
        "SECRET_KEY",
        "DATA_KEY",
        "MAIL_FROM",
        "SMTP_URL",
        "AWARD_TIMEZONE",
        "DATABASE_URL",
        "TRUSTED_PROXIES",
    ):
        assert named in text


def test_the_instance_answers_for_what_the_environment_leaves_out(tmp_path):
    (tmp_path / "settings.env").write_text("".join(f"{name}={value}\n" for name, value in S3.items()))
    assert settings(tmp_path).storage.bucket == "award"


def test_a_group_that_the_environment_begins_is_the_environments_alone(tmp_path):
    (tmp_path / "settings.env").write_text("".join(f"{name}={value}\n" for name, value in S3.items()))
    with pytest.raises(SettingsFault, match="half set"):
        settings(tmp_path, S3_ENDPOINT_URL="https://s3.example.vn")


@pytest.mark.parametrize(("proxies", "seen"), [("0", "127.0.0.1"), ("1", "203.0.113.9"), ("2", "198.51.100.7")])
def test_only_trusted_proxies_say_who_asks(tmp_path, proxies, seen):
    app = create_app(settings(tmp_path, TRUSTED_PROXIES=proxies))
    addresses = []
    app.before_request(lambda: addresses.append(request.remote_addr))
    app.test_client().get("/healthz", headers={"X-Forwarded-For": "192.0.2.1, 198.51.100.7, 203.0.113.9"})
    assert addresses == [seen]
