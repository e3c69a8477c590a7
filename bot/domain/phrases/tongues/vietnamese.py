"""Moods in Vietnamese."""

from bot.domain.phrases.tongues.tongue import Tongue

VIETNAMESE = Tongue(
    "vi",
    glued=False,
    toned=True,
    says="""
        korean: phim hàn | hàn quốc | hàn | k-drama | kdrama
        thai: phim thái | thái lan | thái
        japanese: phim nhật | nhật bản | nhật | j-drama | jdrama | nhật bổn
        taiwanese: đài loan
        chinese: phim trung | trung quốc | hoa ngữ | c-drama | cdrama
        filipino: philippines
        vietnamese: việt nam | phim việt
        bl: đam mỹ | nam nam | hai chàng trai | hai nam chính | tình yêu nam nam | cặp đôi nam | hai nam
        bl: hai người đàn ông
        gl: bách hợp | nữ nữ | hai cô gái | hai nữ chính | tình yêu nữ nữ | cặp đôi nữ | hai nữ | hai người phụ nữ
        queer: đồng tính | lgbt | đồng tính nam | đồng tính nữ
        romance: lãng mạn | tình cảm | ngôn tình | yêu đương | tình yêu | chuyện tình | yêu nhau | phải lòng nhau
        comedy: hài hước | hài | vui nhộn | hài lãng mạn | cười | buồn cười | gây cười
        melodrama: chính kịch | cẩu huyết | drama máu chó
        slice of life: đời thường
        youth: thanh xuân
        mystery: bí ẩn | trinh thám | phá án | điều tra phá án
        thriller: giật gân | hồi hộp
        crime: hình sự | tội phạm | nhà tù | lừa đảo
        action: hành động
        fantasy: giả tưởng | kỳ ảo
        supernatural: siêu nhiên
        science fiction: khoa học viễn tưởng
        historical: cổ trang | lịch sử | cổ đại | dân quốc | thời xưa
        horror: kinh dị | đáng sợ | rùng rợn | ám ảnh
        psychological: tâm lý
        family: gia đình
        friendship: tình bạn
        sports: thể thao
        music: âm nhạc
        food: ẩm thực | nấu ăn | nấu nướng
        medical: y khoa | bệnh viện | y tế | ngành y
        enemies to lovers: oan gia ngõ hẹp | oan gia | từ ghét thành yêu | từ thù thành yêu | kẻ thù thành người yêu
        enemies to lovers: ghét nhau rồi yêu | từ ghét thành thương
        rivals to lovers: đối thủ
        friends to lovers: từ bạn thành yêu | bạn thân thành người yêu | từ bạn thành người yêu | bạn thành người yêu
        friends to lovers: bạn bè thành người yêu | bạn thân yêu nhau | từ bạn thành yêu nhau
        childhood friends: thanh mai trúc mã | bạn thuở nhỏ
        first love: mối tình đầu | tình đầu
        second chance: gương vỡ lại lành | người yêu cũ | quay lại với nhau | tái hợp | bạn trai cũ
        secret crush: thầm thương trộm nhớ | yêu thầm | yêu đơn phương
        slow burn: tình cảm chậm rãi | chậm rãi | slow burn | yêu chậm
        fake dating: giả vờ yêu | người yêu giả | hẹn hò giả | giả vờ yêu nhau | giả làm người yêu | yêu giả
        fake dating: giả vờ hẹn hò | hợp đồng tình yêu
        contract marriage: hôn nhân hợp đồng | cưới trước yêu sau | kết hôn giả | hôn nhân giả | cưới giả
        arranged marriage: hôn nhân sắp đặt
        secret relationship: yêu bí mật | hẹn hò bí mật | lén yêu | yêu lén
        forbidden love: tình yêu bị cấm đoán | tình yêu ngang trái | tình yêu cấm | cấm kỵ
        soulmates: tri kỷ
        love triangle: tình tay ba | tam giác tình yêu
        long distance: yêu xa
        age gap: chênh lệch tuổi tác | chênh lệch tuổi | chị em yêu nhau | hơn tuổi
        office romance: tình công sở | tình yêu công sở | tình yêu văn phòng | tình văn phòng
        roommates: bạn cùng phòng
        living together: sống chung | ở chung | chung nhà | sống cùng nhà | ở cùng nhà | sống cùng nhau
        bodyguard: vệ sĩ
        idols: thần tượng
        university students: đại học | sinh viên | giảng đường
        high school: cấp ba | trung học | học đường
        doctors: bác sĩ | y tá | bác sĩ phẫu thuật
        police: cảnh sát | thanh tra | cớm
        mafia: xã hội đen | mafia
        revenge: báo thù | trả thù
        time travel: xuyên không | du hành thời gian | quay về quá khứ | trở về quá khứ | vượt thời gian
        reincarnation: trọng sinh | tái sinh | luân hồi
        amnesia: mất trí nhớ | quên hết | mất ký ức
        ghosts: hồn ma | ma
        coming out: công khai giới tính
        healing: chữa lành | an yên | bình yên | chữa lành tâm hồn | ấm lòng
        feel good: ngọt ngào | ngọt | ấm áp | nhẹ nhàng | dễ thương | ngọt sủng | sủng | đáng yêu | vui vẻ
        feel good: nhẹ nhàng thôi | ngọt lịm | vui tươi
        tearjerker: buồn | lấy nước mắt | cảm động | khóc | rơi nước mắt | bi thương
        steamy: cảnh nóng | nóng bỏng | quyến rũ
        dark: đen tối | u ám | độc hại | toxic | tăm tối
        homophobia: kỳ thị đồng tính
        bullying: bắt nạt | bạo lực học đường
        violence: bạo lực | đánh đấm | bạo lực quá
        blood: máu me
        domestic abuse: bạo lực gia đình
        sexual assault: cưỡng hiếp | xâm hại tình dục | bạo lực tình dục | hiếp dâm | xâm hại
        suicide: tự tử
        cheating: ngoại tình | lừa dối
        terminal illness: bệnh nan y | ung thư | bệnh hiểm nghèo | bệnh nặng
        death: có người chết | chết chóc | cái chết | chết | ai chết | người chết | chết đi | nhân vật chính chết
        happy ending: kết có hậu | kết thúc có hậu | kết đẹp | he | kết thúc hạnh phúc | kết hạnh phúc | happy ending
        happy ending: kết thúc tốt đẹp | kết viên mãn | đến được với nhau
        sad ending: kết buồn | kết thúc buồn | se | kết bi thảm | bi kịch | kết thảm | kết đau lòng
        open ending: kết mở
        finished: đã hoàn thành | hoàn thành | trọn bộ | đã chiếu xong | chiếu xong | đã hết | xong rồi | đã kết thúc
        airing: đang chiếu
        short: ngắn
        long: dài
        recent: mới nhất | mới
        old: cũ | kinh điển
        famous: nổi tiếng | phổ biến
        hidden gem: ít người biết | ít nổi tiếng | ít ai biết | chưa nhiều người biết
        without: không có | không muốn | tránh | đừng có | không thích | ghét | không phải
        with: có | với
        coming of age: trưởng thành
        class difference: giàu nghèo | con nhà giàu | thiếu gia | cô gái nghèo | nam giàu nữ nghèo | giàu nữ nghèo
        class difference: nhà giàu | giàu sang
        wuxia: kiếm hiệp | võ hiệp
        straight: nam nữ | ngôn tình nam nữ
        film: phim lẻ | phim điện ảnh | điện ảnh
        royalty: cung đấu | cung đình | hoàng cung | hoàng gia | hoàng tử | công chúa | hoàng đế | nhà vua | vua chúa
        law: tòa án | pháp đình | luật pháp
        lawyers: luật sư | công tố viên
        war: quân đội | quân nhân | lính | chiến tranh | bộ đội
        business: thương trường | kinh doanh
        political: chính trị | quyền mưu
        school: trường học | học sinh | cấp 3 | vườn trường
        office: văn phòng | công sở | nơi làm việc | dân văn phòng | công ty
        cafe: quán cà phê | quán cafe | nhà hàng | tiệm bánh | đầu bếp | tiệm cà phê
        countryside: nông thôn | miền quê | làng quê | đảo | biển
        dorm: ký túc xá
        band: ban nhạc
        gaming: thể thao điện tử
        athletes: vận động viên | bóng đá | bóng rổ | bơi lội
        writers: nhà văn | họa sĩ
        celebrity: người nổi tiếng | ngôi sao
        entertainment industry: giới giải trí | diễn viên | showbiz
        undercover: gián điệp | nằm vùng | điệp viên
        assassin: sát thủ
        redemption: cứu rỗi | chuộc lỗi
        betrayal: phản bội
        investigation: điều tra
        murder mystery: án mạng | giết người
        serial killer: sát nhân hàng loạt | giết người hàng loạt
        survival: sinh tồn
        death game: trò chơi sinh tử
        zombies: thây ma | xác sống
        hidden identity: giấu thân phận | che giấu thân phận
        body swap: hoán đổi thân xác | hoán đổi cơ thể
        twins: song sinh | sinh đôi
        time loop: vòng lặp thời gian
        parallel worlds: thế giới song song | thế giới khác | xuyên sách
        superpowers: siêu năng lực
        magic: phép thuật | lời nguyền
        mythical beings: ma cà rồng | hồ ly | người sói | thần tiên | yêu quái | thiên thần
        omegaverse: abo
        found family: gia đình không máu mủ
        trans: chuyển giới
        deaf: khiếm thính | khiếm thị | điếc | mù
        autism: tự kỷ
        family bonds: anh em | chị em | cha con | mẹ con
        grief: mất mát
        angst: ngược | ngược tâm | đau khổ
        established couple: đã yêu nhau sẵn | đang yêu nhau
        married couple: vợ chồng | hôn nhân
        one night stand: tình một đêm
        multiple couples: nhiều cặp đôi
        love at first sight: yêu từ cái nhìn đầu tiên | tiếng sét ái tình
        cold lead: nam chính lạnh lùng | lạnh lùng
        bickering couple: cãi nhau suốt
        rich and poor: lọ lem | giàu và nghèo | tài phiệt
        boss and employee: sếp và thư ký | sếp và nhân viên | sếp | tổng tài | thư ký | tổng tài và thư ký
        sexual content: cảnh 18+ | cảnh giường chiếu | khỏa thân
        torture: tra tấn
        child abuse: bạo hành trẻ em | bạo lực trẻ em | ngược đãi trẻ em
        sexual harassment: quấy rối tình dục | quấy rối
        dubious consent: cưỡng hôn
        stalking: theo dõi | bám đuôi
        jealousy: ghen tuông | chiếm hữu
        blackmail: tống tiền
        kidnapping: bắt cóc | bị bắt cóc
        student and teacher: thầy trò | cô trò
        underage: vị thành niên
        incest: loạn luân | anh em kế | anh em cùng cha khác mẹ | anh trai kế
        prostitution: mại dâm
        depression: trầm cảm
        self harm: tự hại
        illness: bệnh tật | bị bệnh | ốm đau
        bereavement: mất cha mẹ | mất người thân | mồ côi | cha mẹ mất
        accident: tai nạn
        abortion: phá thai | sảy thai
        alcohol: rượu bia | nghiện rượu
        drugs: ma túy
        gambling: cờ bạc
        animal harm: ngược đãi động vật | động vật chết | chó chết | hành hạ động vật
        sexism: trọng nam khinh nữ
        novel: tiểu thuyết | chuyển thể tiểu thuyết
        manga: truyện tranh nhật
        true story: chuyện có thật
        one evening: một đêm | một buổi tối | xem một lèo
        one day: một ngày | trong một ngày
        a weekend: cuối tuần
        longer: dài hơn
        shorter: ngắn hơn
        cross-dressing: nữ giả nam | giả trai | cải nam trang | nam giả nữ
        coworkers: đồng nghiệp
        popular: đang hot | gây sốt | nhiều người xem
        or: hoặc | hay
        and: và
        but: nhưng
    """,
    turns="""
        without: sợ xem | tôi sợ | mình sợ | em sợ | miễn không có | miễn đừng có | không chịu nổi cảnh | không hợp
        without: không mê | chả thích | dị ứng | khỏi có | không | trừ | ngoại trừ | không cần | đừng | né
        without: không thích thể loại | miễn là không | khỏi | không bị | ko | k | không chịu được | không chịu nổi
        without: không muốn xem | dị ứng với | tránh xa | kỵ
        tired of: chán | ngán | ngán ngẩm | quá chán | phát chán | phát ngán
        less: đỡ | bớt | ít
        anything but: phim nào cũng được trừ | cái gì cũng được trừ | gì cũng được trừ
        not too: không quá | đừng quá | không quá nhiều
        nobody: không ai
        is fine ;: cũng được | thì được | không sao
        rather: thích hơn | thà
        as long as: miễn là
        want: muốn xem | muốn | tìm | cần | tìm phim
    """,
    refused_after="""
        refused: chán | ngán | đừng | thì không | thì thôi | là không | không
    """,
    idle="""
        idle: motip | mô típ | motif | thể loại phim | xem | phim bộ | phim | một | bộ | kiểu | thể loại | nhé | đi
        idle: cho | về | series | mỗi tập | là | mà là | gì đó | các | những | thì | ạ | nha | với nhau | nào | gợi ý
        idle: giùm | hộ | ở | trong | của | bối cảnh | nhân vật | nữ chính | nam chính | câu chuyện | chuyện | kết
        idle: mình | đang | năm | rất | lắm | quá | nhiều | người trưởng thành | người lớn | nhớ | hơn | nhau | cảnh
        idle: có cảnh | mà | cùng | đã | bị | về một | người | cái | phim nào | nào đó | như | kiểu như | sau giờ làm
    """,
    units="""
        episodes: tập
        minutes: phút
        hours: tiếng | giờ
    """,
    before="""
        at most: tối đa | không quá | nhiều nhất | không hơn | đừng quá
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
        after: sau năm | sau
    """,
    to="đến | tới",
    decades="thập niên 90 | thập kỷ 90",
    numbers="""
        half: nửa
        2: hai
        3: ba
        4: bốn
        5: năm
        6: sáu
        7: bảy
        8: tám
        9: chín
        10: mười
        12: mười hai
        16: mười sáu
        20: hai mươi
        30: ba mươi
    """,
)
