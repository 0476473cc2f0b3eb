# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Batches over a real Dask cluster of several processes: the bytes of a local batch, whatever happens to the workers."""
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import warnings
from pathlib import Path

import djoliba

try:
    from distributed import Client, LocalCluster, SpecCluster, Scheduler
except ImportError:
    raise unittest.SkipTest("dask.distributed is not installed") from None

PLAIN = {
    "title": "Cercles", "as_of": "2024-06-30", "synthetic": True,
    "localities": {"source": "admin.gpkg", "layer": "adm2", "level": "cercle", "code": "ADM2_PCODE", "name": "ADM2_FR",
                   "vintage": "synthetic",
                   "parents": [{"level": "region", "layer": "adm1", "code": "ADM1_PCODE", "name": "ADM1_FR"}]},
    "layers": {
        "population": {"raster": "population.tif", "quantity": "people", "nodata": "unknown"},
        "flood": {"raster": {"10": "flood_rp10.tif", "100": "flood_rp100.tif"}, "quantity": "depth_m",
                  "nodata": "unknown", "depths_m": [0.3], "permanent_water": "permanent_water.tif"},
        "drought": {"raster_series": "rainfall_1991_2020.tif", "quantity": "rainfall_mm_per_month", "start": "1991-01",
                    "index": [{"spi": 3, "month": 9, "reference": "1991-2020", "year": 2020}], "threshold": -1},
        "conflict": [{"name": "conflict", "events": "conflict_events.csv", "id": "id", "date": "date", "lon": "lon",
                      "lat": "lat", "completeness": "sample", "window_days": 365, "radius_km": 5}]},
    "index": {"tree": {"name": "risk", "mean": "arithmetic", "parts": [
        {"name": "flood", "mean": "arithmetic",
         "parts": [{"indicator": "flood_people_share_0p3m_rp100", "bounds": [0, 20]}]},
        {"indicator": "drought_spi3_people_share", "bounds": [0, 100]},
        {"indicator": "conflict_people", "bounds": [0, 100000]}]}},
    "insist": ["flood_people_share_0p3m_rp100", "drought_spi3_people_share", "conflict_people"], "outputs": ["csv"]}
SWEEP = {"flood": [None, {"depth_add_m": 0.3},
                   {"depth_add_m": 0.3, "where": {"polygon": [[-8, 12], [-4, 12], [-4, 15], [-8, 15]]}}],
         "conflict": [None, {"move": {"east_km": 30}}], "weights.flood": [1, 2]}
KEPT = {"layers": {"drought": None}, "keep": ["csv", "geojson", "report"],
        "index": {"tree": {"name": "risk", "mean": "arithmetic", "parts": [
            {"indicator": "flood_people_share_0p3m_rp100", "bounds": [0, 20]},
            {"indicator": "conflict_people", "bounds": [0, 100000]}]}},
        "insist": ["flood_people_share_0p3m_rp100", "conflict_people"],
        "uncertainty": {"draws": 50, "in_batch": True, "weights": 0.2},
        "sweep": {"flood": [None, {"depth_scale": 2}, {"depth_scale": 2, "where": {"codes": ["SY99"]}}]}}
NAMES = ["sweep.yaml", "kept.yaml"]
SILENT = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def write_country(folder):
    """The synthetic country on 5 rows of blocks, with 12 scenarios of a sweep and 3 that keep outputs."""
    djoliba.demo(folder, resolution="0.0125")

    def write(name, **keys):
        (folder / name).write_text(json.dumps(keys), encoding="utf-8")

    write("plain.yaml", **PLAIN)
    write("sweep.yaml", base="plain.yaml", sweep=SWEEP)
    write("kept.yaml", base="plain.yaml", **KEPT)


