"""The page loses one family of attributes while the product runs; reading and sending go on."""
