"""Invented but believable names, outlets and titles, drawn from a seeded source so that the same seed says the same."""

import random
from dataclasses import dataclass

FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Phan",
    "Trương",
    "Đinh",
    "Mai",
    "Tô",
    "Cao",
    "Châu",
]
MIDDLE_MEN = ("Văn", "Hữu", "Quốc", "Đức", "Minh", "Thanh", "Công", "Xuân", "Đình", "Ngọc")
MIDDLE_WOMEN = ("Thị", "Ngọc", "Thu", "Thanh", "Mỹ", "Kim", "Hồng", "Thùy", "Bích", "Phương")
GIVEN_MEN = [
    "Anh",
    "Bảo",
    "Chiến",
    "Dũng",
    "Duy",
    "Đạt",
    "Hải",
    "Hiếu",
    "Hòa",
    "Hùng",
    "Khoa",
    "Lâm",
    "Long",
    "Nam",
    "Nghĩa",
    "Phong",
    "Phúc",
    "Quân",
    "Sơn",
    "Thắng",
    "Toàn",
    "Trí",
    "Tuấn",
    "Vinh",
]
GIVEN_WOMEN = [
    "An",
    "Ánh",
    "Chi",
    "Diễm",
    "Dung",
    "Giang",
    "Hà",
    "Hạnh",
    "Hiền",
    "Hoa",
    "Hương",
    "Lan",
    "Liên",
    "Linh",
    "Loan",
    "Mai",
    "My",
    "Ngân",
    "Nhung",
    "Oanh",
    "Tâm",
    "Thảo",
    "Trang",
    "Yến",
]


@dataclass(frozen=True)
class Outlet:
    """A kind of outlet that a province has; `media` are the codes of categories it works for."""

    name: str
    media: tuple[str, ...]


OUTLETS = (
    Outlet("Báo Bình Định", ("bao-in", "bao-dien-tu", "anh-bao-chi")),
    Outlet("Đài Phát thanh và Truyền hình Bình Định", ("phat-thanh", "truyen-hinh", "bao-dien-tu")),
    Outlet("Tạp chí Văn nghệ Bình Định", ("bao-in", "anh-bao-chi")),
    Outlet("Bản tin Xây dựng Đảng Bình Định", ("bao-in", "bao-dien-tu")),
    Outlet("Trung tâm Văn hóa – Thông tin – Thể thao thị xã An Nhơn", ("phat-thanh", "truyen-hinh")),
    Outlet("Trung tâm Văn hóa – Thông tin – Thể thao huyện Tây Sơn", ("phat-thanh", "truyen-hinh")),
    Outlet("Văn phòng đại diện Báo Nông thôn Trung Bộ", ("bao-in", "bao-dien-tu", "anh-bao-chi")),
)

PLACES = (
    "Vĩnh Thạnh", "An Lão", "Vân Canh", "Hoài Ân", "Tây Sơn", "Phù Cát", "Phù Mỹ", "Tuy Phước", "Hoài Nhơn", "An Nhơn", "Quy Nhơn",
)  # fmt: skip
SUBJECTS = (
    "Chi bộ {place} và chuyện “giữ lửa” nghị quyết",
    "Đảng viên trẻ {place} dám nghĩ, dám làm",
    "Bí thư chi bộ gần dân ở {place}",
    "Phát triển đảng viên ở vùng cao {place}: gỡ từng nút thắt",
    "Nêu gương từ những việc nhỏ ở {place}",
    "Tinh gọn bộ máy ở {place}: được việc, được lòng dân",
    "Kiểm tra, giám sát từ sớm, từ xa: kinh nghiệm {place}",
    "Khi người đứng đầu ở {place} xuống cơ sở",
    "Sinh hoạt chi bộ bốn tốt ở {place}",
    "Nói đi đôi với làm: câu chuyện {place}",
    "Dân vận khéo mở đường ở {place}",
    "Bảo vệ nền tảng tư tưởng của Đảng trên không gian mạng ở {place}",
    "Cán bộ {place} “bốn cùng” với đồng bào",
    "Đưa nghị quyết về thôn, làng {place}",
    "Học Bác từ những điều bình dị ở {place}",
)
SUMMARIES = (
    "Tác phẩm ghi lại cách một tổ chức đảng ở cơ sở đưa nghị quyết vào cuộc sống, với số liệu đối chiếu qua hai nhiệm kỳ và lời kể của người trong cuộc.",
    "Từ một việc khó kéo dài nhiều năm, tập thể cấp ủy đã bàn, phân công rõ người, rõ việc và có kết quả người dân nhìn thấy được.",
    "Chân dung những đảng viên trẻ nhận phần khó về mình, và bài học về cách giao việc, cách động viên của cấp ủy.",
    "Phóng viên theo chân đoàn kiểm tra qua năm xã, nêu cả việc làm được, việc chưa làm được và kiến nghị cụ thể.",
)
PART_WORDS = ("khởi đầu", "vào việc", "kết quả", "bài học", "đường dài")


def full_name(rng: random.Random) -> str:
    """A Vietnamese name of three words, sometimes four."""
    woman = rng.random() < 0.5
    middle, given = (MIDDLE_WOMEN, GIVEN_WOMEN) if woman else (MIDDLE_MEN, GIVEN_MEN)
    extra = [rng.choice(given)] if rng.random() < 0.2 else []
    return " ".join([rng.choice(FAMILY), rng.choice(middle), *extra, rng.choice(given)])


def title(rng: random.Random) -> str:
    """The title of a work."""
    return rng.choice(SUBJECTS).format(place=rng.choice(PLACES))


def part_title(work: str, number: int, count: int) -> str:
    """The title of one part of a series."""
    return work if count == 1 else f"{work} – Kỳ {number}: {PART_WORDS[number - 1]}"
