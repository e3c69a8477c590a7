"""Moods in Vietnamese."""

from bot.domain.phrases.tongues.tongue import Tongue

VIETNAMESE = Tongue(
    "vi",
    glued=False,
    says="""
        korean: phim hàn | hàn quốc | hàn | k-drama | kdrama
        thai: phim thái | thái lan | thái
        japanese: phim nhật | nhật bản | nhật | j-drama | jdrama
        taiwanese: đài loan
        chinese: phim trung | trung quốc | hoa ngữ | c-drama | cdrama
        filipino: philippines
        vietnamese: việt nam | phim việt
        bl: đam mỹ
        gl: bách hợp
        queer: đồng tính
        romance: lãng mạn | tình cảm | ngôn tình
        comedy: hài hước | hài | vui nhộn
        melodrama: chính kịch
        slice of life: đời thường
        youth: thanh xuân
        mystery: bí ẩn | trinh thám
        thriller: giật gân | hồi hộp
        crime: hình sự | tội phạm
        action: hành động
        fantasy: giả tưởng | kỳ ảo
        supernatural: siêu nhiên
        science fiction: khoa học viễn tưởng
        historical: cổ trang | lịch sử
        horror: kinh dị
        psychological: tâm lý
        family: gia đình
        friendship: tình bạn
        sports: thể thao
        music: âm nhạc
        food: ẩm thực | nấu ăn | nấu nướng
        medical: y khoa | bệnh viện
        enemies to lovers: oan gia ngõ hẹp | oan gia | từ ghét thành yêu | từ thù thành yêu | kẻ thù thành người yêu
        rivals to lovers: đối thủ
        friends to lovers: từ bạn thành yêu | bạn thân thành người yêu
        childhood friends: thanh mai trúc mã | bạn thuở nhỏ
        first love: mối tình đầu | tình đầu
        second chance: gương vỡ lại lành
        secret crush: thầm thương trộm nhớ | yêu thầm | yêu đơn phương
        slow burn: tình cảm chậm rãi | chậm rãi | slow burn | yêu chậm
        fake dating: giả vờ yêu | người yêu giả | hẹn hò giả
        contract marriage: hôn nhân hợp đồng
        arranged marriage: hôn nhân sắp đặt
        secret relationship: yêu bí mật | hẹn hò bí mật
        forbidden love: tình yêu bị cấm đoán | tình yêu ngang trái
        soulmates: tri kỷ
        love triangle: tình tay ba
        long distance: yêu xa
        age gap: chênh lệch tuổi tác | chênh lệch tuổi
        office romance: tình công sở | công sở | văn phòng | tình yêu công sở
        roommates: bạn cùng phòng
        living together: sống chung
        bodyguard: vệ sĩ
        idols: thần tượng
        university students: đại học | sinh viên
        high school: cấp ba | trung học | học đường
        doctors: bác sĩ
        police: cảnh sát
        mafia: xã hội đen | mafia
        revenge: báo thù | trả thù
        time travel: xuyên không | du hành thời gian
        reincarnation: trọng sinh | tái sinh | luân hồi
        amnesia: mất trí nhớ
        ghosts: hồn ma | ma
        coming out: công khai giới tính
        healing: chữa lành
        feel good: ngọt ngào | ngọt | ấm áp | nhẹ nhàng | dễ thương
        tearjerker: buồn | lấy nước mắt | cảm động
        steamy: cảnh nóng
        dark: đen tối | u ám
        homophobia: kỳ thị đồng tính
        bullying: bắt nạt | bạo lực học đường
        violence: bạo lực
        blood: máu me
        domestic abuse: bạo lực gia đình
        sexual assault: cưỡng hiếp | xâm hại tình dục
        suicide: tự tử
        cheating: ngoại tình | lừa dối
        terminal illness: bệnh nan y
        death: có người chết | chết chóc | cái chết | chết
        happy ending: kết có hậu | kết thúc có hậu | kết đẹp | he | kết thúc hạnh phúc
        sad ending: kết buồn | kết thúc buồn | se
        open ending: kết mở
        finished: đã hoàn thành | hoàn thành | trọn bộ
        airing: đang chiếu
        short: ngắn
        long: dài
        recent: mới nhất | mới
        old: cũ | kinh điển
        famous: nổi tiếng | phổ biến
        hidden gem: ít người biết | ít nổi tiếng
        without: không có | không muốn | không | tránh | đừng có | không thích | ghét | không phải
        with: có | với
        coming of age: trưởng thành
        class difference: giàu nghèo
        friends to lovers: từ bạn thành người yêu | bạn thành người yêu | bạn bè thành người yêu
        wuxia: kiếm hiệp | võ hiệp
        or: hoặc | hay
        and: và
        but: nhưng
    """,
    idle="""
        idle: muốn xem | tìm | xem | phim bộ | phim | một | bộ | kiểu | thể loại | nhé | đi | cho | về | series
        idle: mỗi tập
    """,
    units="""
        episodes: tập
        minutes: phút
        hours: tiếng | giờ
    """,
    before="""
        at most: tối đa | không quá | nhiều nhất
        under: dưới | ít hơn
        at least: ít nhất | tối thiểu
        over: trên | hơn | nhiều hơn
        about: khoảng
    """,
    after="""
        at most: trở xuống | đổ lại
        at least: trở lên
    """,
    since="trở đi | đến nay",
    until="trở về trước",
    years="""
        since: từ năm | từ
        until: đến năm
        before: trước năm | trước
        after: sau năm
    """,
    to="đến | tới",
)
