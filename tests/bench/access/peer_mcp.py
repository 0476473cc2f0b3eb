# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""MCP_Geometric of scikit-image on a raster of square cells.

usage: peer_mcp.py FRICTION CELLS OUT     writes costs times cells to OUT as doubles row by row; prints JSON: seconds of
                                          processor to read and prepare and to find the costs, and the peak in bytes
"""
import json
import sys
import time
from pathlib import Path

import numpy
from osgeo import gdal
from skimage.graph import MCP_Geometric

gdal.UseExceptions()


def main(friction, cells, out):
    begin = time.process_time()
    costs = gdal.Open(friction).ReadAsArray().astype("f8")
    costs[numpy.isnan(costs)] = numpy.inf
    solver = MCP_Geometric(costs, fully_connected=True)
    starts = [divmod(int(cell), costs.shape[1]) for cell in numpy.unique(numpy.loadtxt(cells, dtype="i8"))]
    ready, clock = time.process_time(), time.perf_counter()
    found, _ = solver.find_costs(starts)
    done, wall = time.process_time(), time.perf_counter() - clock
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = [int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")][0]
    found.tofile(out)
    print(json.dumps({"setup": ready - begin, "wall": wall, "cpu": done - ready, "peak_bytes": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
