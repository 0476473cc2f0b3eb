# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""The page of the command line, made of what the program itself says of its commands."""
import os
import re
import subprocess

HEADINGS = ("Positionals", "Options", "Subcommands")
INTRODUCTION = """# The command line

This page is made of what `djoliba --help` and `djoliba COMMAND --help` print.
"""


def help_of(program, command=()):
    done = subprocess.run([program, *command, "--help"], stdout=subprocess.PIPE, check=True, text=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    return done.stdout.rstrip("\n")


def parts_of(text):
    """Splits a help text: description, usage, {heading: its lines}, and the words at the end."""
    parts, usage, words = {}, "", []
    here = words
    description = words
    for line in text.splitlines():
        heading = line[:-1] if line.endswith(":") else ""
        if line.startswith("Usage: "):
            usage = line.removeprefix("Usage: ")
        elif heading in HEADINGS:
            here = parts.setdefault(heading, [])
        elif here is not words and line and not line.startswith(" "):
            here = words = [line]  # behind the lists
        else:
            here.append(line)
    end = [] if words is description else words
    return "\n".join(description).strip(), usage, parts, "\n".join(end).strip()


def entries_of(lines):
    """Entries (name, meaning): a name is indented by two, its meaning stands behind it or below it, indented further."""
    entries = []
    for line in filter(str.strip, lines):
        name = re.fullmatch(r"  (\S.*?)(?:\s{2,}(\S.*))?", line)
        if name:
            entries.append([name[1], name[2] or ""])
        else:
            entries[-1][1] = f"{entries[-1][1]} {line.strip()}".strip()
    return entries


def code(text):
    return "`" + text.replace("|", "\\|") + "`"


def plain(text):
    """Words of the program as Markdown: nothing in them is markup but backticks."""
    return re.sub(r"([\\|<>*_\[\]])", r"\\\1", text) if "`" not in text else text.replace("|", "\\|").replace("<", "\\<")


def table(heading, lines):
    rows = [f"| {code(name)} | {plain(meaning)} |" for name, meaning in entries_of(lines)]
    return "\n".join([f"| {heading} | meaning |", "|---|---|", *rows])


def page(program):
    """The whole page; commands in the order in which the program lists them, those below them behind each."""
    def section(command):
        text = help_of(program, command)
        description, usage, parts, end = parts_of(text)
        yield f"{'#' * min(len(command) + 1, 3)} djoliba {' '.join(command)}".rstrip() if command else "## djoliba"
        yield description
        yield f"```text\n{usage}\n```"
        for heading, lines in parts.items():
            yield table({"Positionals": "argument", "Options": "option", "Subcommands": "command"}[heading], lines)
        if end and (not command or end != common):
            yield f"```text\n{end}\n```"
        for name, _ in entries_of(parts.get("Subcommands", [])):
            yield from section((*command, name))
    common = parts_of(help_of(program))[3]
    return "\n\n".join([INTRODUCTION, *section(())]) + "\n"
