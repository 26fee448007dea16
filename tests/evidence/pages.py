"""Pages of a newspaper as its site sends them, with all that stands around the article."""

PARAGRAPHS = (
    "Trời chưa sáng hẳn, bí thư chi bộ Đinh Văn Rôn đã có mặt ở làng Canh Tiến, để cùng bà con bàn chuyện con đường.",
    "Cuộc họp chi bộ tháng này chỉ có một nội dung: ai làm gì, đến bao giờ xong, với con đường bê tông dài hai cây số.",
    "Theo thống kê của xã, sau một năm có con đường, số hộ nghèo ở làng giảm gần một nửa.",
)


def article(*paragraphs: str, title: str = "Chi bộ bám rẫy", charset: str = "utf-8", visits: int = 1) -> str:
    """The page; `visits` changes what surrounds the article and nothing in it."""
    prose = "".join(f"<p>{text}</p>" for text in paragraphs or PARAGRAPHS)
    return f"""<!doctype html><html><head><meta charset="{charset}"><title>{title} | Báo Bình Định</title>
<meta property="og:site_name" content="Báo Bình Định"><meta property="article:published_time" content="2023-05-19">
<script>var visits = {visits};</script></head><body><nav><a href="/">Trang chủ</a></nav>
<div class="wrap"><h1>{title}</h1><p class="sapo">Ba năm trước, nhắc tới làng Canh Tiến người ta chỉ lắc đầu.</p>
<div class="detail">{prose}<figure><img src="a.jpg" alt="Cuộc họp chi bộ"><figcaption>Ảnh: Lê An</figcaption></figure>
<iframe src="https://phim.example.vn/1" title="Phim tư liệu"></iframe></div>
<div class="related"><ul><li><a href="/b">Bài khác về xây dựng Đảng ở huyện</a></li></ul></div>
<div id="comment-box">Có {visits} bình luận của bạn đọc</div></div><footer>Bản quyền</footer></body></html>"""
