"""Moods in German."""

from bot.domain.phrases.tongues.tongue import Tongue

GERMAN = Tongue(
    "de",
    glued=False,
    says="""
        korean: koreanisch | koreanische | koreanisches | koreanischer | korea | k-drama | kdrama | südkorea
        korean: südkoreanisch
        thai: thailändisch | thailändische | thailändisches | thailand
        japanese: japanisch | japanische | japanisches | japan | j-drama | jdrama
        taiwanese: taiwanisch | taiwanische | taiwanisches | taiwan
        chinese: chinesisch | chinesische | chinesisches | c-drama | cdrama | china
        filipino: philippinisch | philippinische
        vietnamese: vietnamesisch | vietnamesische
        romance: romantik | romantisch | romantische | romantisches | liebesgeschichte | romanze | liebesgeschichten
        romance: liebe | romantische komödie | verlieben sich | sich verlieben | verliebt | verlieben
        comedy: komödie | lustig | lustige | lustiges | witzig | zum lachen | lachen | humorvoll | witzige | witziges
        comedy: romcom | komisch
        melodrama: melodram | melodrama | schnulze
        slice of life: alltag | aus dem leben | alltäglich | alltagsgeschichte
        youth: jugend | jugendliche | teenager
        mystery: rätsel | mystery | geheimnis | geheimnisvoll
        thriller: thriller | spannend
        crime: krimi | krimiserie | gefängnis | knast | verbrechen
        action: action
        fantasy: fantasy
        supernatural: übernatürlich | übernatürliches
        science fiction: science-fiction | science fiction
        historical: historisch | historische | historisches | historiendrama | kostümdrama | vergangenheit
        historical: mittelalter | historischer | dynastie
        horror: horror | gruselig | gruselige | gruseliges | grusel | angst machen
        family: familie | familiengeschichte | familien
        friendship: freundschaft
        sports: sport
        music: musik
        food: essen | kochen
        medical: krankenhaus | klinik | arztserie | krankenhausserie
        enemies to lovers: von feinden zu liebenden | aus feinden werden liebende | aus hass wird liebe
        enemies to lovers: enemies to lovers | feinde werden liebende | die sich hassen | sich anfangs hassen
        enemies to lovers: erst hassen
        rivals to lovers: rivalen
        friends to lovers: aus freunden wird mehr | aus freundschaft wird liebe | von freunden zu liebenden
        friends to lovers: aus freunden werden liebende | beste freunde
        childhood friends: freunde aus kindertagen | sandkastenfreunde | kindheitsfreunde
        first love: erste liebe
        second chance: zweite chance | wiedersehen | ex-freunde | ex-freund | exfreund | wieder zusammen | ex-partner
        secret crush: heimlich verliebt | heimliche liebe
        unrequited love: unerwiderte liebe
        slow burn: slow burn | langsame liebe | langsame liebesgeschichte | langsam aufgebaut | langsam entwickelt
        fake dating: falsches paar | vorgetäuschte beziehung | vorgetäuschter beziehung | scheinbeziehung
        fake dating: tun so als wären sie ein paar | geben sich als paar aus | vorgetäuschte beziehungen
        fake dating: fake-beziehung | scheinpaar | falsches pärchen
        contract marriage: vertragsehe | scheinehe | zweckehe
        arranged marriage: arrangierte ehe
        secret relationship: geheime beziehung | heimliche beziehung | heimlicher beziehung | heimlichen beziehung
        secret relationship: heimlich zusammen | geheime liebe
        forbidden love: verbotene liebe | unmögliche liebe
        soulmates: seelenverwandte
        love triangle: dreiecksgeschichte | liebesdreieck | dreieck
        age gap: altersunterschied
        office romance: büroromanze | liebe im büro
        roommates: mitbewohner | wg
        bodyguard: leibwächter
        university students: uni | universität | studenten | studium | studentenleben | campus | studierende
        university students: student
        high school: schule | highschool | schüler | schülern | lehrern
        doctors: ärzte | krankenschwester | chirurg | arzt | ärztin
        police: polizei | polizist | polizisten | kommissar | ermittler
        mafia: mafia | gangster
        revenge: rache
        time travel: zeitreise | zeitreisen | reist in die vergangenheit | reist durch die zeit | zeitreisende
        time travel: in der zeit
        reincarnation: wiedergeburt
        amnesia: gedächtnisverlust | amnesie | verliert das gedächtnis | erinnerungsverlust
        ghosts: geister
        coming out: coming-out | coming out
        healing: heilsam | tröstlich | fürs herz | ruhig | ruhige | ruhiges | entspannt | beruhigend | tröstend
        healing: entschleunigt
        feel good: wohlfühlserie | gemütlich | herzerwärmend | süß | zum wohlfühlen | niedlich | leicht | leichtes
        feel good: locker | fröhlich | warmherzig | glücklich | zuckersüß | gute laune | fröhliches | was schönes
        feel good: herzerwärmendes | gemütliches | wohlfühlen
        tearjerker: traurig | traurige | trauriges | zum weinen | heulen | trauriger | tränen | weinen
        steamy: heiß | freizügig | sexy | erotisch | prickelnd
        dark: düster | düstere | düsteres | toxisch | toxische | giftig | dunkel | dunkle
        homophobia: homophobie | homofeindlichkeit
        bullying: mobbing
        violence: gewalt | gewalttätig | brutal | brutale
        blood: blut | blutig | blutige
        domestic abuse: häusliche gewalt
        sexual assault: sexuelle gewalt | vergewaltigung | sexueller gewalt | sexuellem missbrauch
        sexual assault: sexueller missbrauch | vergewaltigungen
        suicide: suizid | selbstmord
        cheating: fremdgehen | untreue | seitensprung | betrug | fremd | geht fremd | betrügt | betrügen
        terminal illness: tödliche krankheit | krebs | unheilbare krankheit | todkrank | unheilbar krank
        death: tod | todesfälle | tote | stirbt | sterben | sterbe
        happy ending: happy end | glückliches ende | gutes ende | das gut ausgeht | die gut ausgeht | geht gut aus
        happy ending: endet gut | gut ausgeht | glücklich endet | gutem ende | glücklichem ende | zusammenkommen
        happy ending: am ende zusammen | mit gutem ausgang
        sad ending: trauriges ende | schlechtes ende | traurigem ende | traurig endet | schlecht ausgeht | tragisch
        sad ending: tragisches | traurig ausgeht
        open ending: offenes ende | offenem ende
        finished: abgeschlossen | abgeschlossene | beendet | zu ende | fertig | komplett
        airing: laufend | laufende | läuft gerade | gerade läuft
        short: kurz | kurze | kurzes
        long: lang | lange | langes
        recent: neu | neue | neues | aktuell | aktuelle
        old: alt | alte | altes | klassiker
        famous: beliebt | beliebte | bekannt | bekannte | berühmt
        hidden gem: geheimtipp | wenig bekannt | unbekannt | geheimtipps | kaum bekannt
        without: ohne | kein | keine | keinen | nichts zum | nichts mit
        with: mit
        celebrity: promis | promi
        class difference: reich und arm | arm und reich | reicher erbe | erbe | armes mädchen | milliardär
        class difference: klassenunterschied | reichen jungs | armen mädchen | reiche jungs | reiche | reichen
        class difference: reicher | superreiche
        boss and employee: chef und angestellte | chef und angestellter | chef | chefin | sekretärin
        boss and employee: chef und sekretärin
        athletes: sportler | fußball | schwimmer | basketball | athleten
        not sad ending: das nicht traurig endet | ohne trauriges ende
        bl: liebe zwischen männern | zwei männer | zwei jungs | zwei männern | männerpaar | schwules paar
        gl: lesben | lesbisch | lesbische | zwei frauen | zwei mädchen | liebe zwischen frauen | frauenpaar
        gl: lesbisches paar
        queer: schwul | schwule | schwules | queere
        straight: hetero | heterosexuell | heteropaar
        film: film | filme | spielfilm
        psychological: psychologisch
        royalty: prinz | prinzessin | könig | königin | könige | königen | palast | königlich | kaiser | hofintrigen
        law: gericht | justiz | gerichtssaal
        lawyers: anwalt | anwältin | anwälte | anwaltsserie | staatsanwalt
        war: militär | armee | bundeswehr | soldaten | soldat | krieg
        business: wirtschaft | konzern
        political: politik
        school: schulen | gymnasium | schulzeit
        office: büro | büros | am arbeitsplatz | arbeitsplatz | auf der arbeit | arbeitswelt
        cafe: café | restaurant | bäckerei | köche | koch | bäcker | konditor
        countryside: land | dorf | insel | meer | ländlich
        dorm: wohnheim
        band: musikband
        idols: idol
        gaming: videospiele | gamer
        writers: schriftsteller | autor | autorin | künstler
        entertainment industry: schauspieler
        undercover: spion | spione | agenten
        assassin: auftragskiller | auftragsmörder
        redemption: wiedergutmachung
        betrayal: verrat
        investigation: ermittlungen
        murder mystery: mord | morde | mordfall
        serial killer: serienmörder | serienkiller | psychopath | psychopathen
        survival: überleben | überlebenskampf
        death game: todesspiel | tödliches spiel
        zombies: zombie
        hidden identity: doppelleben | geheime identität
        body swap: körpertausch
        twins: zwillinge | zwilling
        time loop: zeitschleife
        parallel worlds: parallelwelt | parallelwelten | andere welt
        superpowers: superkräfte
        magic: magie | zauberei | hexen | fluch
        mythical beings: vampire | vampir | werwölfe | götter | dämonen | engel | meerjungfrau
        found family: wahlfamilie
        trans: transgender
        deaf: gehörlos | taub | blind
        autism: autismus | autistisch
        family bonds: geschwister | brüder | schwestern | vater und sohn | mutter und tochter
        grief: trauer
        angst: herzschmerz | leid | leiden
        established couple: schon zusammen | bereits ein paar | schon ein paar
        married couple: ehe | ehepaar | verheiratet
        friends with benefits: freundschaft plus
        one night stand: one-night-stand | one night stand
        multiple couples: mehrere paare
        love at first sight: liebe auf den ersten blick
        opposites attract: gegensätze ziehen sich an | gegensätze
        rich and poor: reicher und armer | aschenputtel
        living together: zusammen wohnen | zusammenleben | zusammenwohnen | unter einem dach
        living together: teilen sich eine wohnung | wohnen zusammen
        sexual content: sexszenen | sex | nacktheit
        torture: folter
        weapons: waffen
        child abuse: kindesmissbrauch | gewalt gegen kinder | misshandelte kinder | kindesmisshandlung
        sexual harassment: sexuelle belästigung
        dubious consent: erzwungener kuss | erzwungene küsse
        stalking: stalker
        jealousy: eifersucht | eifersüchtig
        blackmail: erpressung
        kidnapping: entführung | entführungen | entführt
        student and teacher: lehrer und schüler | lehrer-schüler
        underage: minderjährige | minderjährig
        incest: inzest | stiefbrüder | stiefgeschwister
        prostitution: prostitution
        depression: depressionen | depression
        self harm: selbstverletzung
        illness: krankheit | krankheiten | krank
        bereavement: tod der eltern | tote eltern | waise | waisen | verlust der eltern
        accident: unfall | unfälle | autounfall
        abortion: abtreibung | fehlgeburt
        alcohol: alkohol
        drugs: drogen
        gambling: glücksspiel
        animal harm: tierquälerei | tote tiere | hund stirbt | toten tiere | tiere sterben | tierleid | tiere gequält
        sexism: sexismus | frauenfeindlich
        jump scares: schreckmomente
        novel: roman | buch | buchvorlage
        manga: manga
        true story: wahre geschichte | wahren begebenheit | wahre begebenheit
        one evening: an einem abend | ein abend | an einem stück
        one day: an einem tag
        a weekend: am wochenende | wochenende | ein wochenende
        longer: länger
        shorter: kürzer
        cross-dressing: verkleidet sich als mann | als mann verkleidet | gibt sich als mann aus
        joseon: joseon-zeit | joseonzeit
        coworkers: kollegen | arbeitskollegen
        popular: angesagt | erfolgreich | meistgesehen | bekannteste
        or: oder | noch
        and: und
        but: aber
    """,
    turns="""
        without: ich habe angst vor | angst vor | ich ertrage keine | ertrage keine | ich ertrage kein
        without: vertrage keine | verzichte auf | frei von | kein bisschen | nichts über | möchte keine | möchte kein
        without: es darf keine | darf keine | solange es keine | solange keine | außer | ausser | ich hasse | hasse
        without: ich mag keine | ich mag kein | mag keine | mag kein | keinerlei | nicht schon wieder | vermeiden
        without: bloß kein | bloß keine | auf keinen fall | ich will kein | ich will keine | weder | lieber nicht
        without: nicht | nein | bitte nicht | nein danke | ich vermeide | vermeide | verschont mich mit
        tired of: satt | genug von | ich kann keine | kann keine | ich kann kein | satt von | habe genug von
        tired of: keine lust auf | keinen bock auf | bin müde von | genervt von | hab genug von
        is fine ;: darf sein | dürfen sein | darf vorkommen | ist okay | ist ok | sind okay | sind ok
        is fine ;: ist in ordnung | geht klar | stört mich nicht
        anything but: alles außer | alles ausser | egal was außer
        nobody: niemand | keiner
        not too: nicht zu | nicht so | nicht allzu
        rather: lieber | eher | stattdessen
        as long as: solange
        want: ich will | ich möchte | ich suche | suche | wir suchen | hätte gern | ich hätte gerne
        less: weniger
        yes: ja
        little: wenig | wenige | kaum
    """,
    refused_after="""
        refused: nicht | nein | bitte nicht | nein danke | nervt | nerven | nerven mich | nervt mich | langweilt mich
        refused: langweilen mich | geht gar nicht | gehen gar nicht | muss nicht sein | hängt mir zum hals raus
        refused: kann ich nicht mehr sehen
    """,
    idle="""
        idle: was | etwas | eine | ein | einen | einem | serie | serien | drama | dramas | bitte | der | die | das
        idle: wo | gern | übers | im | in | am | an | auf | bei | beim | zum | zur | von | aus | auch | mehr
        idle: irgendwas | irgendwo | sonst egal | egal | dass | den | dem | des | nur | sein | wird | gerne | schöne
        idle: eine geschichte | geschichte | sich | spielt | um | es | gibt | hauptsache | paar | war | hat | habe
        idle: ist | zwischen | und zwar | hauptrolle | hauptfigur | figuren | handelt von | es geht um | geht um
        idle: mag | ich mag | liebe es | sollte | soll | darf | kann | mir | wir | uns | man | dann | noch nicht
        idle: alle | ganz | sehr | nach der arbeit
    """,
    units="""
        episodes: folgen | folge | episoden | episode
        minutes: minuten | minute | min
        hours: stunden | stunde
    """,
    before="""
        at most: höchstens | maximal | bis zu | nicht mehr als | nicht länger als | nicht über
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
    endings="e | er | es | en | em | n | serie | sserie | nserie | drama | sdrama | ndrama | geschichte | sgeschichte",
    decades="den 90ern | 90er | 90ern | 90er jahre",
    numbers="""
        half: halbe | halben
        2: zwei
        3: drei
        4: vier
        5: fünf
        6: sechs
        7: sieben
        8: acht
        9: neun
        10: zehn
        12: zwölf
        15: fünfzehn
        16: sechzehn
        20: zwanzig
        24: vierundzwanzig
        30: dreißig
        40: vierzig
        50: fünfzig
    """,
)
