# SPDX-License-Identifier: GPL-3.0-or-later
"""A job that is done in steps, as a test that prints TAP."""

import argparse
import pathlib
import subprocess
import sys
import time

from stage import StepFailed, StepSkipped


def check(condition, what):
    if not condition:
        raise StepFailed(what)


def tell_logs(out):
    """The last that each program has said, for a log in which nothing else of them is kept."""
    for path in sorted(out.glob("*.log")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()[-3:]:
            print(f"# {path.name}: {line}", flush=True)


def run(job, out):
    """The number of steps that failed or were not reached."""
    steps = job.STEPS
    failed = 0
    print(f"1..{len(steps)}", flush=True)
    with open(out / "steps.txt", "w", encoding="utf-8") as record:
        for number, step in enumerate(steps, 1):
            if failed:
                print(f"not ok {number} {step.__doc__} # not reached", flush=True)
                failed += 1
                continue
            start = time.monotonic()
            try:
                step(job)
                result = "ok"
            except StepSkipped as skipped:
                print(f"ok {number} {step.__doc__} # SKIP {skipped}", flush=True)
                print(f"           skip   {step.__doc__}: {skipped}", file=record, flush=True)
                continue
            except Exception as error:  # each is a step that failed, whatever it is
                failed += 1
                result = "not ok"
                tell_logs(out)
                for line in f"{type(error).__name__}: {error}".splitlines():
                    print(f"# {line}", flush=True)
                subprocess.run(["import", "-window", "root", str(out / "failed.png")], check=False)
            took_ms = round((time.monotonic() - start) * 1000)
            print(f"{result} {number} {step.__doc__}", flush=True)
            print(f"{took_ms:6} ms  {result:6} {step.__doc__}", file=record, flush=True)
    return failed


def run_alone(job_type, description):
    """The program: does what @job_type does, and ends with a status of 1 when a step failed."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--build", type=pathlib.Path, required=True, help="the build folder")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="where to write what was seen")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for old in arguments.out.iterdir():
        if old.suffix in (".png", ".log") or old.name in ("page.html", "steps.txt"):
            old.unlink()
    job = job_type(arguments.build.resolve(), arguments.out.resolve())
    try:
        failed = run(job, arguments.out)
    finally:
        job.stop()
    sys.exit(1 if failed else 0)
