"""Kinds of official papers, with what stands for them in a number (Decree 30/2020, Appendix III, I)."""

from award.kit.messages import mark
from award.kit.states import TitledEnum


class PaperKind(TitledEnum):
    """What a paper is; `TITLES` and `ABBREVIATIONS` say how it is written."""

    DECISION = "decision", mark("Decision")
    SUBMISSION = "submission", mark("Submission paper")
    MINUTES = "minutes", mark("Minutes of a meeting")
    INVITATION = "invitation", mark("Invitation")
    REPORT = "report", mark("Report")
    NOTICE = "notice", mark("Notice")
    LETTER = "letter", mark("Official letter")
    TALLY = "tally", mark("Tally sheet")
    CERTIFICATE = "certificate", mark("Certificate")


TITLES = {
    PaperKind.DECISION: "Quyết định",
    PaperKind.SUBMISSION: "Tờ trình",
    PaperKind.MINUTES: "Biên bản",
    PaperKind.INVITATION: "Giấy mời",
    PaperKind.REPORT: "Báo cáo",
    PaperKind.NOTICE: "Thông báo",
    PaperKind.LETTER: "",
    PaperKind.TALLY: "Bảng tổng hợp điểm",
    PaperKind.CERTIFICATE: "Giấy chứng nhận",
}
ABBREVIATIONS = {
    PaperKind.DECISION: "QĐ",
    PaperKind.SUBMISSION: "TTr",
    PaperKind.MINUTES: "BB",
    PaperKind.INVITATION: "GM",
    PaperKind.REPORT: "BC",
    PaperKind.NOTICE: "TB",
    PaperKind.LETTER: "",
    PaperKind.TALLY: "BTH",
    PaperKind.CERTIFICATE: "GCN",
}
