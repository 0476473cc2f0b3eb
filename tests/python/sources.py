# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""What the tests of the package share: the program beside it, a small country, and scripts in processes of their own."""
import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from program import CACHE, DATA, ENVIRONMENT, djoliba as command  # noqa: E402, F401
from tiny_country import SCENARIO, write_country, write_raster  # noqa: E402, F401

os.environ["XDG_CACHE_HOME"] = CACHE  # not the user's own
BUILD = Path(os.environ.get("DJOLIBA_BUILD", Path(__file__).resolve().parents[2] / "build"))


def write_scenario(folder, **changes):
    """Writes the country of four communes and a scenario; returns its path."""
    write_country(folder)
    path = folder / "tiny.yaml"
    path.write_text(json.dumps({**SCENARIO, **changes}), encoding="utf-8")
    return path


def script(text, *words, python=sys.executable, environment=None):
    """Runs a script in a process of its own; returns its exit code, standard output and standard error."""
    done = subprocess.run([str(python), "-c", textwrap.dedent(text), *map(str, words)], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=600,
                          env={**ENVIRONMENT, **(environment or {})})
    return done.returncode, done.stdout, done.stderr


def files_of(folder):
    """Bytes by name of all files in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
