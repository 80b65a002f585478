"""Trains small models in a real H2O-3 cluster and saves what the tests hold the scorer against.

For every model it writes <name>.zip (the MOJO as H2O exports it) and <name>.json: rows, some with missing values and
with levels that training never saw, next to the predictions that the cluster itself gives for them. The predictions
never come from h2o-genmodel, so that a test which compares the two compares two different implementations.

Usage: python generate.py OUTPUT_DIR [MODEL ...]    (see README.md beside this file)
"""

import csv
import json
import os
import random
import sys
import tempfile

import h2o
from h2o.estimators import (
    H2OAutoEncoderEstimator,
    H2ODeepLearningEstimator,
    H2OExtendedIsolationForestEstimator,
    H2OGeneralizedLinearEstimator,
    H2OGradientBoostingEstimator,
    H2OIsolationForestEstimator,
    H2OKMeansEstimator,
    H2ORandomForestEstimator,
    H2OStackedEnsembleEstimator,
    H2OXGBoostEstimator,
)

SEED = 20260101
COUNTRIES = ["AT", "CH", "DE", "FR", "IT", "US"]
CHANNELS = ["app", "branch", "web"]
INPUTS = ["amount", "age", "hour", "country", "channel", "weekend", "store"]
TYPES = {
    "amount": "numeric",
    "age": "numeric",
    "hour": "numeric",
    "country": "enum",
    "channel": "enum",
    "weekend": "enum",
    "store": "enum",
    "exposure": "numeric",
    "weight": "numeric",
    "fraud": "enum",
    "flag": "enum",
    "tier": "enum",
    "loss": "numeric",
}


def sample(rng):
    """One complete row with its three responses; the relation is made up, but strong enough to grow real trees."""
    amount = round(rng.lognormvariate(4, 1), 2)
    age = rng.randint(18, 90)
    hour = rng.randint(0, 23)
    country = rng.choice(COUNTRIES)
    channel = rng.choice(CHANNELS)
    weekend = rng.choice(["false", "true"])
    store = rng.choice(["7", "11", "42"])  # levels that look like numbers
    risk = (
        0.004 * amount
        + (1.2 if country in ("FR", "US") else -0.4)
        + (0.9 if channel == "web" and hour < 6 else 0.0)
        - 0.02 * abs(age - 50)
        + (0.5 if store == "42" else 0.0)
        + rng.gauss(0, 0.6)
    )
    return {
        "amount": amount,
        "age": age,
        "hour": hour,
        "country": country,
        "channel": channel,
        "weekend": weekend,
        "store": store,
        "exposure": round(rng.uniform(-0.5, 0.5), 3),
        "weight": rng.choice([1, 2, 3]),
        "fraud": "yes" if risk > 0.6 else "no",
        "flag": 1 if risk > 0.6 else 0,
        "tier": "high" if risk > 1.0 else "low" if risk < -0.3 else "middle",
        "loss": round(max(0.0, 40 * risk + rng.gauss(0, 8)), 3),
    }


def with_gaps(row, rng, share):
    return {k: (None if k in INPUTS and rng.random() < share else v) for k, v in row.items()}


def rows(seed, count, share):
    rng = random.Random(seed)
    return [with_gaps(sample(rng), rng, share) for _ in range(count)]


def questions():
    """50 rows to score: half complete, others with gaps, then levels unseen in training, then a row of nothing."""
    asked = rows(SEED + 1, 25, 0.0) + rows(SEED + 2, 17, 0.3) + rows(SEED + 3, 7, 0.0)
    for row, country in zip(asked[42:], ["ZZ", "DE ", "de", "ZZ", "QQ", "ZZ", "ZZ"]):
        row["country"] = country
    asked[44]["channel"] = "fax"
    asked[45]["weekend"] = "maybe"
    asked[46]["store"] = "99"
    asked.append({**asked[0], **{name: None for name in INPUTS}})
    return asked


