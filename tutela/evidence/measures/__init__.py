"""A measure is a value: what is counted, out of what, by what; and engines that compute it."""
