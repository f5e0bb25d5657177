"""`reviewer serve`: the HTTP service."""

from __future__ import annotations

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
def serve(host: str, port: int) -> None:
    """Serve the HTTP API and the pages. Requests are not logged.

    The environment sets the rest:

    \b
      REVIEWER_RULES          a folder with a council's own rules, for every review
      REVIEWER_COUNCIL_RULES  a folder of such folders; a request picks one by its name

    The service answers at once, and reviews when the models are loaded: /readyz says whether they are.
    """
    import uvicorn

    uvicorn.run("service.app:create_app", factory=True, host=host, port=port, access_log=False)
