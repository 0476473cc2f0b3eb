# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Compares the Sobol indices of the engine with SALib: on the same runs to the last digits, on samples of its own within
the errors that both state. Skipped where SALib or the program peer_sobol is missing. Prints the largest differences.
"""
import json
import os
import subprocess
import unittest
from pathlib import Path

try:
    import numpy
    from SALib.analyze import sobol as analysis
    from SALib.sample import sobol as sampling
except ImportError:
    analysis = None

SOURCE = Path(__file__).resolve().parent.parent.parent
PROGRAM = Path(os.environ.get("DJOLIBA_BUILD", SOURCE / "build")) / "bin" / "peer_sobol"
EXACT = {"S1": [0.31390519, 0.44241114, 0], "ST": [0.55758886, 0.44241114, 0.24368366]}
ISHIGAMI = {"num_vars": 3, "names": ["x1", "x2", "x3"], "bounds": [[-3.141592653589793, 3.141592653589793]] * 3}
INDEX = {"num_vars": 6, "names": ["e0", "e1", "e2", "w0", "w1", "w2"], "groups": ["x0", "x1", "x2", "w", "w", "w"],
         "bounds": [[-1.5, 1.5], [-1, 1], [-0.5, 0.5], [0.5, 1.5], [0.5, 1.5], [0.5, 1.5]]}
VALUES = [[3, 5, 6, 4], [4, 6, 3, 5], [6, 3, 5, 4.5]]


def ours(what, base, seed=1):
    done = subprocess.run([str(PROGRAM), what, str(base), str(seed)], stdout=subprocess.PIPE, check=True, timeout=300)
    return json.loads(done.stdout)


def theirs(problem, runs, **more):
    return analysis.analyze(problem, numpy.asarray(runs), calc_second_order=False, num_resamples=400, seed=7, **more)


def index(inputs):
    """Scores of the four localities, one row for each row of inputs: the index of sobol_peer.cpp."""
    values = numpy.array(VALUES, dtype=float)[None, :, :] + inputs[:, :3, None]
    weights = inputs[:, 3:] * [1, 2, 3]
    return numpy.exp((numpy.log(numpy.clip(values, 0, 10)) * weights[:, :, None]).sum(1) / weights.sum(1)[:, None])


@unittest.skipUnless(analysis and PROGRAM.exists(), "skipped: SALib or peer_sobol is missing")
class Salib(unittest.TestCase):
    def both(self, mine, peer, exact=None):
        """Differences within twice what the two 95 % intervals state; all seeds are fixed."""
        largest = 0
        for which in ("S1", "ST"):
            for g, (value, low, high) in enumerate(mine[which]):
                error = numpy.hypot((high - low) / 2, peer[which + "_conf"][g])
                self.assertLess(abs(value - peer[which][g]), 2 * error + 1e-6, f"{which} of group {g}")
                largest = max(largest, abs(value - peer[which][g]))
                if exact:
                    self.assertTrue(low < exact[which][g] < high, f"{which} of group {g}: {value}")
        return largest

    def test_the_same_runs_give_the_same_indices(self):
        mine = ours("ishigami", 1024)
        output = mine["outputs"][0]
        peer = theirs(ISHIGAMI, mine["runs"])
        largest = 0
        for which in ("S1", "ST"):
            for g, (value, low, high) in enumerate(output[which]):
                self.assertAlmostEqual(value, peer[which][g], 12)
                largest = max(largest, abs(value - peer[which][g]))
                # 400 bootstrap draws give their standard deviation to about 3.5 %.
                self.assertAlmostEqual((high - low) / 2 / peer[which + "_conf"][g], 1, delta=0.2)
        print(f"Ishigami, the same runs: largest difference of an index {largest:.1e}")

    def test_ishigami_with_samples_of_its_own(self):
        base = 4096
        inputs = sampling.sample(ISHIGAMI, base, calc_second_order=False, scramble=True, seed=3)
        x = inputs.T
        peer = theirs(ISHIGAMI, numpy.sin(x[0]) + 7 * numpy.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * numpy.sin(x[0]))
        largest = self.both(ours("ishigami", base)["outputs"][0], peer, EXACT)
        print(f"Ishigami, N = {base}: largest difference from SALib {largest:.4f}")

    def test_a_small_index_with_samples_of_its_own(self):
        base = 4096
        inputs = sampling.sample(INDEX, base, calc_second_order=False, scramble=True, seed=3)
        scores = index(inputs)
        ranks = (scores[:, None, :] > scores[:, :, None]).sum(2) + 1.0
        mine = ours("index", base)
        for name, runs in (("score", scores), ("rank", ranks)):
            largest = 0
            for i in range(4):
                peer = theirs(INDEX, runs[:, i])
                largest = max(largest, self.both(mine[name][i], peer))
                self.assertAlmostEqual(mine[name][i]["mean"], runs[:, i].mean(), delta=0.05)
            print(f"small index, {name}: largest difference from SALib {largest:.4f}")


if __name__ == "__main__":
    unittest.main()
