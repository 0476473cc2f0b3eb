# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The same counts with exactextract in its own fastest way: the maps are rasters of 0 and 1, made beforehand.

usage: peer.py STRATEGY LOCALITIES PEOPLE MASK ...     prints JSON: seconds, and people by code and mask
"""
import json
import sys
import time

from exactextract import exact_extract


def main(strategy, localities, people, *masks):
    start = time.perf_counter()
    rows = exact_extract(list(masks), localities, ["weighted_sum"], weights=people, strategy=strategy, include_cols=["CODE"])
    seconds = time.perf_counter() - start
    found = {}
    for row in rows:
        figures = row["properties"]
        names = [[name for name in figures if name.startswith(mask.rsplit("/", 1)[-1][:-4] + "_")][0] for mask in masks]
        found[figures["CODE"]] = [figures[name] for name in names]
    print(json.dumps({"seconds": seconds, "people": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
