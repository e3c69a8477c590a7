"""How people name countries when they speak of series."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS = {
    "KR": "korea korean koreans south korea south korean kdrama kdramas hallyu rok",
    "TH": "thailand thai thais lakorn lakorns tdrama thaidrama",
    "JP": "japan japanese jdrama jdramas dorama doramas",
    "TW": "taiwan taiwanese twdrama twdramas tw",
    "CN": "china chinese mainland cdrama cdramas mainland chinese donghua",
    "HK": "hong kong hongkong hkdrama tvb cantonese",
    "PH": "philippines philippine filipino filipina pinoy pinoys tagalog",
    "VN": "vietnam vietnamese viet",
    "ID": "indonesia indonesian",
    "MY": "malaysia malaysian",
    "SG": "singapore singaporean",
    "KH": "cambodia cambodian khmer",
    "MM": "myanmar burmese",
    "LA": "laos lao laotian",
    "IN": "india indian hindi",
    "TR": "turkey turkish dizi",
    "US": "america american usa",
    "GB": "britain british uk english",
    "ES": "spain spanish",
    "FR": "france french",
    "DE": "germany german",
    "IT": "italy italian",
    "BR": "brazil brazilian",
    "MX": "mexico mexican",
    "NO": "norway norwegian",
    "SE": "sweden swedish",
    "DK": "denmark danish",
    "CA": "canada canadian",
    "AU": "australia australian aussie",
}
_TWO_WORDS = ("south korea", "south korean", "hong kong", "mainland chinese")
_SHORT = {"k": "KR", "c": "CN", "j": "JP", "t": "TH"}  # k-drama, kbl, k bl


def _country_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, words in _WORDS.items():
        for phrase in _TWO_WORDS:
            if phrase in words:
                found[phrase] = code
                words = words.replace(phrase, "")
        found |= dict.fromkeys(words.split(), code)
    for letter, code in _SHORT.items():
        found |= {f"{letter} drama": code, f"{letter} dramas": code, f"{letter}drama": code}
    return found


COUNTRY_WORDS: Mapping[str, str] = _country_words()
