"""Everything that can be read in an answer or a file: text, labels, packed members, the text of pages."""

import io
import json
import zipfile
from urllib.parse import unquote

import pypdf


def told(body: bytes) -> str:
    """The bytes as text, the text and the labels of a PDF, the members of a ZIP (DOCX, XLSX)."""
    found = [body.decode("utf-8", "ignore")]
    if body.startswith(b"%PDF"):
        reader = pypdf.PdfReader(io.BytesIO(body))
        found += [str(reader.metadata), str(reader.xmp_metadata), *(page.extract_text() for page in reader.pages)]
    elif body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            found += [f"{name}\n{told(package.read(name))}" for name in package.namelist()]
    else:
        found += [body.decode(kind, "ignore") for kind in ("utf-16-le", "utf-16-be")] if b"\0" in body else []
    return "\n".join(found)


def answered(response) -> str:
    """An answer with its status and headers, as a person or a program would read it."""
    if response.is_json:
        body = json.dumps(response.json, ensure_ascii=False)
    elif response.mimetype.startswith("text/"):
        body = response.text
    else:
        body = told(response.data)
    return f"{response.status}\n{unquote(str(response.headers))}\n{body}"
