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
        bl: ボーイズラブ | BL
        gl: ガールズラブ | 百合 | GL
        asexual: アセクシュアル | アセクシャル
        aromantic: アロマンティック
        queer: クィア | ゲイ | レズビアン
        romance: 恋愛もの | 恋愛 | ラブストーリー | ロマンス
        comedy: コメディ | 笑える | 面白い | おもしろい | ラブコメ
        melodrama: メロドラマ
        slice of life: 日常系 | 日常もの | 日常
        youth: 青春もの | 青春
        mystery: ミステリー | 推理
        thriller: スリラー | サスペンス
        crime: 犯罪もの | 犯罪
        action: アクション
        fantasy: ファンタジー
        supernatural: 超自然
        science fiction: サイエンスフィクション
        historical: 時代劇 | 歴史もの | 歴史
        horror: ホラー
        psychological: 心理もの | 心理
        family: 家族もの | 家族
        friendship: 友情
        sports: スポーツ
        music: 音楽
        food: グルメ | 料理
        law: 法廷もの | 法廷
        medical: 医療もの | 医療
        enemies to lovers: 犬猿の仲から恋人へ | 犬猿の仲 | 敵から恋人 | 敵同士が恋に落ちる | 敵同士
        rivals to lovers: ライバルから恋人 | ライバル
        friends to lovers: 友達から恋人へ | 友達から恋人
        childhood friends: 幼なじみ | 幼馴染
        first love: 初恋
        second chance: 再会もの | 再会
        secret crush: 片思い | 片想い
        unrequited love: 叶わない恋 | 報われない恋
        mutual pining: 両片思い | 両片想い
        slow burn: じれったい恋 | じれったい | スローバーン | ゆっくり進む | ゆっくり恋に落ちる | ゆっくり恋
        slow burn: じわじわ
        fake dating: 偽装交際 | 偽装恋愛 | 偽の恋人
        contract marriage: 契約結婚
        arranged marriage: 政略結婚
        secret relationship: 秘密の交際 | 秘密の恋
        forbidden love: 禁断の恋
        soulmates: 運命の相手 | ソウルメイト
        love triangle: 三角関係
        long distance: 遠距離恋愛 | 遠距離
        age gap: 年の差 | 歳の差
        office: オフィスもの | 職場もの | 職場 | 会社もの
        office romance: オフィスラブ | 社内恋愛
        roommates: ルームメイト
        living together: 同居もの | 同居 | 同棲
        bodyguard: ボディーガード
        celebrity: 芸能人 | 有名人
        idols: アイドル
        university students: 大学生 | 大学
        high school: 高校生 | 高校 | 学園もの
        doctors: 医者 | 医師
        police: 警察 | 刑事
        mafia: マフィア | ヤクザ | 極道
        revenge: 復讐
        time travel: タイムトラベル | タイムスリップ
        time loop: タイムループ | ループもの
        reincarnation: 転生 | 生まれ変わり
        amnesia: 記憶喪失
        ghosts: 幽霊 | お化け
        coming of age: 成長物語 | 成長もの
        coming out: カミングアウト
        healing: 癒やし系 | 癒し系 | 癒やされる | 癒される | 癒やし | 癒し
        feel good: 心温まる | ほっこりする | ほっこり | 明るい
        tearjerker: 泣ける | 泣きたい | 切ない | 悲しい話
        steamy: 濃厚な | 濃厚 | エロい
        dark: ダークな | ダーク | 暗い
        homophobia: 同性愛嫌悪 | ホモフォビア
        bullying: いじめ
        violence: 暴力シーン | 暴力
        blood: 流血シーン | 流血 | グロ
        domestic abuse: 家庭内暴力
        sexual assault: 性暴力 | レイプ
        suicide: 自殺
        cheating: 浮気 | 不倫
        terminal illness: 不治の病 | 余命もの
        death: 人が死ぬ | 誰かが死ぬ | 死ネタ | 死別 | 死
        happy ending: ハッピーエンド | ハピエン
        sad ending: バッドエンド | 悲しい結末 | バドエン
        open ending: オープンエンド
        finished: 完結済み | 完結した | 完結 | 放送終了
        airing: 放送中の | 放送中
        short: 短くて | 短い | 短め
        long: 長くて | 長い | 長め
        recent: 最新の | 最新 | 最近の | 最近 | 新しい
        old: 昔の | 古い | 名作
        famous: 有名な | 人気の | 有名 | 人気
        hidden gem: 隠れた名作 | 知る人ぞ知る | マイナーな
        not dark: 暗くない
        no blood: 血が出ない | 血の出ない | 流血のない | グロくない
        no death: 誰も死なない | 人が死なない | 死なない
        not sad: 悲しくない
        class difference: 格差恋愛 | 御曹司
        or: または | もしくは | か
        and: そして | や | と | も
    """,
    refused_after="""
        refused: もない | も無い | がない | のない | がなくて | がなく
        refused: なしで | なしの | なし | 無しで | 無し | ではない
        refused: じゃない | 以外 | は嫌 | は苦手
        refused: が嫌い | が苦手 | は避けたい | は無理 | は除いて | を除いて | 抜きで | 抜き
    """,
    idle="""
        idle: ドラマ | 作品 | シリーズ | が見たい | 見たい | を見たい | がいい | でお願い | おすすめ
        idle: が舞台で | が舞台の | を舞台に | 舞台の話
        idle: 教えて | ください | の話 | もの | 系
        idle: で | の | な | は | が | を | に | も | して | している | ある | がある | のある
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
    until="以前 | まで | より前",
    to="から",
)
