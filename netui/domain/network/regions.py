"""Which part of the world a place lies in, from the country it is written with."""

from functools import lru_cache

from netui.domain.folding import fold

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
    """Return the part of the world a location lies in, or an empty text where that is not plain."""
    table = _regions()
    parts = [fold(part).strip(" .()") for part in location.replace("/", ",").split(",")]
    return next((table[part] for part in reversed(parts) if part in table), "")
