# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""r.cost of GRASS on a raster of square cells: times of the import and of r.cost itself, and its costs."""
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import numpy
from osgeo import gdal, osr

from measuring import measured

gdal.UseExceptions()


def home():
    """The folder of the modules; None where GRASS is not installed."""
    if not shutil.which("grass"):
        return None
    found = subprocess.run(["grass", "--config", "path"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return Path(found.stdout.strip()) if found.returncode == 0 else None


def create(path, cols, rows, kind, transform, projection, nodata):
    raster = gdal.GetDriverByName("GTiff").Create(str(path), cols, rows, 1, kind, ["COMPRESS=DEFLATE"])
    raster.SetGeoTransform(transform)
    raster.SetProjection(projection)
    raster.GetRasterBand(1).SetNoDataValue(nodata)
    return raster


def write_plane(path, values, side):
    """Squares of `side` metres; NaN has no value."""
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32630)
    raster = create(path, values.shape[1], values.shape[0], gdal.GDT_Float64, (0, side, 0, values.shape[0] * side, 0, -side),
                    crs.ExportToWkt(), float("nan"))
    raster.GetRasterBand(1).WriteArray(values)


def write_starts(path, like, cells):
    """The starts as a raster with the cells of another: 1 where one is, else without value."""
    source = gdal.Open(str(like))
    marks = numpy.zeros(source.RasterXSize * source.RasterYSize, "u1")
    marks[cells] = 1
    raster = create(path, source.RasterXSize, source.RasterYSize, gdal.GDT_Byte, source.GetGeoTransform(),
                    source.GetProjection(), 0)
    raster.GetRasterBand(1).WriteArray(marks.reshape(source.RasterYSize, -1))


class Session:
    """A location made for one raster, in a folder of its own that goes when the session ends."""

    def __init__(self, raster):
        self.folder = tempfile.TemporaryDirectory(prefix="djoliba-grass-")
        base, here = home(), Path(self.folder.name)
        subprocess.run(["grass", "-c", str(raster), str(here / "place"), "-e"], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        (here / "rc").write_text(f"GISDBASE: {here}\nLOCATION_NAME: place\nMAPSET: PERMANENT\nGUI: text\n", encoding="utf-8")
        self.env = dict(os.environ, GISBASE=str(base), GISRC=str(here / "rc"), LD_LIBRARY_PATH=str(base / "lib"),
                        PATH=f"{base / 'bin'}:{base / 'scripts'}:{os.environ['PATH']}", GRASS_VERBOSE="0")
        self.import_s = self.timed("r.in.gdal", "-o", f"input={raster}", "output=friction")
        self("g.region", "raster=friction")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def __call__(self, *words):
        subprocess.run(words, check=True, env=self.env, stdout=subprocess.DEVNULL)

    def timed(self, *words):
        start = time.perf_counter()
        self(*words)
        return time.perf_counter() - start

    def cost(self, starts, knights=False, memory_mb=8000):
        """Wall seconds, processor seconds and peak MiB of r.cost from the cells of the raster `starts` that have a value.
        Enough memory is allowed that it keeps everything there."""
        self("r.in.gdal", "-o", "--overwrite", "--quiet", f"input={starts}", "output=starts")
        words = ["r.cost", "--overwrite", "--quiet", "input=friction", "output=cost", "start_raster=starts", f"memory={memory_mb}"]
        before = os.times()
        wall, peak, _ = measured(words + ["-k"] * knights, self.env)
        after = os.times()
        return wall, after.children_user + after.children_system - before.children_user - before.children_system, peak

    def costs(self, shape):
        """What r.cost found, in units of the friction times cells; NaN where it did not come."""
        raw = Path(self.folder.name) / "cost.bin"
        self("r.out.bin", "--overwrite", "input=cost", f"output={raw}", "null=-1", "bytes=8")
        values = numpy.fromfile(raw, "f8").reshape(shape)
        values[values < 0] = numpy.nan
        return values
