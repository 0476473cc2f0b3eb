# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""In one process with wheels that bring their own GEOS, GDAL and PROJ, in any order, each at real work before and after."""
import json
import tempfile
import unittest
from pathlib import Path

from sources import script, write_raster, write_scenario

# Each works with its own libraries and returns what can be compared.
WORKERS = '''
import importlib.util, json, os, sys
from pathlib import Path

folder = Path(sys.argv[1])

def with_djoliba():
    """Boundaries by GDAL, coverage by GEOS, a raster in another CRS by PROJ; written as GeoPackage and GeoTIFF."""
    import djoliba, hashlib
    out = folder / f"out{len(list(folder.iterdir()))}"
    djoliba.run(folder / "tiny.yaml", out=out, cache=False)
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(out.iterdir())}

def with_shapely():
    import shapely
    boxes = [shapely.box(x, 0, x + 1.5, 1) for x in range(20)]
    return shapely.union_all(boxes).area, shapely.buffer(boxes[0], 1).area, shapely.geos_version_string

def with_rasterio():
    import rasterio
    from rasterio.warp import transform
    with rasterio.open(folder / "people.tif") as file:
        total, crs = float(file.read(1).sum()), file.crs.to_epsg()
    return total, crs, transform("EPSG:4326", "EPSG:32630", [-4.0], [14.0]), rasterio.__gdal_version__

def with_pyogrio():
    import pyogrio
    frame = pyogrio.read_dataframe(folder / "communes.geojson").to_crs("EPSG:32630")
    return sorted(frame["CODE"]), float(frame.area.sum()), pyogrio.__gdal_version_string__

def with_pyproj():
    import pyproj
    return pyproj.Transformer.from_crs(4326, 32630, always_xy=True).transform(-4.0, 14.0), pyproj.proj_version_str

found = {}
for _ in range(2):
    for name in sys.argv[2:]:
        found.setdefault(name, []).append(globals()["with_" + name]())
print(json.dumps(found))
'''
WHEELS = ("shapely", "rasterio", "pyogrio", "pyproj")


class Neighbours(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = Path(temporary.name)
        write_scenario(cls.folder)
        write_raster(cls.folder / "depth100.tif", [[0.5] * 40] * 40, west=385000, north=1600000, cell=1000, epsg=32630)
        cls.alone = {name: cls.work(name)[name] for name in ("djoliba", *WHEELS)}

    @classmethod
    def work(cls, *names, environment=None):
        code, out, err = script(WORKERS, cls.folder, *names, environment=environment)
        assert (code, err) == (0, ""), f"{names}: {code}\n{err}"
        return json.loads(out)

    def test_each_alone_says_the_same_twice(self):
        for name, (first, second) in self.alone.items():
            self.assertEqual(first, second, name)

    def test_djoliba_first(self):
        self.assertEqual(self.work("djoliba", *WHEELS), self.alone)

    def test_djoliba_last(self):
        self.assertEqual(self.work(*WHEELS, "djoliba"), self.alone)

    def test_djoliba_between(self):
        self.assertEqual(self.work("rasterio", "djoliba", "pyogrio", "shapely", "pyproj"), self.alone)

    def test_where_the_environment_names_the_data_of_a_wheel(self):
        """As Conda, QGIS and older wheels leave it behind."""
        for wheel in ("rasterio", "pyproj"):
            with self.subTest(wheel):
                self.assertEqual(self.work("djoliba", environment=data_of(wheel))["djoliba"], self.alone["djoliba"])


def data_of(wheel):
    code, out, err = script("""
        import json, sys
        from pathlib import Path
        folder = Path(__import__(sys.argv[1]).__file__).parent
        proj = next(folder.rglob("proj.db")).parent
        gdal = next((p.parent for p in folder.rglob("gdalvrt.xsd")), None)
        print(json.dumps({"PROJ_DATA": str(proj), "PROJ_LIB": str(proj), **({"GDAL_DATA": str(gdal)} if gdal else {})}))
        """, wheel)
    assert code == 0, err
    return json.loads(out)


if __name__ == "__main__":
    unittest.main()
