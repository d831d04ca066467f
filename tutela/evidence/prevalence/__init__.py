"""How many children does nobody see? Estimates from the overlaps of lists, with their doubt.

Multiple systems estimation: the library behind `tutela estimate`. Start at `estimate.estimate`.
"""
