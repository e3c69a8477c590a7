"""Moods in French."""

from bot.domain.phrases.tongues.tongue import Tongue

FRENCH = Tongue(
    "fr",
    glued=False,
    says="""
        korean: coréen | coréenne | coréens | coréennes | corée | k-drama | kdrama
        thai: thaïlandais | thaïlandaise | thaï | thaïs | thaïlande
        japanese: japonais | japonaise | japon | j-drama | jdrama
        taiwanese: taïwanais | taïwanaise | taïwan
        chinese: chinois | chinoise | c-drama | cdrama | chine
        filipino: philippin | philippine
        vietnamese: vietnamien | vietnamienne
        romance: romance | romantique | romantiques | histoire d'amour | histoires d'amour | amour | tombent amoureux
        romance: tomber amoureux | amoureux | tombent amoureuses
        comedy: comédie | drôle | drôles | marrant | rire | comédie romantique | comédies | humour | hilarant
        comedy: marrante
        melodrama: mélodrame | mélo | mélodrames
        slice of life: tranche de vie | quotidien
        youth: jeunesse | ados | adolescents
        mystery: mystère | enquête | mystères | énigme
        thriller: thriller | suspense
        crime: policier | policière | criminel | criminelle | prison | escrocs | crimes
        action: action
        fantasy: fantastique | fantasy
        supernatural: surnaturel
        science fiction: science-fiction | science fiction
        historical: historique | d'époque | historiques | costumes | dynastie | en costumes | costume
        horror: horreur | peur | effrayant | flippant
        family: famille | familial | familiale | familles
        friendship: amitié
        sports: sport
        music: musique
        food: cuisine
        medical: médical | hôpital | hôpitaux | clinique | médicale | médicaux
        enemies to lovers: d'ennemis à amants | ennemis à amants | de la haine à l'amour | enemies to lovers
        enemies to lovers: ennemis qui tombent amoureux | se détestent | qui se détestent
        enemies to lovers: se détestent puis s'aiment | qui se détestent puis s'aiment | ennemis
        enemies to lovers: ennemis qui deviennent amants | ennemis qui deviennent un couple
        rivals to lovers: rivaux
        friends to lovers: d'amis à amants | amis à amants | amis qui tombent amoureux
        friends to lovers: meilleurs amis qui tombent amoureux | meilleurs amis | amis qui deviennent amants
        friends to lovers: amis deviennent amants | amis qui deviennent un couple
        childhood friends: amis d'enfance
        first love: premier amour
        second chance: seconde chance | deuxième chance | retrouvailles | ex petits amis | ex-petits amis
        second chance: ex petit ami | leur ex | son ex | exes
        secret crush: amour secret
        unrequited love: amour non partagé | amour à sens unique
        slow burn: slow burn | qui prend son temps
        fake dating: faux couple | fausse relation | faux petit ami | font semblant d'être en couple
        fake dating: font semblant d'être ensemble | faux couples | fausses relations | faux petits amis
        contract marriage: mariage de contrat | mariage contractuel | faux mariage | mariage blanc
        arranged marriage: mariage arrangé
        secret relationship: relation secrète | s'aiment en secret | couple caché | relations secrètes
        forbidden love: amour interdit | amour impossible | amours impossibles
        soulmates: âmes sœurs | âmes soeurs
        love triangle: triangle amoureux
        age gap: différence d'âge | écart d'âge
        office romance: romance de bureau | amour au bureau
        roommates: colocataires | colocation
        bodyguard: garde du corps
        university students: université | étudiants | fac | à la fac | étudiant | étudiante
        high school: lycée
        doctors: médecins | infirmières | infirmière | docteur | docteurs | chirurgien
        police: policiers | flic | flics | inspecteur
        mafia: mafia | gangsters | gangs | pègre
        revenge: vengeance
        time travel: voyage dans le temps | voyages dans le temps | voyager dans le temps | retour dans le passé
        time travel: remonte le temps | remonter le temps
        reincarnation: réincarnation
        amnesia: amnésie | perte de mémoire | perd la mémoire
        ghosts: fantômes
        coming out: coming out
        healing: réconfortant | réconfortante | apaisant | apaisante | calme | reposant | qui apaise | apaisants
        healing: chaleureuse | cosy
        feel good: doudou | léger | légère | mignon | mignonne | chaleureux | mignons | doux | douce | joyeux
        feel good: joyeuse | heureux | légers | tendre | adorable | optimiste | qui fait du bien
        feel good: qui donne le sourire
        tearjerker: triste | tristes | à pleurer | pleurer | larmes | déchirant
        steamy: torride | sensuel | sexy | chaud
        dark: sombre | toxique | toxiques | noir | noire | sombres
        homophobia: homophobie
        bullying: harcèlement | harcèlement scolaire
        violence: violence | violent | violente | violents
        blood: sang | sanglant | sanglante | gore
        domestic abuse: violences conjugales | violence conjugale | violences domestiques | femmes battues
        sexual assault: agression sexuelle | viol | violences sexuelles | violence sexuelle | viols
        sexual assault: agressions sexuelles
        suicide: suicide
        cheating: infidélité | infidélités | tromperie | adultère | trompe | trompent | tromper | infidèle
        terminal illness: maladie incurable | cancer | maladies incurables | maladie mortelle
        death: morts | mort | meurt | meurent | mourir | meure
        happy ending: fin heureuse | qui finit bien | happy end | qui se termine bien | fins heureuses | finisse bien
        happy ending: finit bien | se termine bien | finissent ensemble | fin joyeuse | belle fin
        sad ending: fin triste | qui finit mal | fins tristes | finisse mal | finit mal | tragique
        sad ending: qui se termine mal | finit tristement
        open ending: fin ouverte | fins ouvertes
        finished: terminé | terminée | complet | complète | déjà terminé | déjà terminée | achevé
        airing: en cours
        short: court | courte | courts | courtes
        long: long | longue | longs
        recent: récent | récente | récents | nouveau | nouvelle | nouveaux
        old: ancien | ancienne | classique | vieux
        famous: populaire | populaires | connu | célèbre
        hidden gem: pépite | pépite méconnue | peu connu | peu connue | méconnu | perle rare | inconnu
        without: sans | pas de | pas d' | aucun | aucune | rien de | qui ne fasse pas | qui ne fait pas | mais pas
        without: pas trop | pas
        with: avec
        celebrity: célébrité | star
        coming of age: initiatique | passage à l'âge adulte
        athletes: sportif | sportifs | athlètes | football | basket | natation
        bl: amour entre hommes | amour entre garçons | deux hommes | deux garçons | couple d'hommes
        bl: couple de garçons | couple gay
        gl: lesbiennes | lesbienne | amour entre femmes | amour entre filles | deux femmes | deux filles | saphique
        gl: avec des filles | entre filles | couple de femmes | couple de filles | couple lesbien
        queer: gays | gay | homosexuel | homosexuels | lgbt
        straight: hétéro | couple hétéro | hétérosexuel
        film: films | film
        royalty: princesse | princesses | prince | roi | reine | rois | palais | royauté | empereur | cour royale
        law: tribunal | procès | judiciaire
        lawyers: avocats | avocat | avocate | avocates | procureur
        war: armée | militaire | militaires | soldats | soldat | guerre | service militaire
        business: entreprises | affaires
        political: politique
        school: école | collège | lycéens | lycéen | scolaire
        office: bureau | au travail | travail | employés de bureau
        cafe: café | restaurant | boulangerie | chef cuisinier | cuisiniers | cuisinier | boulanger | boulangers
        cafe: pâtissier
        countryside: campagne | village | île | bord de mer
        dorm: internat
        band: groupe de rock | groupe de musique
        idols: idoles
        gaming: jeux vidéo | jeu vidéo | gamers
        writers: écrivain | écrivains | artistes
        entertainment industry: acteurs | showbiz
        undercover: espions | espion | infiltration | infiltré
        assassin: tueur à gages
        redemption: rédemption
        betrayal: trahison | trahisons
        investigation: enquêtes | détective
        murder mystery: meurtre | meurtres
        serial killer: tueur en série | tueurs en série | psychopathe | psychopathes
        survival: survie
        death game: jeu mortel | jeux mortels
        zombies: zombie
        hidden identity: identité secrète | double vie
        body swap: échange de corps
        twins: jumeaux | jumelles
        time loop: boucle temporelle
        parallel worlds: mondes parallèles | autre monde
        superpowers: super-pouvoirs | pouvoirs
        magic: magie | sorcières | malédiction
        mythical beings: vampires | vampire | loups-garous | dieux | sirènes | démons | anges
        found family: famille de cœur | famille choisie
        trans: transgenre
        deaf: sourd | sourde | aveugle
        autism: autiste | autisme
        family bonds: frères | sœurs | père et fils | mère et fille
        grief: deuil
        angst: angoisse | souffrance
        established couple: couple établi | déjà en couple | déjà ensemble
        married couple: mariage | mariés | jeunes mariés
        friends with benefits: sex friends
        one night stand: coup d'un soir
        multiple couples: plusieurs couples
        love at first sight: coup de foudre
        opposites attract: que tout oppose | opposés
        rich and poor: riche et pauvre | cendrillon
        boss and employee: patron et employée | patron | patronne | secrétaire | pdg
        living together: vivent ensemble | qui vivent ensemble | cohabitation | sous le même toit
        living together: partagent un appartement | vivent sous le même toit
        sexual content: scènes de sexe | sexe | nudité
        torture: torture
        weapons: armes
        child abuse: maltraitance | enfants maltraités | maltraitance d'enfants | violence sur enfants
        child abuse: violences sur les enfants
        sexual harassment: harcèlement sexuel
        dubious consent: baiser forcé | baisers forcés
        stalking: stalker | obsession
        jealousy: jalousie | jaloux | possessif
        blackmail: chantage
        kidnapping: enlèvement | enlèvements | kidnapping | kidnappé | enlevé
        student and teacher: prof et élève | professeur et élève | élève et professeur
        underage: mineurs | mineur
        incest: inceste | demi-frères | frères adoptifs | beaux-frères
        prostitution: prostitution
        depression: dépression
        self harm: automutilation
        illness: maladie | maladies | malade
        bereavement: mort des parents | parents morts | orphelin | orphelins | parent décédé
        accident: accidents | accident | accidents de voiture | accident de voiture
        abortion: avortement
        alcohol: alcool | alcoolisme
        drugs: drogue | drogues
        gambling: jeux d'argent
        animal harm: maltraitance animale | mort d'animaux | animaux morts | cruauté envers les animaux
        animal harm: violence animale | chien meurt
        sexism: sexisme | sexiste | misogynie
        jump scares: sursauts
        novel: roman | livre
        web novel: roman en ligne
        manga: manga
        true story: histoire vraie | faits réels
        one evening: en une soirée | une soirée | en un soir | d'une traite
        one day: en une journée | en un jour
        a weekend: un week-end | week-end | weekend
        longer: plus long | plus longue
        shorter: plus court | plus courte
        cross-dressing: se déguise en homme | déguisée en homme | se fait passer pour un homme | travestissement
        coworkers: collègues | collègues de travail
        class difference: riche héritier | héritier | fille pauvre | classes sociales | garçons riches
        class difference: filles pauvres | riches | garçon riche
        popular: à la mode | à succès | plus vu | plus vue
        or: ou
        and: et
        but: mais
    """,
    turns="""
        without: j'ai peur des | j'ai peur de | j'ai horreur des | j'ai horreur de | peur des | pas question de
        without: sans trop de | qu'il n'y ait pas de | ne contient pas de | pas envie de | pas envie d'
        without: je me passe de | allergique aux | allergique à | je n'aime pas | je déteste | sauf | hormis
        without: excepté | éviter | évitez | pas d' | pas du | plus de ces | surtout pas | jamais de | ni de
        without: je ne veux pas de | je ne veux pas | je ne supporte pas | sans que | je fuis | je n'aime pas les
        without: je n'aime pas le | je n'aime pas la | je déteste les | je déteste le | je déteste la
        without: je ne veux plus de | plus jamais de | zéro | je ne veux pas voir | hors de question | non
        without: non merci
        tired of: j'en ai assez de | j'en ai assez des | assez de | assez des | assez du | j'en ai marre de
        tired of: j'en ai marre des | marre de | marre des | marre du | ras le bol de | fatigué de | fatiguée de
        tired of: fatiguée des | fatigué des | lassé de | lassée des | lassée de | ras-le-bol des | ras-le-bol de
        is fine ;: peu importe | aucun problème | pas de problème | ça va | ne me dérange pas | c'est bon | me va
        less: en moins | moins
        anything but: tout sauf | n'importe quoi sauf | n'importe quel pays sauf
        nobody: personne ne | que personne ne | personne
        not too: pas très | pas trop | pas si
        rather: plutôt | je préfère | de préférence
        as long as: tant que
        want: je veux | je voudrais | je cherche | cherche | j'aimerais | on voudrait
        yes: oui
        little: peu de | peu d' | très peu de
        nor: ni
    """,
    refused_after="""
        refused: non | non merci | surtout pas
    """,
    idle="""
        idle: voir | une | un | série | séries | drama | dramas | qui | soit | de | du | la | le | les | des | d'
        idle: l' | sur | autour de | s'il te plaît | svp | quelque chose | dans | au | aux | à | une histoire de
        idle: histoire de | histoire | que | deux | puis | j'aime | aime | un peu | se passe | qui se passe | en
        idle: pour | où | très | fin | fins | aussi | avec des | entre | son | sa | ses | leur | leurs | ou bien
        idle: il y a | y a | c'est | avoir | avec un | avec une | dont | pays | héros | héroïne | personnages
        idle: se déroule | parle de | qui parle de | fasse | fait | qui fait | qui fasse | j'aimerais voir
        idle: après le travail
    """,
    units="""
        episodes: épisodes | épisode | eps
        minutes: minutes | minute | min
        hours: heures | heure
    """,
    before="""
        at most: au maximum | maximum | au plus | pas plus de | jusqu'à | pas plus long que | pas plus longs que
        at most: ne dépasse pas
        under: moins de
        at least: au moins | minimum | au minimum
        over: plus de
        about: environ | à peu près
    """,
    after="""
        at most: ou moins | maximum | au plus
        at least: ou plus | minimum
    """,
    since="et après | ou après",
    until="et avant | ou avant",
    years="""
        since: à partir de | depuis | dès
        until: jusqu'en
        before: avant
        after: après
    """,
    to="à | et",
    endings="s | e | es",
    decades="années 90",
    numbers="""
        half: demi- | demie
        2: deux
        3: trois
        4: quatre
        5: cinq
        6: six
        7: sept
        8: huit
        9: neuf
        10: dix | une dizaine d'
        12: douze
        15: quinze
        16: seize
        20: vingt
        24: vingt-quatre
        30: trente
        40: quarante
        50: cinquante
    """,
)
