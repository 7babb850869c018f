"""Reads WARC 1.1 files with the standard library alone (ISO 28500:2017): a second opinion on what the program writes."""
import base64
import hashlib
import pathlib
import zlib
from typing import Iterator, NamedTuple


class Record(NamedTuple):
    headers: dict[str, str]  # names in lower case
    block: bytes

    @property
    def payload(self) -> bytes:
        """The entity body of an HTTP response as it was received."""
        return self.block.split(b"\r\n\r\n", 1)[1]


def members(data: bytes) -> Iterator[bytes]:
    """The gzip members of a file, one a record (annex D of the standard)."""
    while data:
        stream = zlib.decompressobj(wbits=31)
        yield stream.decompress(data) + stream.flush()
        if not stream.eof:
            raise ValueError("the file ends inside a gzip member")
        data = stream.unused_data


def read(path: pathlib.Path) -> list[Record]:
    records = []
    for member in members(path.read_bytes()):
        head, rest = member.split(b"\r\n\r\n", 1)
        version, *lines = head.decode("utf-8").split("\r\n")
        if version != "WARC/1.1":
            raise ValueError(f"{path.name}: a record begins with {version!r}")
        headers = {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in lines)}
        length = int(headers["content-length"])
        if rest[length:] != b"\r\n\r\n":
            raise ValueError(f"{path.name}: a record does not end where its Content-Length says")
        records.append(Record(headers, rest[:length]))
    return records


def digest_is_right(written: str, data: bytes) -> bool:
    name, value = written.split(":", 1)
    digest = hashlib.new(name, data).digest()
    return value in (digest.hex(), base64.b32encode(digest).decode().rstrip("="), base64.b32encode(digest).decode())
