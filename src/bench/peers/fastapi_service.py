"""The usual design of a Python team: FastAPI on uvicorn, predictions in an executor, a look-aside cache in Redis.

Environment: MODEL (json), COLUMNS (json), REDIS_PORT (absent: no cache). Everything here is what the documentation of
each part recommends for speed: uvloop, httptools, orjson, hiredis, one worker on the one core, no access log.
"""
import asyncio
import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor

import numpy
import orjson
import redis.asyncio
import xgboost
from fastapi import FastAPI
from fastapi.responses import Response
from pydantic import BaseModel

VERSION = "v1"
TTL_SECONDS = 300

with open(os.environ["COLUMNS"]) as file:
    COLUMNS = json.load(file)
booster = xgboost.Booster(model_file=os.environ["MODEL"])
booster.set_param({"nthread": 1})
pool = ThreadPoolExecutor(1)
cache = None
if os.environ.get("REDIS_PORT"):
    cache = redis.asyncio.Redis(port=int(os.environ["REDIS_PORT"]), max_connections=64)
app = FastAPI()


class Rows(BaseModel):
    instances: list[dict[str, float | None]]


def score(matrix):
    return booster.inplace_predict(matrix)


async def probability(row):
    vector = numpy.array([row.get(name) for name in COLUMNS], dtype=numpy.float32)
    key = None
    if cache is not None:
        key = "fraud:%s:%s" % (VERSION, hashlib.sha256(vector.tobytes()).hexdigest())
        known = await cache.get(key)
        if known is not None:
            return float(known)
    scored = await asyncio.get_running_loop().run_in_executor(pool, score, vector.reshape(1, -1))
    value = float(scored[0])
    if cache is not None:
        await cache.set(key, repr(value), ex=TTL_SECONDS)
    return value


@app.post("/predict")
async def predict(rows: Rows):
    predictions = []
    for row in rows.instances:
        yes = await probability(row)
        predictions.append({"predict": "yes" if yes >= 0.5 else "no", "no": 1 - yes, "yes": yes})
    body = {"model_name": "fraud", "model_version": VERSION, "epoch": 1, "predictions": predictions}
    return Response(orjson.dumps(body), media_type="application/json")


@app.get("/ready")
async def ready():
    return {}
