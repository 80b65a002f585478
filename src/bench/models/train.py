"""Trains the models of the benchmarks in a real H2O-3 cluster, from data that a seeded generator makes up.

For every model: <name>.zip (the MOJO as H2O exports it) and <name>.rows.json, an array of 4096 rows that training did
not see, as clients send them: null for a missing value, now and then a level that training never saw.

Usage: H2O_URL=http://127.0.0.1:54321 python train.py OUTPUT_DIR [MODEL ...]
"""

import csv
import json
import math
import os
import random
import sys
import tempfile

import h2o
from h2o.estimators import H2OGradientBoostingEstimator, H2ORandomForestEstimator, H2OXGBoostEstimator

SEED = 20261121
ROWS = 4096
LEVELS = [5, 8, 12, 20, 30, 45, 70, 100, 150, 200]

# name: columns, of which categorical, training rows, share of missing values, response, estimator
TIERS = {
    "gbm-s": (7, 4, 10_000, 0.05, "yesno", lambda: H2OGradientBoostingEstimator(ntrees=50, max_depth=5, seed=SEED)),
    "gbm-m": (30, 10, 20_000, 0.05, "yesno", lambda: H2OGradientBoostingEstimator(ntrees=300, max_depth=6, seed=SEED)),
    "gbm-l": (100, 20, 8_000, 0.05, "yesno", lambda: H2OGradientBoostingEstimator(ntrees=1000, max_depth=8, seed=SEED)),
    "drf-10": (30, 10, 20_000, 0.05, "tenfold", lambda: H2ORandomForestEstimator(ntrees=30, max_depth=12, seed=SEED)),
    "xgboost-m": (30, 10, 20_000, 0.05, "yesno", lambda: H2OXGBoostEstimator(ntrees=300, max_depth=6, seed=SEED)),
    # Without categories and thus without one-hot cells, so that native code reads the very same columns.
    "xgboost-numeric": (30, 0, 20_000, 0.05, "yesno", lambda: H2OXGBoostEstimator(ntrees=300, max_depth=6, seed=SEED)),
}


class Frame:
    """Columns c0.. are categories, n0.. are numbers; the response depends on some of each, with noise."""

    def __init__(self, columns, categories, missing):
        rng = random.Random(SEED + columns)
        self.levels = {f"c{i}": [f"level-{i}-{k}" for k in range(LEVELS[i % len(LEVELS)])] for i in range(categories)}
        self.numbers = [f"n{i}" for i in range(columns - categories)]
        self.names = list(self.levels) + self.numbers
        self.effect = {c: {v: rng.gauss(0, 0.6) for v in vs} for c, vs in self.levels.items()}
        self.weight = {n: rng.gauss(0, 0.7) for n in self.numbers}
        self.scale = {n: 10.0 ** rng.randint(-1, 3) for n in self.numbers}
        self.missing = missing

    def row(self, rng):
        values = {c: rng.choice(v) for c, v in self.levels.items()}
        unit = {n: rng.gauss(0, 1) for n in self.numbers}
        risk = sum(self.effect[c][values[c]] for c in self.levels)
        risk += sum(self.weight[n] * (unit[n] if i % 3 else abs(unit[n])) for i, n in enumerate(self.numbers))
        risk += rng.gauss(0, 0.8)
        values.update({n: round(unit[n] * self.scale[n], 3) for n in self.numbers})
        gaps = {k: None if rng.random() < self.missing else v for k, v in values.items()}
        return gaps, risk


def response(kind, risk):
    if kind == "yesno":
        return "yes" if risk > 0.5 else "no"
    return "class-%d" % max(0, min(9, math.floor(risk + 5)))


def upload(frame, kind, count, seed):
    rng = random.Random(seed)
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False, newline="") as out:
        writer = csv.writer(out)
        writer.writerow(frame.names + ["answer"])
        for _ in range(count):
            row, risk = frame.row(rng)
            writer.writerow(["" if row[n] is None else row[n] for n in frame.names] + [response(kind, risk)])
    types = {n: "enum" if n in frame.levels else "numeric" for n in frame.names}
    loaded = h2o.import_file(out.name, header=1, col_types={**types, "answer": "enum"})
    os.unlink(out.name)
    return loaded


def questions(frame, seed):
    rng = random.Random(seed)
    rows = [frame.row(rng)[0] for _ in range(ROWS)]
    for row in rows[::50]:
        for column in frame.levels:
            if rng.random() < 0.1:
                row[column] = "never-seen"
    return rows


def main():
    folder, wanted = sys.argv[1], set(sys.argv[2:])
    os.makedirs(folder, exist_ok=True)
    h2o.connect(url=os.environ.get("H2O_URL", "http://127.0.0.1:54321"), verbose=False)
    h2o.no_progress()
    for name, (columns, categories, count, missing, kind, estimator) in TIERS.items():
        path = os.path.join(folder, name + ".zip")
        if (wanted and name not in wanted) or os.path.exists(path):
            continue
        frame = Frame(columns, categories, missing)
        model = estimator()
        model.train(x=frame.names, y="answer", training_frame=upload(frame, kind, count, SEED + 1))
        with open(os.path.join(folder, name + ".rows.json"), "w") as out:
            json.dump(questions(frame, SEED + 2), out)
        model.download_mojo(path=path, get_genmodel_jar=False)
        print(f"{name}: {os.path.getsize(path)} bytes", flush=True)


if __name__ == "__main__":
    main()
