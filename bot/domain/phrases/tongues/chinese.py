"""Moods in Chinese, in both scripts."""

from bot.domain.phrases.tongues.tongue import Tongue

CHINESE = Tongue(
    "zh",
    glued=True,
    says="""
        korean: 韩国剧 | 韓國劇 | 韩国 | 韓國 | 韩剧 | 韓劇 | 韓国
        thai: 泰国剧 | 泰國劇 | 泰国 | 泰國 | 泰剧 | 泰劇
        japanese: 日本剧 | 日本劇 | 日本 | 日剧 | 日劇
        taiwanese: 台湾剧 | 台灣劇 | 台湾 | 台灣 | 臺灣 | 台剧 | 台劇
        chinese: 中国大陆 | 中國大陸 | 中国 | 中國 | 大陆剧 | 大陸劇 | 内地 | 國產 | 国产 | 陆剧 | 陸劇
        hong kong: 香港 | 港剧 | 港劇
        filipino: 菲律宾 | 菲律賓
        vietnamese: 越南
        bl: 耽美 | 腐剧 | 腐劇 | BL
        gl: 百合 | 橘剧 | GL
        asexual: 无性恋 | 無性戀
        aromantic: 无浪漫倾向 | 無浪漫傾向
        queer: 酷儿 | 酷兒 | 同志 | 女同 | 男同
        romance: 爱情剧 | 愛情劇 | 爱情 | 愛情 | 恋爱 | 戀愛 | 言情 | 浪漫 | 感情线 | 感情線
        comedy: 喜剧 | 喜劇 | 搞笑 | 好笑
        melodrama: 狗血
        slice of life: 日常
        youth: 青春
        mystery: 悬疑 | 懸疑 | 推理
        thriller: 惊悚 | 驚悚
        crime: 犯罪
        action: 动作 | 動作
        fantasy: 奇幻
        supernatural: 灵异 | 靈異
        science fiction: 科幻
        historical: 古装 | 古裝 | 历史 | 歷史
        wuxia: 武侠 | 武俠
        xianxia: 仙侠 | 仙俠
        horror: 恐怖
        psychological: 心理
        family: 家庭
        friendship: 友情
        sports: 体育 | 運動 | 运动 | 体育剧 | 體育劇 | 體育
        music: 音乐 | 音樂
        food: 美食 | 做饭 | 做菜
        law: 律政 | 法庭
        medical: 医疗 | 醫療
        enemies to lovers: 欢喜冤家 | 歡喜冤家 | 死对头变恋人 | 死對頭變戀人 | 相爱相杀 | 相愛相殺 | 宿敌变情人
        enemies to lovers: 宿敵變情人 | 死对头变情人 | 死對頭變情人
        rivals to lovers: 竞争对手 | 競爭對手
        friends to lovers: 友达以上 | 友達以上 | 朋友变恋人 | 朋友變戀人
        childhood friends: 青梅竹马 | 青梅竹馬 | 竹马 | 竹馬
        first love: 初恋 | 初戀
        second chance: 破镜重圆 | 破鏡重圓 | 久别重逢 | 久別重逢
        secret crush: 暗恋 | 暗戀
        unrequited love: 单恋 | 單戀
        mutual pining: 双向暗恋 | 雙向暗戀
        slow burn: 慢热 | 慢熱 | 细水长流 | 細水長流
        fake dating: 假扮情侣 | 假扮情侶 | 假恋爱 | 假戀愛
        contract marriage: 契约婚姻 | 契約婚姻 | 先婚后爱 | 先婚後愛 | 契约结婚 | 契約結婚
        arranged marriage: 包办婚姻 | 包辦婚姻 | 联姻 | 聯姻
        secret relationship: 地下恋情 | 地下戀情 | 地下恋 | 地下戀
        forbidden love: 禁忌之恋 | 禁忌之戀 | 禁忌
        soulmates: 灵魂伴侣 | 靈魂伴侶
        love triangle: 三角恋 | 三角戀
        long distance: 异地恋 | 異地戀 | 远距离 | 遠距離
        age gap: 年龄差 | 年齡差 | 年上 | 年下
        office romance: 办公室恋情 | 辦公室戀情 | 办公室恋 | 办公室恋爱 | 辦公室戀愛
        office: 职场 | 職場 | 办公室 | 辦公室
        roommates: 室友
        living together: 同居
        bodyguard: 保镖 | 保鑣
        celebrity: 明星
        idols: 偶像
        university students: 大学 | 大學
        high school: 高中 | 校园 | 校園
        doctors: 医生 | 醫生
        police: 警察 | 刑警
        mafia: 黑帮 | 黑幫 | 黑道
        revenge: 复仇 | 復仇
        time travel: 穿越
        time loop: 时间循环 | 時間循環
        reincarnation: 重生 | 转世 | 轉世
        amnesia: 失忆 | 失憶
        ghosts: 鬼魂 | 鬼
        coming of age: 成长 | 成長
        coming out: 出柜 | 出櫃
        healing: 治愈 | 治癒 | 疗愈 | 療癒
        feel good: 温馨 | 溫馨 | 甜剧 | 甜劇 | 甜宠 | 甜寵 | 轻松 | 輕鬆
        tearjerker: 催泪 | 催淚 | 虐心 | 虐的 | 悲伤 | 悲傷
        steamy: 尺度大 | 激情
        dark: 黑暗 | 暗黑
        homophobia: 恐同
        bullying: 霸凌 | 欺凌
        violence: 暴力
        blood: 血腥
        domestic abuse: 家暴
        sexual assault: 性侵 | 强奸 | 強姦
        suicide: 自杀 | 自殺
        cheating: 出轨 | 出軌 | 劈腿 | 外遇 | 婚外情
        terminal illness: 绝症 | 絕症
        death: 死亡 | 死人 | 有人死 | 人死
        happy ending: HE | 圆满结局 | 圓滿結局 | 大团圆 | 大團圓 | 好结局 | 好結局 | 甜蜜结局 | 结局要好 | 結局要好
        happy ending: 结局好 | 結局好
        sad ending: BE | 悲剧结局 | 悲劇結局 | 悲剧 | 悲劇 | 坏结局 | 壞結局
        open ending: OE | 开放式结局 | 開放式結局 | 开放结局 | 開放結局
        finished: 已完结 | 已完結 | 完结 | 完結
        airing: 连载中 | 連載中 | 正在播 | 热播中 | 熱播中
        short: 短剧 | 短劇 | 短一点 | 短一點 | 短的 | 短篇
        long: 长剧 | 長劇 | 长篇 | 長篇
        recent: 最新 | 最近 | 新剧 | 新劇
        old: 老剧 | 老劇 | 经典 | 經典 | 以前的
        famous: 热门 | 熱門 | 有名 | 知名
        hidden gem: 冷门 | 冷門 | 小众 | 小眾 | 遗珠 | 遺珠
        not sad: 不虐的 | 不虐 | 不悲伤的 | 不悲傷的 | 不悲伤 | 不悲傷 | 不伤心 | 不傷心
        without: 不太要 | 不要太 | 没有 | 沒有 | 不要有 | 不要 | 不想看 | 无
        without: 無 | 不含 | 避开 | 避開 | 别有 | 別有 | 讨厌 | 討厭
        without: 不喜欢 | 不喜歡 | 除了 | 拒绝 | 拒絕
        boss and employee: 老板和员工 | 老闆和員工 | 上司下属 | 上司下屬
        or: 或者 | 或 | 还是 | 還是
        and: 和 | 以及 | 跟
    """,
    idle="""
        idle: 我想看 | 想看 | 推荐 | 推薦 | 电视剧 | 電視劇 | 剧集 | 劇集 | 剧 | 劇 | 的 | 一部 | 一点
        idle: 一點 | 题材 | 題材 | 类 | 類 | 有
    """,
    units="""
        episodes: 集 | 话 | 話
        minutes: 分钟 | 分鐘 | 分
        hours: 小时 | 小時
    """,
    before="""
        at most: 不超过 | 不超過 | 最多 | 至多
        under: 少于 | 少於 | 低于 | 低於 | 不到
        at least: 至少 | 最少 | 不少于 | 不少於
        over: 超过 | 超過 | 多于 | 多於
        about: 大约 | 大約 | 大概 | 约 | 約
    """,
    after="""
        at most: 以内 | 以內 | 以下 | 之内 | 之內
        at least: 以上
        about: 左右 | 上下
    """,
    year="年",
    since="以后 | 以後 | 之后 | 之後 | 以来 | 以來 | 起 | 后 | 後",
    until="以前 | 之前 | 前",
    to="到 | 至",
)
