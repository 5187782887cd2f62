"""Habits of the server that are off by default, because most runs would only stumble over them."""

from __future__ import annotations

from simulator.strict import Strict


class Switches(Strict):
    """`refuses_headless`: a browser that calls itself HeadlessChrome gets the page on unsupported browsers.

    `one_page`: a link shown in two windows puts the "Use here" dialog over the older one.
    """

    refuses_headless: bool = False
    one_page: bool = False
