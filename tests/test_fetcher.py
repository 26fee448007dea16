"""The fetcher takes a page of the public web within bounds, and never reaches into the machine or its network."""

import gzip
import ssl
import threading
import time
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from award.fetcher import Bounds, Fetcher, FetchFault, Reason, is_public, is_this_machine
from award.kit import clock
from tests.support.site import HOST, answer, cut, open_site, redirect

INSIDE = [
    "127.0.0.1",
    "127.8.9.1",
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.2.3",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "2002:7f00:1::1",
    "2002:808:808::1",
    "2001::1",
    "2001:db8::1",
    "3fff::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "100::1",
    "5f00::1",
    "nonsense",
]
OUTSIDE = ["8.8.8.8", "1.1.1.1", "203.113.131.1", "172.32.0.1", "100.128.0.1", "2001:4860:4860::8888", "2405:4800::1"]


@pytest.fixture(scope="module")
def site():
    with open_site() as found:
        yield found


def reason_of(fetcher: Fetcher, url: str) -> Reason:
    with pytest.raises(FetchFault) as caught:
        fetcher.fetch(url)
    return caught.value.reason


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_outside_is_public(address):
    assert is_public(address)


def test_this_machine_is_known_under_its_address():
    assert is_this_machine("127.0.0.1")
    assert not is_this_machine("8.8.8.8")


def test_a_page_comes_with_every_byte_of_its_way(site):
    site.pages |= {"/cu": redirect("/m%E1%BB%9Bi?a=1#phan-2"), "/m%E1%BB%9Bi?a=1": "<p>Chi bộ bám rẫy</p>"}
    moment = clock.now()
    with clock.at(moment):
        found = site.fetcher().fetch(f"{site.origin}/cu")
    assert (found.status, found.body.decode()) == (200, "<p>Chi bộ bám rẫy</p>")
    assert found.final_url == f"{site.origin}/m%E1%BB%9Bi?a=1"
    first, last = found.exchanges
    assert (first.url, first.address, first.at) == (f"{site.origin}/cu", "127.0.0.1", moment)
    assert first.response == site.pages["/cu"]
    assert last.response == answer(site.pages["/m%E1%BB%9Bi?a=1"])
    assert last.request == site.asked[-1]


def test_the_request_carries_the_installations_name_and_nothing_of_ours(site):
    site.pages["/a"] = answer("x", "Set-Cookie: a=1; Path=/")
    site.pages["/b"] = redirect("/a")
    site.fetcher(agent="Award/1.0 (+https://giai.example.vn)").fetch(f"{site.origin}/b")
    asked = site.asked[-1].decode()
    assert "User-Agent: Award/1.0 (+https://giai.example.vn)\r\n" in asked
    assert "cookie" not in asked.lower()
    assert "authorization" not in asked.lower()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "localhost", "[::1]", "0"]
)
@pytest.mark.parametrize("way", ["at once", "after a redirect"])
def test_the_machine_itself_is_never_reached_however_it_is_written(site, host, way):
    """With the system's own resolver, which knows all these forms; the site's own port is open, and not on the list."""
    fetcher = Fetcher(agent="t")
    own = site.fetcher()
    asked = len(site.asked)
    if way == "at once":
        assert reason_of(fetcher, f"http://{host}/secret") is Reason.INSIDE
        assert reason_of(fetcher, f"http://{host}:{site.port}/secret") is Reason.ADDRESS
    else:
        site.pages["/out"] = redirect(f"http://{host}/secret")
        system = Fetcher(agent="t").resolve
        own.resolve = lambda name, port: ["127.0.0.1"] if name == HOST else system(name, port)
        assert reason_of(own, f"{site.origin}/out") is Reason.INSIDE
        asked += 1
    assert len(site.asked) == asked


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "http://10.0.0.7/",
        "https://[::ffff:a00:7]/",
    ],
)
def test_a_redirect_into_the_network_is_refused(site, location):
    site.pages["/out"] = redirect(location)
    fetcher = site.fetcher()
    fetcher.resolve = lambda name, port: ["127.0.0.1"] if name == HOST else [name]
    assert reason_of(fetcher, f"{site.origin}/out") is Reason.INSIDE