def content(folder):
    """All that a batch has written, but for times and who computed."""
    with sqlite3.connect(f"file:{folder}/batch.db?mode=ro", uri=True) as ledger:
        tables = {name: ledger.execute(f"SELECT * FROM {name}").fetchall()
                  for name in ("base", "input", "parameter", "locality", "score", "interval")}
        tables["scenario"] = ledger.execute("SELECT id, name, file, base, change, inputs, keep, digest, wanted, state, "
                                            "error FROM scenario").fetchall()
    files = {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    del files["batch.db"]
    return tables, files


class Country(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="djoliba-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.before = os.getcwd()
        cls.addClassCleanup(os.chdir, cls.before)
        cls.country = cls.folder / "country"
        cls.country.mkdir()
        write_country(cls.country)
        os.chdir(cls.country)
        djoliba.batch(NAMES, cls.folder / "local", cache=False)
        cls.local = content(cls.folder / "local")

    def setUp(self):
        self.out = self.folder / self.id().rsplit(".", 1)[1]

    def batch(self, client, **options):
        return djoliba.batch(NAMES, self.out, client=client, cache=False, **options)

    def assert_local(self, done=None):
        """The batch has the bytes of the local one."""
        tables, files = content(self.out)
        for name, rows in self.local[0].items():
            self.assertEqual(rows, tables[name], name)
        self.assertEqual(sorted(files), sorted(self.local[1]))
        self.assertEqual([n for n, b in files.items() if b != self.local[1][n]], [])
        if done is not None:
            self.assertEqual((done.done, done.failed, list(done.failures)), (14, 1, ["kept[flood=#3]"]))


class OneMachine(Country):
    """Two processes that nannies look after."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cluster = LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
        cls.addClassCleanup(cluster.close)
        cls.client = Client(cluster)
        cls.addClassCleanup(cls.client.close)

    def test_a_cluster_gives_the_bytes_of_a_local_batch(self):
        shares = []
        done = self.batch(self.client, progress=shares.append)
        self.assert_local(done)
        self.assertEqual(done.computed, 15)
        self.assertEqual((shares[-1], shares), (1, sorted(shares)))
        again = self.batch(self.client)
        self.assertEqual((again.done, again.computed), (14, 1))  # what failed is tried again
        self.assert_local(again)

    def test_a_worker_that_is_killed_is_made_up_for(self):
        victims = list(self.client.run(os.getpid).values())[:1]

        def kill(_share):
            while victims:
                os.kill(victims.pop(), signal.SIGKILL)

        self.assert_local(self.batch(self.client, progress=kill))

    def test_an_interrupted_batch_cancels_its_tasks_and_goes_on_later(self):
        def interrupt(share):
            if share > 0.5:
                raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            self.batch(self.client, progress=interrupt)
        self.assertEqual(self.client.futures, {})
        self.assert_local(self.batch(self.client))

    def test_files_that_cannot_be_counted_fail_scenarios_as_in_a_local_batch(self):
        shutil.copytree(self.country, self.folder / "damaged")
        whole = (self.folder / "damaged" / "population.tif").read_bytes()
        (self.folder / "damaged" / "population.tif").write_bytes(whole[:len(whole) // 2])
        files = [self.folder / "damaged" / name for name in NAMES]
        djoliba.batch(files, self.folder / "damaged-local", cache=False)
        self.local = content(self.folder / "damaged-local")
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            done = djoliba.batch(files, self.out, client=self.client, cache=False)
        self.assertEqual((done.done, done.failed), (0, 15))
        self.assertIn("could not be counted", "".join(str(w.message) for w in said))
        self.assert_local()


class WorkersOfTheirOwn(Country):
    """Workers started one by one, without a nanny, as on many machines."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cluster = SpecCluster(scheduler={"cls": Scheduler, "options": {"dashboard": False, "host": "127.0.0.1", "port": 0}})
        cls.addClassCleanup(cluster.close)
        cls.client = Client(cluster)
        cls.addClassCleanup(cls.client.close)

    def setUp(self):
        super().setUp()
        self.workers = []

    def start(self, *, threads, directory=None, nanny=False):
        words = [sys.executable, "-m", "distributed.cli.dask_worker", self.client.scheduler.address, "--nthreads",
                 str(threads), "--nanny" if nanny else "--no-nanny", "--no-dashboard", "--local-directory",
                 str(self.folder / "scratch")]
        worker = subprocess.Popen(words, cwd=directory or self.country, **SILENT)
        self.workers.append(worker)
        return worker

    def tearDown(self):
        for worker in self.workers:
            worker.terminate()  # and a nanny ends its own
        for worker in self.workers:
            worker.wait(timeout=300)
        while self.client.nthreads():
            time.sleep(0.05)

    def test_workers_with_different_numbers_of_threads_give_the_same_bytes(self):
        self.start(threads=1)
        self.start(threads=3, nanny=True)
        self.client.wait_for_workers(2, timeout=300)
        self.assertEqual(sorted(self.client.nthreads().values()), [1, 3])
        self.assert_local(self.batch(self.client))

    def test_a_worker_that_dies_for_good_leaves_its_tasks_to_the_other(self):
        victims = [self.start(threads=1)]
        self.start(threads=1)
        self.client.wait_for_workers(2, timeout=300)

        def kill(_share):
            while victims:
                victims.pop().kill()

        self.assert_local(self.batch(self.client, progress=kill))
        self.assertEqual(len(self.client.nthreads()), 1)

    def test_a_worker_without_a_file_or_with_another_is_named_with_the_file(self):
        poor = self.folder / "poor"
        shutil.copytree(self.country, poor)
        self.start(threads=1)
        self.start(threads=1, directory=poor)
        self.client.wait_for_workers(2, timeout=300)
        folders = self.client.run(os.getcwd)
        address = next(a for a, folder in folders.items() if Path(folder) == poor)
        os.remove(poor / "flood_rp100.tif")
        shutil.copy(poor / "flood_rp5.tif", poor / "flood_rp10.tif")
        with self.assertRaises(djoliba.Error) as caught:
            self.batch(self.client)
        said = str(caught.exception)
        self.assertIn(f"worker {address}", said)
        self.assertIn("flood_rp100.tif", said)
        self.assertEqual({p.where.split(" (")[0] for p in caught.exception.problems}, {f"worker {address}"})
        shutil.copy(self.country / "flood_rp100.tif", poor)
        with self.assertRaises(djoliba.Error) as caught:
            self.batch(self.client)
        self.assertIn("flood_rp10.tif: it has another content here", str(caught.exception))
        shutil.copy(self.country / "flood_rp10.tif", poor)
        self.assert_local(self.batch(self.client))


if __name__ == "__main__":
    unittest.main()
