"""The demo's people who can sign in, and the one password that all of them share."""

from dataclasses import dataclass

from award.accounts.states import Role

PASSWORD = "giai-bao-chi-2023"


@dataclass(frozen=True)
class Account:
    """Somebody with a part to play: address, name, role in the demo's edition (None: an author)."""

    email: str
    name: str
    role: Role | None
    what: str


ACCOUNTS = (
    Account("tacgia@demo.vn", "Lê Thị An", None, "Tác giả: nhập và gửi tác phẩm"),
    Account("daumoi@demo.vn", "Hồ Tuyết Mai", Role.CONTACT, "Đầu mối cơ quan báo chí"),
    Account("thuky@demo.vn", "Phạm Thùy Dung", Role.SECRETARY, "Thư ký: kiểm tra, phân công, tổng hợp"),
    Account("giamkhao@demo.vn", "Võ Hoàng Giang", Role.JUDGE, "Giám khảo: chấm điểm"),
    Account("chutich@demo.vn", "Bùi Quốc Hùng", Role.CHAIR, "Chủ tịch hội đồng: mở, đóng vòng, công bố"),
    Account("uyvien@demo.vn", "Nguyễn Thị Lan Chi", Role.MEMBER, "Thành viên Hội đồng: theo phiên họp, bỏ phiếu"),
    Account("theodoi@demo.vn", "Huỳnh Khánh", Role.OBSERVER, "Theo dõi: xem số liệu"),
    Account("quantri@demo.vn", "Đỗ Mai Lan", Role.ADMINISTRATOR, "Quản trị: người dùng, vai trò"),
)
