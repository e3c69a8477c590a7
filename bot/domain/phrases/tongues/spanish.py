"""Moods in Spanish."""

from bot.domain.phrases.tongues.tongue import Tongue

SPANISH = Tongue(
    "es",
    glued=False,
    says="""
        korean: coreano | coreana | coreanos | coreanas | corea | k-drama | kdrama
        thai: tailandés | tailandesa | tailandeses | tailandesas | tailandia
        japanese: japonés | japonesa | japoneses | japonesas | japón | j-drama | jdrama
        taiwanese: taiwanés | taiwanesa | taiwán | taiwaneses | taiwanesas
        chinese: chino | china | chinos | chinas | c-drama | cdrama
        filipino: filipino | filipina | filipinas
        vietnamese: vietnamita
        romance: romance | romántico | romántica | románticos | románticas | historia de amor | historias de amor
        romance: amor | se enamoran | enamorarse | enamorados | enamoran
        comedy: comedia | cómico | divertido | divertida | gracioso | graciosa | comedia romántica | comedias
        comedy: chistoso | chistosa | para reír | reírme | reír | humor | graciosos
        melodrama: melodrama | telenovela | melodramático
        slice of life: vida cotidiana | de la vida diaria | día a día | cotidiano | cotidiana | vida diaria
        youth: juvenil | adolescentes | adolescente | juveniles
        mystery: misterio | misterios | detectivesca
        thriller: suspenso | suspense | thriller | thrillers | intriga
        crime: crimen | policiaco | policíaco | crímenes | criminal | criminales | cárcel | prisión | estafadores
        action: acción
        fantasy: fantasía | fantástico | fantástica | mundo mágico
        supernatural: sobrenatural
        science fiction: ciencia ficción
        historical: histórico | histórica | de época | época | antigua corea | antiguo reino | dinastía
        historical: épocas pasadas
        horror: terror | miedo | terrorífico | susto
        family: familia | familiar | familiares | familias
        friendship: amistad
        sports: deportes | deportivo
        music: música
        food: comida | cocina
        medical: médico | médica | hospital | hospitales | clínica
        enemies to lovers: de enemigos a amantes | enemigos a amantes | del odio al amor | enemies to lovers
        enemies to lovers: se odian al principio | que se odian | enemigos que se enamoran
        rivals to lovers: de rivales a amantes | rivales
        friends to lovers: de amigos a amantes | de amigos a novios | amigos a amantes | amigos que se enamoran
        friends to lovers: mejores amigos que se enamoran | mejores amigos
        childhood friends: amigos de la infancia
        first love: primer amor
        second chance: segunda oportunidad | segundas oportunidades | reencuentro | ex novios | exnovios | ex novio
        second chance: su ex | reconciliación | exes
        secret crush: amor secreto | enamorado en secreto
        unrequited love: amor no correspondido
        mutual pining: se gustan en secreto
        slow burn: a fuego lento | de desarrollo lento | slow burn
        fake dating: novios falsos | noviazgo falso | falso noviazgo | relación falsa | fingen ser pareja
        fake dating: fingen ser novios | fingir ser novios | falsos novios | noviazgos falsos | pareja falsa
        contract marriage: matrimonio por contrato | matrimonio falso | matrimonio de conveniencia
        arranged marriage: matrimonio arreglado | matrimonio concertado
        secret relationship: relación secreta | amor a escondidas | salen a escondidas | relaciones secretas
        forbidden love: amor prohibido | amor imposible
        soulmates: almas gemelas
        love triangle: triángulo amoroso | triángulos amorosos | tríos amorosos | trío amoroso
        long distance: a distancia
        age gap: diferencia de edad | diferencias de edad
        office romance: romance de oficina | amor en la oficina
        roommates: compañeros de piso | compañeros de cuarto | roomies
        bodyguard: guardaespaldas
        celebrity: famosos | celebridades
        university students: universidad | universitarios | universitario | uni | facultad
        high school: instituto | secundaria | preparatoria | prepa | escolar
        doctors: médicos | doctores | un médico | una médica | médico y | enfermeras | enfermera | doctora | doctor
        doctors: cirujano
        police: policías | policía | un policía | detective | inspector
        mafia: mafia
        revenge: venganza
        time travel: viajes en el tiempo | viaje en el tiempo | viajar en el tiempo | viaja al pasado
        time travel: viajan en el tiempo | regresa al pasado | vuelve al pasado
        time loop: bucle temporal
        reincarnation: reencarnación
        amnesia: amnesia | pérdida de memoria | pierde la memoria
        ghosts: fantasmas
        coming out: salir del armario | salida del armario | salir del clóset
        healing: sanador | sanadora | reconfortante | relajante | acogedor | acogedora | tranquilo | tranquila
        healing: reconfortantes | cálido y tranquilo | acogedoras
        feel good: tierno | tierna | bonito | bonita | alegre | cálido | cálida | ligero | ligera | tiernos | tiernas
        feel good: lindo | linda | dulce | alegres | feliz | tiernísimo | adorable | bonitos | bonitas | optimista
        feel good: feel good | que me alegre
        tearjerker: triste | tristes | para llorar | lacrimógeno | llorar | lágrimas | que me haga llorar
        steamy: picante | subido de tono | sexy | sensual | hot
        dark: oscuro | oscura | tóxico | tóxica | tóxicos | oscuros | oscuras
        homophobia: homofobia
        bullying: acoso escolar | acoso
        violence: violencia | violento | violenta | peleas
        blood: sangre | sangriento | sangrienta | gore
        domestic abuse: violencia doméstica | maltrato
        sexual assault: agresión sexual | violación | abuso sexual | violencia sexual | violaciones
        sexual assault: agresiones sexuales | abusos sexuales | abusos
        suicide: suicidio
        cheating: infidelidad | infidelidades | cuernos | engaños
        terminal illness: enfermedad terminal | cáncer | enfermedad incurable | enfermo terminal
        death: muertes | muerte | que nadie muera | mueren | muere | muertos | morir | muera | mueran | se mueren
        death: se muere
        happy ending: final feliz | que acabe bien | que termine bien | finales felices | acabe bien | termine bien
        happy ending: buen final | que acaben juntos | que terminen juntos | estén juntos al final | final bonito
        sad ending: final triste | que acabe mal | finales tristes | acabe mal | termine mal | que termine triste
        sad ending: que termine en tragedia | trágico | trágica
        open ending: final abierto | finales abiertos
        finished: terminado | terminada | completo | completa | que ya terminó | ya terminó | terminados | acabada
        finished: acabado
        airing: en emisión | se está emitiendo | que se emite ahora | que se esté emitiendo
        short: corto | corta | cortos | cortas
        long: largo | larga | largos | largas
        recent: reciente | recientes | nuevo | nueva | nuevos | nuevas
        old: antiguo | antigua | clásico | clásica | viejo | vieja
        famous: popular | populares | famoso | famosa
        hidden gem: joya oculta | poco conocido | poco conocida | joyas ocultas | poco conocidas | poco conocidos
        hidden gem: joyita | joyas escondidas | joya escondida | desconocida
        without: sin | nada de | que no tenga | que no haya | no quiero | evita | que no haga | que no hagan
        without: que no me haga
        with: con
        coming of age: sobre crecer | paso a la madurez
        band: grupo de música | banda
        class difference: rico y pobre | chico rico y chica pobre | ricos y pobres | chica pobre | chico rico
        class difference: heredero | millonario | chicos ricos | chicas pobres | chico pobre | niños ricos | ricos
        class difference: rico | millonarios
        boss and employee: jefe y empleada | jefe y empleado | jefa y empleado | jefe | jefa | secretaria
        boss and employee: secretario | ceo
        not sad ending: que no termine mal | que no acabe mal
        bl: amor entre chicos | amor entre hombres | dos chicos | dos hombres | chico con chico | pareja de hombres
        bl: pareja de chicos
        gl: lesbianas | lesbiana | amor entre chicas | amor entre mujeres | dos chicas | dos mujeres | sáfico
        gl: sáfica | pareja de mujeres | pareja de chicas
        queer: gais | gay | diversidad sexual
        straight: heterosexual | pareja hetero | hetero
        film: película | películas | peli | pelis
        royalty: princesas | princesa | príncipe | príncipes | reyes | rey | reina | palacio | realeza | emperador
        joseon: era joseon
        law: tribunal | tribunales | juicios | juicio | judicial
        lawyers: abogados | abogado | abogada | fiscal
        war: ejército | militar | militares | soldados | soldado | guerra | mili
        business: empresas | negocios | empresarial
        political: política | políticos
        school: escuela | escuelas | colegio | cole
        office: oficina | oficinas | en el trabajo | trabajo | oficinistas
        cafe: cafetería | café | restaurante | panadería | chef | cocineros | cocinero | panaderos | restaurantes
        countryside: campo | pueblo | rural | isla | playa
        dorm: residencia de estudiantes | residencia
        idols: ídolos
        gaming: videojuegos | gamers | esports
        athletes: deportistas | atletas | fútbol | baloncesto | natación
        writers: escritores | escritor | escritora | artistas
        entertainment industry: actores | farándula
        undercover: espías | espía | infiltrado
        assassin: asesino a sueldo | sicario
        redemption: redención
        betrayal: traición | traiciones
        investigation: investigación | detectives
        murder mystery: asesinatos | asesinato
        serial killer: asesino en serie | asesinos en serie | psicópata | psicópatas
        survival: supervivencia
        death game: juego mortal | juegos mortales
        zombies: zombis | zombi
        hidden identity: identidad oculta | identidad secreta | doble vida
        cross-dressing: travestismo | disfrazada de chico | se disfraza de hombre | se hace pasar por hombre
        cross-dressing: disfrazada de hombre
        body swap: intercambio de cuerpos
        twins: gemelos | gemelas | gemelo
        parallel worlds: mundos paralelos | otro mundo
        superpowers: superpoderes | poderes
        magic: magia | brujas | hechizos | maldición
        mythical beings: vampiros | vampiro | hombres lobo | dioses | sirenas | demonios | ángeles
        omegaverse: omegaverso
        found family: familia encontrada | familia elegida
        trans: transgénero | persona trans
        deaf: sordo | sorda | ciego | ciega
        autism: autista | autismo
        family bonds: hermanos | hermanas | padre e hijo | madre e hija
        grief: duelo
        angst: angustia | sufrir | sufrimiento | dramón
        bromance: amistad entre hombres
        established couple: pareja establecida | ya son pareja | ya están juntos
        married couple: matrimonio | casados | recién casados
        friends with benefits: amigos con derechos | amigos con derecho
        one night stand: aventura de una noche
        multiple couples: varias parejas
        love at first sight: amor a primera vista
        opposites attract: polos opuestos
        cold lead: protagonista frío
        grumpy and sunshine: gruñón | gruñona
        bickering couple: que se pelean
        rich and poor: cenicienta | diferencia de clases
        living together: que viven juntos | viven juntos | convivencia | viven en la misma casa | comparten piso
        living together: comparten departamento | comparten casa
        sexual content: escenas de sexo | sexo | desnudos | sexo explícito
        torture: tortura
        weapons: armas
        child abuse: abuso infantil | maltrato infantil | abuso de menores | violencia contra niños
        child abuse: niños maltratados
        sexual harassment: acoso sexual
        dubious consent: besos forzados | beso forzado
        stalking: acosador | obsesión
        jealousy: celos | celoso | posesivo
        blackmail: chantaje
        kidnapping: secuestro | secuestros | secuestran | secuestrado
        student and teacher: profesor y alumno | profesor y alumna | alumno y profesor | profesores y alumnos
        underage: menores de edad | menores
        incest: incesto | hermanastros | hermanos adoptivos
        prostitution: prostitución
        depression: depresión
        self harm: autolesiones
        illness: enfermedad | enfermedades | enfermos
        bereavement: muerte de los padres | padres muertos | huérfanos | huérfano
        accident: accidentes | accidente
        abortion: aborto
        alcohol: alcohol | alcoholismo
        drugs: drogas
        gambling: apuestas
        animal harm: maltrato animal | muera el perro | animales muertos | muerte de animales | crueldad animal
        animal harm: muere el perro
        sexism: machismo | machista | sexismo
        jump scares: sustos
        novel: novela | libro
        web novel: novela web
        manga: manga
        true story: hecho real | hechos reales
        one evening: en una noche | una noche | una tarde | de una sentada | en una sola noche
        one day: en un día
        a weekend: un fin de semana | fin de semana
        longer: más largo | más larga
        shorter: más corto | más corta
        no death: nadie muere | nadie muera | no se muera nadie | no muera nadie | no muere nadie | no se muere nadie
        coworkers: compañeros de trabajo | colegas
        popular: más visto | más vista | éxito | exitosa | de moda
        hospital: sala de urgencias | urgencias
        or: o
        and: y
        but: pero
    """,
    turns="""
        without: me da miedo | me dan miedo | le tengo miedo a | tengo miedo a | tengo fobia a | que no haya
        without: no haya | que no tenga | no tenga | que no tengan | no tengan | mientras no haya
        without: siempre que no haya | nada con | nada que tenga | no me gustan los | no me gustan las
        without: no me gusta el | no me gusta la | me agobia | me agobian | no me va | no me van | paso del
        without: pasando de | no me gusta | no me gustan | odio | detesto | que no sea | que no sean | excepto
        without: salvo | evitar | no quiero nada de | ningún | ninguna | tampoco | que no | sin nada de
        without: ya no quiero | no soporto | no | ni hablar de | fuera | me molesta | me molestan | no aguanto
        without: no tolero | no puedo con | no me interesa | no me interesan | paso de | odio los | odio las
        without: evitando | libre de
        tired of: estoy harto de | estoy harta de | harta de | harto de | cansada de | cansado de | basta de
        tired of: harto de los | harta de los | cansada de los | cansado de los | estoy cansada de | estoy cansado de
        tired of: estoy hasta las narices de | me cansé de | me aburren | me aburre
        is fine ;: vale | sin problema | no es problema | está bien | no me molesta | no me importa
        anything but: cualquier cosa menos | lo que sea menos | todo menos | de todo menos
        nobody: nadie
        not too: no muy | no demasiado | no tan
        rather: mejor | prefiero | más bien
        as long as: siempre que
        want: quiero | busco | me gustaría | quisiera
        less: menos
        yes: sí
        can have: puede haber | puede tener
        little: poco | poca | pocos | pocas
        nor: ni
    """,
    refused_after="""
        refused: no | ni hablar de | fuera | ni hablar
    """,
    idle="""
        idle: ver | algo | una | un | serie | series | drama | dramas | dorama | doramas | que | sea | de | la | el
        idle: los | las | por favor | en | sobre | acerca de | si se puede | con mucha | mucha | mucho | recomienden
        idle: recomiéndame | gente adulta | gente | historia | del | al | se | me | mi | ya | por | para | donde
        idle: muy | más | pero que | final | finales | hay | haya | tenga | tengan | entre | su | sus | lo | les
        idle: quisiera ver | ver algo | donde la | donde el | como protagonista | protagonista | protagonistas
        idle: trata de | trate de | estén | esté | ya esté | que ya esté | al final | país | todo | toda
        idle: después del trabajo | del trabajo
    """,
    units="""
        episodes: episodios | episodio | capítulos | capítulo | caps | eps
        minutes: minutos | minuto | min
        hours: horas | hora
    """,
    before="""
        at most: máximo | como máximo | hasta | no más de | a lo sumo | que no pase de | no más largo que
        at most: que no supere | como mucho
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
    decades="los 90 | años 90 | los años 90",
    numbers="""
        half: media
        1: un
        2: dos
        3: tres
        4: cuatro
        5: cinco
        6: seis
        7: siete
        8: ocho
        9: nueve
        10: diez
        12: doce
        15: quince
        16: dieciséis
        20: veinte
        24: veinticuatro
        30: treinta
        40: cuarenta
        50: cincuenta
    """,
)
