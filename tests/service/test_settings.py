from pathlib import Path

import pytest

from reviewer.errors import ReviewError
from service.settings import Settings, read_settings


def test_nothing_need_be_set() -> None:
    settings = Settings()
    assert (settings.rules, settings.council_rules, settings.max_body_bytes) == (None, None, 1024 * 1024)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REVIEWER_RULES", str(tmp_path))
    monkeypatch.setenv("REVIEWER_COUNCIL_RULES", "")
    monkeypatch.setenv("REVIEWER_MAX_BODY_BYTES", "2048")
    monkeypatch.setenv("REVIEWER_WORKERS", "3")
    settings = read_settings()
    assert (settings.rules, settings.council_rules, settings.max_body_bytes, settings.workers) == (
        tmp_path,
        None,
        2048,
        3,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RULES", "/nowhere/at/all"),
        ("MAX_BODY_BYTES", "0"),
        ("MAX_BODY_BYTES", "1MB"),
        ("WORKERS", "0"),
        ("QUEUE", "-1"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"REVIEWER_{name}", value)
    with pytest.raises(ReviewError, match=f"A setting cannot be used: REVIEWER_{name}: "):
        read_settings()
