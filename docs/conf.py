"""The documentation site: `make docs` builds it in English and Chinese, without a network and without a warning."""

import sys
from pathlib import Path

import enforcekit

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

project = "enforcekit"
author = "The enforcekit founders"
copyright = "The enforcekit founders. Apache-2.0. Not legal advice"
release = version = enforcekit.__version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.intersphinx",
    "sphinx_design",
    "sphinx_gallery.gen_gallery",
    "bigrams",
    "two_languages",
    "from_code",
    "docstrings",
]
exclude_patterns = ["**.zh.md", "gallery/*"]
nitpicky = True
# A type in a signature that is not public is shown and not linked; every link that somebody wrote is checked.
nitpick_ignore_regex = [("py:class", ".*")]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 4
suppress_warnings = ["config.cache", "ref.python"]

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_favicon = "_static/favicon.svg"
templates_path = ["_templates"]
html_search_language = "bigrams"
html_copy_source = False
html_show_sourcelink = False
html_context: dict[str, str] = {}
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "languages.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1d55a5", "color-brand-content": "#1d55a5"},
    "dark_css_variables": {"color-brand-primary": "#8fb8f0", "color-brand-content": "#8fb8f0"},
}
locale_dirs = ["locale"]
gettext_compact = False
gettext_location = False

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
autodoc_preserve_defaults = True

intersphinx_mapping = {
    name: (address, str(HERE / "_inventories" / f"{name}.inv"))
    for name, address in {
        "python": "https://docs.python.org/3/",
    }.items()
}

sphinx_gallery_conf = {
    "examples_dirs": ["gallery"],
    "gallery_dirs": ["generated/gallery"],
    "filename_pattern": "plot_",
    "download_all_examples": False,
    "show_signature": False,
    "show_memory": False,
    "write_computation_times": False,
    "min_reported_time": 1e9,
    "plot_gallery": True,
    "abort_on_example_error": True,
}
