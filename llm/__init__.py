"""Language models behind one protocol; the only folder that knows vendors."""
