"""How wide a network reaches: its spread, where it is thin, and who could bridge that."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from netui.domain.network.network import is_known, on_the_map
from netui.domain.people.company import company_key
from netui.domain.people.contact import ContactRow, Role, Stage
from netui.domain.text import fold
from netui.domain.time.dates import short_day

_COUNTRIES = {
    "Europe": "albania andorra austria belarus belgium bosnia bulgaria croatia cyprus czechia czech_republic "
    "denmark estonia finland france germany greece hungary iceland ireland italy kosovo latvia liechtenstein "
    "lithuania luxembourg malta moldova monaco montenegro netherlands the_netherlands north_macedonia norway "
    "poland portugal romania russia serbia slovakia slovenia spain sweden switzerland ukraine united_kingdom "
    "uk great_britain england scotland wales northern_ireland deutschland schweiz osterreich espana italia "
    "suisse svizzera sverige norge danmark suomi polska nederland belgique",
    "North America": "united_states united_states_of_america usa us u.s. u.s.a. canada mexico california "
    "new_york texas washington massachusetts illinois ca ny tx wa ma il co ga nc va pa fl or "
    "ontario quebec british_columbia greenland bermuda",
    "Latin America": "argentina bolivia brazil brasil chile colombia costa_rica cuba dominican_republic "
    "ecuador el_salvador guatemala haiti honduras jamaica nicaragua panama paraguay peru puerto_rico uruguay "
    "venezuela trinidad_and_tobago barbados bahamas",
    "Asia": "afghanistan bangladesh bhutan cambodia china hong_kong india indonesia japan kazakhstan "
    "kyrgyzstan laos macau malaysia maldives mongolia myanmar nepal pakistan philippines singapore "
    "south_korea korea republic_of_korea sri_lanka taiwan tajikistan thailand turkmenistan "
    "uzbekistan vietnam",
    "Middle East": "bahrain iran iraq israel jordan kuwait lebanon oman palestine qatar saudi_arabia syria "
    "turkey turkiye uae united_arab_emirates yemen armenia azerbaijan georgia",
    "Africa": "algeria angola benin botswana burkina_faso burundi cameroon chad congo egypt eritrea ethiopia "
    "gabon gambia ghana guinea ivory_coast cote_d'ivoire kenya lesotho liberia libya madagascar malawi mali "
    "mauritania mauritius morocco mozambique namibia niger nigeria rwanda senegal sierra_leone somalia "
    "south_africa sudan tanzania togo tunisia uganda zambia zimbabwe",
    "Oceania": "australia new_zealand fiji papua_new_guinea samoa tonga",
}
_CITIES = {
    "Europe": "amsterdam athens barcelona berlin bern brussels budapest copenhagen dublin edinburgh "
    "frankfurt geneva hamburg helsinki kyiv lausanne leeds lisbon london lyon madrid manchester milan munich "
    "oslo paris porto prague rome stockholm vienna warsaw zurich",
    "North America": "atlanta austin boston chicago denver los_angeles mexico_city miami montreal "
    "new_york_city nyc ottawa palo_alto portland san_francisco san_jose seattle toronto vancouver "
    "san_francisco_bay_area bay_area greater_boston",
    "Latin America": "bogota buenos_aires lima medellin montevideo rio_de_janeiro santiago sao_paulo",
    "Asia": "bangalore bengaluru bangkok beijing chennai delhi hanoi hyderabad jakarta kolkata kuala_lumpur "
    "kyoto manila mumbai osaka pune seoul shanghai shenzhen taipei tokyo",
    "Middle East": "abu_dhabi ankara beirut doha dubai istanbul jerusalem riyadh tel_aviv",
    "Africa": "accra addis_ababa cairo cape_town casablanca dakar johannesburg kampala kigali lagos nairobi "
    "tunis",
    "Oceania": "auckland brisbane melbourne perth sydney wellington",
}


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    return {
        word.replace("_", " "): region
        for table in (_CITIES, _COUNTRIES)
        for region, words in table.items()
        for word in words.split()
    }


def region_of(location: str) -> str:
    """Return the part of the world a location is in, or an empty text if that isn't clear."""
    table = _regions()
    parts = [fold(part).strip(" .()") for part in location.replace("/", ",").split(",")]
    return next((table[part] for part in reversed(parts) if part in table), "")


