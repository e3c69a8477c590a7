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
        bl: 비엘 | 벨드 | BL
        gl: 지엘 | 백합 | GL
        asexual: 무성애자 | 무성애
        aromantic: 무로맨틱 | 에이로맨틱
        queer: 퀴어 | 게이 | 레즈비언
        romance: 로맨스 | 멜로 로맨스 | 연애
        comedy: 코미디 | 코믹 | 웃긴 | 웃기는
        melodrama: 멜로
        slice of life: 일상물 | 일상
        youth: 청춘물 | 청춘
        mystery: 미스터리 | 추리
        thriller: 스릴러
        crime: 범죄물 | 범죄
        action: 액션
        fantasy: 판타지
        supernatural: 초자연
        science fiction: 공상과학
        historical: 사극 | 시대극
        horror: 호러 | 공포
        psychological: 심리
        family: 가족
        friendship: 우정
        sports: 스포츠
        music: 음악
        food: 음식 | 요리
        law: 법정
        medical: 의학 | 메디컬
        enemies to lovers: 혐관 로맨스 | 혐관에서 연인 | 혐관 | 앙숙 | 원수에서 연인이 되는 | 원수에서 연인
        enemies to lovers: 적에서 연인
        rivals to lovers: 라이벌
        friends to lovers: 친구에서 연인으로 | 친구에서 연인
        childhood friends: 소꿉친구 | 소꿉 친구
        first love: 첫사랑
        second chance: 재회물 | 재회
        secret crush: 짝사랑
        unrequited love: 외사랑
        mutual pining: 쌍방 짝사랑 | 쌍방짝사랑
        slow burn: 슬로우번 | 슬로우 번 | 천천히 스며드는 | 천천히 사랑에 빠지는 | 서서히 사랑에 빠지는
        slow burn: 천천히 가까워지는
        fake dating: 계약연애 | 계약 연애 | 가짜 연애 | 위장 연애
        contract marriage: 계약결혼 | 계약 결혼
        arranged marriage: 정략결혼 | 정략 결혼
        secret relationship: 비밀연애 | 비밀 연애
        forbidden love: 금지된 사랑
        soulmates: 소울메이트
        love triangle: 삼각관계
        long distance: 장거리 연애 | 장거리
        age gap: 나이 차이 | 나이차이 | 나이 차 | 나이차 | 연상연하
        office romance: 사내연애 | 사내 연애 | 오피스 | 사내 로맨스 | 오피스 로맨스 | 회사 로맨스 | 회사
        roommates: 룸메이트 | 룸메
        living together: 동거물 | 동거
        bodyguard: 경호원 | 보디가드
        celebrity: 연예인
        idols: 아이돌
        university students: 대학생 | 대학교 | 캠퍼스
        high school: 고등학생 | 고등학교 | 학원물
        doctors: 의사
        police: 경찰 | 형사
        mafia: 마피아 | 조폭
        revenge: 복수극 | 복수
        time travel: 타임슬립 | 타임 슬립 | 시간 여행
        time loop: 타임루프 | 타임 루프
        reincarnation: 환생 | 전생
        amnesia: 기억상실 | 기억 상실
        ghosts: 귀신 | 유령
        coming of age: 성장물 | 성장
        coming out: 커밍아웃
        healing: 힐링물 | 힐링
        feel good: 기분 좋아지는 | 따뜻한 | 훈훈한
        tearjerker: 눈물 나는 | 눈물나는 | 슬픈 | 울고 싶은
        steamy: 수위 높은 | 야한
        dark: 어두운 | 다크한
        homophobia: 동성애 혐오 | 호모포비아
        bullying: 학교폭력 | 학폭 | 왕따 | 따돌림
        violence: 폭력
        blood: 피 나오는 장면 | 유혈
        domestic abuse: 가정폭력 | 가정 폭력
        sexual assault: 성폭력 | 강간
        suicide: 자살
        cheating: 불륜 | 바람피우는 것 | 바람 피우는 것 | 외도 | 바람
        terminal illness: 불치병 | 시한부
        death: 죽음 | 죽는 장면 | 사망
        happy ending: 해피엔딩 | 해피 엔딩
        sad ending: 새드엔딩 | 새드 엔딩
        open ending: 열린 결말
        finished: 완결작 | 완결난 | 완결된 | 완결
        airing: 방영 중인 | 방영 중 | 방영중인 | 방영중
        short: 짧고 | 짧게 | 짧은 | 단편
        long: 긴 | 장편
        recent: 최신 | 최근 | 요즘
        old: 옛날 | 오래된 | 고전
        famous: 유명한 | 인기 있는 | 인기
        hidden gem: 숨은 명작 | 덜 알려진 | 안 유명한
        no blood: 피 안 나오는 | 피가 안 나오는 | 피 없는 | 안 잔인한 | 잔인하지 않은
        no death: 안 죽는 | 아무도 안 죽는 | 죽지 않는
        comedy: 웃기고 | 재밌는 | 재미있는
        not dark: 어둡지 않은 | 안 어두운
        not sad: 슬프지 않은 | 안 슬픈
        class difference: 재벌이랑 가난한 사람 | 재벌 | 신분 차이
        boss and employee: 사장과 직원 | 상사와 부하
        or: 이나 | 또는 | 혹은
        and: 하고 | 이랑 | 그리고 | 도
    """,
    refused_after="""
        refused: 없는 | 없이 | 없고 | 없었으면 | 없으면 | 없음 | 빼고 | 말고 | 제외하고 | 제외 | 싫어요
        refused: 거 말고 | 것 말고 | 것도 말고 | 건 말고 | 거 빼고 | 것 빼고 | 건 빼고 | 거 싫어 | 건 싫어
        refused: 것도 싫어 | 건 별로
        refused: 싫어 | 싫고 | 싫다 | 아닌 | 안 나오는 | 안 나는 | 별로예요 | 별로
    """,
    idle="""
        idle: 드라마 | 시리즈 | 작품 | 보고 싶어요 | 보고 싶어 | 추천해 주세요 | 추천해주세요 | 추천해 줘
        idle: 추천 | 있는 | 나오는 | 나는
        idle: 장르 | 으로 | 로 | 은 | 는 | 이 | 가 | 을 | 를 | 의 | 인 | 물 | 랑 | 와 | 과 | 면 좋겠어
        idle: 이면 좋겠어 | 들 | 에 | 에서 | 만 | 적인 | 적 | 스러운 | 한 | 하는 | 같은 | 계 | 극 | 류 | 형 | 요
        idle: 이요
        idle: 이에요 | 예요 | 입니다 | 쪽 | 거 | 것 | 건 | 느낌 | 분위기 | 해요 | 하게 | 스럽게
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
)
