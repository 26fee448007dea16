"""Mail: one letter over SMTP. Knows no award."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

SECONDS = 20


class MailFault(Exception):
    """The letter was not taken; `lasting` tells whether trying again is useless."""

    def __init__(self, text: str, lasting: bool):
        super().__init__(text)
        self.lasting = lasting


def send(url: str, *, sender: str, recipient: str, subject: str, body: str, message_id: str) -> None:
    """Sends one plain-text letter through `smtp://user:password@host:port` (STARTTLS where offered) or `smtps://…`.

    Raises `MailFault` when the server cannot be reached or refuses.
    """
    server = urlsplit(url)
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"], letter["Message-ID"] = sender, recipient, subject, message_id
    letter.set_content(body)
    try:
        with _connect(server) as connection:
            if server.username:
                connection.login(unquote(server.username), unquote(server.password or ""))
            connection.send_message(letter)
    except smtplib.SMTPResponseException as error:
        raise MailFault(f"{error.smtp_code} {error.smtp_error!r}", lasting=500 <= error.smtp_code < 600) from error
    except smtplib.SMTPRecipientsRefused as error:
        code, text = next(iter(error.recipients.values()))
        raise MailFault(f"{code} {text!r}", lasting=500 <= code < 600) from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailFault(str(error), lasting=False) from error


def _connect(server) -> smtplib.SMTP:
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(
            server.hostname, server.port or 465, timeout=SECONDS, context=ssl.create_default_context()
        )
    connection = smtplib.SMTP(server.hostname, server.port or 25, timeout=SECONDS)
    connection.ehlo()
    if connection.has_extn("starttls"):
        connection.starttls(context=ssl.create_default_context())
        connection.ehlo()
    return connection
