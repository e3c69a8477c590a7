"""Moods in German."""

from bot.domain.phrases.tongues.tongue import Tongue

GERMAN = Tongue(
    "de",
    glued=False,
    says="""
        korean: koreanisch | koreanische | koreanisches | koreanischer | korea | k-drama | kdrama
        thai: thailändisch | thailändische | thailändisches | thailand
        japanese: japanisch | japanische | japanisches | japan | j-drama | jdrama
        taiwanese: taiwanisch | taiwanische | taiwanisches
        chinese: chinesisch | chinesische | chinesisches | c-drama | cdrama
        filipino: philippinisch | philippinische
        vietnamese: vietnamesisch | vietnamesische
        romance: romantik | romantisch | romantische | romantisches | liebesgeschichte | romanze
        comedy: komödie | lustig | lustige | lustiges | witzig
        melodrama: melodram
        slice of life: alltag | aus dem leben
        youth: jugend
        mystery: rätsel | mystery
        thriller: thriller | spannend
        crime: krimi | krimiserie
        action: action
        fantasy: fantasy
        supernatural: übernatürlich | übernatürliches
        science fiction: science-fiction | science fiction
        historical: historisch | historische | historisches | historiendrama
        horror: horror
        family: familie
        friendship: freundschaft
        sports: sport
        music: musik
        food: essen | kochen
        medical: krankenhaus
        enemies to lovers: von feinden zu liebenden | aus feinden werden liebende | aus hass wird liebe
        enemies to lovers: enemies to lovers
        rivals to lovers: rivalen
        friends to lovers: aus freunden wird mehr | aus freundschaft wird liebe
        friends to lovers: von freunden zu liebenden | aus freunden werden liebende
        childhood friends: freunde aus kindertagen | sandkastenfreunde | kindheitsfreunde
        first love: erste liebe
        second chance: zweite chance | wiedersehen
        secret crush: heimlich verliebt | heimliche liebe
        unrequited love: unerwiderte liebe
        slow burn: slow burn | langsame liebe
        fake dating: falsches paar | vorgetäuschte beziehung | vorgetäuschter beziehung | scheinbeziehung
        contract marriage: vertragsehe | scheinehe
        arranged marriage: arrangierte ehe
        secret relationship: geheime beziehung | heimliche beziehung | heimlicher beziehung | heimlichen beziehung
        forbidden love: verbotene liebe
        soulmates: seelenverwandte
        love triangle: dreiecksgeschichte | liebesdreieck
        age gap: altersunterschied
        office romance: büro | büroromanze | liebe im büro
        roommates: mitbewohner | wg
        bodyguard: leibwächter
        university students: uni | universität | studenten
        high school: schule | highschool
        doctors: ärzte
        police: polizei
        mafia: mafia
        revenge: rache
        time travel: zeitreise | zeitreisen
        reincarnation: wiedergeburt
        amnesia: gedächtnisverlust | amnesie
        ghosts: geister
        coming out: coming-out | coming out
        healing: heilsam | tröstlich | fürs herz
        feel good: wohlfühlserie | gemütlich | herzerwärmend | süß | zum wohlfühlen
        tearjerker: traurig | traurige | trauriges | zum weinen | heulen
        steamy: heiß | freizügig
        dark: düster | düstere | düsteres
        homophobia: homophobie | homofeindlichkeit
        bullying: mobbing
        violence: gewalt
        blood: blut
        domestic abuse: häusliche gewalt
        sexual assault: sexuelle gewalt | vergewaltigung
        suicide: suizid | selbstmord
        cheating: fremdgehen | untreue | seitensprung | betrug
        terminal illness: tödliche krankheit
        death: tod | todesfälle | tote
        happy ending: happy end | glückliches ende | gutes ende | das gut ausgeht | die gut ausgeht
        happy ending: geht gut aus | endet gut
        sad ending: trauriges ende | schlechtes ende
        open ending: offenes ende
        finished: abgeschlossen | abgeschlossene | beendet
        airing: laufend | laufende | läuft gerade | gerade läuft
        short: kurz | kurze | kurzes
        long: lang | lange | langes
        recent: neu | neue | neues | aktuell | aktuelle
        old: alt | alte | altes | klassiker
        famous: beliebt | beliebte | bekannt | bekannte | berühmt
        hidden gem: geheimtipp | wenig bekannt | unbekannt
        without: ohne | kein | keine | keinen | bitte nicht | nichts zum | nichts mit
        with: mit
        celebrity: promis | promi
        class difference: reich und arm | arm und reich
        boss and employee: chef und angestellte | chef und angestellter
        athletes: sportler
        not sad ending: das nicht traurig endet | ohne trauriges ende
        or: oder | noch
        and: und
        but: aber
    """,
    idle="""
        idle: ich will | ich möchte | was | etwas | eine | ein | einen | einem | serie | serien | drama
        idle: dramas | bitte | der | die | das | wo | gern | übers
    """,
    units="""
        episodes: folgen | folge | episoden | episode
        minutes: minuten | minute | min
        hours: stunden | stunde
    """,
    before="""
        at most: höchstens | maximal | bis zu | nicht mehr als
        under: unter | weniger als | kürzer als
        at least: mindestens
        over: über | mehr als | länger als
        about: etwa | ungefähr | rund | circa
    """,
    after="""
        at most: oder weniger | maximal | höchstens
        at least: oder mehr | mindestens
    """,
    since="oder später | oder neuer",
    until="oder früher | oder älter",
    years="""
        since: ab | seit
        until: bis
        before: vor
        after: nach
    """,
    to="bis",
    endings="e | er | es | en | em | n",
)
