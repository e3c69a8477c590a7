"""Moods in Japanese."""

from bot.domain.phrases.tongues.tongue import Tongue

JAPANESE = Tongue(
    "ja",
    glued=True,
    says="""
        korean: 韓国ドラマ | 韓国 | 韓ドラ | 韓流
        thai: タイドラマ | タイの | タイ
        japanese: 日本のドラマ | 日本 | 日ドラ | 邦ドラ
        taiwanese: 台湾ドラマ | 台湾
        chinese: 中国ドラマ | 中国 | 華流 | 中ドラ
        hong kong: 香港
        filipino: フィリピン
        vietnamese: ベトナム
        bl: ボーイズラブ | BL | 男同士 | 男性同士 | 男の子同士 | ゲイもの
        gl: ガールズラブ | 百合 | GL | 女同士 | 女性同士 | 女の子同士 | レズ
        asexual: アセクシュアル | アセクシャル
        aromantic: アロマンティック
        queer: クィア | ゲイ | レズビアン | 同性愛 | 同性カップル | LGBT
        romance: 恋愛もの | 恋愛 | ラブストーリー | ロマンス | 恋愛要素 | 恋愛ドラマ | 恋物語 | ラブロマンス
        comedy: コメディ | 笑える | 面白い | おもしろい | ラブコメ | 笑いたい | ギャグ | 爆笑
        melodrama: メロドラマ | ドロドロ
        slice of life: 日常系 | 日常もの | 日常
        youth: 青春もの | 青春
        mystery: ミステリー | 推理 | 謎解き | 探偵もの | 考察系
        thriller: スリラー | サスペンス | ハラハラする | ハラハラ
        crime: 犯罪もの | 犯罪 | 刑務所 | 監獄 | 詐欺師 | 犯罪ドラマ
        action: アクション
        fantasy: ファンタジー
        supernatural: 超自然
        science fiction: サイエンスフィクション
        historical: 時代劇 | 歴史もの | 歴史 | 古代 | 戦国時代 | 江戸時代 | 大正 | 明治
        horror: ホラー | 怖い | 怖く | ホラー系 | ホラーもの
        psychological: 心理もの | 心理
        family: 家族もの | 家族 | 家族愛 | ホームドラマ
        friendship: 友情
        sports: スポーツ
        music: 音楽
        food: グルメ | 料理
        law: 法廷もの | 法廷 | 裁判もの | 裁判
        medical: 医療もの | 医療 | 病院もの | 病院 | 救急
        enemies to lovers: 犬猿の仲から恋人へ | 犬猿の仲 | 敵から恋人 | 敵同士が恋に落ちる | 敵同士 | 嫌いから好き
        enemies to lovers: 喧嘩から始まる恋 | 最悪の出会い | 嫌いだったのに
        rivals to lovers: ライバルから恋人 | ライバル
        friends to lovers: 友達から恋人へ | 友達から恋人 | 親友から恋人 | 友達以上恋人未満
        childhood friends: 幼なじみ | 幼馴染
        first love: 初恋
        second chance: 再会もの | 再会 | 元カレ | 元カノ | 元恋人 | やり直す恋 | よりを戻す
        secret crush: 片思い | 片想い
        unrequited love: 叶わない恋 | 報われない恋
        mutual pining: 両片思い | 両片想い
        slow burn: じれったい恋 | じれったい | スローバーン | ゆっくり進む | ゆっくり恋に落ちる | ゆっくり恋
        slow burn: じわじわ
        fake dating: 偽装交際 | 偽装恋愛 | 偽の恋人 | 恋人のふり | 偽装カップル | 偽カップル | 付き合うふり | 恋人役
        fake dating: 偽装カップルもの | ニセの恋人
        contract marriage: 契約結婚 | 契約婚 | 偽装結婚 | 偽装夫婦 | 契約結婚もの
        arranged marriage: 政略結婚
        secret relationship: 秘密の交際 | 秘密の恋 | 内緒の恋 | 隠れて付き合う | 秘密の社内恋愛
        forbidden love: 禁断の恋
        soulmates: 運命の相手 | ソウルメイト
        love triangle: 三角関係
        long distance: 遠距離恋愛 | 遠距離
        age gap: 年の差 | 歳の差 | 年下男子 | 年上 | 年下 | 年の差恋愛 | 年の差カップル
        office: オフィスもの | 職場もの | 職場 | 会社もの | オフィス | 社会人 | 会社員 | サラリーマン | 会社
        office romance: オフィスラブ | 社内恋愛 | 社内ラブ | 職場恋愛 | オフィスラブもの
        roommates: ルームメイト | シェアハウス
        living together: 同居もの | 同居 | 同棲 | 一つ屋根の下 | 一緒に暮らす | 共同生活 | ひとつ屋根の下
        bodyguard: ボディーガード
        celebrity: 芸能人 | 有名人
        idols: アイドル
        university students: 大学生 | 大学 | キャンパス | 大学院
        high school: 高校生 | 高校 | 学園もの
        doctors: 医者 | 医師
        police: 警察 | 刑事
        mafia: マフィア | ヤクザ | 極道
        revenge: 復讐
        time travel: タイムトラベル | タイムスリップ | 過去に戻る | タイムリープ | 過去へ戻る
        time loop: タイムループ | ループもの
        reincarnation: 転生 | 生まれ変わり
        amnesia: 記憶喪失 | 記憶を失う | 記憶をなくす | 記憶を失った
        ghosts: 幽霊 | お化け | 死神 | あの世
        coming of age: 成長物語 | 成長もの
        coming out: カミングアウト
        healing: 癒やし系 | 癒し系 | 癒やされる | 癒される | 癒やし | 癒し | 穏やかな | 穏やか | まったり
        healing: ほのぼの系 | ほのぼの | 優しい世界 | 優しい | 温かい | あたたかい | 心が温まる
        feel good: 心温まる | ほっこりする | ほっこり | かわいい | 可愛い | 甘い | 軽い | 軽め | 軽く見られる
        feel good: キュンキュンする | キュンキュン | 胸キュン | 幸せな | 明るい話 | ハッピーな | 楽しい | 甘々 | 溺愛
        feel good: キュンとする
        tearjerker: 泣ける | 泣きたい | 切ない | 悲しい話 | 泣ける話 | 号泣 | 悲しい | 悲しく
        steamy: 濃厚な | 濃厚 | エロい | セクシー | 色っぽい | 大人の色気 | キスが多い
        dark: ダークな | ダーク | 暗い
        homophobia: 同性愛嫌悪 | ホモフォビア
        bullying: いじめ
        violence: 暴力シーン | 暴力 | 残酷な | 暴力的 | 殴る | 暴力描写
        blood: 流血シーン | 流血 | グロ | グロい | グロテスク | 血まみれ
        domestic abuse: 家庭内暴力
        sexual assault: 性暴力 | レイプ | 性的暴行 | 性暴力シーン | 性被害 | 痴漢
        suicide: 自殺
        cheating: 浮気 | 不倫
        terminal illness: 不治の病 | 余命もの | 余命 | がん | 癌 | 難病
        death: 人が死ぬ | 誰かが死ぬ | 死ネタ | 死別 | 死 | 死人 | 人死に | 死ぬ
        happy ending: ハッピーエンド | ハピエン | 幸せになる | 幸せな結末 | 幸せに終わる | 最後は幸せ
        happy ending: ハッピーエンドで終わる | ハッピーな終わり
        sad ending: バッドエンド | 悲しい結末 | バドエン | 悲恋 | 悲劇
        open ending: オープンエンド
        finished: 完結済み | 完結した | 完結 | 放送終了 | 完結してる | 終わってる
        airing: 放送中の | 放送中
        short: 短くて | 短い | 短め | サクッと見られる | サクッと
        long: 長くて | 長い | 長め
        recent: 最新の | 最新 | 最近の | 最近 | 新しい
        old: 昔の | 古い | 名作
        famous: 有名な | 人気の | 有名 | 人気
        hidden gem: 隠れた名作 | 知る人ぞ知る | マイナーな | あまり知られていない | 埋もれた名作
        not dark: 暗くない
        no blood: 血が出ない | 血の出ない | 流血のない | グロくない
        no death: 誰も死なない | 人が死なない | 死なない
        not sad: 悲しくない
        class difference: 格差恋愛 | 御曹司
        straight: 男女の恋愛 | 異性愛
        film: 映画
        royalty: 王子様 | 王子 | 王女 | お姫様 | 王宮 | 宮廷 | 王室 | 皇帝 | 後宮
        lawyers: 弁護士 | 検事 | 検察
        war: 軍隊 | 軍人 | 兵士 | 戦争 | 自衛隊
        business: 企業もの | ビジネス
        political: 政治
        school: 学校 | 学園 | 校内
        cafe: カフェ | 喫茶店 | レストラン | パン屋 | シェフ
        countryside: 田舎 | 離島 | 海辺 | 農村 | 島
        dorm: 寮
        band: バンド
        gaming: ゲーム実況 | eスポーツ | ゲーマー | ゲーム
        athletes: 部活 | スポーツ選手 | 野球 | バスケ | サッカー | 水泳
        writers: 作家 | 小説家 | 漫画家 | 画家
        entertainment industry: 芸能界 | 俳優
        undercover: スパイ | 潜入捜査 | 潜入
        assassin: 殺し屋 | 暗殺者
        redemption: 贖罪
        betrayal: 裏切り
        investigation: 捜査 | 事件解決
        murder mystery: 殺人事件
        serial killer: 連続殺人犯 | 連続殺人 | 猟奇殺人 | サイコパス
        survival: サバイバル | 無人島
        death game: デスゲーム
        zombies: ゾンビ
        hidden identity: 正体を隠す | 二重生活 | 身分を隠す
        cross-dressing: 男装 | 女装 | 男のふり | 男装する | 女装する
        body swap: 入れ替わり | 体が入れ替わる | 入れ替わる | 体が入れ替わって
        twins: 双子
        parallel worlds: 異世界 | パラレルワールド
        superpowers: 超能力 | 特殊能力
        magic: 魔法 | 呪い
        mythical beings: 吸血鬼 | ヴァンパイア | 妖怪 | 人魚 | 天使 | 悪魔 | 狼男 | 神様
        omegaverse: オメガバース
        self discovery: 自分探し
        found family: 疑似家族
        trans: トランスジェンダー
        deaf: 聴覚障害 | 耳の聞こえない | 視覚障害 | 手話 | ろう者
        autism: 自閉症 | 発達障害
        family bonds: 兄弟 | 姉妹 | 親子
        grief: 喪失 | 喪失感
        angst: 重い | 重く | 重め | しんどい | 鬱展開 | つらい
        bromance: ブロマンス
        established couple: 付き合ってるカップル | 付き合っている | 長年のカップル
        married couple: 夫婦 | 新婚 | 結婚生活
        friends with benefits: セフレ
        one night stand: ワンナイト | 一夜の関係
        multiple couples: 複数カップル | 群像劇
        opposites attract: 正反対
        cold lead: クールな | 冷たい主人公 | ツンデレ
        bickering couple: ケンカップル | 喧嘩ばかり
        rich and poor: 身分差恋愛 | 身分差 | シンデレラストーリー | 玉の輿 | 身分違い
        boss and employee: 上司と部下 | 社長と秘書 | 上司 | 秘書 | 社長 | 上司部下 | 主従
        love at first sight: 一目惚れ
        sexual content: ベッドシーン | 濡れ場 | 性描写 | ヌード
        torture: 拷問
        child abuse: 児童虐待 | 虐待 | 子供の虐待 | 児童虐待シーン
        sexual harassment: セクハラ
        dubious consent: 無理やりキス | 無理やり
        stalking: ストーカー
        jealousy: 嫉妬 | 束縛
        blackmail: 脅迫
        kidnapping: 誘拐 | 監禁 | 拉致 | 誘拐される
        student and teacher: 教師と生徒 | 先生と生徒
        underage: 未成年
        incest: 近親相姦 | 義理の兄弟 | 義兄弟
        prostitution: 売春 | 風俗
        depression: うつ病 | 鬱病 | メンヘラ
        self harm: 自傷 | リスカ
        illness: 病気もの | 病気 | 闘病 | 病弱
        bereavement: 親の死 | 家族の死 | 親が死 | 家族が死
        accident: 交通事故 | 事故
        abortion: 中絶 | 流産
        alcohol: お酒 | 飲酒
        drugs: 麻薬 | 薬物 | ドラッグ
        gambling: ギャンブル
        animal harm: 動物が死ぬ | 動物虐待 | 犬が死ぬ | 動物が死 | 犬が死 | 猫が死 | ペットが死
        sexism: 女性差別 | 性差別
        jump scares: びっくり系 | 驚かせ系
        novel: 小説原作 | 原作小説
        web novel: ウェブ小説 | ネット小説
        manga: 漫画原作 | マンガ原作 | 漫画
        webtoon: ウェブトゥーン | ウェブ漫画
        true story: 実話
        one evening: 一晩で | 一夜で | 一晩で見られる | 一気見できる
        one day: 一日で | 1日で
        a weekend: 週末に | 週末で
        longer: もっと長い
        shorter: もっと短い
        coworkers: 同僚 | 職場の同僚
        popular: 話題の | 大ヒット
        or: または | もしくは | か | とか | だの
        and: そして | や | と | も
    """,
    turns="""
        less: あまり重くない
        nobody: 誰一人 | 誰も
        is fine ;: があっても大丈夫 | があってもOK | は大丈夫です | でもOK | は出てもいい | 出てもいい
        is fine ;: があってもいい | あってもいい | でもいい | はいいけど | は大丈夫 | もOK | はOK | でも大丈夫
        is fine ;: でも可 | があっても平気 | は平気 | はあってもいい
        but: けど | だけど | けれど | でも
    """,
    refused_after="""
        refused: もない | も無い | がない | のない | がなくて | がなく | なしで | なしの | なし | 無しで | 無し
        refused: ではない | じゃない | 以外 | は嫌 | は苦手 | が嫌い | が苦手 | は避けたい | は無理 | は除いて
        refused: を除いて | 抜きで | 抜き | は飽きた | に飽きた | は飽きたから | はもういい | はいらない | はイヤ
        refused: はいや | はダメ | はだめ | がダメ | はNG | NG | はパス | はしない | もしない | しない | が出ない
        refused: の出ない | が出てこない | を避けたい | は嫌い | は嫌だ | はやめて | が死なない | のないやつ
        refused: がないやつ | はナシ | ではなく | じゃなくて | のないもの | は見たくない | は勘弁 | すぎない | ぎない
        refused: なく | ない | を避け | 避けたい | はもういいので | はもう | 飽きた | 飽きました | うんざり
        refused: は見られない | は見れない | 見たくない | はつらい | 耐えられない | が無理 | は無理です | お断り
        refused: はちょっと | はご遠慮 | NGです | は地雷 | が地雷 | 地雷 | 禁止 | もうたくさん | されない
        refused: を含まない | 抜きの | のないの | がないの | は見られ | は見れ | は見ません | は観られ | は控えめ
        refused: 控えめ | 出てこない | の出てこない | がでない | は要らない | いらない | は不要 | 不要 | はNGで
        refused: は受け付けない | はお腹いっぱい | は食傷気味 | は嫌です | のは嫌です | のは嫌 | のは苦手 | のは無理
        refused: のはちょっと | のは避けたい | が起きない | が怖い | が苦手なので | 嫌い | 絶対無理 | 絶対無理です
        refused: 無理です | 無理 | 絶対ダメ | 絶対に嫌
    """,
    idle="""
        idle: ドラマ | 作品 | シリーズ | が見たい | 見たい | を見たい | がいい | でお願い | おすすめ | が舞台で
        idle: が舞台の | を舞台に | 舞台の話 | 教えて | ください | の話 | もの | 系 | で | の | な | は | が | を
        idle: に | も | して | している | ある | がある | のある | が舞台 | 舞台 | が主人公の | が主人公 | 主人公
        idle: 主役 | 大人の | テーマ | 話 | やつ | みたいな感じ | がいいな | でいい | 最後は | 最後に | お願いします
        idle: ありますか | 探してます | 探しています | 要素 | シーン | 展開 | 設定 | あまり | そんなに | のやつ
        idle: 中心 | メイン | 同士 | 重視 | が好き | 好き | 出てくる | が出てくる | の出てくる | が出る | の出る
        idle: 希望 | に限る | 限定 | のあるもの | があるもの | いるもの | しているもの | しているドラマ | 話が | な話
        idle: 二人 | もので | ですが | なんですが | すすめ | 何か | いい感じの | たくさん | 彼氏 | 作品で | お話
        idle: が入っている | が入った | くらい前 | 1クール | です | ます | 絶対 | 絶対に
    """,
    units="""
        episodes: 話 | エピソード | 回
        minutes: 分
        hours: 時間
    """,
    before="""
        at most: 最大 | 多くても | 長くても
        at least: 最低 | 少なくとも
        about: 約
    """,
    after="""
        at most: 以下 | 以内 | まで | を超えない | を越えない
        under: 未満 | より短い | より少ない
        at least: 以上
        over: を超える | より長い | より多い | 超え
        about: くらい | ぐらい | ほど | 前後 | 程度
    """,
    year="年",
    since="以降 | から | よりあと",
    until="以前 | まで",
    earlier="より前 | より昔",
    to="から",
    decades="90年代",
    numbers="""
        half: 半
        6: 六
        8: 八
        10: 十
        12: 十二
        20: 二十
    """,
)
