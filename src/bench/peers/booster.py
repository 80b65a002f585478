"""Takes the native booster out of an H2O XGBoost MOJO and writes it as files that others read.

Usage: python booster.py MODEL.zip ROWS.json OUTPUT_DIR

Writes model.json (for xgboost, treelite, MLServer), columns.json, rows.f32 (the rows, float32, row by row, NaN for what
is missing) and tensor-bodies.jsonl, the rows as requests of the Open Inference Protocol with a place for the name of the
output. All columns must be numeric: one-hot cells would be other columns than the client's.
"""
import json
import os
import sys
import zipfile

import numpy
import xgboost


def columns(archive):
    names, inside = [], False
    for line in archive.read("model.ini").decode().splitlines():
        if line.startswith("["):
            inside = line == "[columns]"
        elif inside and line.strip():
            names.append(line.strip())
    return names[:-1]  # the last one is the answer


def main():
    zip_path, rows_path, out = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    with zipfile.ZipFile(zip_path) as archive:
        names = columns(archive)
        booster = xgboost.Booster()
        booster.load_model(bytearray(archive.read("boosterBytes")))
    if booster.num_features() != len(names):
        sys.exit("the booster has %d features, the model %d columns" % (booster.num_features(), len(names)))
    booster.feature_names = None
    booster.save_model(os.path.join(out, "model.json"))
    with open(os.path.join(out, "columns.json"), "w") as file:
        json.dump(names, file)
    with open(rows_path) as file:
        rows = json.load(file)
    cells = [[row.get(name) for name in names] for row in rows]
    matrix = numpy.array(cells, dtype=numpy.float32)
    matrix.tofile(os.path.join(out, "rows.f32"))
    booster.set_param({"nthread": 1})
    booster.inplace_predict(matrix).astype(numpy.float32).tofile(os.path.join(out, "expected.f32"))
    for name, output in (("ours", "yes"), ("mlserver", "predict")):
        with open(os.path.join(out, name + "-tensors.jsonl"), "w") as file:
            for row in cells:
                tensor = {"name": "rows", "shape": [1, len(names)], "datatype": "FP32", "data": row}
                body = {"inputs": [tensor], "outputs": [{"name": output}]}
                file.write(json.dumps(body, separators=(",", ":")) + "\n")


main()
