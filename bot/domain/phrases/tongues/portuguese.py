"""Moods in Portuguese."""

from bot.domain.phrases.tongues.tongue import Tongue

PORTUGUESE = Tongue(
    "pt",
    glued=False,
    says="""
        korean: coreano | coreana | coreanos | coreanas | coreia | k-drama | kdrama
        thai: tailandês | tailandesa | tailandeses | tailândia
        japanese: japonês | japonesa | japoneses | japão | j-drama | jdrama
        taiwanese: taiwanês | taiwanesa
        chinese: chinês | chinesa | chineses | c-drama | cdrama
        filipino: filipino | filipina
        vietnamese: vietnamita
        romance: romance | romântico | romântica | românticos
        comedy: comédia | engraçado | engraçada | cômico
        melodrama: melodrama
        slice of life: cotidiano
        youth: juvenil
        mystery: mistério
        thriller: suspense
        crime: crime | policial
        action: ação
        fantasy: fantasia
        supernatural: sobrenatural
        science fiction: ficção científica
        historical: histórico | histórica | de época
        horror: terror
        family: família
        friendship: amizade
        sports: esportes | esporte
        music: música
        food: comida | culinária
        medical: hospital | médico
        enemies to lovers: de inimigos a amantes | inimigos a amantes | inimigos que se apaixonam
        enemies to lovers: enemies to lovers
        rivals to lovers: rivais
        friends to lovers: de amigos a amantes | amigos a amantes | amigos que se apaixonam
        friends to lovers: de amigos a namorados | amigos que viram namorados | amigos que viram amantes
        childhood friends: amigos de infância
        first love: primeiro amor
        second chance: segunda chance | reencontro
        secret crush: paixão secreta
        unrequited love: amor não correspondido
        slow burn: slow burn | romance lento | desenvolvimento lento
        fake dating: namoro falso | namoro de mentira | namoro de mentirinha
        contract marriage: casamento por contrato
        arranged marriage: casamento arranjado
        secret relationship: namoro secreto | relacionamento secreto
        forbidden love: amor proibido
        soulmates: almas gêmeas
        love triangle: triângulo amoroso | triângulos amorosos
        age gap: diferença de idade
        office romance: romance no escritório | no escritório | escritório
        roommates: colegas de quarto
        bodyguard: guarda-costas | guarda costas
        university students: na faculdade | faculdade | universidade | universitários
        high school: no ensino médio | ensino médio | na escola | escola | colegial
        doctors: médicos
        police: policiais | polícia
        mafia: máfia
        revenge: vingança
        time travel: viagem no tempo | viagens no tempo
        reincarnation: reencarnação
        amnesia: amnésia
        ghosts: fantasmas
        coming out: saída do armário | sair do armário
        healing: que cura a alma | reconfortante
        feel good: fofo | fofa | leve | levinho | aconchegante | para aquecer o coração | que aquece o coração
        tearjerker: triste | tristes | de chorar | para chorar | chorar
        steamy: picante | quente
        dark: sombrio | sombria | pesado
        homophobia: homofobia
        bullying: bullying
        violence: violência
        blood: sangue
        domestic abuse: violência doméstica
        sexual assault: abuso sexual | estupro
        suicide: suicídio
        cheating: traição | traições | infidelidade
        terminal illness: doença terminal
        death: mortes | morte
        happy ending: final feliz | que termine bem | que acabe bem
        sad ending: final triste
        open ending: final aberto
        finished: completo | completa | finalizado | finalizada | terminado
        airing: em exibição | em lançamento
        short: curto | curta | curtos | curtas | curtinho
        long: longo | longa | longos
        recent: recente | recentes | novo | nova | novos
        old: antigo | antiga | clássico | velho
        famous: popular | populares | famoso | famosa
        hidden gem: joia escondida | pouco conhecido | pouco conhecida
        without: sem | nada de | que não tenha | não quero | que não faça | que não me faça
        with: com
        celebrity: famosos | celebridades
        coming of age: amadurecimento
        not sad ending: que não termine triste | que não acabe mal | que não termine mal
        or: ou | nem
        and: e
        but: mas
    """,
    idle="""
        idle: quero | ver | assistir | algo | uma | um | série | séries | drama | dramas | dorama | doramas | que
        idle: seja | de
        idle: da | do | a | o | os | por favor | sobre
    """,
    units="""
        episodes: episódios | episódio | capítulos | eps
        minutes: minutos | minuto | min
        hours: horas | hora
    """,
    before="""
        at most: no máximo | até | máximo de | não mais que
        under: menos de | menos que | abaixo de
        at least: no mínimo | pelo menos
        over: mais de | mais que
        about: cerca de | uns
    """,
    after="""
        at most: ou menos | no máximo
        at least: ou mais | no mínimo
    """,
    since="em diante | para cá",
    until="para trás",
    years="""
        since: a partir de | desde
        until: até
        before: antes de
        after: depois de
    """,
    to="a | e | até",
    endings="s | es",
)
