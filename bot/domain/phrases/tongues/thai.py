"""Moods in Thai."""

from bot.domain.phrases.tongues.tongue import Tongue

THAI = Tongue(
    "th",
    glued=True,
    says="""
        korean: ซีรีส์เกาหลี | ละครเกาหลี | เกาหลี
        thai: ซีรีส์ไทย | ละครไทย | ไทย
        japanese: ซีรีส์ญี่ปุ่น | ละครญี่ปุ่น | ญี่ปุ่น
        taiwanese: ซีรีส์ไต้หวัน | ไต้หวัน
        chinese: ซีรีส์จีน | ละครจีน | จีน
        hong kong: ฮ่องกง
        filipino: ฟิลิปปินส์
        vietnamese: เวียดนาม
        bl: ซีรีส์วาย | นิยายวาย | ชายรักชาย | บอยเลิฟ | วาย | BL
        aromantic: อะโรแมนติก | อโรแมนติก
        asexual: อะเซ็กชวล | เอเซ็กชวล
        gl: หญิงรักหญิง | เกิร์ลเลิฟ | ยูริ | จีแอล | GL
        queer: เควียร์ | เกย์ | เลสเบี้ยน
        romance: โรแมนติก | รักโรแมนซ์ | โรแมนซ์
        comedy: ตลกๆ | ตลก | คอมเมดี้ | คอมเมดี
        melodrama: เมโลดราม่า | ดราม่าหนัก
        slice of life: ชีวิตประจำวัน
        youth: วัยรุ่น
        mystery: ลึกลับ | สืบสวน
        thriller: ระทึกขวัญ | ทริลเลอร์
        crime: อาชญากรรม
        action: แอ็กชัน | แอคชั่น | บู๊
        fantasy: แฟนตาซี
        supernatural: เหนือธรรมชาติ
        science fiction: ไซไฟ
        historical: ย้อนยุค | พีเรียด | อิงประวัติศาสตร์
        horror: สยองขวัญ
        psychological: จิตวิทยา
        family: ครอบครัว
        friendship: มิตรภาพ
        sports: กีฬา
        music: ดนตรี
        food: อาหาร
        law: กฎหมาย
        medical: การแพทย์
        enemies to lovers: จากศัตรูเป็นคนรัก | จากเกลียดกลายเป็นรัก | คู่กัด | ไม้เบื่อไม้เมา
        rivals to lovers: คู่แข่ง
        friends to lovers: เพื่อนรักเพื่อน | จากเพื่อนเป็นแฟน | เพื่อนเป็นแฟน | เพื่อนกลายเป็นแฟน
        childhood friends: เพื่อนสมัยเด็ก
        first love: รักแรก
        second chance: ถ่านไฟเก่า | กลับมารักกัน
        secret crush: แอบรัก | แอบชอบ
        unrequited love: รักข้างเดียว
        mutual pining: แอบรักกันทั้งคู่ | ต่างคนต่างแอบชอบ
        slow burn: ค่อยเป็นค่อยไป | ค่อยๆ รัก | สโลว์เบิร์น | ค่อย ๆ รัก
        fake dating: แฟนปลอมๆ | แฟนปลอม | แกล้งเป็นแฟน | แฟนกำมะลอ
        contract marriage: แต่งงานตามสัญญา | สัญญาแต่งงาน
        arranged marriage: คลุมถุงชน
        secret relationship: แอบคบกัน | แอบคบ
        forbidden love: รักต้องห้าม
        soulmates: เนื้อคู่ | คู่แท้
        love triangle: รักสามเส้า
        long distance: รักทางไกล
        age gap: ต่างวัย | อายุห่างกัน | ช่องว่างระหว่างวัย
        office romance: รักในที่ทำงาน | ออฟฟิศ | รักในออฟฟิศ
        roommates: รูมเมท
        living together: อยู่ด้วยกัน
        bodyguard: บอดี้การ์ด
        celebrity: ดารา
        idols: ไอดอล
        university students: มหาวิทยาลัย | มหาลัย | นักศึกษา
        engineering students: วิศวะ
        high school: มัธยม
        doctors: หมอ | แพทย์
        police: ตำรวจ
        mafia: มาเฟีย
        revenge: แก้แค้น
        time travel: ย้อนเวลา | ข้ามเวลา
        reincarnation: เกิดใหม่ | ข้ามภพ | กลับชาติมาเกิด
        amnesia: ความจำเสื่อม
        ghosts: วิญญาณ | ผี
        coming out: คัมเอาต์
        healing: ฮีลใจ | เยียวยาใจ | เยียวยา
        feel good: ฟีลกู๊ด | ฟีลกู้ด | อบอุ่น | น่ารัก
        tearjerker: เรียกน้ำตา | น้ำตาแตก | เศร้า
        steamy: ฉากเลิฟซีนเยอะ | เลิฟซีน | แซ่บ
        dark: ดาร์ก | มืดหม่น
        homophobia: เกลียดกลัวคนรักเพศเดียวกัน | โฮโมโฟเบีย | เหยียดเกย์ | เหยียดคนรักเพศเดียวกัน
        bullying: กลั่นแกล้ง | บูลลี่
        violence: ความรุนแรง | รุนแรง
        blood: เลือด
        domestic abuse: ความรุนแรงในครอบครัว
        sexual assault: ข่มขืน
        suicide: ฆ่าตัวตาย
        cheating: นอกใจ | มีชู้ | นอกกาย
        terminal illness: โรคร้าย
        death: คนตาย | ตัวละครตาย | ความตาย | ตาย
        happy ending: จบแฮปปี้ | จบดี | แฮปปี้เอนดิ้ง | จบสวย | จบแบบมีความสุข | จบมีความสุข
        sad ending: จบเศร้า | จบไม่สวย | จบแบบเศร้า
        open ending: จบปลายเปิด | ปลายเปิด
        finished: จบแล้ว
        airing: กำลังฉาย | ออนแอร์ | กำลังออกอากาศ
        short: สั้นๆ | สั้น ๆ | สั้น
        long: ยาวๆ | ยาว ๆ | ยาว
        recent: ใหม่ล่าสุด | ล่าสุด | ใหม่ๆ | ใหม่
        old: เก่าๆ | เก่า | คลาสสิก
        famous: ดังๆ | ดัง | ยอดนิยม
        hidden gem: ไม่ค่อยมีคนรู้จัก | ไม่ดัง
        without: ที่ไม่มีฉาก | ไม่มีฉาก | ที่ไม่มี | ไม่เอา | ไม่มี | ไม่ต้องมี | ปราศจาก | ไม่ชอบ | เลี่ยง | แต่ไม่
        without: ไม่เน้น | แต่ไม่เอา | ไม่อยากได้ | ที่ไม่
        without: ที่ไม่ใช่แนว | ที่ไม่ใช่ | ไม่ใช่แนว | ไม่ใช่
        coming of age: ก้าวผ่านวัย | เติบโต
        class difference: รักต่างฐานะ | ต่างฐานะ
        not sad ending: ไม่จบเศร้า | ที่ไม่จบเศร้า
        or: หรือ
        and: และ | กับ
    """,
    idle="""
        idle: อยากดู | ขอแบบ | ขอ | แนะนำ | แนว | ซีรีส์ | ละคร | เรื่อง | ที่มี | ที่ | แบบ | มี | ฉาก
        idle: เป็น | หน่อย | ครับ | ค่ะ | คะ | นะ
    """,
    units="""
        episodes: ตอน | อีพี | ep
        minutes: นาที
        hours: ชั่วโมง | ชม.
    """,
    before="""
        at most: ไม่เกิน | มากสุด | อย่างมาก
        under: น้อยกว่า | ต่ำกว่า | ไม่ถึง | สั้นกว่า
        at least: อย่างน้อย | ไม่ต่ำกว่า
        over: มากกว่า | เกิน | ยาวกว่า
        about: ประมาณ | ราวๆ | ราว
    """,
    after="""
        at least: ขึ้นไป
        at most: ลงมา
    """,
    year="",
    since="เป็นต้นมา | เป็นต้นไป | ขึ้นไป",
    until="ลงไป",
    others="""
        no: ผีเสื้อ | หมอนวด | หมอน | หมอก | วายร้าย | วายุ | วายป่วง | ฮาวาย | ดาราศาสตร์ | ดาราจักร | กับดัก
        no: กับข้าว
        no: ดังนั้น | ดังกล่าว | ดังเดิม | เก่าแก่ | ตายตัว | ตายใจ | ไทยรัฐ | หรือยัง | หรือเปล่า
    """,
    years="""
        since: ตั้งแต่ปี | ตั้งแต่ | หลังปี
        until: จนถึงปี | ไม่เกินปี
        before: ก่อนปี
    """,
    to="ถึง",
)
