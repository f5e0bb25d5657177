"""What the server under the service may write into its log."""

from __future__ import annotations

import logging
from pathlib import Path


def keep_connections_out_of_logs() -> None:
    """Without this, connections are logged when they open and close, and at DEBUG the words that are sent over them."""
    logging.getLogger("uvicorn.error").addFilter(_may_be_logged)


def _may_be_logged(record: logging.LogRecord) -> bool:
    of_connections = Path(record.pathname).parent.name == "websockets"
    return record.levelno > logging.INFO or not of_connections
