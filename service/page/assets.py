"""The page's own style sheets, scripts and icon. Nothing comes from anywhere else."""

from __future__ import annotations

import os
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp


class _Assets(StaticFiles):
    """Files that a browser may keep, and asks about each time, so that a new version is seen at once."""

    def file_response(self, full_path: str | os.PathLike[str], *args: Any, **kwargs: Any) -> Response:
        """The file, or that it has not changed."""
        response = super().file_response(full_path, *args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


def assets() -> ASGIApp:
    """The application that serves them."""
    return _Assets(packages=[("service", "static")])
