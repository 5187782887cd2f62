"""What our page is made of, beside the saved copies of the real one: node by node, build by build."""
