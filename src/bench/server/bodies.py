"""Bodies of requests, one a line, from rows as the other benchmarks and the tests keep them.

Usage: python3 bodies.py ROWS.json > bodies.jsonl     an array of rows, or {"rows": [{"input": row}]}
"""
import json
import sys

with open(sys.argv[1]) as file:
    rows = json.load(file)
if isinstance(rows, dict):
    rows = [row["input"] for row in rows["rows"]]
for row in rows:
    print(json.dumps({"instances": [row]}, separators=(",", ":")))