VIEW = "view:"
"""Tags that begin so say how a person sees things: `view:open source`."""
ENOUGH = 8
"""Below so many people of whom something is known, nothing is called thin."""
_THIN = 0.12
_NARROW = 0.35
_QUIET = timedelta(days=60)
_MOST_BRIDGES = 3
_GENERATIONS = ((30, "under 30"), (40, "30 to 39"), (50, "40 to 49"), (200, "50 and over"))
_SENIORITIES = ("student", "junior", "mid", "senior", "lead", "manager", "executive")
_WANTED_ROLES = (Role.MENTOR, Role.SPONSOR, Role.DECISION_MAKER, Role.PEER)
_WORDS = {
    "student": "students",
    "junior": "juniors",
    "mid": "mid-career people",
    "senior": "seniors",
    "lead": "leads",
    "manager": "managers",
    "executive": "executives",
    "mentor": "mentors",
    "sponsor": "sponsors",
    "decision-maker": "decision makers",
    "peer": "peers",
    "50 and over": "people of 50 and over",
    "under 30": "people under 30",
    "30 to 39": "people of 30 to 39",
    "40 to 49": "people of 40 to 49",
}


class Share(Struct, frozen=True):
    """One value of a dimension, and who has it."""

    name: str
    ids: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many people have it."""
        return len(self.ids)


class Dimension(Struct, frozen=True):
    """The spread by one thing, the largest share first; `known` people have a value, `unknown` have none."""

    name: str
    shares: tuple[Share, ...]
    known: int
    unknown: int


class Helper(Struct, frozen=True):
    """Someone who could help to widen the network, and why."""

    row: ContactRow
    why: str


class ThinSpot(Struct, frozen=True):
    """Where the network is thin: "outside Europe" `count` of `total`, and who could bridge it."""

    dimension: str
    words: str
    count: int
    total: int
    ids: tuple[int, ...] = ()
    bridges: tuple[Helper, ...] = ()


class Diversity(Struct, frozen=True):
    """All of it; `deepen` are people the user knows only a little who would widen the network."""

    people: int
    dimensions: tuple[Dimension, ...]
    thin: tuple[ThinSpot, ...]
    deepen: tuple[Helper, ...]


def diversity(rows: Iterable[ContactRow], today: date) -> Diversity:
    """Return the spread of the people the user knows; those the user wants to meet only count as bridges."""
    everyone = on_the_map(rows)
    known = [row for row in everyone if is_known(row)]
    dimensions = tuple(
        dimension
        for name, read in _readers(today).items()
        if (dimension := _dimension(name, known, read)).shares
    )
    by_id = {row.id: row for row in everyone}
    spots = [spot for one in dimensions for spot in _thin(one)]
    spots.sort(key=lambda spot: (spot.count / max(1, spot.total), -spot.total, spot.words))
    readers = _readers(today)
    thin = tuple(_bridged(spot, everyone, by_id, dimensions, readers) for spot in spots)
    return Diversity(len(known), dimensions, thin, _to_deepen(thin, by_id, today))


def generation(row: ContactRow, today: date) -> str:
    """Return the generation of a person whose year of birth is known, or an empty text."""
    year = row.birthday.year if row.birthday is not None else None
    if year is None or not 0 <= today.year - year < 130:
        return ""
    return next(name for below, name in _GENERATIONS if today.year - year < below)


Reader = Callable[[ContactRow], Sequence[str]]


def _readers(today: date) -> dict[str, Reader]:
    return {
        "function": lambda row: (row.function,),
        "industry": lambda row: (row.industry,),
        "place": lambda row: (region_of(row.location),),
        "seniority": lambda row: (row.seniority,),
        "generation": lambda row: (generation(row, today),),
        "relation": lambda row: tuple(role.value for role in row.roles),
        "stage": lambda row: (row.stage.value,),
        "viewpoint": lambda row: tuple(tag[len(VIEW) :] for tag in row.tags if fold(tag).startswith(VIEW)),
    }


def _dimension(name: str, rows: Sequence[ContactRow], read: Reader) -> Dimension:
    ids: dict[str, list[int]] = {}
    spelt: dict[str, Counter[str]] = {}
    known = 0
    for row in rows:
        values = [" ".join(text.split()) for text in read(row) if text.strip()]
        known += bool(values)
        for value in dict.fromkeys(values):
            ids.setdefault(fold(value), []).append(row.id)
            spelt.setdefault(fold(value), Counter())[value] += 1
    shares = [Share(spelt[key].most_common(1)[0][0], tuple(found)) for key, found in ids.items()]
    shares.sort(key=lambda one: (-one.count, fold(one.name)))
    return Dimension(name, tuple(shares), known, len(rows) - known)


def _thin(dimension: Dimension) -> list[ThinSpot]:
    """Return what a dimension lacks: all but its largest value, or one of the values one would expect."""
    total = dimension.known
    if total < ENOUGH:
        return []
    counts = {fold(share.name): share for share in dimension.shares}
    if dimension.name in ("function", "industry", "place"):
        top = dimension.shares[0]
        others = tuple(dict.fromkeys(one for share in dimension.shares[1:] for one in share.ids))
        if len(others) > total * _NARROW:
            return []
        return [ThinSpot(dimension.name, f"outside {top.name}", len(others), total, others)]
    expected: Sequence[str] = {
        "seniority": _SENIORITIES,
        "generation": tuple(name for _, name in _GENERATIONS),
        "relation": tuple(role.value for role in _WANTED_ROLES),
    }.get(dimension.name, ())
    spots = []
    for name in expected:
        share = counts.get(name, Share(name, ()))
        if share.count <= total * _THIN:
            spots.append(
                ThinSpot(dimension.name, _WORDS.get(name, name), share.count, total, tuple(share.ids))
            )
    return sorted(spots, key=lambda spot: spot.count)[:2]


def _bridged(
    spot: ThinSpot,
    everyone: Sequence[ContactRow],
    by_id: Mapping[int, ContactRow],
    dimensions: Sequence[Dimension],
    readers: Mapping[str, Reader],
) -> ThinSpot:
    """Add who could bridge a thin spot: those the user wants to meet there, and anyone close to it."""
    has = _has(spot, dimensions, readers[spot.dimension])
    there = [row for row in everyone if has(row)]
    ids = {row.id for row in there}
    firms = {company_key(row.company): row for row in there if row.company}
    helpers: dict[int, Helper] = {}

    def add(row: ContactRow, why: str) -> None:
        helpers.setdefault(row.id, Helper(row, why))

    for row in there:
        if not is_known(row):
            introducer = by_id.get(row.introduced_by) if row.introduced_by is not None else None
            if introducer is not None:
                add(introducer, f"knows {row.name}")
            add(row, "you want to meet them")
    for row in everyone:
        if row.id in ids or not is_known(row):
            continue
        other = firms.get(company_key(row.company)) if row.company else None
        if other is not None:
            add(row, f"at {row.company}, like {other.name}")
    active = [row for row in there if row.stage is Stage.ACTIVE]
    for row in active:
        add(row, "is there and close to you: ask for names")
    return ThinSpot(
        spot.dimension,
        spot.words,
        spot.count,
        spot.total,
        spot.ids,
        tuple(list(helpers.values())[:_MOST_BRIDGES]),
    )


def _has(spot: ThinSpot, dimensions: Sequence[Dimension], read: Reader) -> Callable[[ContactRow], bool]:
    if spot.words.startswith("outside "):
        top = fold(next(one for one in dimensions if one.name == spot.dimension).shares[0].name)
        return lambda row: any(text.strip() and fold(text) != top for text in read(row))
    wanted = next((name for name, words in _WORDS.items() if words == spot.words), spot.words)
    return lambda row: any(fold(text) == wanted for text in read(row))


def _to_deepen(
    thin: Sequence[ThinSpot], by_id: Mapping[int, ContactRow], today: date, most: int = 6
) -> tuple[Helper, ...]:
    """Return people the user knows a little in thin spots of the network, the most useful first."""
    reasons: dict[int, list[str]] = {}
    for spot in thin:
        for one in spot.ids:
            reasons.setdefault(one, []).append(spot.words)
    casual = [
        row
        for one in reasons
        if (row := by_id[one]).stage in (Stage.CONNECTED, Stage.DORMANT)
        and (row.last_contact_on is None or today - row.last_contact_on >= _QUIET)
    ]
    casual.sort(key=lambda row: (-len(reasons[row.id]), row.last_contact_on or date.min, fold(row.name)))
    return tuple(Helper(row, _why(row, reasons[row.id], today)) for row in casual[:most])


def _why(row: ContactRow, words: Sequence[str], today: date) -> str:
    last = f"last on {short_day(row.last_contact_on, today)}" if row.last_contact_on else "no contact yet"
    return f"{', '.join(words[:2])}; {last}"
