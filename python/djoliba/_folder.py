# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""A run that was saved in a folder, as a source of Result."""
from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from functools import cached_property
from pathlib import Path

import numpy as np

from ._errors import Error, Problem
from ._optional import need

_RUN_AGAIN = "run the scenario again with this version of Djoliba"
_SHAPES = {"gpkg": "localities.gpkg", "geojson": "localities.geojson"}


def _refuse(where: object, problem: str, remedy: str, key: str = "") -> Error:
    return Error([Problem(where=str(where), key=key, problem=problem, remedy=remedy)])


class FolderSource:
    """What `djoliba run` or `Result.save` has written into a folder.

    Parameters
    ----------
    folder
        Holds `run.json` and the files that it lists.

    Raises
    ------
    Error
        Where the folder is no such folder, or lacks what an earlier version did not write.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        if not (self.folder / "run.json").is_file():
            raise _refuse(self.folder, "no run was saved here: there is no run.json",
                          "give the folder that was named with --out")
        if "note_fr" not in self.manifest():
            raise _refuse(self.folder / "run.json", f"it was saved by version {self._version()}", _RUN_AGAIN)

    def manifest(self) -> dict:
        return self._manifest

    def tables(self) -> list[str]:
        return list(self._package) if self._saved("datapackage.json") else []

    def columns(self, table: str) -> list[dict]:
        """Name, type, title, title_fr and unit of each column."""
        if not self._saved("datapackage.json"):
            raise _refuse(self.folder, "the run was saved without tables", "run it again with `csv` among the `outputs`")
        if table not in self._package:
            raise _refuse(self.folder, f"there is no table `{table}`", "tables: " + ", ".join(self._package))
        return self._package[table]

    def table(self, name: str) -> dict[str, list | np.ndarray]:
        columns = self.columns(name)
        path = self._path(f"{name}.csv")
        with open(path, encoding="utf-8-sig", newline="") as stream:
            rows = csv.reader(stream)
            heads = next(rows, [])
            cells = list(zip(*rows)) or [()] * len(heads)
        if heads != [column["name"] for column in columns]:
            raise _refuse(path, "its columns are not those of datapackage.json", _RUN_AGAIN)
        try:
            return {c["name"]: _READERS[c["type"]](values) for c, values in zip(columns, cells)}
        except (ValueError, KeyError) as error:
            raise _refuse(path, f"the file was changed: {error}", _RUN_AGAIN) from error

    def geometry(self, level: str) -> dict[str, bytes]:
        """Shapes of a level by code: WKB, degrees of WGS 84. Units without a shape are left out."""
        if self._saved(_SHAPES["gpkg"]):
            shapes = self._from_geopackage(level)
            if shapes is not None:
                return shapes
        file = _SHAPES["geojson"] if level == self._manifest["hierarchy"][-1] else f"localities_{level}.geojson"
        if self._saved(file):
            return self._from_geojson(file)
        raise _refuse(self.folder, f"the run was saved without shapes of the level `{level}`",
                      "run it again with `gpkg` or `geojson` among the `outputs`")

    def maps(self) -> list[str]:
        return [m["name"] for m in self._manifest["maps"]]

    def map(self, name: str) -> tuple[np.ndarray, tuple[float, ...], str, dict]:
        """Values, affine transform, coordinate system and attributes of a map."""
        if name not in self.maps():
            raise _refuse(self.folder, f"there is no map `{name}`", "maps: " + (", ".join(self.maps()) or "none"))
        rasterio = need("rasterio", "reading a saved map")
        attributes = next(m for m in self._manifest["maps"] if m["name"] == name)
        with rasterio.open(self._path(f"{name}.tif")) as file:
            return file.read(1), tuple(file.transform)[:6], file.crs.to_string(), {**attributes, "nodata": file.nodata}

    def decisions(self) -> list[dict]:
        path = self.folder / "validation.json"
        if not path.exists():
            return []
        try:
            validation = json.loads(path.read_text(encoding="utf-8"))
            digest, decisions = validation["run"]["digest"], validation["decisions"]
        except (ValueError, KeyError, TypeError) as error:
            raise _refuse(path, f"it is damaged: {error}", "move it away, and read the filled sheets again") from error
        if digest != self._digest():
            raise _refuse(path, "it holds decisions on another run", "move it away, and let the committee judge the new ranking")
        return decisions

    def save(self, folder: str | os.PathLike[str]) -> None:
        """Copy the files of the run into a new or an empty folder, all or none."""
        target = Path(folder)
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise _refuse(target, "it is there already, and is no empty folder", "name a new folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".djoliba-partial-", dir=target.parent) as partial:
            whole = Path(partial) / "run"
            whole.mkdir()
            decided = [file for file in ("validation.csv", "validation.json") if (self.folder / file).is_file()]
            for file in (*self._manifest["outputs"], "run.json", *decided):
                shutil.copyfile(self._path(file), whole / file)
            whole.replace(target)

    @cached_property
    def _manifest(self) -> dict:
        path = self.folder / "run.json"
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise _refuse(path, f"it is damaged: {error}", "run the scenario again") from error
        if not isinstance(manifest, dict) or "outputs" not in manifest:
            raise _refuse(path, "it is not the manifest of a run", "give the folder that was named with --out")
        return manifest

    @cached_property
    def _package(self) -> dict[str, list[dict]]:
        package = json.loads(self._path("datapackage.json").read_text(encoding="utf-8"))
        return {r["name"]: r["schema"]["fields"] for r in package["resources"]}

    def _digest(self) -> str:
        """Of what a committee judges, as the first row of validation.xlsx has it."""
        with open(self._path("ranking.csv"), encoding="utf-8-sig", newline="") as stream:
            units = sorted((r["level"], r["code"], r["name"], r["rank"], r["class"], r["score"]) for r in csv.DictReader(stream))
        lines = [self._manifest["title"], self._manifest["as_of"]]
        lines += ["\t".join((*unit, f"{float(score):.1f}" if score else "")) for *unit, score in units]
        return hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()[:16]

    def _version(self) -> str:
        return self._manifest.get("program", {}).get("version", "?")

    def _saved(self, file: str) -> bool:
        return file in self._manifest["outputs"]

    def _path(self, file: str) -> Path:
        path = self.folder / file
        if path.parent != self.folder:
            raise _refuse(self.folder / "run.json", f"it lists {file}, which is in another folder", _RUN_AGAIN, "outputs")
        if not path.is_file():
            raise _refuse(path, "run.json lists it, and it is not there", "name the folder as the run left it")
        return path

    def _from_geopackage(self, level: str) -> dict[str, bytes] | None:
        """None where the layer is not there or is not in degrees of WGS 84."""
        connection = sqlite3.connect(f"{self._path(_SHAPES['gpkg']).resolve().as_uri()}?mode=ro", uri=True)
        try:
            layer = connection.execute("SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?",
                                       (level,)).fetchone()
            if layer is None or layer[1] != 4326:
                return None
            quoted = (name.replace('"', '""') for name in (layer[0], level))
            rows = connection.execute('SELECT code, "{}" FROM "{}"'.format(*quoted)).fetchall()
        finally:
            connection.close()
        return {code: _wkb(blob) for code, blob in rows if blob is not None}

    def _from_geojson(self, file: str) -> dict[str, bytes]:
        shapely = need("shapely", "reading shapes from GeoJSON")
        features = json.loads(self._path(file).read_text(encoding="utf-8"))["features"]
        return {f["id"]: shapely.to_wkb(shapely.from_geojson(json.dumps(f["geometry"])))
                for f in features if f["geometry"] is not None}


def _wkb(blob: bytes) -> bytes:
    """Leaves the header of GeoPackage off: 8 bytes and an envelope whose size the flags tell."""
    return blob[8 + (0, 32, 48, 48, 64)[blob[3] >> 1 & 7]:]


def _texts(cells: tuple[str, ...]) -> list[str | None]:
    return [cell or None for cell in cells]


def _integers(cells: tuple[str, ...]) -> list[int | None]:
    return [int(cell) if cell else None for cell in cells]


def _numbers(cells: tuple[str, ...]) -> np.ndarray:
    return np.array([float(cell) if cell else np.nan for cell in cells], dtype=np.float64)


def _booleans(cells: tuple[str, ...]) -> list[bool | None]:
    return [{"true": True, "false": False, "": None}[cell] for cell in cells]


_READERS = {"string": _texts, "integer": _integers, "number": _numbers, "boolean": _booleans}
