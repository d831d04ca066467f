"""Which authority could take which waiting child: reasons for and against each, and the best plan
for all of them together. It suggests; people decide."""

from __future__ import annotations
