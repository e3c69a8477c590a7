"""Moods in Spanish."""

from bot.domain.phrases.tongues.tongue import Tongue

SPANISH = Tongue(
    "es",
    glued=False,
    says="""
        korean: coreano | coreana | coreanos | coreanas | corea | k-drama | kdrama
        thai: tailandés | tailandesa | tailandeses | tailandesas | tailandia
        japanese: japonés | japonesa | japoneses | japonesas | japón | j-drama | jdrama
        taiwanese: taiwanés | taiwanesa | taiwán
        chinese: chino | china | chinos | chinas | c-drama | cdrama
        filipino: filipino | filipina | filipinas
        vietnamese: vietnamita
        romance: romance | romántico | romántica | románticos | románticas
        comedy: comedia | cómico | divertido | divertida | gracioso | graciosa
        melodrama: melodrama
        slice of life: vida cotidiana | de la vida diaria
        youth: juvenil
        mystery: misterio
        thriller: suspenso | suspense | thriller
        crime: crimen | policiaco | policíaco | crímenes | criminal | criminales
        action: acción
        fantasy: fantasía | fantástico | fantástica
        supernatural: sobrenatural
        science fiction: ciencia ficción
        historical: histórico | histórica | de época
        horror: terror
        family: familia | familiar
        friendship: amistad
        sports: deportes | deportivo
        music: música
        food: comida | cocina
        medical: médico | médica | hospital
        enemies to lovers: de enemigos a amantes | enemigos a amantes | del odio al amor | enemies to lovers
        rivals to lovers: de rivales a amantes | rivales
        friends to lovers: de amigos a amantes | de amigos a novios | amigos a amantes | amigos que se enamoran
        childhood friends: amigos de la infancia
        first love: primer amor
        second chance: segunda oportunidad | segundas oportunidades | reencuentro
        secret crush: amor secreto | enamorado en secreto
        unrequited love: amor no correspondido
        mutual pining: se gustan en secreto
        slow burn: a fuego lento | de desarrollo lento | slow burn
        fake dating: novios falsos | noviazgo falso | falso noviazgo | relación falsa
        contract marriage: matrimonio por contrato
        arranged marriage: matrimonio arreglado | matrimonio concertado
        secret relationship: relación secreta
        forbidden love: amor prohibido
        soulmates: almas gemelas
        love triangle: triángulo amoroso | triángulos amorosos
        long distance: a distancia
        age gap: diferencia de edad
        office romance: romance de oficina | oficina
        roommates: compañeros de piso | compañeros de cuarto | roomies
        bodyguard: guardaespaldas
        celebrity: famosos | celebridades
        university students: universidad | universitarios | universitario
        high school: instituto | secundaria | preparatoria | prepa | escolar
        doctors: médicos | doctores
        police: policías | policía
        mafia: mafia
        revenge: venganza
        time travel: viajes en el tiempo | viaje en el tiempo
        time loop: bucle temporal
        reincarnation: reencarnación
        amnesia: amnesia
        ghosts: fantasmas
        coming out: salir del armario | salida del armario | salir del clóset
        healing: sanador | sanadora | reconfortante
        feel good: tierno | tierna | bonito | bonita | alegre | cálido | cálida
        tearjerker: triste | tristes | para llorar | lacrimógeno | llorar
        steamy: picante | subido de tono
        dark: oscuro | oscura
        homophobia: homofobia
        bullying: acoso escolar | acoso
        violence: violencia
        blood: sangre
        domestic abuse: violencia doméstica | maltrato
        sexual assault: agresión sexual | violación | abuso sexual
        suicide: suicidio
        cheating: infidelidad | infidelidades | cuernos | engaños
        terminal illness: enfermedad terminal
        death: muertes | muerte | que nadie muera
        happy ending: final feliz | que acabe bien | que termine bien
        sad ending: final triste | que acabe mal
        open ending: final abierto
        finished: terminado | terminada | completo | completa
        airing: en emisión | se está emitiendo | que se emite ahora
        short: corto | corta | cortos | cortas
        long: largo | larga | largos | largas
        recent: reciente | recientes | nuevo | nueva | nuevos | nuevas
        old: antiguo | antigua | clásico | clásica | viejo | vieja
        famous: popular | populares | famoso | famosa
        hidden gem: joya oculta | poco conocido | poco conocida | joyas ocultas
        without: sin | nada de | que no tenga | que no haya | no quiero | evita
        without: que no haga | que no hagan | que no me haga
        with: con
        coming of age: sobre crecer | paso a la madurez
        band: grupo de música
        class difference: rico y pobre | chico rico y chica pobre | ricos y pobres
        boss and employee: jefe y empleada | jefe y empleado | jefa y empleado
        not sad ending: que no termine mal | que no acabe mal
        or: o | ni
        and: y
        but: pero
    """,
    idle="""
        idle: quiero | ver | algo | una | un | serie | series | drama | dramas | dorama | doramas | que | sea | de
        idle: la | el
        idle: los | las | por favor | en | sobre | acerca de
    """,
    units="""
        episodes: episodios | episodio | capítulos | capítulo | caps | eps
        minutes: minutos | minuto | min
        hours: horas | hora
    """,
    before="""
        at most: máximo | como máximo | hasta | no más de | a lo sumo
        under: menos de | por debajo de
        at least: al menos | por lo menos | como mínimo | mínimo
        over: más de
        about: unos | alrededor de | aproximadamente
    """,
    after="""
        at most: o menos | como máximo | como mucho | máximo
        at least: o más | como mínimo
    """,
    since="en adelante | o posterior",
    until="o anterior",
    years="""
        since: a partir de | desde
        until: hasta
        before: antes de
        after: después de
    """,
    to="a | y | hasta",
    endings="s | es",
)
