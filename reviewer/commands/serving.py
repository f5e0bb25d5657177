"""`reviewer serve`: the HTTP service."""

from __future__ import annotations

from pkgutil import resolve_name

import click


class _WithSettings(click.Command):
    """A command whose help ends with what the environment sets."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The settings, as the service describes them."""
        # The service stands above this package: it is named here, as for uvicorn below, and not imported.
        described_settings = resolve_name("service.settings:described_settings")
        with formatter.section("The environment sets the rest"):
            formatter.write_dl(list(described_settings()))


@click.command(cls=_WithSettings)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
def serve(host: str, port: int) -> None:
    """Serve the HTTP API and the pages. Requests are not logged.

    The service answers at once, and reviews when the models are loaded: /readyz says whether they are.
    """
    import uvicorn

    uvicorn.run("service.app:create_app", factory=True, host=host, port=port, access_log=False)