def frame(data, name):
    """Through a CSV file, the way that data really comes in; an empty field is a missing value."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False, newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(TYPES))
        writer.writeheader()
        for row in data:
            writer.writerow({k: "" if v is None else v for k, v in row.items()})
    loaded = h2o.import_file(out.name, destination_frame=name, header=1, col_types=TYPES)
    os.unlink(out.name)
    return loaded


def predictions(model, asked):
    """The cluster's own predictions at full precision: hexadecimal doubles survive the way through CSV exactly."""
    table = model.predict(asked)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "predictions.csv")
        h2o.api(
            "GET /3/DownloadDataset",
            data={"frame_id": table.frame_id, "hex_string": True},
            save_to=path,
        )
        with open(path, newline="") as read:
            lines = list(csv.reader(read))

    def value(column, text):
        if table.types[column] == "enum":
            return text
        if text in ("", "NaN"):
            return None
        return float.fromhex(text) if "0x" in text.lower() else float(text)

    header = lines[0]
    # A row without any prediction is an empty line.
    lines = [line or [""] * len(header) for line in lines[1:]]
    return header, [{c: value(c, t) for c, t in zip(header, line)} for line in lines]


def models(calibration):
    forest = {"ntrees": 10, "max_depth": 4, "seed": SEED}
    return {
        "gbm-binomial-v1": ("fraud", H2OGradientBoostingEstimator(**forest)),
        "gbm-binomial-v2": ("fraud", H2OGradientBoostingEstimator(**{**forest, "ntrees": 12, "learn_rate": 0.3})),
        "gbm-regression": ("loss", H2OGradientBoostingEstimator(**forest)),
        "gbm-multinomial": ("tier", H2OGradientBoostingEstimator(**{**forest, "ntrees": 6})),
        "gbm-poisson-offset": (
            "loss",
            H2OGradientBoostingEstimator(**forest, distribution="poisson", offset_column="exposure"),
        ),
        "gbm-integer-classes": ("flag", H2OGradientBoostingEstimator(**forest)),
        "gbm-calibrated": (
            "fraud",
            H2OGradientBoostingEstimator(**forest, calibrate_model=True, calibration_frame=calibration),
        ),
        "gbm-isotonic": (
            "fraud",
            H2OGradientBoostingEstimator(
                **forest,
                calibrate_model=True,
                calibration_frame=calibration,
                calibration_method="IsotonicRegression",
            ),
        ),
        "gbm-weighted": ("fraud", H2OGradientBoostingEstimator(**forest, weights_column="weight")),
        "drf-balanced": ("tier", H2ORandomForestEstimator(**{**forest, "ntrees": 6}, balance_classes=True)),
        "gbm-one-hot": ("fraud", H2OGradientBoostingEstimator(**forest, categorical_encoding="one_hot_explicit")),
        "drf-binomial": ("fraud", H2ORandomForestEstimator(**forest)),
        "drf-multinomial": ("tier", H2ORandomForestEstimator(**{**forest, "ntrees": 6})),
        "drf-regression": ("loss", H2ORandomForestEstimator(**forest)),
        "glm-binomial": ("fraud", H2OGeneralizedLinearEstimator(family="binomial", seed=SEED)),
        "glm-regression": ("loss", H2OGeneralizedLinearEstimator(family="gaussian", seed=SEED)),
        "glm-tweedie-skip-missing": (
            "loss",
            H2OGeneralizedLinearEstimator(family="tweedie", missing_values_handling="skip", seed=SEED),
        ),
        "glm-ordinal": ("tier", H2OGeneralizedLinearEstimator(family="ordinal", seed=SEED)),
        "glm-binomial-skip-missing": (
            "fraud",
            H2OGeneralizedLinearEstimator(family="binomial", missing_values_handling="skip", seed=SEED),
        ),
        "glm-multinomial": ("tier", H2OGeneralizedLinearEstimator(family="multinomial", seed=SEED)),
        "deeplearning-binomial": (
            "fraud",
            H2ODeepLearningEstimator(hidden=[8, 8], epochs=3, seed=SEED, reproducible=True),
        ),
        "deeplearning-regression": (
            "loss",
            H2ODeepLearningEstimator(hidden=[8, 8], epochs=3, seed=SEED, reproducible=True),
        ),
        "deeplearning-autoencoder": (
            None,
            H2OAutoEncoderEstimator(hidden=[4], epochs=3, seed=SEED, reproducible=True),
        ),
        "xgboost-binomial": ("fraud", H2OXGBoostEstimator(**forest)),
        "xgboost-multinomial": ("tier", H2OXGBoostEstimator(**{**forest, "ntrees": 6})),
        "xgboost-regression": ("loss", H2OXGBoostEstimator(**forest)),
        "kmeans": (None, H2OKMeansEstimator(k=4, seed=SEED, standardize=True)),
        "extended-isolation-forest": (
            None,
            H2OExtendedIsolationForestEstimator(ntrees=10, sample_size=64, extension_level=2, seed=SEED),
        ),
        "isolation-forest": (None, H2OIsolationForestEstimator(ntrees=10, max_depth=5, seed=SEED)),
    }


