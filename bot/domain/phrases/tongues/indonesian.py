"""Moods in Indonesian."""

from bot.domain.phrases.tongues.tongue import Tongue

INDONESIAN = Tongue(
    "id",
    glued=False,
    says="""
        korean: korea | drakor | k-drama | kdrama
        thai: thailand | thai | muangthai
        japanese: jepang | j-drama | jdrama
        taiwanese: taiwan | drama taiwan
        chinese: cina | tiongkok | dracin | china | c-drama | cdrama
        filipino: filipina
        vietnamese: vietnam
        romance: romantis | percintaan | romansa | cinta-cintaan | cinta | kisah cinta | romance | roman
        romance: jatuh cinta | percintaannya
        comedy: komedi | lucu | kocak | ngakak | ketawa | romcom | komedi romantis | humor
        melodrama: melodrama | lebay
        slice of life: kehidupan sehari-hari | keseharian
        youth: remaja | anak muda
        mystery: misteri | detektif | teka-teki
        thriller: thriller | menegangkan
        crime: kriminal | kejahatan | penjara | penipu
        action: aksi | laga
        fantasy: fantasi
        supernatural: supranatural
        science fiction: fiksi ilmiah
        historical: sejarah | kolosal | zaman dulu | jaman dulu | saeguk
        horror: horor | serem | seram | hantu-hantuan | menakutkan
        family: keluarga | kekeluargaan
        friendship: persahabatan
        sports: olahraga
        music: musik
        food: kuliner | masak | memasak
        medical: medis | rumah sakit | rs | klinik
        enemies to lovers: benci jadi cinta | musuh jadi cinta | dari musuh jadi pacar | enemies to lovers
        enemies to lovers: musuh jadi kekasih | musuh jadi pasangan | benci jadi bucin | saling benci | musuhan
        enemies to lovers: benci jadi sayang | berantem terus jatuh cinta
        rivals to lovers: rival jadi cinta | rival
        friends to lovers: sahabat jadi cinta | teman jadi cinta | dari teman jadi pacar | teman jadi pacar
        friends to lovers: sahabat jadi pacar | sahabat jadi kekasih
        childhood friends: teman masa kecil
        first love: cinta pertama
        second chance: kesempatan kedua | clbk | mantan | balikan | balikan sama mantan | mantan pacar
        secret crush: cinta diam-diam | naksir diam-diam
        unrequited love: cinta bertepuk sebelah tangan | cinta tak terbalas
        slow burn: slow burn | pelan-pelan
        fake dating: pacaran pura-pura | pacar pura-pura | pacaran palsu | pura-pura pacaran | pura-pura jadi pacar
        fake dating: pacar bohongan | pacaran bohongan | pura-pura jadian
        contract marriage: nikah kontrak | kawin kontrak | nikah dulu baru cinta | nikah pura-pura | nikah palsu
        contract marriage: pernikahan kontrak | menikah kontrak
        arranged marriage: perjodohan | dijodohkan
        secret relationship: pacaran diam-diam | hubungan rahasia | backstreet | pacaran sembunyi-sembunyi
        forbidden love: cinta terlarang | cinta yang dilarang | cinta mustahil
        soulmates: belahan jiwa
        love triangle: cinta segitiga
        long distance: ldr | jarak jauh
        age gap: beda usia | beda umur | om-om
        office romance: cinta di kantor | kantoran | cinta kantor | romansa kantor
        roommates: teman sekamar
        bodyguard: pengawal
        university students: kuliah | kampus | mahasiswa | anak kuliah | anak kuliahan | universitas | anak kampus
        high school: sma | sekolah | sekolahan
        doctors: dokter | perawat | suster | dokter bedah
        police: polisi | detektif polisi
        mafia: mafia
        revenge: balas dendam
        time travel: perjalanan waktu | kembali ke masa lalu | menjelajah waktu | time travel | balik ke masa lalu
        time travel: lintas waktu
        reincarnation: reinkarnasi
        amnesia: amnesia | lupa ingatan | hilang ingatan | kehilangan ingatan | ilang ingatan
        ghosts: hantu
        coming out: coming out
        healing: healing | menenangkan | adem | santai | bikin adem | bikin tenang
        feel good: hangat | manis | ringan | gemas | gemesin | imut | unyu | manis-manis | uwu | bahagia | ceria
        feel good: bikin senyum | bikin baper | menggemaskan
        tearjerker: sedih | bikin nangis | mengharukan | nangis | mewek | menguras air mata
        steamy: panas | seksi | hot
        dark: gelap | kelam | toksik | toxic
        homophobia: homofobia
        bullying: perundungan | bullying
        violence: kekerasan | kasar | sadis
        blood: darah | berdarah-darah
        domestic abuse: kdrt
        sexual assault: pelecehan seksual | pemerkosaan | kekerasan seksual | perkosaan | diperkosa
        suicide: bunuh diri
        cheating: perselingkuhan | selingkuh
        terminal illness: penyakit mematikan | kanker | sakit parah | penyakit parah
        death: kematian | yang mati | ada yang mati | mati | meninggal | tewas
        happy ending: akhir bahagia | happy ending | berakhir bahagia | akhirnya bahagia | akhir yang bahagia
        happy ending: endingnya bahagia | ending bahagia | happy end | hepi ending | berakhir happy | jadian di akhir
        sad ending: akhir sedih | sad ending | endingnya sedih | ending sedih | tragis | berakhir tragis
        open ending: akhir terbuka | ending gantung | gantung | akhir gantung
        finished: tamat | sudah tamat | selesai | udah tamat | sudah selesai | sudah end | udah end | end
        airing: sedang tayang | ongoing
        short: pendek | singkat
        long: panjang
        recent: terbaru | baru
        old: lama | jadul | klasik
        famous: populer | terkenal
        hidden gem: kurang dikenal | jarang yang tahu | underrated | jarang ditonton | belum banyak yang tau
        without: tanpa | jangan ada | tidak ada | gak ada | nggak ada | tidak mau | anti
        with: dengan
        celebrity: artis | seleb | selebritas
        class difference: kaya dan miskin | cowok kaya | cewek miskin | pewaris | konglomerat | orang kaya
        class difference: kaya raya
        time loop: putaran waktu
        boss and employee: bos dan karyawan | atasan dan bawahan | bos sama sekretaris | bos dan sekretaris | bos
        boss and employee: ceo | sekretaris
        not sad ending: tidak berakhir sedih
        bl: cowok-cowok | cowok sama cowok | dua cowok | pasangan cowok
        gl: cewek-cewek | cewek sama cewek | dua cewek | pasangan cewek | lesbian
        queer: gay | lgbt | lgbtq
        straight: cowok cewek | hetero
        film: film | movie
        psychological: psikologis
        royalty: kerajaan | istana | pangeran | putri raja | raja | ratu | kaisar | zaman kerajaan | jaman kerajaan
        law: pengadilan | sidang | hukum
        lawyers: pengacara | jaksa
        war: tentara | militer | perang | prajurit
        business: bisnis | perusahaan
        political: politik
        school: anak sekolah | anak sma | smp
        office: kantor | tempat kerja | kerjaan | pekerja kantoran | orang kantoran
        cafe: kafe | restoran | toko roti | koki | chef | barista
        countryside: desa | pedesaan | kampung | pulau | pantai
        dorm: asrama | kos-kosan
        band: anak band
        idols: idola
        gaming: gamer | esport
        athletes: atlet | sepak bola | basket | renang
        writers: penulis | seniman
        entertainment industry: aktor | dunia hiburan
        undercover: mata-mata | menyamar
        assassin: pembunuh bayaran
        redemption: penebusan
        betrayal: pengkhianatan
        investigation: penyelidikan
        murder mystery: pembunuhan
        serial killer: pembunuh berantai | psikopat
        survival: bertahan hidup
        death game: permainan maut
        zombies: zombi | zombie
        hidden identity: identitas rahasia | identitas tersembunyi
        body swap: tukar tubuh | tertukar tubuh
        twins: kembar
        parallel worlds: dunia lain | dunia paralel
        superpowers: kekuatan super
        magic: sihir | kutukan
        mythical beings: vampir | dewa | siluman | manusia serigala | iblis | malaikat
        found family: keluarga pilihan
        trans: transgender | transpuan
        deaf: tuli | buta
        autism: autis | autisme
        family bonds: kakak adik | saudara | ayah dan anak | ibu dan anak
        grief: kehilangan | berduka
        angst: menderita | nyesek
        established couple: sudah pacaran | udah pacaran
        married couple: suami istri | pernikahan | pengantin baru
        friends with benefits: ttm
        one night stand: cinta satu malam
        multiple couples: banyak pasangan
        love at first sight: cinta pandangan pertama
        rich and poor: orang kaya sama orang miskin | kaya miskin | cinderella
        living together: tinggal bareng | serumah | satu rumah | tinggal serumah | tinggal bersama
        sexual content: adegan ranjang | adegan dewasa | adegan seks | seks | telanjang
        torture: penyiksaan
        child abuse: kekerasan anak | kekerasan terhadap anak | kekerasan pada anak
        sexual harassment: pelecehan
        dubious consent: cium paksa | dipaksa
        stalking: penguntit
        jealousy: cemburu | cemburuan | posesif
        blackmail: pemerasan
        kidnapping: penculikan | diculik | penculik
        student and teacher: guru dan murid | guru sama murid
        underage: di bawah umur
        incest: inses | saudara tiri | kakak adik tiri | sedarah
        prostitution: pelacuran
        depression: depresi
        self harm: menyakiti diri
        illness: penyakit | sakit | sakit-sakitan
        bereavement: orang tua meninggal | yatim piatu | orang tua mati
        accident: kecelakaan
        abortion: aborsi | keguguran
        alcohol: alkohol | mabuk
        drugs: narkoba
        gambling: judi
        animal harm: kekerasan hewan | anjingnya mati | hewan mati | anjing mati | kucing mati | menyiksa hewan
        sexism: seksisme
        novel: novel
        manga: komik jepang
        true story: kisah nyata
        one evening: semalam | sekali duduk | maraton semalam
        one day: sehari | dalam sehari
        a weekend: akhir pekan | weekend
        longer: lebih panjang
        shorter: lebih pendek
        cross-dressing: nyamar jadi cowok | menyamar jadi laki-laki | menyamar jadi cowok | nyamar jadi laki-laki
        cross-dressing: pura-pura jadi cowok
        coworkers: rekan kerja | teman kantor
        popular: lagi hits | viral | hits
        or: atau
        and: dan
        but: tapi
    """,
    turns="""
        without: takut sama | takut | serem sama | anti banget sama | anti sama | gak kuat sama | gak kuat nonton
        without: gak tahan sama | yang penting gak ada | asal gak ada | asal tidak ada | yang penting tidak ada
        without: jangan ada adegan | gaada | tanpa ada | gak doyan | kurang suka | selain | kecuali | nggak mau
        without: jangan yang | hindari | bukan | ga ada | enggak ada | gak usah ada | gak pake | ga pake | nggak pake
        without: gak | nggak | ga | tidak | jangan | gak suka | ga suka | nggak suka | tidak suka | benci | gak mau
        without: ga mau | no | skip | enggak | ogah | anti | bebas dari | asal jangan | gak boleh ada | gak boleh
        without: nggak boleh ada | tidak boleh ada | tidak boleh | jangan sampai ada
        tired of: bosan sama | bosen sama | bosan dengan | capek sama | bosen | muak sama | muak dengan | males sama
        tired of: udah bosen sama | udah bosan sama | bosan
        is fine ;: gak masalah | oke | ok | gapapa | gak apa-apa | nggak apa-apa | tidak apa-apa | boleh
        anything but: apa aja kecuali | apa saja kecuali | apapun kecuali | apa aja asal bukan
        not too: gak terlalu | ga terlalu | nggak terlalu | tidak terlalu | jangan terlalu
        rather: mending | lebih suka
        but: tp | cuma
        as long as: asal
        and: sama
        want: mau | ingin | cari | pengen | pengin | nyari
        less: kurangin | dikit
        yes: yes
    """,
    refused_after="""
        refused: jangan | gak suka | ga suka | nggak suka | tidak suka | benci | bosen | gak mau | ga mau | no | skip
        refused: enggak | nggak usah | gak usah | ogah
    """,
    idle="""
        idle: nonton | yang | drama | series | serial | dong | ya | ada | tentang | buat | sesuatu | rekomendasi
        idle: rekomen | lah | deh | sih | aja | saja | banget | dgn | di | ke | itu | ini | kalau | kalo | cerita
        idle: soal | tayang | rilis | bisa | dulu | adegan | tapi yang | ending | akhir | mau yang | min | kangen
        idle: bikin laper | banget sama | yang penting | tapi | nya | atau yang | pake | pakai | kayak gitu | gitu
        idle: dia | mereka | punya | jadi | lagi | udah | sudah | sampe | sampai habis | dari | sebuah | seorang
        idle: pulang kerja
    """,
    units="""
        episodes: episode | eps | ep
        minutes: menit
        hours: jam
    """,
    before="""
        at most: maksimal | paling banyak | tidak lebih dari | sampai | gak lebih dari | ga lebih dari
        at most: jangan lebih dari | nggak lebih dari | max | maks
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
    decades="tahun 90-an | 90-an",
    numbers="""
        half: setengah
        2: dua
        3: tiga
        4: empat
        5: lima
        6: enam
        7: tujuh
        8: delapan
        9: sembilan
        10: sepuluh
        12: dua belas
        16: enam belas
        20: dua puluh
        30: tiga puluh
    """,
)
