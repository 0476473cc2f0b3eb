# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Checks a built site as a reader without a network meets it: each link within it leads somewhere, nothing is loaded from
elsewhere, pictures are small. Links to other sites are checked in form only."""
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

LOADS = {"img": ("src",), "script": ("src",), "iframe": ("src",), "source": ("src", "srcset"), "object": ("data",),
         "video": ("src",), "audio": ("src",), "embed": ("src",), "link": ("href",)}
PICTURE_BYTES = 200_000
HOST = re.compile(r"([a-z0-9-]+\.)+[a-z]{2,}", re.I)


class Page(HTMLParser):
    """Anchors of a page, and its links as (where it stands, target, whether the page loads it)."""

    def __init__(self, text):
        super().__init__()
        self.anchors, self.links, self.repeated = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        for name in {values.get("id"), values.get("name") if tag == "a" else None} - {None, ""}:
            if name in self.anchors:
                self.repeated.append(name)
            self.anchors.add(name)
        if tag == "a" and values.get("href"):
            self.links.append((self.getpos()[0], values["href"], False))
        for attribute in LOADS.get(tag, ()):
            if values.get(attribute) and values.get("rel") not in ("canonical", "next", "prev"):
                self.links.append((self.getpos()[0], values[attribute], True))


def problem_outside(target, loaded):
    """What is wrong with a link that leaves the site, or None."""
    parts = urlsplit(target)
    if parts.scheme == "data" and loaded or parts.scheme == "mailto" and not loaded:
        return None
    if loaded:
        return "is loaded from outside the site"
    if parts.scheme not in ("http", "https") or not HOST.fullmatch(parts.hostname or "") or re.search(r"\s", target):
        return "is no address"
    return None


def problem_inside(target, file, site, pages):
    """What is wrong with a link within the site, or None. Targets of scripts' own making have a query; they have none here."""
    parts = urlsplit(target)
    path = (file.parent / unquote(parts.path)).resolve() if parts.path else file
    if not path.is_relative_to(site):
        return "leads out of the site"
    if not path.is_file():
        return "leads nowhere"
    if parts.fragment and path in pages and unquote(parts.fragment) not in pages[path].anchors:
        return "has no such anchor"
    return None


def problems_of(site):
    """(problems as lines of text, number of links looked at)"""
    site = site.resolve()
    pages = {file: Page(file.read_text("utf-8")) for file in sorted(site.rglob("*.html"))}
    problems, count = [], 0
    for file, page in pages.items():
        for line, target, loaded in page.links:
            count += 1
            outside = urlsplit(target).scheme or target.startswith("//")
            found = problem_outside(target, loaded) if outside else problem_inside(target, file, site, pages)
            if found:
                problems.append(f"{file.relative_to(site)}:{line}: {target} {found}")
        problems += [f"{file.relative_to(site)}: the anchor {name} is there twice" for name in page.repeated]
    for style in site.rglob("*.css"):
        problems += [f"{style.relative_to(site)}: loads {address}" for address in
                     re.findall(r"(?:url\(|@import)\s*['\"]?((?:https?:)?//[^'\")\s]+)", style.read_text("utf-8"))]
    for picture in site.glob("_images/*"):
        if picture.stat().st_size > PICTURE_BYTES:
            problems.append(f"{picture.relative_to(site)}: {picture.stat().st_size} bytes; pictures have at most {PICTURE_BYTES}")
    return problems, count
