# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C, progress and threads: what happens while a call runs."""
import concurrent.futures
import io
import os
import signal
import tempfile
import threading
import unittest
from contextlib import redirect_stderr
from pathlib import Path

import djoliba
from sources import files_of, script, write_scenario


class InFolder(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)


# Each would take much longer than the test waits; what is before CALL has its own time.
LONG = {
    "demo": "pass; CALL(djoliba.demo, sys.argv[1], resolution='1.5s')",
    "spi": "rain = np.ones((480, 300, 300)); CALL(djoliba.spi, rain, start='1981-01')",
    "access": "ways = np.full((4000, 4000), 0.01); CALL(djoliba.access, ways, {'lon': [-3.0], 'lat': [14.4]}, crs='EPSG:32630', "
              "transform=(100, 0, 300000, 0, -100, 1792475), cache=False)",
    "batch": "CALL(djoliba.batch, {'base': sys.argv[2], 'title': 'many', 'sample': {'draws': 65536, 'method': 'sobol', 'ranges': "
             "{'flood.depth_add_m': {'from': 0, 'to': 0.5}}}}, sys.argv[1], cache=False)",
}
LATEST = 10  # seconds, on a machine however busy; `./dev bench python` measures them


class Interrupt(InFolder):
    def test_a_signal_ends_any_long_call(self):
        scenario = write_scenario(self.folder)
        for name, call in LONG.items():
            with self.subTest(name):
                code, out, err = script(f"""
                    import os, signal, sys, threading, time
                    import numpy as np
                    import djoliba

                    sent = []

                    def interrupt():
                        sent.append(time.monotonic())
                        os.kill(os.getpid(), signal.SIGINT)

                    def CALL(function, *words, **options):
                        function  # is imported
                        threading.Timer(0.2, interrupt).start()
                        try:
                            function(*words, **options)
                        except KeyboardInterrupt:
                            print(time.monotonic() - sent[0])

                    {call}
                    """, self.folder / name, scenario)
                self.assertEqual((code, err), (0, ""))
                self.assertLess(float(out), LATEST)

    def test_a_signal_ends_a_call_and_leaves_nothing(self):
        """The country of the call takes minutes to write where nothing stops it."""
        code, out, err = script("""
            import os, signal, sys, threading, djoliba
            threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
            try:
                djoliba.demo(sys.argv[1], resolution="1.5s")
            except KeyboardInterrupt:
                print("interrupted")
            """, self.folder / "demo")
        self.assertEqual((code, out, err), (0, "interrupted\n", ""))
        self.assertEqual(files_of(self.folder), {})

    def test_a_handler_of_ones_own_is_called_while_a_call_runs(self):
        class Enough(Exception):
            pass

        def stop(number, frame):
            raise Enough

        before = signal.signal(signal.SIGUSR1, stop)
        self.addCleanup(signal.signal, signal.SIGUSR1, before)
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGUSR1)).start()
        with self.assertRaises(Enough):
            djoliba.demo(self.folder / "demo", resolution="1.5s", progress=False)
        self.assertEqual(files_of(self.folder), {})

    def test_what_a_progress_function_raises_ends_the_call(self):
        def refuse(share):
            raise RuntimeError(f"no further than {share > 0}")

        with self.assertRaisesRegex(RuntimeError, "no further than True"):
            djoliba.demo(self.folder / "demo", resolution="1.5s", progress=refuse)
        self.assertEqual(files_of(self.folder), {})


class Progress(InFolder):
    def test_shares_ascend_and_come_from_the_calling_thread(self):
        told = []
        djoliba.demo(self.folder / "demo", resolution=0.1, progress=lambda share: told.append((share, threading.get_ident())))
        shares = [share for share, _ in told]
        self.assertTrue(shares)
        self.assertEqual(shares, sorted(shares))
        self.assertTrue(all(0 < share <= 1 for share in shares))
        self.assertEqual({thread for _, thread in told}, {threading.get_ident()})

    def test_a_bar_on_a_terminal_only(self):
        class Terminal(io.StringIO):
            def isatty(self):
                return True

        for stream, options, expected in ((Terminal(), {}, True), (Terminal(), {"progress": False}, False),
                                          (io.StringIO(), {}, False), (io.StringIO(), {"progress": True}, True)):
            with self.subTest(terminal=stream.isatty(), **options), redirect_stderr(stream):
                djoliba.demo(self.folder / "demo", resolution=0.25, **options)
                self.assertEqual("inventing" in stream.getvalue(), expected)


class Threads(InFolder):
    def test_other_threads_run_meanwhile(self):
        ticks, stop = [], threading.Event()

        def tick():
            while not stop.wait(0.001):
                ticks.append(1)

        thread = threading.Thread(target=tick)
        thread.start()
        before = len(ticks)
        djoliba.demo(self.folder / "demo", resolution=0.1)
        during = len(ticks) - before
        stop.set()
        thread.join()
        self.assertGreater(during, 10)

    def test_calls_side_by_side_give_what_they_give_alone(self):
        scenario = write_scenario(self.folder)
        alone = djoliba.run(scenario, out=self.folder / "alone")
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            outs = [self.folder / f"out{i}" for i in range(4)]
            results = list(pool.map(lambda out: djoliba.run(scenario, out=out), outs))
        for result, out in zip(results, outs):
            self.assertEqual(files_of(out), files_of(self.folder / "alone"))
            self.assertEqual(result.manifest, alone.manifest)

    def test_one_result_is_read_by_many_threads(self):
        result = djoliba.run(write_scenario(self.folder))
        expected = result.source.map("risk")[0].tobytes()
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            maps = pool.map(lambda _: result.source.map("risk")[0].tobytes(), range(8))
        self.assertEqual(set(maps), {expected})

    def test_arrays_outlive_what_they_came_from(self):
        result = djoliba.run(write_scenario(self.folder))
        values, scores = result.source.map("risk")[0], result.source.table("ranking")["score"]
        copies = values.copy(), scores.copy()
        del result
        self.assertEqual([a.tobytes() for a in (values, scores)], [a.tobytes() for a in copies])


if __name__ == "__main__":
    unittest.main()
