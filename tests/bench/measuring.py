# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Running a program under measurement, and printing tables."""
import subprocess
import threading
import time
from pathlib import Path


def measured(words, env=None):
    """Wall time, peak resident MiB and output. The peak is polled: what wait4 tells includes that of this program."""
    start = time.perf_counter()
    child = subprocess.Popen(words, stdout=subprocess.PIPE, env=env)
    peak, reader = 0, []
    listener = threading.Thread(target=lambda: reader.append(child.stdout.read()))
    listener.start()
    while child.poll() is None:
        try:
            status = Path(f"/proc/{child.pid}/status").read_text(encoding="utf-8")
            peak = max([peak] + [int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")])
        except OSError:
            pass
        time.sleep(0.005)
    seconds = time.perf_counter() - start
    listener.join()
    child.stdout.close()
    if child.returncode != 0:
        raise RuntimeError(f"{words} ended with {child.returncode}")
    return seconds, peak, reader[0]


def table(title, heads, rows):
    print(f"\n{title}\n\n| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |", flush=True)