def test_a_name_is_resolved_once_so_that_a_changed_answer_changes_nothing(site):
    """The first answer is looked at and used; a second one, to a forbidden address, is never asked for."""
    site.pages["/"] = "<p>x</p>"
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    found = site.fetcher(resolve=lambda name, port: next(answers)).fetch(f"{site.origin}/")
    assert found.exchanges[0].address == "127.0.0.1"
    assert next(answers) == ["10.0.0.7"]


def test_an_answer_that_changes_at_the_redirect_is_looked_at_anew(site):
    site.pages["/again"] = redirect(f"http://{HOST}/secret")
    answers = iter([["127.0.0.1"], ["169.254.169.254", "::1", "192.168.0.1"]])
    assert reason_of(site.fetcher(resolve=lambda *_: next(answers)), f"{site.origin}/again") is Reason.INSIDE


def test_of_several_addresses_only_public_ones_are_tried(site):
    site.pages["/"] = "<p>x</p>"
    found = site.fetcher(resolve=lambda *_: ["10.0.0.7", "::1", "127.0.0.1"]).fetch(f"{site.origin}/")
    assert found.exchanges[0].address == "127.0.0.1"


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "ftp://bao.vn/a",
            "file:///etc/passwd",
            "gopher://bao.vn/",
            "javascript:alert(1)",
            "http://",
            "http:///a",
        ),
        *(
            "http://a:b@bao.vn/",
            "http://bao.vn@10.0.0.1/",
            "http://bao.vn:22/",
            "https://bao.vn:6379/",
            "http://bao.vn:x/",
        ),
        *(
            "http://bao.vn\\@10.0.0.1/",
            "http://bao.vn/a b",
            "http://bao.vn/\r\nHost: x",
            "http://[::1",
            "http://bao..vn/",
        ),
        f"http://bao.vn/{'a' * 2000}",
    ],
)
def test_what_is_not_the_address_of_a_page_is_refused_before_any_name_is_asked(url):
    def resolve(name, port):
        raise AssertionError("asked")

    assert reason_of(Fetcher(agent="t", resolve=resolve), url) is Reason.ADDRESS


def test_names_and_paths_of_every_script_are_written_in_ascii(site):
    site.pages["/b%C3%A0i/xem"] = "<p>x</p>"
    seen = []
    fetcher = site.fetcher(resolve=lambda name, port: seen.append(name) or ["127.0.0.1"])
    assert fetcher.fetch(f"http://báođịnh.vn:{site.port}/bài/xem").status == 200
    assert [name.encode().decode("idna") for name in seen] == ["báođịnh.vn"]
    site.pages["/den"] = redirect("/bài/xem")
    assert site.fetcher().fetch(f"{site.origin}/den").final_url.endswith("/b%C3%A0i/xem")


def test_a_name_that_does_not_exist_is_said(site):
    def resolve(name, port):
        raise OSError("Name or service not known")

    assert reason_of(site.fetcher(resolve=resolve), "http://khong.example.vn/") is Reason.NAME


