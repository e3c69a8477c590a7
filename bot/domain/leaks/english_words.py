"""Classes of English words that the patterns of `english` are made of: people, what they do, things, praise."""

from __future__ import annotations

KIN = (
    r"(?:father|dad|mother|mom|mum|parents?|brother|sister|sibling|twin|son|daughter|child|kid|baby|uncle|aunt"
    r"|cousin|grand(?:ma|pa|mother|father)|wife|husband|fianc[ée]e?|boyfriend|girlfriend|ex|lover|partner|friend"
    r"|roommate|boss|manager|teacher|professor|doctor|detective|prosecutor|secretary|assistant|stalker|killer"
    r"|villain|ghost|hero|heroine|lead|leads|protagonist|character|couple|boys?|girls?|guy|man|woman|men|women|two"
    r"|dog|cat|rival|prince|king|emperor|general|chairman|director|ml|fl)"
)
NAME = (
    r"(?-i:(?!(?:I|It|The|This|That|These|Those|You|We|My|But|And|So|No|Not|If|What|There"
    r"|Here)\b)\p{Lu}\p{Ll}+(?:-\p{L}+)?)"
)
WHO = (
    rf"(?:\b(?:he|she|they|who|him|her|them)|\b(?:\w+['’]s\s+|(?:his|her|their|the|a"
    rf"|an)\s+)(?:[\w'’-]+\s+){{0,2}}?{KIN}|\b{NAME})"
)
HELP = (
    r"(?:\s+(?:finally|then|also|really|actually|never|even|later|still|both|all|only|almost|nearly|eventually"
    r"|suddenly|just|secretly|had|has|have|having|will|would|do(?:es)?|did|not|don['’]t|doesn['’]t|didn['’]t"
    r"|won['’]t|is|are|was"
    r"|were|gets?|got|being|been|to|must|could|can(?:not|['’]t)?|and|decides?|agrees?|refuses?|tries|promises?"
    r"|manages?|learns?|ends?\s+up)){0,4}?"
)

# What people in a story do and what is done to them, where it changes the story.
DEED = (
    r"(?:d(?:ies?|ied|ying)|dead|kills?|killed|murders?|murdered|drowns?|drowned|jumps?\s+off|collaps(?:es?|ed)"
    r"|faints?|perish(?:es|ed)?"
    r"|surviv(?:es?|ed)|wakes?\s+up|woke\s+up|los(?:es?|t|ing)|wins?|won|forgiv(?:es?|en)|forgave|betray(?:s|ed)?"
    r"|cheats?|cheated"
    r"|lies|lied|confess(?:es|ed)?|propos(?:es?|ed)|admits?|admitted|kiss(?:es|ed)?|sleeps?\s+(?:together|with)"
    r"|slept\s+(?:together|with)"
    r"|marr(?:y|ies|ied)|divorc(?:es?|ed)|elop(?:es?|ed)|part\s+(?:ways|at|in|as)|parted|break(?:s|ing)?\s+up"
    r"|broke\s+up|broken\s+up"
    r"|split(?:s)?\s+up|separat(?:es?|ed)|reunit(?:es?|ed)|reconcil(?:es?|ed)|(?:gets?|got|getting|be|end(?:s"
    r"|ed)?\s+up|are|stays?|live)\s+(?:back\s+)?together"
    r"|meet\s+again|met\s+again|com(?:es?|ing)\s+(?:back|out)|came\s+(?:back|out)|returns?|returned|leav(?:es?"
    r"|ing)|left|moves?\s+(?:to|away|abroad|out|on)|moved\s+(?:to|away|abroad|out|on)"
    r"|goes\s+(?:to\s+(?:prison|jail|war)|back|away|abroad)|went\s+(?:to\s+(?:prison|jail|war)|back|away|abroad)"
    r"|disappear(?:s|ed)?|vanish(?:es|ed)?|run(?:s)?\s+away|ran\s+away"
    r"|sacrific(?:es?|ed)|saves?|saved|rescu(?:es?|ed)|attack(?:s|ed)?|stabs?|stabbed|sho(?:ots?|t)|poison(?:s"
    r"|ed)?|kidnap(?:s|ped)?|abduct(?:s|ed)?"
    r"|arrest(?:s|ed)?|jailed|fired|expelled|disowned|(?:throws?|kicks?|threw|kicked)\s+(?:him|her|them)\s+out"
    r"|finds?\s+(?:out|the|a|that|his|her)|found\s+(?:out|the|that|his|her)"
    r"|discover(?:s|ed)?|learns?\s+(?:that|the)|reali[sz]e[sd]?\s+(?:that|he|she|they)|remember(?:s|ed)?"
    r"|forget(?:s)?|forgot(?:ten)?|choos(?:es?|ing)|chose|chosen|rejects?|rejected|turns?\s+(?:him|her"
    r"|them)\s+down|dump(?:s|ed)?"
    r"|gives?\s+up|gave\s+up|quits?|fails?|failed|reveals?|revealed|adopt(?:s|ed)?|inherits?|pregnant|infected"
    r"|diagnosed|tests?\s+positive|paraly[sz]ed|blind"
    r"|has\s+(?:cancer|hiv|leuk[a]?emia|amnesia|a\s+(?:tumou?r|child|son|daughter|wife|husband|fianc[ée]e?|twin))"
    r"|in\s+a\s+coma|in\s+(?:prison|jail)"
    r"|shows?\s+up|turns?\s+up|pretend(?:s|ed|ing)?|blackmail(?:s|ed)?|hides?\s+(?:it|the|his|her|that)"
    r"|steals?\s+(?:the|his|her)|burns?|destroys?|ruins?"
    r"|strangers\s+again|falls?\s+(?:apart|from|off)|hold\s+hands|hugs?|tells?\s+(?:him|her|them|his|everyone"
    r"|the)\s|told\s+(?:him|her|them|his|everyone)\s|knows?\s+(?:the\s+truth|from\s+the\s+start)|known\s+(?:from"
    r"|all))"
)

