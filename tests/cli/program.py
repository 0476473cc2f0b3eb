# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The program under test, in the build folder that tests/run.py names."""
import atexit
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAM = Path(os.environ.get("DJOLIBA_BUILD", HERE.parent.parent / "build")) / "bin" / "djoliba"
DATA = Path(os.environ.get("DJOLIBA_DATA", HERE.parent.parent.parent / "shared" / "data"))
CACHE = tempfile.mkdtemp(prefix="djoliba-test-cache-")  # not the user's own
atexit.register(shutil.rmtree, CACHE, ignore_errors=True)
SANITIZER = 99  # exit code of a program that a sanitizer stopped, as tests/run.py asks for
ENVIRONMENT = {**os.environ, "XDG_CACHE_HOME": CACHE}


def djoliba(*words, cwd=HERE):
    """Runs the program; returns its exit code, standard output and standard error."""
    done = subprocess.run([str(PROGRAM), *map(str, words)], cwd=cwd, stdin=subprocess.DEVNULL, env=ENVIRONMENT,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600)
    err = done.stderr.decode("utf-8", errors="replace")
    if done.returncode == SANITIZER or "Sanitizer" in err or "runtime error:" in err:
        raise AssertionError(f"a sanitizer reports\n{err}")
    return done.returncode, done.stdout.decode("utf-8"), err
