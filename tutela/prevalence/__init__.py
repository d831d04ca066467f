"""Pages of prevalence: how many children does nobody see? For analysts, apart from all records.

The statistics are those of `tutela.evidence.linkage` and `tutela.evidence.prevalence`; this room
holds the studies, the lists that analysts bring to them, and the long runs.
"""
