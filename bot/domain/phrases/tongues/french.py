"""Moods in French."""

from bot.domain.phrases.tongues.tongue import Tongue

FRENCH = Tongue(
    "fr",
    glued=False,
    says="""
        korean: coréen | coréenne | coréens | coréennes | corée | k-drama | kdrama
        thai: thaïlandais | thaïlandaise | thaï | thaïs | thaïlande
        japanese: japonais | japonaise | japon | j-drama | jdrama
        taiwanese: taïwanais | taïwanaise
        chinese: chinois | chinoise | c-drama | cdrama
        filipino: philippin | philippine
        vietnamese: vietnamien | vietnamienne
        romance: romance | romantique | romantiques
        comedy: comédie | drôle | drôles | marrant
        melodrama: mélodrame | mélo
        slice of life: tranche de vie | quotidien
        youth: jeunesse
        mystery: mystère | enquête
        thriller: thriller | suspense
        crime: policier | policière | criminel | criminelle
        action: action
        fantasy: fantastique | fantasy
        supernatural: surnaturel
        science fiction: science-fiction | science fiction
        historical: historique | d'époque | historiques
        horror: horreur
        family: famille
        friendship: amitié
        sports: sport
        music: musique
        food: cuisine
        medical: médical | hôpital
        enemies to lovers: d'ennemis à amants | ennemis à amants | de la haine à l'amour | enemies to lovers
        enemies to lovers: ennemis qui tombent amoureux
        rivals to lovers: rivaux
        friends to lovers: d'amis à amants | amis à amants | amis qui tombent amoureux
        childhood friends: amis d'enfance
        first love: premier amour
        second chance: seconde chance | deuxième chance | retrouvailles
        secret crush: amour secret
        unrequited love: amour non partagé | amour à sens unique
        slow burn: slow burn | qui prend son temps
        fake dating: faux couple | fausse relation | faux petit ami
        contract marriage: mariage de contrat | mariage contractuel
        arranged marriage: mariage arrangé
        secret relationship: relation secrète
        forbidden love: amour interdit
        soulmates: âmes sœurs | âmes soeurs
        love triangle: triangle amoureux
        age gap: différence d'âge | écart d'âge
        office romance: romance de bureau | bureau
        roommates: colocataires | colocation
        bodyguard: garde du corps
        university students: université | étudiants | fac
        high school: lycée
        doctors: médecins
        police: policiers
        mafia: mafia
        revenge: vengeance
        time travel: voyage dans le temps | voyages dans le temps
        reincarnation: réincarnation
        amnesia: amnésie
        ghosts: fantômes
        coming out: coming out
        healing: réconfortant | réconfortante | apaisant
        feel good: doudou | léger | légère | mignon | mignonne | chaleureux
        tearjerker: triste | tristes | à pleurer | pleurer
        steamy: torride | sensuel
        dark: sombre
        homophobia: homophobie
        bullying: harcèlement | harcèlement scolaire
        violence: violence
        blood: sang
        domestic abuse: violences conjugales
        sexual assault: agression sexuelle | viol
        suicide: suicide
        cheating: infidélité | infidélités | tromperie | adultère
        terminal illness: maladie incurable
        death: morts | mort
        happy ending: fin heureuse | qui finit bien | happy end | qui se termine bien
        sad ending: fin triste | qui finit mal
        open ending: fin ouverte
        finished: terminé | terminée | complet | complète
        airing: en cours
        short: court | courte | courts | courtes
        long: long | longue | longs
        recent: récent | récente | récents | nouveau | nouvelle | nouveaux
        old: ancien | ancienne | classique | vieux
        famous: populaire | populaires | connu | célèbre
        hidden gem: pépite | pépite méconnue | peu connu | peu connue | méconnu
        without: sans | pas de | pas d' | aucun | aucune | rien de | qui ne fasse pas | qui ne fait pas
        without: mais pas | pas trop | pas
        with: avec
        celebrity: célébrité | star
        coming of age: initiatique | passage à l'âge adulte
        athletes: sportif
        or: ou | ni
        and: et
        but: mais
    """,
    idle="""
        idle: je veux | je voudrais | voir | une | un | série | séries | drama | dramas | qui | soit | de
        idle: du | la | le | les | des | d' | l' | sur | autour de
        idle: s'il te plaît | svp | quelque chose
    """,
    units="""
        episodes: épisodes | épisode | eps
        minutes: minutes | minute | min
        hours: heures | heure
    """,
    before="""
        at most: au maximum | maximum | au plus | pas plus de | jusqu'à
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
)