# What a pronoun may do in a sentence about the acting, the premise or the making.
DESCRIBED = (
    r"(?:(?:do|did|does|is|are|was|were|has|have|had)n['’]t|definitely|simply|truly|honestly|certainly|clearly|absolutely"
    r"|barely|hardly|is|was|has|does|plays?|played|acts?|acted|looks?|looked|seems?|seemed|sounds?|sounded|feels?|speaks?|spoke"
    r"|talks?|sings?|sang|dances?|works?|worked|cooks?|shines?|deliver(?:s|ed)?|carr(?:y|ies|ied)|deserves?"
    r"|deserved|needs?|makes?|made"
    r"|brings?|brought|gives?|gave|shows?|knows?\s+(?:how|when|what)|understands?|steals?|stole|owns?|portrays?"
    r"|portrayed|embod(?:y|ies|ied)"
    r"|nails?|nailed|smiles?|reminds?|manages?|says|said|bickers?|argues?|works|directs?|directed|writes?|wrote"
    r"|filmed|shot"
    r"|uses?|used|learnt\s+to|learned\s+to|trained|grew|as|us|this|his|always|both|all|are|were|had|have|do|did"
    r"|and|or|should|would|could|might|may|can|will"
    r"|at|on|in|to|with|of|for|from|if|when|but|who|so|too|really|just|about|share|live|run|say|tell|seem|fight"
    r"|met|meet|sell|care|want|air|aired|cast|than|like|that|themselves|each|look|together"
    # What somebody does day by day, and nothing more: "he programs, he draws" is who they are.
    r"|(?:program|code|draw|paint|cook|bake|sing|dance|stud[iy]|teach|compos|photograph|box|swim|skat|sketch)(?:e?s)?"
    r"(?=\s*(?:[,;.!?…]|$|(?:and|while|for\s+a\s+living)\b)))"
)

# Things that stories hang on: a sentence about "the ring" is about the story, one about "a ring" need not be.
PROP = (
    r"(?:ring|letters?|diary|journal|photos?|photographs?|video|tape|cassette|necklace|scar|grave|tomb(?:stone)?|coffin|ashes"
    r"|urn|baby|child|kid|money|contract|will|house|home|hotel|company|shop|caf[ée]|bakery|restaurant|factory|farm|school"
    r"|fire|gun|knife|bomb|poison|pills?|phone|key|wedding|engagement|proposal|marriage|operation|surgery|transplant"
    r"|tests?|results|diagnosis|doc(?:tor)?|police|judge|jury|verdict|trial|boat|ship|train|plane|car|truck|bus|bridge"
    r"|cliff|rope|mailbox|bed|puppy|dog|cat|angel|ghost|curse|spell|throne|crown|kingdom|inheritance|shares|donor)"
)
# What is said of a thing on the screen rather than in the story.
SHOWN = (
    r"(?:looks?|feels?|seems?|sounds?|is|are|was|were)\s+(?:so|too|very|really|such|a\s+(?:\w+\s+)?(?:touch|detail|joke"
    r"|metaphor|symbol|delight|treat)|(?:\w+ly\s+)?(?:\w+\s+)?(?:adorable|cute|pretty|nice|beautiful|lovely|gorgeous"
    r"|good|great|bad|funny|cosy|cozy|fun|perfect|amazing|stunning|awful|cheap|fake|lit|filmed|shot|on\s+the\s+screen))"
    r"|deserves?|steals?|carr(?:y|ies)|makes?\s+(?:me|you|us|it|up)|plays?|acts?|reminds?|could|would|should|alone"
    r"|shines?|scenes?|shots?|gags?|jokes?|actors?|plots?|story|storyline|trope"
)
GOOD_OR_MADE = (
    r"(?:best|worst|heart|star|highlight|reason|lead|leads|actors?|actress|cast|director|writer|screenwriter|show|series"
    r"|drama|kind|type|sort|only|most|first|second|same\s+age|perfect|main|soul|face|comic|cutest|funniest|villain"
    r"|hero|heroine|protagonist|weak|weakest|strongest|definition|epitome|star)"
)

ADVERB = (
    r"(?:never|finally|then|also|only|just|still|always|even|later|suddenly|secretly|slowly|eventually|actually|really"
    r"|almost)"
)
# Somebody by name: two capitalised words, a hyphenated one, one with a capital inside, initials, or one capitalised
# word inside a sentence.
PERSON = (
    r"(?-i:(?<![\p{L}’'-])(?:(?!(?:I|In|At|On|The|A|An|This|That|And|But|So|To|My|As|If|Korean|Thai|Chinese|Japanese|Taiwanese|Happy|Great|Good|Overall"
    r"|Netflix|Viki|Dear|Love|Episode|Season|Series|Part)\b)\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+-\p{L}\p{Ll}+|\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+"
    r"|(?!BL|GL|OST|OK|TV|USA?|UK|DVD|IMO|OMG|LGBTQ?|FL|ML\b)\p{Lu}{2,3}|(?<=[\p{Ll},;]\s)(?!(?:Korean|Thai|Chinese|Japanese|Taiwanese|English|Netflix|Viki|I|The)\b)\p{Lu}\p{Ll}+)(?:['’]s\s+\w+)?)"
)
