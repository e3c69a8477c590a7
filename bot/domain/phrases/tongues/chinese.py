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
        bl: 耽美 | 腐剧 | 腐劇 | BL | 双男主 | 雙男主 | 男男 | 两个男人 | 兩個男人 | 男生跟男生 | 男生和男生 | 男男恋
        bl: 两个男生 | 兩個男生 | 男生谈恋爱 | 男生談戀愛
        gl: 百合 | 橘剧 | GL | 双女主 | 雙女主 | 女女 | 两个女人 | 兩個女人 | 女同剧 | 女生跟女生 | 女生和女生
        gl: 两个女生 | 兩個女生 | 女生谈恋爱 | 女生談戀愛
        asexual: 无性恋 | 無性戀
        aromantic: 无浪漫倾向 | 無浪漫傾向
        queer: 酷儿 | 酷兒 | 同志 | 女同 | 男同
        romance: 爱情剧 | 愛情劇 | 爱情 | 愛情 | 恋爱 | 戀愛 | 言情 | 浪漫 | 感情线 | 感情線 | 爱情线 | 愛情線
        romance: 恋爱线 | 戀愛線 | 谈恋爱 | 談戀愛 | 爱情故事 | 愛情故事 | 写实爱情 | 寫實愛情
        comedy: 喜剧 | 喜劇 | 搞笑 | 好笑 | 沙雕 | 轻喜剧 | 輕喜劇 | 浪漫喜剧 | 浪漫喜劇 | 欢乐 | 歡樂
        melodrama: 狗血
        slice of life: 日常
        youth: 青春
        mystery: 悬疑 | 懸疑 | 推理 | 烧脑 | 燒腦 | 破案 | 侦探 | 偵探 | 探案
        thriller: 惊悚 | 驚悚 | 紧张刺激 | 緊張刺激
        crime: 犯罪 | 监狱 | 監獄 | 刑侦 | 刑偵
        action: 动作 | 動作
        fantasy: 奇幻 | 奇幻元素
        supernatural: 灵异 | 靈異 | 灵异片 | 靈異片 | 鬼怪
        science fiction: 科幻
        historical: 古装 | 古裝 | 历史 | 歷史 | 古代 | 年代剧 | 年代劇 | 民国 | 民國 | 清朝 | 明朝 | 唐朝
        wuxia: 武侠 | 武俠
        xianxia: 仙侠 | 仙俠
        horror: 恐怖 | 吓人 | 嚇人 | 可怕 | 恐怖片 | 惊吓 | 驚嚇 | 吓到 | 嚇到
        psychological: 心理
        family: 家庭 | 家人 | 亲人 | 親人
        friendship: 友情
        sports: 体育 | 運動 | 运动 | 体育剧 | 體育劇 | 體育 | 热血运动 | 棒球
        music: 音乐 | 音樂
        food: 美食 | 做饭 | 做菜
        law: 律政 | 法庭 | 打官司
        medical: 医疗 | 醫療 | 医院 | 醫院 | 医疗剧 | 醫療劇 | 急诊 | 急診
        enemies to lovers: 欢喜冤家 | 歡喜冤家 | 死对头变恋人 | 死對頭變戀人 | 相爱相杀 | 相愛相殺 | 宿敌变情人
        enemies to lovers: 宿敵變情人 | 死对头变情人 | 死對頭變情人 | 敌人变恋人 | 敵人變戀人 | 敌人变情人
        enemies to lovers: 敵人變情人 | 从敌人 | 從敵人 | 死对头 | 死對頭 | 互相讨厌 | 互相討厭
        rivals to lovers: 竞争对手 | 競爭對手
        friends to lovers: 友达以上 | 友達以上 | 朋友变恋人 | 朋友變戀人 | 朋友变情人 | 朋友變情人 | 从朋友到恋人
        friends to lovers: 從朋友到戀人 | 从好友变恋人 | 从好友变情人 | 好友變情人
        childhood friends: 青梅竹马 | 青梅竹馬 | 竹马 | 竹馬
        first love: 初恋 | 初戀
        second chance: 破镜重圆 | 破鏡重圓 | 久别重逢 | 久別重逢 | 前男友 | 前女友 | 前任 | 复合 | 復合 | 旧情人
        second chance: 舊情人
        secret crush: 暗恋 | 暗戀
        unrequited love: 单恋 | 單戀
        mutual pining: 双向暗恋 | 雙向暗戀 | 互相暗恋 | 互相暗戀 | 互相喜欢 | 互相喜歡
        slow burn: 慢热 | 慢熱 | 细水长流 | 細水長流
        fake dating: 假扮情侣 | 假扮情侶 | 假恋爱 | 假戀愛 | 假装情侣 | 假裝情侶 | 假装恋爱 | 假裝戀愛 | 假扮男友
        fake dating: 假扮女友 | 合约情侣 | 合約情侶 | 契约恋爱 | 契約戀愛
        contract marriage: 契约婚姻 | 契約婚姻 | 先婚后爱 | 先婚後愛 | 契约结婚 | 契約結婚 | 协议结婚 | 協議結婚
        contract marriage: 假结婚 | 假結婚
        arranged marriage: 包办婚姻 | 包辦婚姻 | 联姻 | 聯姻
        secret relationship: 地下恋情 | 地下戀情 | 地下恋 | 地下戀 | 偷偷恋爱 | 偷偷戀愛 | 隐瞒恋情 | 隱瞞戀情
        forbidden love: 禁忌之恋 | 禁忌之戀 | 禁忌
        soulmates: 灵魂伴侣 | 靈魂伴侶
        love triangle: 三角恋 | 三角戀 | 三角关系 | 三角關係
        long distance: 异地恋 | 異地戀 | 远距离 | 遠距離
        age gap: 年龄差 | 年齡差 | 年上 | 年下 | 姐弟恋 | 姊弟戀 | 姐弟戀 | 小奶狗 | 年龄差距 | 年齡差距
        office romance: 办公室恋情 | 辦公室戀情 | 办公室恋 | 办公室恋爱 | 辦公室戀愛 | 办公室爱情 | 辦公室愛情
        office: 职场 | 職場 | 办公室 | 辦公室 | 公司 | 上班族 | 职场剧 | 職場劇
        roommates: 室友 | 合租
        living together: 同居 | 住在一起 | 同一屋檐下 | 同一屋簷下
        bodyguard: 保镖 | 保鑣
        celebrity: 明星
        idols: 偶像
        university students: 大学 | 大學 | 大学生 | 大學生 | 大学校园 | 大學校園
        high school: 高中 | 校园 | 校園
        doctors: 医生 | 醫生
        police: 警察 | 刑警
        mafia: 黑帮 | 黑幫 | 黑道
        revenge: 复仇 | 復仇
        time travel: 穿越 | 回到过去 | 回到過去 | 时空穿越 | 時空穿越
        time loop: 时间循环 | 時間循環
        reincarnation: 重生 | 转世 | 轉世
        amnesia: 失忆 | 失憶 | 失去记忆 | 失去記憶
        ghosts: 鬼魂 | 鬼
        coming of age: 成长 | 成長
        coming out: 出柜 | 出櫃
        healing: 治愈 | 治癒 | 疗愈 | 療癒 | 平淡温馨 | 平淡溫馨 | 治愈系 | 治癒系 | 療癒系 | 疗愈系
        feel good: 温馨 | 溫馨 | 甜剧 | 甜劇 | 甜宠 | 甜寵 | 轻松 | 輕鬆 | 甜甜的 | 甜的 | 甜 | 可爱 | 可愛 | 温暖
        feel good: 溫暖 | 开心 | 開心 | 甜到 | 暖心 | 温柔 | 溫柔 | 撒糖 | 发糖 | 發糖 | 轻松一点 | 輕鬆一點
        tearjerker: 催泪 | 催淚 | 虐心 | 虐的 | 悲伤 | 悲傷 | 虐 | 悲 | 哭 | 感人
        steamy: 尺度大 | 激情 | 性感 | 火辣 | 吻戏多 | 吻戲多
        dark: 黑暗 | 暗黑
        homophobia: 恐同
        bullying: 霸凌 | 欺凌 | 校园霸凌 | 校園霸凌
        violence: 暴力 | 血腥暴力 | 打人 | 打斗 | 打鬥 | 家暴场面
        blood: 血腥
        domestic abuse: 家暴
        sexual assault: 性侵 | 强奸 | 強姦 | 性暴力 | 强暴 | 強暴 | 迷奸
        suicide: 自杀 | 自殺
        cheating: 出轨 | 出軌 | 劈腿 | 外遇 | 婚外情
        terminal illness: 绝症 | 絕症 | 癌症
        death: 死亡 | 死人 | 有人死 | 人死 | 死掉 | 领便当 | 領便當 | 死
        happy ending: HE | 圆满结局 | 圓滿結局 | 大团圆 | 大團圓 | 好结局 | 好結局 | 甜蜜结局 | 结局要好 | 結局要好
        happy ending: 结局好 | 結局好 | 结局HE | 結局HE | 结局圆满 | 結局圓滿 | 完美结局 | 完美結局 | 结局一定要好
        happy ending: 結局一定要好 | 结局要在一起 | 結局要在一起 | 结局在一起 | 結局在一起 | 两个人要在一起
        happy ending: 兩個人要在一起
        sad ending: BE | 悲剧结局 | 悲劇結局 | 悲剧 | 悲劇 | 坏结局 | 壞結局 | 结局BE | 結局BE
        open ending: OE | 开放式结局 | 開放式結局 | 开放结局 | 開放結局 | 结局开放 | 結局開放 | 开放的结局
        open ending: 開放的結局 | 结局开放的 | 开放式 | 開放式
        finished: 已完结 | 已完結 | 完结 | 完結 | 全集 | 已经完结 | 已經完結 | 播完的 | 播完
        airing: 连载中 | 連載中 | 正在播 | 热播中 | 熱播中
        short: 短剧 | 短劇 | 短一点 | 短一點 | 短的 | 短篇
        long: 长剧 | 長劇 | 长篇 | 長篇 | 太长 | 太長
        recent: 最新 | 最近 | 新剧 | 新劇 | 今年的 | 最近两年 | 最近兩年 | 近两年 | 近兩年 | 新的
        old: 老剧 | 老劇 | 经典 | 經典 | 以前的
        famous: 热门 | 熱門 | 有名 | 知名
        hidden gem: 冷门 | 冷門 | 小众 | 小眾 | 遗珠 | 遺珠 | 没什么人知道 | 沒什麼人知道 | 宝藏剧 | 寶藏劇
        not sad: 不虐的 | 不虐 | 不悲伤的 | 不悲傷的 | 不悲伤 | 不悲傷 | 不伤心 | 不傷心
        without: 不太要 | 不要太 | 没有 | 沒有 | 不要有 | 无 | 無 | 不含 | 避开 | 避開 | 别有 | 別有 | 除了
        boss and employee: 老板和员工 | 老闆和員工 | 上司下属 | 上司下屬 | 霸总 | 霸總 | 霸道总裁 | 霸道總裁 | 总裁
        boss and employee: 總裁 | 秘书 | 秘書 | 老板 | 老闆 | 上司 | 主管 | 经理 | 經理 | 上下属 | 主管跟下屬
        boss and employee: 主管和下属 | 主管和下屬
        straight: 男女恋爱 | 异性恋 | 異性戀 | 言情剧 | 言情劇 | 男女主
        film: 电影 | 電影
        royalty: 宫斗 | 宮鬥 | 皇宫 | 皇宮 | 宫廷 | 宮廷 | 王子 | 公主 | 皇帝 | 王爷 | 王爺
        lawyers: 律师 | 律師 | 检察官 | 檢察官
        war: 军旅 | 軍旅 | 军队 | 軍隊 | 军人 | 軍人 | 当兵 | 當兵 | 战争 | 戰爭 | 抗战 | 抗戰
        business: 商战 | 商戰
        political: 权谋 | 權謀 | 政治 | 朝堂
        school: 学校 | 學校 | 校园剧 | 校園劇 | 中学 | 中學
        cafe: 咖啡店 | 咖啡厅 | 咖啡廳 | 餐厅 | 餐廳 | 厨师 | 廚師 | 面包店 | 麵包店
        countryside: 乡村 | 鄉村 | 乡下 | 鄉下 | 农村 | 農村 | 小镇 | 小鎮 | 海边 | 海邊
        dorm: 宿舍
        band: 乐队 | 樂隊 | 乐团 | 樂團
        gaming: 电竞 | 電競 | 游戏 | 遊戲
        athletes: 运动员 | 運動員 | 篮球 | 籃球 | 足球 | 游泳 | 体育生 | 選手
        writers: 作家 | 画家 | 畫家 | 编剧 | 編劇
        entertainment industry: 娱乐圈 | 娛樂圈 | 演员 | 演員
        online dating: 网恋 | 網戀
        undercover: 卧底 | 臥底 | 间谍 | 間諜 | 谍战 | 諜戰
        assassin: 杀手 | 殺手 | 刺客
        redemption: 救赎 | 救贖
        betrayal: 背叛
        investigation: 查案 | 办案 | 辦案
        murder mystery: 谋杀 | 謀殺 | 凶杀 | 兇殺
        serial killer: 连环杀手 | 連環殺手 | 连环杀人 | 連環殺人 | 变态杀人狂 | 變態殺人狂 | 连续杀人 | 連續殺人
        serial killer: 变态杀手 | 變態殺手
        survival: 求生 | 生存 | 末世
        death game: 死亡游戏 | 死亡遊戲
        zombies: 丧尸 | 喪屍 | 僵尸 | 殭屍
        hidden identity: 隐藏身份 | 隱藏身分 | 掉马 | 掉馬 | 交换身份 | 交換身分
        cross-dressing: 女扮男装 | 女扮男裝 | 假扮男人 | 男扮女装 | 男扮女裝 | 扮成男生
        body swap: 互换身体 | 互換身體 | 灵魂互换 | 靈魂互換
        twins: 双胞胎 | 雙胞胎
        parallel worlds: 平行世界 | 平行时空 | 平行時空 | 异世界 | 異世界 | 穿书 | 穿書
        superpowers: 超能力 | 读心术 | 讀心術 | 异能 | 異能
        magic: 魔法 | 诅咒 | 詛咒
        mythical beings: 吸血鬼 | 狐妖 | 妖怪 | 人鱼 | 人魚 | 狼人 | 天使 | 神仙
        omegaverse: ABO
        found family: 没有血缘的家人 | 沒有血緣的家人
        trans: 跨性别 | 跨性別
        deaf: 聋人 | 聾人 | 听障 | 聽障 | 盲人 | 手语 | 手語
        autism: 自闭症 | 自閉症
        family bonds: 兄弟 | 姐妹 | 姊妹 | 父子 | 母女 | 亲情 | 親情
        grief: 丧亲 | 喪親
        angst: 虐恋 | 虐戀
        bromance: 兄弟情
        established couple: 老夫老妻 | 已经在一起 | 已經在一起
        married couple: 婚后 | 婚後 | 夫妻 | 婚姻 | 已婚 | 已婚夫妻 | 夫妻档
        friends with benefits: 炮友
        one night stand: 一夜情
        multiple couples: 多对cp | 多對cp | 群像
        love at first sight: 一见钟情 | 一見鍾情
        opposites attract: 性格相反
        cold lead: 高冷 | 冰山
        bickering couple: 斗嘴 | 鬥嘴 | 打打闹闹 | 打打鬧鬧
        rich and poor: 灰姑娘 | 豪门 | 豪門 | 贫富差距 | 貧富差距 | 总裁爱上灰姑娘 | 總裁愛上灰姑娘
        sexual content: 床戏 | 床戲 | 裸露 | 大尺度
        torture: 酷刑 | 虐待
        child abuse: 虐童 | 虐待儿童 | 虐待兒童
        sexual harassment: 性骚扰 | 性騷擾 | 猥亵 | 猥褻
        dubious consent: 强吻 | 強吻
        stalking: 跟踪狂 | 跟蹤狂 | 病娇 | 病嬌
        jealousy: 吃醋 | 占有欲 | 佔有慾
        blackmail: 勒索 | 威胁 | 威脅
        kidnapping: 绑架 | 綁架 | 囚禁
        student and teacher: 师生恋 | 師生戀
        underage: 未成年
        incest: 乱伦 | 亂倫 | 伪骨科 | 继兄弟 | 繼兄弟 | 骨科 | 兄妹恋 | 兄妹戀
        prostitution: 卖淫 | 賣淫
        depression: 抑郁症 | 憂鬱症 | 抑郁 | 憂鬱
        self harm: 自残 | 自殘
        illness: 生病 | 得病 | 病重
        bereavement: 亲人去世 | 親人去世 | 丧偶 | 喪偶 | 父母双亡 | 父母雙亡 | 父母去世
        accident: 车祸 | 車禍
        abortion: 流产 | 流產 | 堕胎 | 墮胎
        alcohol: 酗酒
        drugs: 吸毒 | 毒品
        gambling: 赌博 | 賭博
        animal harm: 虐待动物 | 虐待動物 | 虐动物 | 狗死 | 动物死 | 動物死 | 伤害动物 | 傷害動物 | 宠物死 | 寵物死
        sexism: 厌女 | 厭女 | 重男轻女 | 重男輕女 | 性别歧视 | 性別歧視
        no death: 没人死 | 沒人死 | 不死人 | 不死
        web novel: 网络小说 | 網路小說
        novel: 小说改编 | 小說改編 | 原著小说
        manga: 漫画改编 | 漫畫改編
        true story: 真实故事 | 真實故事 | 真人真事
        one evening: 一晚上看完 | 一個晚上看完 | 一晚看完 | 一口气看完 | 一口氣看完
        one day: 一天看完 | 一天就能看完
        a weekend: 周末看完 | 週末看完 | 周末 | 週末
        longer: 更长 | 更長 | 长一点 | 長一點
        shorter: 更短
        popular: 很火 | 爆款 | 大热 | 大熱 | 大家都在看 | 最红 | 最紅 | 高人气 | 高人氣 | 火的 | 很红 | 很紅 | 红的
        popular: 紅的 | 大火
        coworkers: 同事
        or: 或者 | 或 | 还是 | 還是
        and: 和 | 以及 | 跟
    """,
    refused_after="""
        refused: 的不要 | 的就算了 | 就算了 | 除外 | 免谈 | 免談 | 达咩 | 太多了 | 的别来 | 的別來 | 以外 | 不要
        refused: 受不了 | 看腻了 | 看膩了 | 讨厌 | 討厭 | 拒绝 | 拒絕 | 不喜欢 | 不喜歡 | 不想看 | 腻了 | 膩了
        refused: 烦透了 | 煩透了 | 不能接受 | 无法接受 | 無法接受 | 害怕 | 不爱看 | 不愛看 | 不行 | 不可以 | 就不要了
        refused: 别来 | 別來 | 看吐了 | 看够了 | 看夠了 | 是雷 | 是雷点 | 是雷點 | 很烦 | 很煩 | 太烂 | 太爛 | 都不要
        refused: 看不了 | 的看不了 | 接受不了 | 不看 | 的不看 | 看不下去 | 的题材看不了 | 没兴趣 | 沒興趣 | 我不行
        refused: 的剧情我不行 | 的劇情我不行 | 是我的雷 | 绝对不行 | 絕對不行 | 绝对不要 | 絕對不要
    """,
    turns="""
        without: 怕 | 我怕 | 怕看 | 不敢看 | 最讨厌 | 最討厭 | 最怕 | 避雷 | 别出现 | 別出現 | 千万别有 | 千萬別有
        without: 没那么 | 沒那麼 | 不那么 | 不那麼 | 不想要 | 别太 | 別太 | 别给我 | 別給我 | 别 | 別 | 也不要 | 不是
        without: 不会有 | 不會有 | 不需要 | 最好没有 | 最好沒有 | 不要 | 讨厌 | 討厭 | 拒绝 | 拒絕 | 不喜欢 | 不喜歡
        without: 不想看 | 不能接受 | 无法接受 | 無法接受 | 害怕 | 不爱看 | 不愛看 | 看不了 | 不看 | 没兴趣 | 沒興趣
        tired of: 受不了 | 看腻了 | 看膩了 | 腻了 | 膩了 | 烦透了 | 煩透了 | 接受不了
        anything but: 除了
        is fine ;: 也行 | 也可以 | 可以有 | 可以接受 | 没关系 | 沒關係 | 无所谓 | 無所謂 | 可以
        but: 但是 | 但 | 可是 | 不过 | 不過
        want: 我想看 | 想看 | 我要 | 想要 | 来点 | 來點 | 要
        less: 少一点 | 少一點 | 少点 | 少點
    """,
    clinging="""
        without: 不 | 无 | 無
    """,
    idle="""
        idle: 推荐 | 推薦 | 电视剧 | 電視劇 | 剧集 | 劇集 | 剧 | 劇 | 的 | 一部 | 一点 | 一點 | 题材 | 題材 | 类 | 類
        idle: 有 | 有没有 | 有沒有 | 故事 | 为背景 | 為背景 | 背景 | 求推荐 | 求推薦 | 求 | 播出的 | 播出 | 讲 | 講
        idle: 关于 | 關於 | 主角是 | 主角 | 结局 | 結局 | 什么都行 | 什麼都行 | 什么都可以 | 什麼都可以 | 剧情 | 劇情
        idle: 类型 | 類型 | 那种 | 那種 | 最好 | 一定要 | 喜欢 | 喜歡 | 爱上 | 愛上 | 任何 | 出现 | 出現 | 情节
        idle: 情節 | 镜头 | 鏡頭 | 有人 | 看 | 风 | 風 | 向 | 需要 | 主要 | 重要 | 其他 | 其它 | 都可以 | 都行 | 所以
        idle: 最 | 一起看的 | 一起看 | 全家 | 剧情片 | 或是 | 系列 | 什么的 | 之类的 | 之類的 | 比较 | 比較 | 有点
        idle: 有點 | 很 | 超级 | 超級 | 元素 | 一定 | 里 | 現實向 | 现实向 | 的题材 | 的題材 | 写实 | 寫實
    """,
    others="""
        no: 无聊 | 無聊 | 悲剧性 | 哭笑不得 | 看不起 | 恋爱脑 | 戀愛腦 | 怕是 | 恐怕 | 很久
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
    decades="90年代",
    numbers="""
        half: 半个 | 半個 | 半
        2: 两 | 兩
        3: 三
        4: 四
        5: 五
        6: 六
        7: 七
        8: 八
        9: 九
        10: 十
        12: 十二
        16: 十六
        20: 二十
        24: 二十四
        30: 三十
        36: 三十六
        40: 四十
        50: 五十
    """,
)
