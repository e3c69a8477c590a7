"""Words for content notes that a series' card hides, in the languages that people write in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.domain.leaks.tells import Pattern

# By the vocabulary's ids. English synonyms come from the vocabulary itself.
_ELSEWHERE: Mapping[str, str] = {
    "hiv": r"\bHIV\b|\bAIDS\b|\bVIH\b|\bSIDA\b|ВИЧ|에이즈|エイズ|艾滋|愛滋|เอดส์|เอชไอวี",
    "outing": r"\bout(?:s|ed|ing)\b|아웃팅|アウティング|被出[柜櫃]|sacan?\s+del\s+armario",
    "infidelity": (
        r"\bcheat(?:s|ed|ing)?\s+on\b|\baffair\b|바람(?:을\s?피|핀)|불륜|浮気|不倫|出轨|出軌|劈腿|นอกใจ|infidelidad|infiel|traición"
        r"|traiu|selingkuh|ngoại\s+tình|infidél\w+|fremdg\w+|измен\w+"
    ),
    "suicide": (
        r"\bsuicid\w*|\bkill(?:s|ed)?\s+(?:him|her)self\b|자살|自殺|自杀|轻生|輕生|ฆ่าตัวตาย|bunuh\s+diri|tự\s+(?:tử|sát)"
        r"|selbstmord|suizid|самоубийств\w+|nagpakamatay"
    ),
    "terminal-illness": (
        r"\bcancer\b|\btumou?r\b|\bleuk[a]?emia\b|암\s?(?:투병|선고|진단|에)|시한부|余命|癌|白血病|绝症|絕症|มะเร็ง|c[áa]ncer|câncer"
        r"|kanker|ung\s+thư|krebs|\bрак(?:ом|а)?\b"
    ),
    "bereavement": (
        r"\b(?:loses|lost)\s+(?:his|her|their)\s+(?:father|mother|brother|sister|parents|son|daughter|wife|husband)\b"
        r"|장례|葬[式儀礼礼]|葬礼|งานศพ|funeral\w*|pemakaman|đám\s+tang|beerdigung|похорон\w+"
    ),
    "character-death": (
        r"\bdies?\b|\bdied\b|\bdeath\b|죽[는었음은]|사망|死[んぬ亡了]|去世|ตาย|muere|morre|meninggal|chết|meurt|stirbt|умира\w+"
        r"|namatay"
    ),
    "accident": (
        r"\baccident\b|\b(?:car|bus|plane)\s+crash\b|교통사고|事故|车祸|車禍|อุบัติเหตุ|รถชน|accidente|acidente|kecelakaan"
        r"|tai\s+nạn|unfall|авари\w+|aksidente"
    ),
    "amnesia": (
        r"\bamnesia\b|기억상실|기억을\s?잃|記憶喪失|记忆|失忆|失憶|ความจำเสื่อม|amnésia|hilang\s+ingatan|mất\s+trí\s+nhớ"
        r"|gedächtnisverlust"
    ),
    "betrayal": r"\bbetray\w*|배신|裏切|背叛|หักหลัง|ทรยศ|traicion\w*|traição|khianat\w*|phản\s+bội|verrat\w*|преда\w+",
    "redemption": r"\bredempt\w+|\batone\w*",
}


@lru_cache(maxsize=512)
def note_pattern(note_id: str, words: tuple[str, ...]) -> Pattern:
    """What names this note: its own `words` (label and synonyms) and what other languages call it."""
    import regex

    own = [rf"(?<!\p{{L}}){regex.escape(word, literal_spaces=True)}(?!\p{{L}})" for word in words if len(word) > 2]
    elsewhere = [_ELSEWHERE[note_id]] if note_id in _ELSEWHERE else []
    return regex.compile("|".join([*own, *elsewhere]) or "(?!)", re.IGNORECASE)


def note_patterns(notes: Iterable[tuple[str, tuple[str, ...]]]) -> list[tuple[str, Pattern]]:
    """A label and its pattern for each note; the first of a note's words is its label."""
    return [(words[0], note_pattern(key, words)) for key, words in notes if words]