def train(name, response, estimator, training):
    if response is None:
        estimator.train(x=INPUTS, training_frame=training, model_id=name)
    else:
        estimator.train(x=INPUTS, y=response, training_frame=training, model_id=name)
    return estimator


def stacked(training):
    """An ensemble holds other MOJOs inside its own archive, the one nesting that H2O exports."""
    common = {"nfolds": 3, "fold_assignment": "modulo", "keep_cross_validation_predictions": True, "seed": SEED}
    gbm = H2OGradientBoostingEstimator(ntrees=5, max_depth=3, **common)
    drf = H2ORandomForestEstimator(ntrees=5, max_depth=3, **common)
    base = [train("ensemble-gbm", "fraud", gbm, training), train("ensemble-drf", "fraud", drf, training)]
    return train("stackedensemble-binomial", "fraud", H2OStackedEnsembleEstimator(base_models=base), training)


def save(name, model, response, asked, asked_frame, folder):
    path = os.path.join(folder, name + ".zip")
    model.download_mojo(path=path, get_genmodel_jar=False)
    columns, answers = predictions(model, asked_frame)
    inputs = INPUTS + (["exposure"] if "offset" in name else [])
    record = {
        "model": name,
        "algorithm": model.algo,
        "h2oVersion": h2o.cluster().version,
        "response": response,
        "columns": columns,
        "rows": [
            {"input": {k: row[k] for k in inputs}, "prediction": answer} for row, answer in zip(asked, answers)
        ],
    }
    with open(os.path.join(folder, name + ".json"), "w") as out:
        head = {k: v for k, v in record.items() if k != "rows"}
        body = ",\n".join("  " + json.dumps(row) for row in record["rows"])
        out.write(json.dumps(head)[:-1] + ', "rows": [\n' + body + "\n]}\n")
    print(f"{name}: {os.path.getsize(path)} bytes, {len(answers)} rows, columns {columns}", flush=True)


def main():
    folder, wanted = sys.argv[1], set(sys.argv[2:])
    os.makedirs(folder, exist_ok=True)
    h2o.connect(url=os.environ.get("H2O_URL", "http://127.0.0.1:54321"), verbose=False)
    h2o.no_progress()
    training = frame(rows(SEED, 1500, 0.05), "training")
    calibration = frame(rows(SEED + 9, 400, 0.05), "calibration")
    asked = questions()
    asked_frame = frame(asked, "asked")
    for name, (response, estimator) in models(calibration).items():
        if wanted and name not in wanted:
            continue
        save(name, train(name, response, estimator, training), response, asked, asked_frame, folder)
    if not wanted or "stackedensemble-binomial" in wanted:
        save("stackedensemble-binomial", stacked(training), "fraud", asked, asked_frame, folder)


if __name__ == "__main__":
    main()
