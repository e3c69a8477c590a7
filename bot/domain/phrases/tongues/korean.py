"""Moods in Korean."""

from bot.domain.phrases.tongues.tongue import Tongue

KOREAN = Tongue(
    "ko",
    glued=True,
    says="""
        korean: 한국 드라마 | 한국 | 한드 | 국내
        thai: 태국 드라마 | 태국 | 태드
        japanese: 일본 드라마 | 일본 | 일드
        taiwanese: 대만 드라마 | 대만 | 대드
        chinese: 중국 드라마 | 중국 | 중드
        hong kong: 홍콩
        filipino: 필리핀
        vietnamese: 베트남
        bl: 비엘 | 벨드 | BL | 남남 커플 | 남자끼리 | 두 남자의 사랑 | 게이 로맨스 | 남자 둘 | 두 남자 | 남성 커플
        gl: 지엘 | 백합 | GL | 여여 커플 | 여자끼리 | 두 여자의 사랑 | 레즈 로맨스 | 여자들의 사랑 | 여자 둘
        gl: 두 여자 | 여성 커플
        asexual: 무성애자 | 무성애
        aromantic: 무로맨틱 | 에이로맨틱
        queer: 퀴어 | 게이 | 레즈비언
        romance: 로맨스 | 멜로 로맨스 | 연애 | 러브라인 | 연애물 | 사랑 이야기 | 멜로
        comedy: 코미디 | 코믹 | 웃긴 | 웃기는 | 웃기고 | 재밌는 | 재미있는 | 로코 | 로맨틱 코미디 | 로맨틱코미디
        comedy: 웃고 싶은 | 웃을 수 있는 | 개그 | 유쾌한
        melodrama: 막장
        slice of life: 일상물 | 일상
        youth: 청춘물 | 청춘
        mystery: 미스터리 | 추리 | 추리물 | 수사물 | 반전 있는
        thriller: 스릴러 | 서스펜스 | 긴장감 넘치는
        crime: 범죄물 | 범죄 | 교도소 | 감옥
        action: 액션
        fantasy: 판타지
        supernatural: 초자연
        science fiction: 공상과학
        historical: 사극 | 시대극 | 역사물 | 고전물
        horror: 호러 | 공포 | 무서운 | 무섭 | 무섭지 | 오싹한
        psychological: 심리
        family: 가족 | 가족극 | 가족애
        friendship: 우정
        sports: 스포츠
        music: 음악
        food: 음식 | 요리
        law: 법정 | 법정물 | 재판 | 법률
        medical: 의학 | 메디컬 | 의학물 | 병원물 | 병원
        enemies to lovers: 혐관 로맨스 | 혐관에서 연인 | 혐관 | 앙숙 | 원수에서 연인이 되는 | 원수에서 연인
        enemies to lovers: 적에서 연인
        rivals to lovers: 라이벌
        friends to lovers: 친구에서 연인으로 | 친구에서 연인 | 친구에서 애인 | 친구 사이에서 | 절친에서 연인
        friends to lovers: 친구였다가 연인
        childhood friends: 소꿉친구 | 소꿉 친구
        first love: 첫사랑
        second chance: 재회물 | 재회 | 전남친 | 전 남친 | 전여친 | 헤어진 연인 | 다시 만나는
        secret crush: 짝사랑
        unrequited love: 외사랑
        mutual pining: 쌍방 짝사랑 | 쌍방짝사랑
        slow burn: 슬로우번 | 슬로우 번 | 천천히 스며드는 | 천천히 사랑에 빠지는 | 서서히 사랑에 빠지는
        slow burn: 천천히 가까워지는
        fake dating: 계약연애 | 계약 연애 | 가짜 연애 | 위장 연애 | 가짜 커플 | 가짜 애인 | 사귀는 척 | 연인인 척
        fake dating: 연인 행세 | 가짜로 사귀는
        contract marriage: 계약결혼 | 계약 결혼 | 선결혼 후연애 | 계약 부부 | 위장결혼 | 위장 결혼 | 가짜 결혼
        arranged marriage: 정략결혼 | 정략 결혼
        secret relationship: 비밀연애 | 비밀 연애 | 몰래 사귀는 | 비밀 사내연애
        forbidden love: 금지된 사랑
        soulmates: 소울메이트
        love triangle: 삼각관계
        long distance: 장거리 연애 | 장거리
        age gap: 나이 차이 | 나이차이 | 나이 차 | 나이차 | 연상연하 | 연하남 | 연상녀
        office romance: 사내연애 | 사내 연애 | 오피스 | 사내 로맨스 | 오피스 로맨스 | 회사 로맨스 | 회사 연애
        roommates: 룸메이트 | 룸메 | 룸메이트물 | 하숙
        living together: 동거물 | 동거 | 한집살이 | 같이 사는 | 한 지붕 | 같이 사는 이야기
        bodyguard: 경호원 | 보디가드
        celebrity: 연예인
        idols: 아이돌
        university students: 대학생 | 대학교 | 캠퍼스 | 대학 | 대학원 | 캠퍼스물
        high school: 고등학생 | 고등학교 | 학원물
        doctors: 의사
        police: 경찰 | 형사
        mafia: 마피아 | 조폭
        revenge: 복수극 | 복수
        time travel: 타임슬립 | 타임 슬립 | 시간 여행 | 과거로 돌아가는 | 시간여행 | 타임리프 | 과거로 가는 | 회귀물
        time travel: 회귀
        time loop: 타임루프 | 타임 루프
        reincarnation: 환생 | 전생
        amnesia: 기억상실 | 기억 상실 | 기억을 잃은 | 기억을 잃는
        ghosts: 귀신 | 유령 | 저승사자 | 저승
        coming of age: 성장물 | 성장
        coming out: 커밍아웃
        healing: 힐링물 | 힐링 | 잔잔한 | 힐링되는 | 마음 따뜻해지는 | 위로되는 | 위로가 되는
        feel good: 기분 좋아지는 | 따뜻한 | 훈훈한 | 귀여운 | 달달한 | 가벼운 | 가볍게 볼 수 있는 | 가볍게 | 설레는
        feel good: 포근한 | 행복한 | 밝은 | 유쾌하고 밝은 | 행복해지는 | 사랑스러운
        tearjerker: 눈물 나는 | 눈물나는 | 슬픈 | 울고 싶은 | 울고 싶을 | 펑펑 울
        steamy: 수위 높은 | 야한 | 섹시한 | 케미 좋은 | 수위 있는 | 19금
        dark: 어두운 | 다크한 | 독성 | 유해한
        homophobia: 동성애 혐오 | 호모포비아
        bullying: 학교폭력 | 학폭 | 왕따 | 따돌림
        violence: 폭력 | 폭력적인 | 폭력적이지 | 때리는
        blood: 피 나오는 장면 | 유혈 | 잔인한 | 잔인하지 | 잔인하게
        domestic abuse: 가정폭력 | 가정 폭력
        sexual assault: 성폭력 | 강간 | 성폭행 | 성추행
        suicide: 자살
        cheating: 불륜 | 바람피우는 것 | 바람 피우는 것 | 외도 | 바람 | 바람피우 | 바람 피우 | 양다리
        terminal illness: 불치병 | 시한부 | 암 걸린 | 말기암 | 암
        death: 죽음 | 죽는 장면 | 사망 | 죽고 | 죽어 | 죽지 | 죽는 거 | 죽는 사람 | 죽는
        happy ending: 해피엔딩 | 해피 엔딩 | 행복한 결말 | 해피하게 끝나는 | 행복하게 끝나는 | 좋은 결말 | 잘 끝나는
        sad ending: 새드엔딩 | 새드 엔딩 | 비극 | 슬픈 결말 | 비극적인 결말 | 슬프게 끝나는
        open ending: 열린 결말 | 열린결말
        finished: 완결작 | 완결난 | 완결된 | 완결 | 종영한 | 종영된 | 종영
        airing: 방영 중인 | 방영 중 | 방영중인 | 방영중
        short: 짧고 | 짧게 | 짧은 | 단편 | 짧게 볼 수 있는
        long: 긴 | 장편
        recent: 최신 | 최근 | 요즘
        old: 옛날 | 오래된 | 고전
        famous: 유명한 | 인기 있는 | 인기
        hidden gem: 숨은 명작 | 덜 알려진 | 안 유명한 | 잘 안 알려진
        no blood: 피 안 나오는 | 피가 안 나오는 | 피 없는 | 안 잔인한 | 잔인하지 않은
        no death: 안 죽는 | 아무도 안 죽는 | 죽지 않는
        not dark: 어둡지 않은 | 안 어두운
        not sad: 슬프지 않은 | 안 슬픈
        class difference: 재벌이랑 가난한 사람 | 재벌 | 신분 차이
        boss and employee: 사장과 직원 | 상사와 부하 | 비서 | 상사 | 사장님 | 사장과 비서 | 사장 | 대표님 | 본부장
        boss and employee: 상사와 부하직원
        straight: 이성애 | 남녀 로맨스
        film: 영화
        joseon: 조선 | 조선시대
        royalty: 왕실 | 궁궐 | 궁중 | 왕자 | 공주 | 황제 | 황궁
        lawyers: 변호사 | 검사
        war: 군대 | 군인 | 전쟁 | 군부대
        business: 기업 | 재계
        political: 정치 | 정치물
        school: 학교 | 학원
        office: 사무실 | 직장 | 직장인 | 오피스물 | 회사원 | 회사
        cafe: 카페 | 식당 | 레스토랑 | 빵집 | 요리사 | 셰프
        countryside: 시골 | 섬마을 | 농촌 | 바닷가
        band: 밴드
        gaming: 게임 | 프로게이머 | e스포츠
        athletes: 운동선수 | 운동부 | 축구 | 농구 | 야구 | 수영
        writers: 작가 | 웹툰 작가 | 화가 | 소설가 | 웹툰작가
        entertainment industry: 연예계 | 배우
        online dating: 온라인 연애 | 소개팅 앱
        undercover: 스파이 | 잠입 | 언더커버
        assassin: 킬러 | 암살자
        redemption: 속죄 | 개과천선
        betrayal: 배신
        investigation: 수사 | 사건 해결
        murder mystery: 살인 사건 | 살인
        serial killer: 연쇄살인마 | 연쇄살인 | 연쇄 살인 | 사이코패스
        survival: 생존 | 재난
        death game: 데스게임 | 데스 게임 | 서바이벌 게임
        zombies: 좀비물 | 좀비
        hidden identity: 정체를 숨긴 | 이중생활 | 신분을 숨긴
        cross-dressing: 남장여자 | 남장 | 여장 | 남자로 변장 | 남자인 척 | 여자로 변장
        body swap: 몸이 바뀌는 | 영혼 체인지 | 바디체인지 | 몸이 바뀐 | 몸이 뒤바뀌는
        twins: 쌍둥이
        parallel worlds: 평행세계 | 이세계 | 책빙의 | 빙의물
        superpowers: 초능력 | 독심술
        magic: 마법 | 저주
        mythical beings: 뱀파이어 | 구미호 | 인어 | 신화 | 도깨비 | 늑대인간 | 천사
        omegaverse: 오메가버스
        self discovery: 정체성 찾기
        found family: 유사가족 | 유사 가족
        queer parents: 게이 아빠
        trans: 트랜스젠더
        deaf: 청각장애 | 청각 장애 | 시각장애 | 수어
        autism: 자폐 | 자폐 스펙트럼
        family bonds: 남매 | 형제 | 자매 | 부모 자식 | 엄마와 딸
        grief: 애도 | 상실 | 상실의 아픔
        angst: 고구마 | 답답한 | 맘고생 | 피폐물 | 피폐 | 찌통
        bromance: 브로맨스
        established couple: 이미 사귀는 | 오래된 커플
        married couple: 부부 | 신혼 | 결혼 생활
        friends with benefits: 섹파
        one night stand: 원나잇
        multiple couples: 여러 커플 | 서브 커플
        opposites attract: 정반대
        cold lead: 차가운 남주 | 냉미남 | 무뚝뚝한
        bickering couple: 티격태격
        rich and poor: 신데렐라 | 신데렐라 스토리
        love at first sight: 첫눈에 반하는 | 첫눈에 반한
        sexual content: 베드신 | 노출 | 정사신
        torture: 고문
        weapons: 총기
        child abuse: 아동학대 | 아동 학대
        sexual harassment: 성희롱
        dubious consent: 강제 키스
        stalking: 스토킹 | 스토커
        jealousy: 질투
        blackmail: 협박
        kidnapping: 납치 | 유괴 | 납치되는 | 감금
        student and teacher: 사제지간 | 선생님과 학생 | 교사와 학생
        underage: 미성년자
        incest: 근친 | 의붓남매 | 의붓형제
        prostitution: 성매매
        depression: 우울증 | 정신 질환 | 정신병
        self harm: 자해
        illness: 병에 걸리는 | 아픈 주인공 | 투병 | 환자 | 아픈 | 병 걸린 | 암투병
        bereavement: 가족의 죽음 | 사별 | 부모님 돌아가시는 | 유가족
        accident: 교통사고 | 사고 당하는 | 사고
        abortion: 낙태 | 유산
        alcohol: 술 | 음주
        drugs: 마약
        gambling: 도박
        animal harm: 동물 학대 | 동물학대 | 동물 죽는 | 강아지 죽는 | 동물이 죽는
        sexism: 여성혐오 | 여혐 | 성차별
        jump scares: 갑툭튀
        novel: 소설 원작 | 원작 소설
        web novel: 웹소설
        manga: 만화 원작
        webtoon: 웹툰 원작 | 웹툰
        true story: 실화
        one evening: 하룻밤에 | 하룻밤 | 하루 저녁 | 저녁에 다 볼 수 있는
        one day: 하루 만에 | 하루만에
        a weekend: 주말에 | 주말 동안 | 주말
        longer: 더 긴
        shorter: 더 짧은
        classic: 명작
        dorm: 기숙사
        coworkers: 직장 동료 | 회사 동료
        popular: 유명작 | 인기작 | 대박 난
        or: 이나 | 또는 | 혹은
        and: 하고 | 이랑 | 그리고 | 도
    """,
    turns="""
        less: 덜
        nobody: 아무도 안 | 아무도
        is fine ;: 도 괜찮아요 | 도 괜찮아 | 도 괜찮고 | 괜찮지만 | 도 좋아 | 도 상관없어 | 상관없음 | 있어도 돼
        is fine ;: 나와도 돼 | 나와도 괜찮아 | 있어도 괜찮아 | 나와도 되는데 | 있어도 되는데 | 은 괜찮아 | 는 괜찮아
        is fine ;: 괜찮아 | 괜찮고 | 괜찮음 | 괜찮습니다 | 괜찮아요 | 은 괜찮은데 | 괜찮은데 | 도 가능 | 가능
        but: 인데 | 지만 | 하지만 | 근데
    """,
    clinging="""
        without: 안
    """,
    refused_after="""
        refused: 없는 | 없이 | 없고 | 없었으면 | 없으면 | 없음 | 빼고 | 말고 | 제외하고 | 제외 | 싫어요 | 거 말고
        refused: 것 말고 | 것도 말고 | 건 말고 | 거 빼고 | 것 빼고 | 건 빼고 | 거 싫어 | 건 싫어 | 것도 싫어
        refused: 건 별로 | 싫어 | 싫고 | 싫다 | 아닌 | 안 나오는 | 안 나는 | 별로예요 | 별로 | 지겨워 | 질렸어
        refused: 질려서 | 지겨움 | 지쳤어 | 못 보겠어 | 못 봐 | 안 봐 | 안 봐요 | 피하고 싶어 | 극혐 | 노노 | 노
        refused: 금지 | 사절 | 없는 걸로 | 아닌 거 | 안 나왔으면 | 없었으면 좋겠어 | 안 죽는 | 싫음 | 싫은데
        refused: 안 좋아함 | 안 좋아해 | 이 아닌 | 가 아닌 | 안 들어간 | 지 않게 | 지 않은 | 지 않고 | 지 않는 | 않게
        refused: 않은 | 않고 | 않는 | 않았으면 좋겠어 | 못 보 | 못보 | 만 아니면 | 만 빼고 | 만 없으면 | 지긋지긋
        refused: 질렸 | 질리 | 지겹 | 지겨 | 지쳤 | 물렸 | 물리 | 신물 나 | 짜증 | 싫어하 | 싫어해 | 안 좋아하
        refused: 안 보고 싶 | 보기 싫 | 빼 주세요 | 빼주세요 | 빼줘 | 안 나와 | 안 나오 | 원하지 않 | 필요 없
        refused: 필요없 | 없어야 | 없으면 좋겠 | 못 견디 | 못 참 | 불편 | 트리거 | 기피 | 노잼 | 절대 안 | 그만
        refused: 빼고요 | 만 없으면 됩니다 | 만 없으면 돼요 | 없었으면 합니다 | 없으면 합니다 | 진짜 싫 | 너무 싫
        refused: 정말 싫 | 무서워서 못 | 사양 | 거부 | 안 됨 | 안돼 | 안 돼요 | 안됩니다 | 아니고 | 아니면 좋겠
        refused: 말구 | 별로고 | 별로인데 | 별로라 | 은 별로 | 는 별로 | 별로임 | 는 별로고 | 못 봐요 | 못봐요
        refused: 나오면 안 봐 | 나오면 절대 안 | 나오면 안 | 나오면 못 | 나오면 싫
    """,
    idle="""
        idle: 드라마 | 시리즈 | 작품 | 보고 싶어요 | 보고 싶어 | 추천해 주세요 | 추천해주세요 | 추천해 줘 | 추천
        idle: 있는 | 나오는 | 나는 | 장르 | 으로 | 로 | 은 | 는 | 이 | 가 | 을 | 를 | 의 | 인 | 물 | 랑 | 와 | 과
        idle: 면 좋겠어 | 이면 좋겠어 | 들 | 에 | 에서 | 만 | 적인 | 적 | 스러운 | 한 | 하는 | 같은 | 계 | 극 | 류
        idle: 형 | 요 | 이요 | 이에요 | 예요 | 입니다 | 쪽 | 거 | 것 | 건 | 느낌 | 분위기 | 해요 | 하게 | 스럽게
        idle: 배경 | 배경의 | 이야기 | 주인공인 | 주인공 | 이면 더 좋아 | 이면 더 좋고 | 더 좋아요 | 있으면 좋겠어
        idle: 원해요 | 원해 | 찾아요 | 찾아 | 볼 만한 | 볼만한 | 있나요 | 있어 | 설정 | 요소 | 장면 | 소재 | 위주
        idle: 너무 | 좀 | 그런 | 내용 | 스토리 | 제발 | 무조건 | 내용만 | 내용은 | 나오는 내용 | 설정은 | 부탁드려요
        idle: 부탁드립니다 | 부탁해요 | 부탁 | 진짜 | 정말 | 보기 좋은 | 뭐 있을까요 | 없나요 | 있을까요 | 그리고
        idle: 작품으로 | 걸로 | 여주인공 | 남주인공 | 여주가 | 남주가 | 여주 | 남주 | 두 사람 | 절대 | 절대로
    """,
    units="""
        episodes: 화 | 회 | 부작 | 편 | 에피소드
        minutes: 분
        hours: 시간
    """,
    before="""
        at most: 최대
        at least: 최소
        about: 약
    """,
    after="""
        at most: 이하 | 이내 | 까지 | 안쪽 | 을 넘지 않는 | 를 넘지 않는 | 넘지 않는 | 안 넘는
        under: 미만 | 보다 짧은 | 안 되는
        at least: 이상
        over: 넘는 | 초과 | 보다 긴
        about: 정도 | 쯤 | 안팎
    """,
    year="년",
    since="이후 | 부터 | 이후로",
    until="이전 | 까지 | 전",
    to="에서 | 부터",
    decades="90년대",
    numbers="""
        half: 반
        2: 두
        3: 세
        4: 네
        5: 다섯
        6: 여섯
        8: 여덟
        10: 열
        12: 열두
        16: 열여섯
        20: 스무
    """,
)
