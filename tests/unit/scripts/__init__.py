"""Tests of the set-up, in small clones whose tools are stand-ins."""
