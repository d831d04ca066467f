"""Keys: master keys of the installation, and one key for each child wrapped under one of them.

AES-256-GCM with associated data: a ciphertext moved to another row, or a key wrapped for another
child, does not open. Destroying a child's key is how a record is erased for good.
"""

from __future__ import annotations

from tutela.people.keys.children import DESTROYED as DESTROYED
from tutela.people.keys.children import Destroyed as Destroyed
from tutela.people.keys.children import child_key as child_key
from tutela.people.keys.children import new_child_key as new_child_key
from tutela.people.keys.children import rewrapped as rewrapped
from tutela.people.keys.masters import MasterKey as MasterKey
from tutela.people.keys.masters import Ring as Ring
from tutela.people.keys.masters import ring as ring
from tutela.people.keys.masters import wrapped_under as wrapped_under
from tutela.people.keys.sealing import CannotOpen as CannotOpen
from tutela.people.keys.sealing import ChildKey as ChildKey
from tutela.people.keys.sealing import open_bytes as open_bytes
from tutela.people.keys.sealing import seal as seal
from tutela.people.keys.sealing import seal_bytes as seal_bytes
from tutela.people.keys.sealing import unseal as unseal
