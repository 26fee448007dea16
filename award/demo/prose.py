"""Invented newspaper prose: whole sentences about whole things, chosen by a seed. No text of a real paper."""

from random import Random

PLACES = (
    "làng Canh Tiến",
    "xã Vĩnh Sơn",
    "thôn Lộc Đông",
    "xã An Toàn",
    "xóm Gò Sặt",
    "làng Kon Trú",
    "xã Cát Hải",
    "khu phố Ghềnh Ráng",
    "thôn Hòa Mỹ",
    "xã Phước Thắng",
    "thôn Trung Lương",
    "làng Hà Giao",
)
PEOPLE = (
    "bí thư chi bộ Đinh Văn Rôn",
    "chị Nguyễn Thị Lài",
    "già làng Đinh Bum",
    "đảng viên trẻ Phan Quốc Duy",
    "bà Trần Thị Sáu",
    "ông Lê Minh Tâm",
    "trưởng thôn Võ Đình Khoa",
    "cô giáo Hồ Thị Mây",
    "anh Đinh Văn Thập",
    "chủ nhiệm hợp tác xã Bùi Thanh Hà",
)
WORKS = (
    "con đường bê tông dài hai cây số",
    "mô hình trồng rừng gỗ lớn",
    "tổ tự quản giữ rừng đầu nguồn",
    "hồ chứa nước cho bốn mươi héc-ta lúa",
    "lớp học xóa mù chữ buổi tối",
    "tổ số hóa cộng đồng",
    "vườn cây ăn quả chung của chi hội",
    "đội tàu câu mực khơi liên kết",
    "quỹ heo đất giúp hộ khó khăn",
    "điểm trường mầm non mới",
)
SENTENCES = (
    "Trời chưa sáng hẳn, {who} đã có mặt ở {where} để cùng bà con bàn chuyện {what}.",
    "Cuộc họp chi bộ tháng này chỉ có một nội dung: ai làm gì, đến bao giờ xong, với {what}.",
    "Ba năm trước, nhắc tới {where} người ta chỉ lắc đầu; nay {what} đã thành chuyện để xóm khác đến học.",
    "“Nghị quyết hay mấy mà dân chưa hiểu thì cũng nằm trên giấy”, {who} nói.",
    "Để có {what}, mười hai đảng viên chia nhau đến từng nhà, nghe nhiều hơn nói.",
    "Con số ghi trong sổ tay của {who} rất cụ thể: bảy mươi hộ, ba mươi mốt ngày công, không đồng nào lãng phí.",
    "Cũng có lúc mọi việc tưởng dừng lại giữa chừng, khi mưa lũ cuốn đi phần móng của {what}.",
    "Ở {where}, chi bộ chọn cách công khai từng khoản thu chi trên bảng tin trước nhà văn hóa.",
    "{who} kể, buổi đầu chỉ năm người giơ tay; đến lần họp thứ ba thì cả thôn cùng làm {what}.",
    "Chiều xuống, tiếng máy gặt vẫn vọng lên từ cánh đồng phía dưới {where}.",
    "Điều đáng quý nhất không phải là {what}, mà là niềm tin của bà con {where} dành cho những người đứng đầu.",
    "Khi được hỏi bí quyết, {who} chỉ cười: việc gì có lợi cho dân thì làm trước, làm cho đến nơi.",
    "Theo thống kê của xã, sau một năm có {what}, số hộ nghèo ở {where} giảm gần một nửa.",
    "Những bài học ấy đang được nhân ra mười một chi bộ khác trong huyện.",
)  # fmt: skip


def sentence(random: Random) -> str:
    """One sentence; its first letter is a capital."""
    text = random.choice(SENTENCES).format(
        who=random.choice(PEOPLE), where=random.choice(PLACES), what=random.choice(WORKS)
    )
    start = 1 if text.startswith("“") else 0
    return text[:start] + text[start].upper() + text[start + 1 :]


def paragraph(random: Random, sentences: int = 4) -> str:
    """Several sentences, none twice in a row."""
    found: list[str] = []
    while len(found) < sentences:
        text = sentence(random)
        if text not in found:
            found.append(text)
    return " ".join(found)


def paragraphs(random: Random, count: int) -> list[str]:
    """So many paragraphs of three to five sentences."""
    return [paragraph(random, random.randint(3, 5)) for _ in range(count)]
