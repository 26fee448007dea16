"""Many clients at once: each with a session of its own sends in a whole work, all at the same moment."""

import threading
import time
from dataclasses import dataclass, field

from tests.bench.acts import submit
from tests.bench.populate import CLIENTS
from tests.bench.stage import Stage
from tests.support.browser import Browser
from tests.support.cast import PASSWORD


@dataclass
class Crowd:
    """What came of it: the codes given, the failures as sentences, and the seconds from the first to the last."""

    clients: int
    codes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0


def submit_at_once(stage: Stage, clients: int = CLIENTS) -> Crowd:
    """Signs all in, then lets them begin together. A code given twice is a failure too."""
    crowd = Crowd(clients)
    browsers = [Browser(stage.product.url).sign_in(f"writer{number}@bench.vn", PASSWORD) for number in range(clients)]
    gate = threading.Barrier(clients + 1)

    def one(browser: Browser) -> None:
        gate.wait()
        try:
            crowd.codes.append(submit(browser, dict(stage.known)))
        except Exception as error:
            crowd.failures.append(f"{type(error).__name__}: {error}")
        finally:
            browser.close()

    threads = [threading.Thread(target=one, args=[browser]) for browser in browsers]
    for thread in threads:
        thread.start()
    gate.wait()
    begin = time.monotonic()
    for thread in threads:
        thread.join()
    crowd.seconds = time.monotonic() - begin
    crowd.failures += [f"{code} was given twice" for code in set(crowd.codes) if crowd.codes.count(code) > 1]
    return crowd