def drip(connection) -> None:
    """A head that never ends, a byte at a time, each well within any pause that a socket would allow."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        time.sleep(0.05)
        connection.sendall(b"x")


def pour(head: bytes, chunk: bytes):
    def act(connection) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(chunk)

    return act


def test_an_answer_that_drips_ends_in_time(site):
    site.pages["/drip"] = drip
    assert reason_of(site.fetcher(bounds=Bounds(seconds=0.6)), f"{site.origin}/drip") is Reason.SLOW


def test_a_resolver_that_never_answers_ends_in_time(site):
    waiting = threading.Event()
    fetcher = site.fetcher(resolve=lambda *_: waiting.wait(20), bounds=Bounds(seconds=0.3))
    assert reason_of(fetcher, f"{site.origin}/") is Reason.SLOW
    waiting.set()


OK = b"HTTP/1.1 200 OK\r\n"
BOMB = gzip.compress(b"\0" * 50_000_000)
ENDLESS = {
    "without a length": pour(OK + b"\r\n", b"x" * 60_000),
    "in chunks": pour(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n"),
    "before it begins": pour(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 500),
    "with a false length": answer(b"x" * 300_000),
    "bomb": answer(BOMB, "Content-Encoding: gzip"),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_an_answer_without_end_or_packed_to_burst_is_given_up(site, kind):
    site.pages["/endless"] = ENDLESS[kind]
    assert reason_of(site.fetcher(bounds=Bounds(size=150_000, seconds=30)), f"{site.origin}/endless") is Reason.LARGE


BROKEN = {
    "reset": cut,
    "nothing": lambda connection: None,
    "cut in the head": b"HTTP/1.1 200 OK\r\nContent-",
    "cut in the body": answer("x" * 100)[:-50],
    "cut in a chunk": OK + b"Transfer-Encoding: chunked\r\n\r\n64\r\nxx",
    "cut when packed": answer(gzip.compress(b"x" * 5000)[:-9], "Content-Encoding: gzip"),
    "not packed at all": answer("x", "Content-Encoding: gzip"),
    "packed as never asked": answer("x", "Content-Encoding: br"),
    "nonsense": b"\x16\x03\x01 not http\r\n\r\n",
    "a header line of 70,000 characters": OK + b"X: " + b"x" * 70_000 + b"\r\n\r\n",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_line_cut_anywhere_or_nonsense_is_said(site, kind):
    site.pages["/broken"] = BROKEN[kind]
    assert reason_of(site.fetcher(), f"{site.origin}/broken") is Reason.BROKEN


def test_a_page_without_a_length_and_a_packed_one_are_whole(site):
    site.pages |= {
        "/open": OK + b"\r\n<p>x</p>",
        "/packed": answer(gzip.compress(b"<p>y</p>"), "Content-Encoding: gzip"),
    }
    site.pages["/none"] = answer("", "Content-Encoding: gzip", status="404 Not Found")
    assert [site.fetcher().fetch(f"{site.origin}/{name}").body for name in ("open", "packed", "none")] == [
        b"<p>x</p>",
        b"<p>y</p>",
        b"",
    ]


def test_circles_end_after_five_redirects(site):
    site.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(6)} | {"/6": "<p>x</p>", "/round": redirect("/round")}
    assert len(site.fetcher().fetch(f"{site.origin}/1").exchanges) == 6
    assert reason_of(site.fetcher(), f"{site.origin}/0") is Reason.CIRCLES
    assert reason_of(site.fetcher(), f"{site.origin}/round") is Reason.CIRCLES


def test_a_server_that_is_not_there_is_said(site):
    free = site.fetcher(allowed={("127.0.0.1", 9)})
    assert reason_of(free, "http://127.0.0.1:9/") is Reason.SILENT


def certificate(folder, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The server's context with a certificate for `name`, and a context that trusts it."""
    key, named = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder(named, named, key.public_key(), x509.random_serial_number())
        .not_valid_before(clock.now() - timedelta(days=1))
        .not_valid_after(clock.now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    kept = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "site.pem").write_bytes(key.private_bytes(*kept) + pem)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "site.pem")
    return server, ssl.create_default_context(cadata=pem.decode())


def test_tls_is_checked_by_name(tmp_path):
    server, trusting = certificate(tmp_path, HOST)
    with open_site(server) as site:
        site.pages["/"] = "<p>x</p>"
        good, other = f"https://{HOST}:{site.port}/", f"https://khac.example.vn:{site.port}/"
        assert site.fetcher(trusted=trusting).fetch(good).body == b"<p>x</p>"
        assert reason_of(site.fetcher(trusted=trusting), other) is Reason.CERTIFICATE
        assert reason_of(site.fetcher(), good) is Reason.CERTIFICATE
