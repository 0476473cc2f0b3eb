#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the notebooks of python/notebooks/ on the synthetic country and keeps them with their outputs for the documentation. One
that was run before with the same cells and the same package is not run again. Needs the package and nbclient.

usage: notebooks.py KEPT
"""
import base64
import hashlib
import importlib.util
import io
import os
import sys
import tempfile
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "python" / "notebooks"
SECONDS_A_CELL = 600


def key_of(path):
    """Digest of a notebook and of the package that it runs on."""
    package = Path(importlib.util.find_spec("djoliba").submodule_search_locations[0])
    files = [path, *sorted(f for f in package.rglob("*") if f.suffix in (".py", ".so", ".html"))]
    return hashlib.sha256(b"".join(hashlib.sha256(f.read_bytes()).digest() for f in files)).hexdigest()


def execute(path, data=None):
    """The notebook with its outputs, on the synthetic country or on the data of Mali; an error in a cell is raised. It runs in a
    folder of its own, where it leaves nothing."""
    import nbclient
    import nbformat
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    class Kernels(AsyncKernelManager):
        """Kernels of this very interpreter, whatever Jupyter is set up to start."""

        @property
        def kernel_spec(self):
            return KernelSpec(argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], language="python")

    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory(prefix="djoliba-notebook-") as folder:
        fonts = os.environ.get("MPLCONFIGDIR", str(Path.home() / ".cache" / "matplotlib"))  # looking for fonts takes seconds
        settings = {"TMPDIR": folder, "XDG_CACHE_HOME": f"{folder}/cache", "MPLCONFIGDIR": fonts, "TQDM_DISABLE": "1",
                    "MPLBACKEND": "module://matplotlib_inline.backend_inline", "DJOLIBA_NOTEBOOK_DATA": str(data or "")}
        client = nbclient.NotebookClient(notebook, timeout=SECONDS_A_CELL, startup_timeout=300, kernel_manager_class=Kernels,
                                         resources={"metadata": {"path": folder}})
        client.execute(env={**os.environ, **settings})
    return notebook


def shrink_pictures(notebook):
    """Brings pictures to 256 colours: maps have fewer, and load four times as fast."""
    from PIL import Image

    for output in (o for c in notebook.cells if c.cell_type == "code" for o in c.outputs):
        if "image/png" in output.get("data", {}):
            picture = Image.open(io.BytesIO(base64.b64decode(output.data["image/png"]))).convert("RGB")
            small = io.BytesIO()
            picture.quantize(256, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
            output.data["image/png"] = base64.b64encode(small.getvalue()).decode()


def keep(notebook, path, kept):
    import nbformat

    shrink_pictures(notebook)
    notebook.metadata["djoliba"] = {"key": key_of(path)}
    kept.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, kept / path.name)


def is_kept(path, kept):
    import nbformat

    file = kept / path.name
    return file.exists() and nbformat.read(file, as_version=4).metadata.get("djoliba", {}).get("key") == key_of(path)


def main(kept):
    kept = Path(kept)
    for path in sorted(SOURCES.glob("*.ipynb")):
        if not is_kept(path, kept):
            print(f"running {path.name}", flush=True)
            keep(execute(path), path, kept)
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
