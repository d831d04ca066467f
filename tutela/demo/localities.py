"""Made-up places and the people who work there: one locality for every 125 children, each with a
council, a guardian service, a police force, a health service and lawyers.

However large the caseload, nobody carries more than a person could: more children mean more
localities. The names are made up; none is that of a town or council on the referral form's lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import gcd
from uuid import UUID, uuid5

from tutela.access.viewer import Viewer
from tutela.people import lists
from tutela.people.roles import AgencyKind, Nation, Role

CHILDREN_EACH = 125
DEMONSTRATION = UUID("6f1d6a5e-6f0e-5c8e-9f0b-5b1f0f6f0d2a")
"""The namespace of all ids that are made up here."""

_FIRST_PLACES = (
    ("Elmshore", Nation.ENGLAND),
    ("Calderwick", Nation.ENGLAND),
    ("Strathorran", Nation.SCOTLAND),
    ("Cwmhelyg", Nation.WALES),
    ("Wexcombe", Nation.ENGLAND),
    ("Ballyfinnan", Nation.NORTHERN_IRELAND),
)
_BEGIN = (
    "Alder", "Amber", "Arn", "Bar", "Bex", "Brack", "Bram", "Brin", "Cal", "Carn", "Chal", "Clare",
    "Corn", "Dene", "Dray", "Elder", "Ennis", "Fal", "Fern", "Gar", "Hazel", "Holm", "Ivel", "Kell",
    "Kings", "Lark", "Linden", "Mar", "Merrow", "Nether", "Oaken", "Orch", "Pen", "Quarr", "Raven",
    "Rowan", "Sedge", "Thorn", "Wil", "Yar",
)  # fmt: skip
_END = (
    "beck", "bourne", "brook", "cliffe", "combe", "cote", "croft", "dale", "den", "fell", "field",
    "ford", "garth", "hallow", "haven", "holme", "hurst", "lea", "leigh", "low", "march", "mead",
    "mere", "minster", "moor", "ness", "over", "pool", "ridge", "shaw", "shore", "stead", "stow",
    "thorpe", "thwaite", "vale", "wade", "wick", "wold", "worth",
)  # fmt: skip
_GIVEN = (
    "Abena", "Adeel", "Aisling", "Anjali", "Bronwen", "Callum", "Carys", "Daniela", "Dele", "Elif",
    "Esther", "Fergus", "Gareth", "Hanna", "Helen", "Imogen", "Ines", "Jamal", "Joanna", "Kamran",
    "Kirsty", "Lena", "Lewis", "Magda", "Marcus", "Meera", "Morag", "Nadia", "Niall", "Olu",
    "Patience", "Priya", "Rhiannon", "Rosa", "Samina", "Sinead", "Tamsin", "Tobias", "Wanjiru",
    "Yusra",
)  # fmt: skip
_FAMILY = (
    "Abernant", "Achterberg", "Adeyinka-Rowe", "Ashgrove", "Bellwether", "Birchall-Osei",
    "Brightwater", "Cardew-Singh", "Cottingley", "Dunmarrow", "Eastlake", "Fairhollow",
    "Fennimore", "Glasswell", "Greenhithe", "Hallworth", "Harrowgate-Lim", "Holloway-Diaz",
    "Inchbald", "Jessamine", "Kestrelman", "Lindholm", "Loxwood", "Marchbank", "Merriwell",
    "Moonfield", "Nightingdale", "Oakhanger", "Okorafor-Bell", "Pemberlow", "Quillfeather",
    "Ravensdale", "Rookhope", "Silverbirch", "Stonecrop", "Tallentire", "Thistlewood", "Underhay",
    "Valdane", "Wetherlam", "Whitlark", "Winterbourn", "Yellowlees", "Zielinski-Hart",
)  # fmt: skip


@dataclass(frozen=True)
class House:
    """A made-up agency."""

    id: UUID
    name: str
    kind: AgencyKind
    nation: Nation


@dataclass(frozen=True)
class Colleague:
    """A made-up practitioner, and as whom they stand in the circles around children."""

    id: UUID
    name: str
    email: str
    job: str
    role: Role
    house: House
    team: str = ""

    @property
    def manages(self) -> bool:
        """Do they manage those who lead?"""
        return self.role is Role.MANAGER

    @cached_property
    def viewer(self) -> Viewer:
        """Them, at a door."""
        return Viewer(self.id, self.name, self.house.id, self.manages)


@dataclass(frozen=True)
class Locality:
    """The agencies of one place, and who works there."""

    place: str
    nation: Nation
    houses: tuple[House, ...]
    colleagues: tuple[Colleague, ...]

    def who(self, role: Role) -> tuple[Colleague, ...]:
        """Everybody who works in this role here."""
        return tuple(c for c in self.colleagues if c.role is role)


_STAFF: tuple[tuple[Role, int, AgencyKind, str, str], ...] = (
    (Role.MANAGER, 1, AgencyKind.LOCAL_AUTHORITY, "Team manager", "Children’s team"),
    (Role.LEAD_WORKER, 6, AgencyKind.LOCAL_AUTHORITY, "Social worker", "Children’s team"),
    (Role.REVIEWING_OFFICER, 2, AgencyKind.LOCAL_AUTHORITY, "Independent reviewing officer", ""),
    (Role.PERSONAL_ADVISER, 1, AgencyKind.LOCAL_AUTHORITY, "Personal adviser", "Leaving care team"),
    (Role.GUARDIAN, 4, AgencyKind.GUARDIAN_SERVICE, "Independent guardian", ""),
    (Role.POST_18_WORKER, 1, AgencyKind.GUARDIAN_SERVICE, "Post-18 worker", ""),
    (Role.POLICE, 2, AgencyKind.POLICE, "Detective constable", "Child protection unit"),
    (Role.HEALTH, 1, AgencyKind.HEALTH, "Nurse for looked-after children", ""),
    (Role.EDUCATION, 1, AgencyKind.EDUCATION, "Designated teacher", ""),
    (Role.LEGAL, 1, AgencyKind.LEGAL, "Solicitor", ""),
    (Role.FIRST_RESPONDER, 1, AgencyKind.CHARITY, "Outreach worker", ""),
    (Role.PANEL_MEMBER, 1, AgencyKind.HEALTH, "Designated doctor", ""),
)
_HOUSE_NAMES = {
    AgencyKind.LOCAL_AUTHORITY: "{} Council",
    AgencyKind.GUARDIAN_SERVICE: "{} Guardians",
    AgencyKind.POLICE: "{} Police",
    AgencyKind.HEALTH: "{} Community Health",
    AgencyKind.EDUCATION: "{} College",
    AgencyKind.LEGAL: "{} Children’s Law Centre",
    AgencyKind.CHARITY: "{} Night Harbour",
}


def number_of_localities(children: int) -> int:
    """How many localities so many children need; three at least, for some children move."""
    return max(3, -(-children // CHILDREN_EACH))


def locality_of(child: int) -> int:
    """The number of the locality in which the child with this number lives."""
    return child // CHILDREN_EACH


@lru_cache(maxsize=64)
def locality(number: int) -> Locality:
    """The locality with this number, counted from 0. The same at every call."""
    place, nation = _place(number)
    houses = {
        kind: House(
            uuid5(DEMONSTRATION, f"agency/{number}/{kind}"), name.format(place), kind, nation
        )
        for kind, name in _HOUSE_NAMES.items()
    }
    colleagues = tuple(_colleagues(number, place, houses))
    return Locality(place, nation, tuple(houses.values()), colleagues)


def _agency_id(number: int, kind: AgencyKind) -> UUID:
    return uuid5(DEMONSTRATION, f"agency/{number}/{kind}")


def _colleagues(number: int, place: str, houses: dict[AgencyKind, House]) -> Iterator[Colleague]:
    met = number * 23
    for role, count, kind, job, team in _STAFF:
        for which in range(count):
            given, family = _PERSONAS.get((number, role, which)) or _person(met)
            met += 1
            yield Colleague(
                id=uuid5(DEMONSTRATION, f"practitioner/{number}/{role}/{which}"),
                name=f"{given} {family}",
                email=f"{given}.{family}{which or ''}@{place}.example".lower().replace(" ", "-"),
                job=job,
                role=role,
                house=houses[kind],
                team=team,
            )


def _person(number: int) -> tuple[str, str]:
    """A made-up name: each given name meets every family name before a pair comes again."""
    each = number % (len(_GIVEN) * len(_FAMILY))
    return _GIVEN[each % len(_GIVEN)], _FAMILY[(each + each // len(_GIVEN)) % len(_FAMILY)]


_PERSONAS = {
    (0, Role.LEAD_WORKER, 0): ("Tamsin", "Okorafor-Bell"),
    (0, Role.MANAGER, 0): ("Gareth", "Lindholm"),
    (0, Role.GUARDIAN, 0): ("Yusra", "Pemberlow"),
    (0, Role.REVIEWING_OFFICER, 0): ("Dele", "Marchbank"),
    (0, Role.POLICE, 0): ("Kirsty", "Valdane"),
    (1, Role.LEAD_WORKER, 0): ("Joanna", "Hallworth"),
}


def personas() -> tuple[Colleague, ...]:
    """Those as whom a visitor signs in."""
    return tuple(locality(number).who(role)[which] for number, role, which in _PERSONAS)


def _place(number: int) -> tuple[str, Nation]:
    if number < len(_FIRST_PLACES):
        return _FIRST_PLACES[number]
    # 12 runs through all 25 remainders: 21 England, 2 Scotland, 1 Wales, 1 Northern Ireland.
    turn = number * 12 % 25
    nation = {3: Nation.SCOTLAND, 11: Nation.SCOTLAND, 17: Nation.WALES}.get(turn, Nation.ENGLAND)
    if turn == 22:
        nation = Nation.NORTHERN_IRELAND
    names = _names()
    again, which = divmod(number - len(_FIRST_PLACES), len(names))
    return names[which] + (("", " Magna", " Parva", " Nova")[again % 4]), nation


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    """Every place name once, neighbours unlike each other."""
    towns = lists.by_value("towns")
    councils = " ".join(council.value for council in lists.items("local_authorities"))
    every = [
        name for b in _BEGIN for e in _END
        if (name := b + e) not in towns and name not in councils
    ]  # fmt: skip
    step = 617
    assert gcd(step, len(every)) == 1
    return tuple(every[(k * step) % len(every)] for k in range(len(every)))
