"""Moods in Indonesian."""

from bot.domain.phrases.tongues.tongue import Tongue

INDONESIAN = Tongue(
    "id",
    glued=False,
    says="""
        korean: korea | drakor | k-drama | kdrama
        thai: thailand | thai
        japanese: jepang | j-drama | jdrama
        taiwanese: taiwan
        chinese: cina | tiongkok | dracin | china | c-drama | cdrama
        filipino: filipina
        vietnamese: vietnam
        romance: romantis | percintaan | romansa
        comedy: komedi | lucu | kocak
        melodrama: melodrama
        slice of life: kehidupan sehari-hari | keseharian
        youth: remaja
        mystery: misteri
        thriller: thriller | menegangkan
        crime: kriminal | kejahatan
        action: aksi | laga
        fantasy: fantasi
        supernatural: supranatural
        science fiction: fiksi ilmiah
        historical: sejarah | kolosal
        horror: horor
        family: keluarga
        friendship: persahabatan
        sports: olahraga
        music: musik
        food: kuliner | masak | memasak
        medical: medis | rumah sakit
        enemies to lovers: benci jadi cinta | musuh jadi cinta | dari musuh jadi pacar | enemies to lovers
        enemies to lovers: musuh jadi kekasih | musuh jadi pasangan
        rivals to lovers: rival jadi cinta | rival
        friends to lovers: sahabat jadi cinta | teman jadi cinta | dari teman jadi pacar
        childhood friends: teman masa kecil
        first love: cinta pertama
        second chance: kesempatan kedua | clbk
        secret crush: cinta diam-diam | naksir diam-diam
        unrequited love: cinta bertepuk sebelah tangan | cinta tak terbalas
        slow burn: slow burn | pelan-pelan
        fake dating: pacaran pura-pura | pacar pura-pura | pacaran palsu
        contract marriage: nikah kontrak | kawin kontrak
        arranged marriage: perjodohan | dijodohkan
        secret relationship: pacaran diam-diam | hubungan rahasia | backstreet
        forbidden love: cinta terlarang
        soulmates: belahan jiwa
        love triangle: cinta segitiga
        long distance: ldr | jarak jauh
        age gap: beda usia | beda umur
        office romance: cinta di kantor | kantoran | kantor
        roommates: teman sekamar
        bodyguard: pengawal
        university students: kuliah | kampus | mahasiswa
        high school: sma | sekolah
        doctors: dokter
        police: polisi
        mafia: mafia
        revenge: balas dendam
        time travel: perjalanan waktu
        reincarnation: reinkarnasi
        amnesia: amnesia | lupa ingatan | hilang ingatan
        ghosts: hantu
        coming out: coming out
        healing: healing | menenangkan
        feel good: hangat | manis | ringan | gemas
        tearjerker: sedih | bikin nangis | mengharukan
        steamy: panas
        dark: gelap | kelam
        homophobia: homofobia
        bullying: perundungan | bullying
        violence: kekerasan
        blood: darah
        domestic abuse: kdrt
        sexual assault: pelecehan seksual | pemerkosaan
        suicide: bunuh diri
        cheating: perselingkuhan | selingkuh
        terminal illness: penyakit mematikan
        death: kematian | yang mati | ada yang mati
        happy ending: akhir bahagia | happy ending | berakhir bahagia | akhirnya bahagia
        sad ending: akhir sedih | sad ending
        open ending: akhir terbuka
        finished: tamat | sudah tamat | selesai
        airing: sedang tayang | ongoing
        short: pendek | singkat
        long: panjang
        recent: terbaru | baru
        old: lama | jadul | klasik
        famous: populer | terkenal
        hidden gem: kurang dikenal | jarang yang tahu
        without: tanpa | jangan ada | tidak ada | gak ada | nggak ada | tidak mau | anti
        with: dengan
        celebrity: artis | seleb | selebritas
        class difference: kaya dan miskin
        time loop: putaran waktu
        boss and employee: bos dan karyawan | atasan dan bawahan
        not sad ending: tidak berakhir sedih
        or: atau
        and: dan
        but: tapi
    """,
    idle="""
        idle: mau | nonton | ingin | cari | yang | drama | series | serial | dong | ya | ada | tentang
        idle: buat | sesuatu
    """,
    units="""
        episodes: episode | eps | ep
        minutes: menit
        hours: jam
    """,
    before="""
        at most: maksimal | paling banyak | tidak lebih dari | sampai
        under: kurang dari | di bawah
        at least: minimal | paling sedikit | setidaknya
        over: lebih dari | di atas
        about: sekitar | kira-kira
    """,
    after="""
        at most: ke bawah | maksimal
        at least: ke atas | minimal
    """,
    since="ke atas",
    until="ke bawah",
    years="""
        since: mulai tahun | mulai | sejak tahun | sejak | dari tahun
        until: sampai tahun | hingga tahun
        before: sebelum tahun | sebelum
    """,
    to="sampai | hingga",
)
