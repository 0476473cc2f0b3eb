# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Somebody with the public files alone who wants what they leave out: looks into every byte, and solves the sums."""
import base64
import io
import json
import math
import re
import sqlite3
import tempfile
import zipfile


def texts_of(folder):
    """All that the files of a folder say, by name: also what is packed or encoded in them."""
    return {str(p.relative_to(folder)): "\n".join(pieces(p.name, p.read_bytes()))
            for p in sorted(folder.rglob("*")) if p.is_file()}


def pieces(name, content):
    yield content.decode("utf-8", errors="replace")
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            yield from (parts.read(part).decode("utf-8", errors="replace") for part in parts.namelist())
    elif name.endswith(".gpkg"):
        yield "\n".join(rows_of(content))
    elif name.endswith(".html"):
        data = report_data(content.decode("utf-8"))
        yield json.dumps(data, ensure_ascii=False)
        for picture in data["pictures"]:
            yield base64.b64decode(picture["png"]).decode("latin-1")


def rows_of(database):
    """All rows of a GeoPackage, whose numbers are bytes in the file."""
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
        file.write(database)
        file.flush()
        connection = sqlite3.connect(f"file:{file.name}?mode=ro", uri=True)
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if not table.startswith("rtree_"):
                yield from (str(row) for row in connection.execute(f'SELECT * FROM "{table}"'))
        connection.close()


def report_data(html):
    return json.loads(re.search(r'<script[^>]*id="?data"?[^>]*>(.*?)</script>', html, re.S).group(1))


class Cells:
    """One count of a public ranking.csv: what is known of each unit, before and after the sums are solved."""

    def __init__(self, rows, name, level, hierarchy, total):
        depth = hierarchy.index(level)
        self.small, self.range, self.children = [], {}, {"total": []}
        self.range["total"] = (0.0, math.inf) if total is None else (total, total)
        for code, row in rows.items():
            if row["level"] not in hierarchy[:depth + 1]:
                continue
            cell = self.cell(code, row, name)
            if cell is None:
                continue
            self.range[code] = cell
            parent = row["parent_code"] or "total"
            self.children.setdefault(parent, []).append(code)
        self.solve()

    def cell(self, code, row, name):
        if row[name]:
            return float(row[name]), float(row[name])
        if row[name + "_level"] == "under_10":
            self.small.append(code)
            return 0.0, 10.0
        return (0.0, math.inf) if row[name + "_level"] == "masked" else None

    def solve(self):
        changed = True
        while changed:
            changed = False
            for parent, parts in self.children.items():
                if parent in self.range and parts:
                    changed = self.tighten(parent, parts) or changed

    def tighten(self, parent, parts):
        changed = False
        low = sum(self.range[c][0] for c in parts)
        high = sum(self.range[c][1] for c in parts)
        changed = self.narrow(parent, low, high) or changed
        for c in parts:
            others = [self.range[o] for o in parts if o != c]
            changed = self.narrow(c, self.range[parent][0] - sum(o[1] for o in others),
                                  self.range[parent][1] - sum(o[0] for o in others)) or changed
        return changed

    def narrow(self, code, low, high):
        before = self.range[code]
        if before[0] == before[1]:  # shown: sums of people agree to a thousandth
            return False
        self.range[code] = (max(before[0], low), min(before[1], high))
        return self.range[code][0] > before[0] + 1e-6 or self.range[code][1] < before[1] - 1e-6
