"""An endpoint that validates a document and one that answers who may act: `uvicorn app:app` in this folder.

The structure is read once and never changes, so that every thread may ask it. Findings in a document are an answer with
status 200; a question that cannot be asked is 422, with the argument, the value and the cure.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

import enforcekit as ek

CITY = ek.example("ningbo")  # yours: ek.load("registers/")
app = FastAPI(title="Who may act", version=ek.__version__)


@app.exception_handler(ek.EnforcekitError)
def refused(_request: Request, error: ek.EnforcekitError) -> JSONResponse:
    """What was asked in a way that has no answer, in words."""
    return JSONResponse({"error": type(error).__name__, "message": str(error)}, status_code=422)


@app.post("/documents")
async def validate(request: Request) -> dict[str, Any]:
    """Judge one document as it was sent: the bytes, so that repeated keys and half characters are found too."""
    report = ek.validate(await request.body())
    return {"findings": [finding.to_dict() for finding in report.findings]}


@app.get("/who-may/{action}")
def who_may(action: str, item: str, place: str, on: dt.date) -> dict[str, Any]:
    """Who may do an action on an item at a place on a day, with proof and refusals."""
    return ek.who_may(CITY, action, item=item, place=place, on=on).to_dict()


@app.get("/who-may/{action}/picture")
def picture(action: str, item: str, place: str, on: dt.date, lang: str = "zh") -> Response:
    """The proof as a picture."""
    answer = ek.who_may(CITY, action, item=item, place=place, on=on)
    return Response(answer.svg(lang), media_type="image/svg+xml")
