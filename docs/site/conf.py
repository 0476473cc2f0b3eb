# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Settings of Sphinx. build.py lays out the pages and calls it; nothing is loaded from the network, in no page."""
import os
import re
import sys
from pathlib import Path

SITE = Path(__file__).resolve().parent
ROOT = SITE.parents[1]

project = "Djoliba"
author = "The Djoliba authors"
copyright = "2026, The Djoliba authors"
version = release = re.search(r"project\(djoliba\s+VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text("utf-8"))[1]

sys.path.append(os.environ["DJOLIBA_PACKAGES"])  # what the package imports, behind the packages of this environment

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
nb_execution_mode = "off"  # they were run before; see notebooks.py
default_role = "code"  # what docstrings put between backticks
autodoc_typehints = "none"  # the docstrings and signatures tell the types
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 6  # anchors as a forge makes them, so that one link works here and there
nitpicky = True
nitpick_ignore_regex = [("py:.*", ".*")]  # types of other packages; links of our pages are checked all the same

html_theme = "furo"
html_title = f"Djoliba {release}"
html_static_path = [str(SITE / "static")]
html_css_files = ["djoliba.css"]
html_js_files = ["offline.js"]
html_copy_source = html_show_sourcelink = False
html_last_updated_fmt = None  # the same pages for the same sources
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1d5c7a", "color-brand-content": "#1d5c7a"},
    "dark_css_variables": {"color-brand-primary": "#7fc4e0", "color-brand-content": "#7fc4e0"},
}
highlight_language = "none"  # indented blocks are formulas, commands and tables alike
copybutton_prompt_text = "$ "
