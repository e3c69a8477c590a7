"""How people name countries when they speak of series."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS = {
    "KR": "korea korean koreans south korea south korean kdrama kdramas hallyu rok drakor kr",
    "TH": "thailand thai thais lakorn lakorns tdrama thaidrama",
    "JP": "japan japanese jdrama jdramas dorama doramas jp",
    "TW": "taiwan taiwanese twdrama twdramas tw",
    "CN": "china chinese mainland cdrama cdramas dracin mainland chinese donghua cn",
    "HK": "hong kong hongkong hkdrama hk tvb cantonese",
    "PH": "philippines philippine filipino filipina filo pinay pinoy pinoys tagalog ph",
    "VN": "vietnam vietnamese viet vn",
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
# The same in the languages of those who watch most of them.
_ELSEWHERE = {
    "KR": "한국 한드 韓国 韓國 韩国 韓劇 韩剧 เกาหลี coreano coreana coréen coréenne koreanisch koreanische",
    "TH": "태국 タイ 泰国 泰國 泰劇 泰剧 ไทย tailandés tailandesa tailandês thaïlandais thailändisch thailändische",
    "JP": "일본 일드 日本 日劇 日剧 ญี่ปุ่น japonés japonesa japonês japonais japonaise japanisch japanische",
    "TW": "대만 台湾 台灣 臺灣 台劇 台剧 ไต้หวัน taiwanés taiwanesa taïwanais taiwanisch taiwanische",
    "CN": "중국 중드 中国 中國 國產 国产 จีน chino chinês chinois chinoise chinesisch chinesische",
    "HK": "홍콩 香港 ฮ่องกง",
    "PH": "필리핀 フィリピン 菲律賓 菲律宾 ฟิลิปปินส์ filipino filipina philippinisch",
    "VN": "베트남 ベトナム 越南 เวียดนาม vietnamita vietnamien vietnamesisch",
}
_CITIES = {
    "KR": "seoul busan jeju incheon daegu",
    "JP": "tokyo osaka kyoto okinawa hokkaido nagasaki",
    "TH": "bangkok phuket",
    "TW": "taipei kaohsiung",
    "CN": "shanghai beijing chengdu",
    "PH": "manila cebu",
    "VN": "hanoi saigon",
}
_TWO_WORDS = ("south korean", "south korea", "hong kong", "mainland chinese")
_SHORT = {"k": "KR", "c": "CN", "j": "JP", "t": "TH"}  # k-drama, kbl, k bl


# As cards name them in English.
_IN_FULL = {
    "united states": "US",
    "united kingdom": "GB",
    "türkiye": "TR",
    "hong kong sar china": "HK",
}


def _country_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, words in _WORDS.items():
        for phrase in _TWO_WORDS:
            if phrase in words:
                found[phrase] = code
                words = words.replace(phrase, "")
        found |= dict.fromkeys(words.split(), code)
    for code, words in (*_CITIES.items(), *_ELSEWHERE.items()):
        found |= dict.fromkeys(words.split(), code)
    for letter, code in _SHORT.items():
        found |= {f"{letter} drama": code, f"{letter} dramas": code, f"{letter}drama": code}
    return found


COUNTRY_WORDS: Mapping[str, str] = _country_words() | _IN_FULL
