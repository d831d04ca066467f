"""Which records speak of the same child? Linkage of lists, with its doubt, for `tutela link`.

Start at `linking.link`. Probabilities come from a model whose numbers are a file; what a person has
decided, the program obeys; and nothing is merged that can't be taken apart again.
"""
