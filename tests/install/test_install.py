# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""An installed copy is found by CMake, compiles a ten-line consumer, and its program runs from its new place."""
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent


def call(*words):
    done = subprocess.run([str(w) for w in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise AssertionError(f"{' '.join(map(str, words))}\n{done.stdout[-4000:]}")
    return done.stdout


def instruments():
    """What a sanitizer or coverage build asks of everything that links its libraries."""
    cache = (Path(os.environ["DJOLIBA_BUILD"]) / "CMakeCache.txt").read_text(encoding="utf-8")
    flags = {"DJOLIBA_SANITIZE:BOOL=ON": "-fsanitize=address,undefined", "DJOLIBA_COVERAGE:BOOL=ON": "--coverage"}
    return " ".join(flag for option, flag in flags.items() if option in cache)


class Install(unittest.TestCase):
    def test_a_consumer_compiles_against_an_installed_copy(self):
        with tempfile.TemporaryDirectory() as folder:
            prefix, build = Path(folder) / "prefix", Path(folder) / "build"
            call("cmake", "--install", os.environ["DJOLIBA_BUILD"], "--prefix", prefix)
            call("cmake", "-S", HERE / "consumer", "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}",
                 f"-DCMAKE_EXE_LINKER_FLAGS={instruments()}")
            call("cmake", "--build", build)
            # 0.5 * (lower + upper): lower 0.09 * 100 + 1000 / 100 = 19, upper 0.09 * 1000 + 1000 / 100 = 100.
            self.assertIn("59.5 people a year", call(build / "consumer"))
            self.assertIn("no problem found", call(prefix / "bin" / "djoliba", "check", self.demo(prefix, folder)))

    def demo(self, prefix, folder):
        call(prefix / "bin" / "djoliba", "demo", "--out", Path(folder) / "demo", "--resolution", "0.1")
        return Path(folder) / "demo" / "scenario.yaml"


if __name__ == "__main__":
    unittest.main()
