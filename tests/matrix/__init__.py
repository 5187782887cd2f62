"""Every row of dom.md S1 to S6 held against the page, in every combination of its switches."""
