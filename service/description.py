"""What /openapi.json says beside what FastAPI knows: the bodies and problems that we read and write ourselves."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

from reviewer.case import Case
from service.actions import RegisterRequest
from service.problems import RequestProblem

_REF = "#/components/schemas/{model}"


def describe(app: FastAPI) -> None:
    """Complete the description of the API. FastAPI makes it once, when it is first asked for."""
    made = app.openapi

    def complete() -> dict[str, Any]:
        if app.openapi_schema is None:
            schemas = made()["components"]["schemas"]
            for name, model in (("Case", Case), ("Problem", RequestProblem), ("RegisterRequest", RegisterRequest)):
                schemas.update(_schemas(name, model))
        return app.openapi_schema or {}

    app.openapi = complete  # type: ignore[method-assign]


def _schemas(name: str, model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(ref_template=_REF)
    return {**schema.pop("$defs", {}), name: schema}
