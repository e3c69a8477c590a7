"""Moods in Portuguese."""

from bot.domain.phrases.tongues.tongue import Tongue

PORTUGUESE = Tongue(
    "pt",
    glued=False,
    says="""
        korean: coreano | coreana | coreanos | coreanas | coreia | k-drama | kdrama
        thai: tailandês | tailandesa | tailandeses | tailândia
        japanese: japonês | japonesa | japoneses | japão | j-drama | jdrama
        taiwanese: taiwanês | taiwanesa | taiwan
        chinese: chinês | chinesa | chineses | c-drama | cdrama
        filipino: filipino | filipina
        vietnamese: vietnamita
        romance: romance | romântico | romântica | românticos | história de amor | amor | se apaixonam | apaixonados
        romance: se apaixonando | apaixona
        comedy: comédia | engraçado | engraçada | cômico | comédia romântica | comédias | para rir | rir | humor
        melodrama: melodrama | novelão | dramalhão
        slice of life: cotidiano | dia a dia | vida cotidiana
        youth: juvenil | adolescentes | adolescente | jovens
        mystery: mistério | mistérios
        thriller: suspense | thriller
        crime: crime | prisão | cadeia | criminal | crimes | criminosos
        action: ação
        fantasy: fantasia
        supernatural: sobrenatural
        science fiction: ficção científica
        historical: histórico | histórica | de época | época | dinastia
        horror: terror | medo | assustador | assustadora
        family: família | familiar | famílias
        friendship: amizade
        sports: esportes | esporte
        music: música
        food: comida | culinária
        medical: hospital | médico | médica | hospitais | clínica
        enemies to lovers: de inimigos a amantes | inimigos a amantes | inimigos que se apaixonam | enemies to lovers
        enemies to lovers: se odeiam no começo | que se odeiam | do ódio ao amor
        rivals to lovers: rivais
        friends to lovers: de amigos a amantes | amigos a amantes | amigos que se apaixonam | de amigos a namorados
        friends to lovers: amigos que viram namorados | amigos que viram amantes | melhores amigos que se apaixonam
        friends to lovers: melhores amigos | amigos viram amantes
        childhood friends: amigos de infância
        first love: primeiro amor
        second chance: segunda chance | reencontro | ex-namorados | ex namorados | o ex | ex-namorado | exes
        second chance: reconciliação
        secret crush: paixão secreta
        unrequited love: amor não correspondido
        slow burn: slow burn | romance lento | desenvolvimento lento
        fake dating: namoro falso | namoro de mentira | namoro de mentirinha | fingem namorar | fingir namoro
        fake dating: fingem ser namorados | fingir ser namorados | namorados de mentira | casal falso | falso namoro
        contract marriage: casamento por contrato | casamento falso | casamento de conveniência
        arranged marriage: casamento arranjado
        secret relationship: namoro secreto | relacionamento secreto | namoram escondido | namoro escondido
        forbidden love: amor proibido | amor impossível
        soulmates: almas gêmeas
        love triangle: triângulo amoroso | triângulos amorosos | triângulo
        age gap: diferença de idade
        office romance: romance no escritório | no escritório | amor no escritório
        roommates: colegas de quarto
        bodyguard: guarda-costas | guarda costas
        university students: na faculdade | faculdade | universidade | universitários | facul | universidades
        university students: universitário
        high school: no ensino médio | ensino médio | na escola | escola | colegial
        doctors: médicos | um médico | uma médica | médico e | médica e | enfermeira | enfermeiras | doutor
        doctors: cirurgião
        police: policiais | polícia | policial | um policial | delegado
        mafia: máfia
        revenge: vingança
        time travel: viagem no tempo | viagens no tempo | viaja no tempo | viajar no tempo | volta ao passado
        time travel: voltar no tempo
        reincarnation: reencarnação
        amnesia: amnésia | perda de memória | perde a memória
        ghosts: fantasmas
        coming out: saída do armário | sair do armário
        healing: que cura a alma | reconfortante | relaxante | calmo | calma | tranquilo | tranquila | acolhedor
        healing: acolhedora
        feel good: fofo | fofa | leve | levinho | aconchegante | para aquecer o coração | que aquece o coração
        feel good: fofos | fofas | mais fofo | fofinho | fofinha | doce | feliz | alegre | alto astral | fofura
        feel good: gostosinho | amorzinho | que me deixe feliz
        tearjerker: triste | tristes | de chorar | para chorar | chorar | para chorar muito | lágrimas
        steamy: picante | quente | sexy | sensual | hot
        dark: sombrio | sombria | pesado | tóxico | tóxica | sombrios | pesada | pesados
        homophobia: homofobia
        bullying: bullying
        violence: violência | violento | violenta
        blood: sangue | sangrento | gore
        domestic abuse: violência doméstica
        sexual assault: abuso sexual | estupro | violência sexual | estupros | abusos sexuais
        suicide: suicídio
        cheating: traição | traições | infidelidade
        terminal illness: doença terminal | câncer | doença incurável
        death: mortes | morte | morrem | morre | morra | mortos | morrer
        happy ending: final feliz | que termine bem | que acabe bem | finais felizes | termina bem | acaba bem
        happy ending: que fiquem juntos | ficam juntos no final | com final bom
        sad ending: final triste | finais tristes | termina mal | final triste mesmo | trágico | trágica
        sad ending: que acabe triste
        open ending: final aberto | finais abertos
        finished: completo | completa | finalizado | finalizada | terminado | que já terminou | já terminou
        finished: já acabou | que já acabou | terminada | encerrado
        airing: em exibição | em lançamento | sendo exibido | que está passando
        short: curto | curta | curtos | curtas | curtinho
        long: longo | longa | longos
        recent: recente | recentes | novo | nova | novos
        old: antigo | antiga | clássico | velho
        famous: popular | populares | famoso | famosa
        hidden gem: joia escondida | pouco conhecido | pouco conhecida | pouco conhecidos | joia rara | desconhecida
        hidden gem: desconhecido
        without: sem | nada de | que não tenha | não quero | que não faça | que não me faça
        with: com
        celebrity: famosos | celebridades
        coming of age: amadurecimento
        not sad ending: que não termine triste | que não acabe mal | que não termine mal
        bl: amor entre garotos | amor entre homens | dois homens | dois garotos | dois meninos | casal de homens
        gl: lésbicas | lésbica | lésbico | amor entre garotas | amor entre mulheres | duas mulheres | duas garotas
        gl: duas meninas | sáfico | casal de mulheres | casal lésbico
        queer: gays | gay | casal gay
        straight: hetero | heterossexual | casal hétero
        film: filme | filmes
        royalty: princesas | princesa | príncipe | rei | rainha | palácio | realeza | imperador
        law: tribunal | julgamento | jurídico
        lawyers: advogados | advogado | advogada | promotor
        war: exército | militar | militares | soldados | soldado | guerra | quartel
        business: empresas | negócios | corporativo
        political: política | políticos
        school: escolas | escolar | colégio
        office: escritório | no trabalho | trabalho | empresa
        cafe: cafeteria | café | restaurante | padaria | chef | cozinheiros | cozinheiro | padeiro | padeiros
        countryside: interior | vilarejo | fazenda | ilha | praia
        dorm: dormitório
        band: banda
        idols: ídolos
        gaming: jogos | gamers | videogame
        athletes: atletas | esportistas | futebol | basquete | natação
        writers: escritores | escritor | escritora | artistas
        entertainment industry: atores
        undercover: espiões | espião | infiltrado
        assassin: assassino de aluguel
        redemption: redenção
        investigation: investigação | investigando | detetive | detetives
        murder mystery: assassinatos | assassinato
        serial killer: assassino em série | serial killer | psicopata
        survival: sobrevivência
        death game: jogo mortal | jogos mortais
        zombies: zumbis | zumbi
        hidden identity: identidade secreta | vida dupla
        body swap: troca de corpos
        twins: gêmeos | gêmeas
        parallel worlds: mundos paralelos | outro mundo
        superpowers: superpoderes | poderes
        magic: magia | bruxas | feitiço | maldição
        mythical beings: vampiros | vampiro | lobisomens | lobisomem | deuses | sereias | demônios | anjos
        found family: família encontrada | família escolhida
        trans: transgênero
        deaf: surdo | surda | cego | cega
        autism: autista | autismo
        family bonds: irmãos | irmãs | pai e filho | mãe e filha
        grief: luto
        angst: angústia | sofrimento | sofrer | sofrência
        established couple: já está junto | já estão juntos | casal estabelecido | já namoram
        married couple: casamento | casados | recém-casados
        friends with benefits: amizade colorida
        one night stand: caso de uma noite
        multiple couples: vários casais
        love at first sight: amor à primeira vista
        opposites attract: opostos
        grumpy and sunshine: rabugento
        rich and poor: cinderela | ricos e pobres | pobre e rico
        boss and employee: chefe e funcionária | chefe e funcionário | chefe | secretária | secretário | ceo
        living together: moram juntos | que moram juntos | morar juntos | dividem apartamento | dividem o apartamento
        living together: mesma casa
        sexual content: cenas de sexo | sexo | nudez
        torture: tortura
        weapons: armas
        child abuse: abuso infantil | abuso de crianças | violência contra crianças | maus-tratos infantis
        sexual harassment: assédio sexual | assédio
        dubious consent: beijo forçado | beijos forçados
        stalking: perseguidor | obsessão
        jealousy: ciúmes | ciúme | possessivo
        blackmail: chantagem
        kidnapping: sequestro | sequestros | sequestrado | sequestrada
        student and teacher: professor e aluno | professor e aluna | aluno e professor
        underage: menores de idade | menor de idade
        incest: incesto | meio-irmãos | irmãos adotivos | irmãos postiços
        prostitution: prostituição
        depression: depressão
        self harm: automutilação
        illness: doença | doenças | doente
        bereavement: morte dos pais | pais mortos | órfão | órfãos | luto pelos pais
        accident: acidentes | acidente
        abortion: aborto
        alcohol: álcool | alcoolismo
        drugs: drogas
        gambling: apostas
        animal harm: maus-tratos a animais | cachorro morre | animais mortos | morte de animais
        animal harm: crueldade com animais | cachorro morrendo
        sexism: machismo | machista
        jump scares: sustos
        novel: livro | romance literário
        web novel: web novel
        manga: mangá
        true story: história real | fatos reais
        one evening: em uma noite | numa noite | de uma vez só | numa sentada
        one day: em um dia | num dia
        a weekend: um fim de semana | fim de semana
        longer: mais longo | mais longa
        shorter: mais curto | mais curta
        cross-dressing: se disfarça de homem | finge ser homem | vestida de homem
        coworkers: colegas de trabalho | colegas
        class difference: garota pobre | garoto rico | herdeiro | milionário | rico e pobre | menino rico
        class difference: menina pobre | meninos ricos | garotos ricos | ricos | rico
        popular: mais visto | mais vista | sucesso | bombou | na moda
        or: ou
        and: e
        but: mas
    """,
    turns="""
        without: tenho pavor de | tenho medo de | morro de medo de | me dá medo | só não pode ter | não pode ter
        without: que não haja | não tenha | não haja | desde que não tenha | contanto que não tenha | nada com
        without: não gosto dos | não gosto das | não gosto do | não gosto da | não sou fã de | dispenso
        without: passo longe de | não gosto de | não gosto | odeio | detesto | exceto | tirando | evitar
        without: que não seja | que não tenham | nenhum | nenhuma | não suporto | não aguento mais | não | nem pensar
        without: fora | não curto | não quero ver | não tolero | não consigo ver | me irrita | me irritam | odeio os
        without: odeio as | detesto os | livre de | evitando | não aguento
        tired of: cansei de | cansada de | cansado de | farta de | chega de | estou cansada de | estou cansado de
        tired of: cansei dos | cansei das | cansei do | enjoei de | enjoada de | enjoado de | tô cansada de
        tired of: tô cansado de
        is fine ;: sem problema | não tem problema | de boa | pode | tudo bem | não me importo
        anything but: qualquer coisa menos | tudo menos | qualquer coisa exceto
        nobody: ninguém
        not too: não muito | não tão
        rather: prefiro | melhor
        as long as: desde que
        want: quero | procuro | gostaria de | queria
        less: menos
        yes: sim
        can have: pode ter | pode haver | pode conter
        little: pouco | pouca | poucos | poucas
        nor: nem
    """,
    refused_after="""
        refused: não | nem pensar | fora
    """,
    idle="""
        idle: ver | assistir | algo | uma | um | série | séries | drama | dramas | dorama | doramas | que | seja | de
        idle: da | do | a | o | os | por favor | sobre | muito | muita | só que | no | na | nos | nas | em | se | me
        idle: meu | recomendem | mesmo | alguma coisa | casal | desde o começo | história | um pouco | por | para
        idle: onde | mais | final | tem | tenha | entre | uma de | seu | sua | lhe | alguma | algum | protagonista
        idle: protagonistas | que fale de | sobre o | sobre a | fiquem | esteja | já | país | tudo | uns | bem
        idle: bastante | depois do trabalho | do trabalho
    """,
    units="""
        episodes: episódios | episódio | capítulos | eps
        minutes: minutos | minuto | min
        hours: horas | hora
    """,
    before="""
        at most: no máximo | até | máximo de | não mais que | não mais de | que não passe de | de até
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
    decades="anos 90 | os anos 90 | dos anos 90",
    numbers="""
        half: meia
        2: dois | duas
        3: três
        4: quatro
        5: cinco
        6: seis
        7: sete
        8: oito
        9: nove
        10: dez
        12: doze
        15: quinze
        16: dezesseis
        20: vinte
        24: vinte e quatro
        30: trinta
        40: quarenta
        50: cinquenta
    """,
)
