"""What gives a story away in German."""

from __future__ import annotations

from bot.domain.leaks.tells import Tells

GERMAN = Tells(
    fates=(
        (
            r"\b(?:antrag|verlob\w+|ehering|trauung|grab|friedhof|sarg|asche|todesbett|beisetzung)\b|\b(?:betrog\w*|betrogen|fremdgegangen|verriet|verraten\s+(?:hat|haben|wird|wurde)|hintergangen)\b"
            r"|\bhat\s+(?:alles|ihn|sie|ihm|ihr|uns|den|die|das)\s+(?:\w+\s+)?(?:verraten|verkauft|verlassen|betrogen|belogen|getötet|erpresst|gerettet|vergessen|geschickt|geschrieben|gestohlen)\b"
            r"|\b(?:findet|fand|finden)\s+(?:\w+\s+){1,4}heraus\b|\berfährt\s+(?:\w+\s+){0,3}(?:dass|von|aus|erst|die|wer)\b|\bziehen\s+(?:\w+\s+){0,2}(?:zusammen|nach|aus|weg)\b|\b(?:echte[rn]?|leibliche[rn]?|wahre[rn]?)\s+(?:vater|mutter|eltern|bruder|schwester|sohn|tochter|name)\b"
            r"|\b(?:das|sein|ihr)\s+(?:kind|baby)\s+ist\s+(?:nicht\s+)?(?:von|sein\w*|ihr\w*)\b|\bsteigt\s+(?:\w+\s+){0,2}ins?\s+(?:flugzeug|zug|auto)\b|\bohne\s+sich\s+(?:noch\s+einmal\s+)?um\w*drehen\b|\b(?:stellt|stellte)\s+sich\s+der\s+polizei\b|\berbt\b|\bküsst\b"
            r"|\b(?:verliert|bekommt|findet)\s+(?:sein|ihr)\w*\s+(?:gedächtnis|gehör|augenlicht|stimme|job|arbeit)\b|\bschafft\s+es\s+nicht\b|\bkommt\s+(?:nicht|nie)\s+(?:durch|zurück|wieder)\b|\bentscheide[tn]\s+sich\s+für\b|\bwählt\s+(?:den|die|ihn|sie)\b|\bbleibt\s+bei\s+(?:ihm|ihr)\b"
        ),
        (
            r"\b(?:er|sie|(?:sein|ihr|der|die)\w?\s+(?:vater|mutter|bruder|schwester|sohn|tochter|onkel|tante|oma|opa"
            r"|mann|frau|freund\w*|chef\w*|ex))\s+(?!(?:ist|sind|hat|haben|spiel\w*|wirk\w*|scheint|beruht|läuft"
            r"|macht|wird|war|waren|hatte|könnte|sollte|verdient|dauert|passt|zeigt|erzählt)\b)\w{3,}(?:t|n|te|ten)\b"
        ),
        (
            r"\bziehen\s+zusammen\b|\bbrennt\s+(?:ab|nieder)\b|\bnimmt\s+die\s+schuld\b|\bthron\b|\bwehrdienst\b"
            r"|\bgefeuert\b|\bfliegt\s+(?:auf|von\s+der)\b"
        ),
        (
            r"\b(?:st[ia]rbt?|starb\w*|sterben|gestorben|tot|tod|todes\w*|töte[tn]|getötet|ermorde\w*|mord|mörder\w*"
            r"|selbstmord|suizid|beerdigung|heirat\w*|geheiratet|hochzeit|scheid\w+|geschieden|schwanger"
            r"|trennen\s+sich|sich\s+trennen|trennung|getrennt|versöhn\w+|(?:wieder|am\s+ende)\s+zusammen"
            r"|kommen\s+(?:wieder\s+)?zusammen|treffen\s+sich\s+wieder|wiedersehen)\b"
        ),
        (
            r"\b(?:küss\w+|erste\w*\s+kuss|gesteht|gestehen|verlier[te]n?\s+(?:das|sein\w*|ihr\w*|die|den)"
            r"|gedächtnis\w*|krebs|koma|unfall|gefängnis|verhaftet|entführ\w+|verschwindet|wirft\s+\w+\s+raus"
            r"|rausgeworfen|rauswirft|adoptier\w+|kommt\s+nie\s+(?:wieder|zurück)|verlässt|zieht\s+(?:nach|weg)"
            r"|verzeiht|opfert|überleb\w+|verrät|betrüg\w+|outet)\b"
        ),
    ),
    turns=(
        (
            r"\b(?:war|ist)\s+(?:nie|niemals|gar)\s+(?:ein|kein|sein|ihr)\s*\w*\b|\bjahre\s+danach\b|\bnie\s+ein\s+unfall\b|\bdahintersteck\w+|\bsteckt\s+(?:hinter|dahinter)\b|\b(?:aufgeflogen|fliegt\s+auf|ans?\s+licht|wiedergeburt|wiedergeboren)\b"
        ),
        r"\bjahre\s+vergehen\b|\bwusste\s+(?:es|alles)\b|\bhat\s+es\s+(?:immer|von\s+anfang\s+an)\b",
        (
            r"\b(?:stellt\s+sich\s+heraus|sich\s+herausstellt|in\s+wirklichkeit|in\s+wahrheit|eigentlich\s+(?:der|die"
            r"|war)|wendung|enthüll\w+|verräter\w*|der\s+täter|die\s+ganze\s+zeit|von\s+anfang\s+an\s+(?:gewusst"
            r"|wusste)|war\s+nur\s+ein\s+traum|jahre\s+(?:später|älter)|zeitsprung|epilog)\b|\bspoiler\s*:"
        ),
    ),
    endings=(
        (
            r"\bam\s+(?:ende|schluss)\b(?!\s+de[sr]\s+(?:tages|woche))|\bzum\s+schluss\b|\bdas\s+ende\b|\b(?:happy"
            r"|offenes?|trauriges?|gutes)\s+ende?\b|\bhappy\s+end(?:ing)?\b|\bendet\s+(?:mit|gut|schlecht|damit"
            r"|traurig|glücklich)\b|\bletzten?\s+(?:szene|minuten?)\b"
        ),
    ),
    innocent=(
        (
            r"\b(?:ohne|keine|frei\s+von)\s+spoiler\w*|\bspoilerfrei\w*|\btot\s?gelacht\b|\btodernst\b|\btodmüde\b"
            r"|\bverrate\s+(?:ich\s+)?(?:nicht|nichts)\b[^.!?\n]{0,100}|\bmordsmäßig|\bzweck(?:ehe|heirat)\b"
        ),
    ),
)
