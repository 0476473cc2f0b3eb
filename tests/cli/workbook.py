# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Reads a workbook (.xlsx) with the standard library."""
import re
import xml.etree.ElementTree as ElementTree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_sheets(file):
    """{name of the sheet: rows of texts and numbers}; None where a cell is empty."""
    with zipfile.ZipFile(file) as book:
        texts = ["".join(t.text or "" for t in item.iter(MAIN + "t"))
                 for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        names = [s.get("name") for s in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")]
        return {name: rows_of(book.read(f"xl/worksheets/sheet{k + 1}.xml"), texts) for k, name in enumerate(names)}


def rows_of(xml, texts):
    rows = []
    for row in ElementTree.fromstring(xml).iter(MAIN + "row"):
        cells = {}
        for cell in row:
            value = cell.find(MAIN + "v")
            if value is not None:
                text = cell.get("t") == "s"
                cells[column_of(cell.get("r"))] = texts[int(value.text)] if text else float(value.text)
        rows.append([cells.get(k) for k in range(max(cells, default=-1) + 1)])
    return rows


def column_of(place):
    number = 0
    for letter in re.match("[A-Z]+", place).group():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
