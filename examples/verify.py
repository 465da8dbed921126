#!/usr/bin/env python3
"""A second opinion on hikae archives, written from docs/format.md alone: verify.py ARCHIVE-OR-FOLDER...

It shares no code with the hikae program and believes nothing that an archive says of itself: the ZIP is read byte by
byte, every sum is made again, and what is not exactly as the format says is a finding, `V<step> <subject>: <what>`.
All arguments form one run. The last line is the verdict; exit code: 0 intact, 1 altered, 2 wrong usage, 3 could not
read or decide. Needs Python 3.9 and nothing else; ssh-keygen, where installed, has to confirm the signature too.
"""
import base64, hashlib, json, re, shutil, struct, subprocess, sys, tempfile, unicodedata, zlib
from collections import Counter, defaultdict
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace

MAX16, MAX32, MIB, UNICODE = 0xFFFF, 0xFFFFFFFF, 1 << 20, int(unicodedata.unidata_version.split(".")[0])
ROOTS = "bagit.txt bag-info.txt manifest-sha256.txt tagmanifest-sha256.txt REPORT.html VERIFY.txt".split()
BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
README = """\
This folder holds the original files, byte for byte, as they were when the seal was made.
How to check them: VERIFY.txt. A folder may be empty or missing where files were withheld.

このフォルダには、控えを作成した時点の元のファイルが、そのままの内容で入っています。
照合の方法は VERIFY.txt にあります。非開示のファイルがある場合、フォルダが空のことや、無いことがあります。
"""
LAYOUT = re.compile(  # groups: edition of payload, edition of proof, number of stamp, name of token
    r"data/((?!000)[0-9]{3})/(?:delivery/[1-9][0-9]{0,2}|documents|messages)/(?s:.+)|data/README\.txt|bagit\.txt"
    r"|proof/((?!000)[0-9]{3})/(?:facts\.jsonl|seal\.txt(?:\.sig)?|stamp-([1-9][0-9]?)\.(?:([a-z0-9-]{1,32})\.tsr|sha256))"
    r"|bag-info\.txt|(?:tag)?manifest-sha256\.txt|REPORT\.html|VERIFY\.txt"
)
LIMITS = [(r"(tag)?manifest-.*", 2048 * MIB), (r"proof/.*\.txt", 512 * MIB), (r".*\.sig", 4096), (r".*\.tsr", MIB)]
LIMITS += [(r"[^/]*", 16 * MIB), (r"(?s:.*)", 1 << 63)]  # section 10; the first that fits counts
BANNED = """0-1F 7F-9F 5C 3A 2A 3F 22 3C 3E 7C 25 AD 34F 61C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E
    2060-206F 3164 FE00-FE0F FEFF FFA0 FFF0-FFFB 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF 2028-2029 E000-F8FF
    F0000-10FFFF FDD0-FDEF 5C8-5C9 897 1ACF-1AFF 1C89-1C8A A7CB-A7CF A7D2 A7D4 A7DA-A7DF 105C0-105FF 10D40-10D8F
    10EC0-10EFF 11380-113FF 11F40-11F42 16100-1613F 16D40-16D7F 16EA0-16EDF 1D127-1D128 1D250-1D29F 1E08F
    1E4EC-1E4EF 1E5EE-1E5EF 1E6C0-1E6FF D800-DFFF""".split() + [f"{plane:X}FFFE-{plane:X}FFFF" for plane in range(17)]
BANNED = "".join("\\U{:0>8}-\\U{:0>8}".format(*(2 * x.split("-"))[:2]) for x in BANNED)  # D800-DFFF: was not UTF-8
SPACE, DEVICE = " \xa0\u1680\u2000-\u200a\u202f\u205f\u3000", r"con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]"
BAD_NAME = re.compile(rf"[{BANNED}]|(?:^|/)(?:[{SPACE}/]|\Z|(?ai:{DEVICE}) *(?:[./]|\Z))|[{SPACE}.](?:/|\Z)")
SHAPES = """file path:path size:uint sha256:hex
origin path:path name:str name_hex?:str modified?:time
audio path:path container?:word codec?:word sample_rate_hz?:uint bit_depth?:uint channels?:uint frames?:uint \
    duration_s?:dec sample_peak_dbfs?:dec true_peak_dbtp?:dec integrated_loudness_lufs?:dec loudness_range_lu?:dec \
    rms_dbfs?:dec noise_floor_dbfs?:dec clipped_runs?:uint head_silence_s?:dec tail_silence_s?:dec \
    digital_zero_s?:dec pcm_sha256?:hex unmeasured:[gap]
waveform path:path columns:uint min:b64 max:b64
claims path:path claims:[claim]
case key:str value:str line?:uint
event at?:at kind:word actor:word round?:uint quote?:str evidence?:str line?:uint
conversation k:uint source:str format:word dialect?:word count:uint certainty:word coverage_from?:at coverage_to?:at \
    gaps:[str]
participant k:uint n:uint role:word ground:word
name k:uint n:uint name:str
message k:uint n:uint at:at participant?:uint kind:word has_text:bool attachments:[str]
text k:uint n:uint text:str
mail path:path dkim:word domain?:str selector?:str key_record?:str captured_at?:time captured_by?:word
link code:hex source:str k?:uint n?:uint target?:str edited?:bool
at from?:time to?:time local?:str offset?:str zone?:str basis:basis
gap field:str reason:word
claim name:str value:str guessed?:word"""
SHAPES = {row.split()[0]: [f.split(":") for f in row.split()[1:]] for row in SHAPES.splitlines()}
TALK = ("conversation", "participant", "name", "message", "text")
UNIQUE = {**dict.fromkeys(("file", "origin", "audio", "waveform", "claims", "mail"), ["path"]), "case": ["key"]}
UNIQUE.update({"conversation": ["k"], **dict.fromkeys(TALK[1:], ["k", "n"])})
WORDS = {"word": "[a-z0-9-]{1,40}", "hex": "[0-9a-f]{64}", "basis": "utc|offset|declared|unknown", "str": "(?s:.*)"}
WORDS["dec"] = r"(?!-0(?:\.0*)?\Z)-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?|-inf"
TIME = "([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z"
SEAL = re.compile(
    rb"hikae-seal 1\ncase ([0-9a-f]{32})\nedition ([1-9][0-9]{0,2})\nsealed (.{20})\n"
    rb"previous (none|sha256:[0-9a-f]{64})\nsigner (SHA256:[A-Za-z0-9+/]{43})\nfacts ([1-9][0-9]{0,6})\n\n"
)
LABELS = "|".join(sorted(set(SHAPES) - {*TALK, "at", "gap", "claim"})), "|".join(TALK)
LEAF = re.compile(("([0-9a-f]{64}) (%s|(?:%s)\\.[1-9][0-9]{0,6})\n" % LABELS).encode())
BAG_INFO = re.compile(
    rb"Bag-Software-Agent: hikae ([0-9a-z.-]{1,32})\nBagging-Date: ([0-9-]{10})\nHikae-Language: (?:ja|en)\n"
    rb"Payload-Oxum: ([0-9.]{1,40})\n"
)
BLOB = re.compile(  # SSHSIG; groups: key, type of key, value of signature, each after its length
    rb"SSHSIG\0\0\0\1(.{4})((.{4})([a-z0-9@.-]+)\0.*)\0\0\0\nseal@hikae\0\0\0\0\0\0\0\6sha512(.{4})(\0.*)", re.DOTALL
)


class Finding(Exception):
    """Step, subject, what; and False if it leaves the verdict undecided rather than alters it."""


class Report:
    altered = undecided = False

    def need(self, ok, step, subject, what, alters=True):
        if not ok:
            self.altered, self.undecided = self.altered or alters, self.undecided or not alters
            say(f"V{step} {subject}: {what}")
        return ok


def say(text):
    print("".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text))


# --- section 8: the ZIP as it has to be; sections 4 and 7.2: names and facts ---


class Entry:
    __slots__ = ("name", "size", "crc", "dos", "canonical", "start", "sha", "edition", "vouched")


def headers(entry, offset):
    """The local and the central header that the format gives to an entry at this offset."""
    big, far, size = entry.size >= MAX32, offset >= MAX32, min(entry.size, MAX32)
    name, sizes = entry.name.encode("utf-8", "surrogateescape"), struct.pack("<QQ", entry.size, entry.size) * big
    extras = [struct.pack("<HH", 1, len(x)) + x if x else b"" for x in (sizes, sizes + struct.pack("<Q", offset) * far)]
    fixed = 45 if big or far else 10, 0 if name.isascii() else 0x800, 0, entry.dos, entry.crc, size, size, len(name)
    local, central = (struct.pack("<HHHIIIIHH", *fixed, len(extra)) for extra in extras)
    central += struct.pack("<HHHII", 0, 0, 0, 0x81A40000, min(offset, MAX32))
    return b"PK\3\4" + local + name + extras[0], b"PK\1\2\x2d\3" + central + name + extras[1]


def end_records(count, length, offset):
    small = min(count, MAX16), min(length, MAX32), min(offset, MAX32)
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, small[0], *small, 0)
    record = b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 0x032D, 45, 0, 0, count, count, length, offset)
    locator = b"PK\6\7" + struct.pack("<IQI", 0, offset + length, 1)
    return record + locator + end if count >= MAX16 or max(length, offset) >= MAX32 else end


def is_name(name):
    if len(name) > 1000 or BAD_NAME.search(name) or len(name.encode()) > 1000:
        return False
    return unicodedata.normalize("NFC", name) == name and all(len(part.encode()) <= 240 for part in name.split("/"))


def unbase64(text):
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return data if base64.urlsafe_b64encode(data).decode().rstrip("=") == text else None
    except ValueError:
        return None


def moment(text):
    try:
        return datetime(*map(int, re.fullmatch(TIME, text).groups()))
    except (ValueError, AttributeError):
        return datetime.min


def fits(value, kind, number):
    """Whether a value is of a type, or an object of a shape, of section 4.2, in the edition of this number."""
    if kind[0] == "[":
        return type(value) is list and all(fits(item, kind[1:-1], number) for item in value)
    if kind in SHAPES:
        if type(value) is not dict:
            return False
        fields = {name.rstrip("?"): of for name, of in SHAPES[kind] if name[-1] != "?" or name[:-1] in value}
        if list(value) != list(fields) or not all(fits(value[name], of, number) for name, of in fields.items()):
            return False
        return kind != "at" or value.get("from", "") < value.get("to", "") or not {"from", "to"} & set(value)
    if kind in ("uint", "bool"):
        return type(value) is bool if kind == "bool" else type(value) is int and 0 <= value < 2**53
    if type(value) is not str or kind in WORDS:
        return type(value) is str and re.fullmatch(WORDS[kind], value) is not None
    if kind == "path":
        return is_name(value) and (LAYOUT.fullmatch(value) or "--")[1] == f"{number:03}"
    return moment(value).year >= 1970 if kind == "time" else unbase64(value) is not None


def parse_fact(line, number):
    """The salt, kind and body of a canonical line; ValueError for any other."""
    outside = b"".join(line.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')[::2])
    if max(accumulate((c in b"[{") - (c in b"]}") for c in outside), default=0) > 8:
        raise ValueError("more than 8 levels")
    fact = json.loads(line.decode(), parse_int=lambda digits: int(digits[:17]), parse_float=str, parse_constant=str)
    if json.dumps(fact, ensure_ascii=False, separators=(",", ":")).encode() != line:  # finds doubled fields too
        raise ValueError("not in canonical form")
    if type(fact) is not list or [*map(type, fact)] != [str, dict] or len(fact[1]) != 1:
        raise ValueError("not a salt and a fact")
    salt, [(kind, body)] = unbase64(fact[0]), fact[1].items()
    if len(salt or b"") != 16 or kind not in SHAPES or not fits(body, kind, number):
        raise ValueError("its salt or its fields are not as the format says")
    return salt, kind, body


# --- section 5: Ed25519, and what a later part may add for section 6 ---

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    (x, y, z, t), (u, v, w, s) = a, b
    e, f, g, h = (y - x) * (v - u), (y + x) * (v + u), 2 * t * s * D, 2 * z * w
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, point):
    half = times(n >> 1, add(point, point)) if n else (0, 1, 1, 0)
    return add(half, point) if n & 1 else half


def unpack(data):
    """The point that 32 bytes stand for; None for no point, and for an encoding that is not canonical."""
    sign, y = divmod(int.from_bytes(data, "little"), 1 << 255)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    x = x if x & 1 == sign else P - x
    return (x, y, 1, x * y % P) if y < P and x < P and x * x % P == square else None


def ed25519(key, signature, message):
    """RFC 8032 without the cofactor, S below the order, neither A nor R of small order, R compared by its bytes."""
    a, s = unpack(key), int.from_bytes(signature[32:], "little")
    if not a or s >= L or times(8, a)[0] == 0:  # x = 0 only in the neutral point, and in one that is no multiple of 8
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    r = add(times(s, unpack(b"\x58" + b"\x66" * 31)), times(k, (P - a[0], a[1], 1, P - a[3])))
    x, y = (c * pow(r[2], P - 2, P) % P for c in r[:2])
    return times(8, r)[0] != 0 and (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


def check_token(listing, token):
    """The place for the check of an RFC 3161 response over a list (`openssl ts -verify`)."""
    return "not checked"


# --- section 9: one archive ---


class Archive(Report):
    def __init__(self, path):
        self.path, self.seals, self.notes, self.editions = path, [], [], defaultdict(list)

    def lines(self, name, limit=MIB):
        """The data of an entry, line by line; what is longer than the limit comes in pieces."""
        with open(self.path, "rb") as file:
            left = self.entries[name].size
            file.seek(self.entries[name].start)
            while left and (line := file.readline(min(left, limit))):
                left -= len(line)
                yield line

    def check(self):
        with open(self.path, "rb") as file:
            self.read_directory(file)
            self.read_data(file)
        self.entries = {entry.name: entry for entry in self.list}
        for name in [f"proof/{number:03}/seal.txt" for number in sorted(self.editions)]:
            start = next(self.lines(name, 99), b"") if name in self.entries else b""
            version = re.fullmatch(rb"hikae-seal (0|[1-9][0-9]*)\n", start)
            if version and version[1] != b"1":
                raise Finding(4, name, f"format version {version[1].decode()} is not known here", False)
        self.check_names()
        seals = {number: self.check_edition(number) for number in sorted(self.editions)}
        last = seals[max(seals)] if seals else None
        for entry in self.list:
            seal = seals.get(entry.edition, last)
            self.need(not seal or entry.dos == seal.dos, 1, entry.name, "its time is not that of the seal")
        self.check_bag(last)
        self.seals = [seal for seal in seals.values() if seal]

    def read_directory(self, file):
        """Step 1: what stands after the data, and the entries as the central directory lists them."""
        size, at, self.list = file.seek(0, 2), 0, []
        file.seek(max(0, size - 66 * 1024))
        tail = file.read()
        if tail[-22:-18] != b"PK\5\6" or tail[-2:] != b"\0\0":
            if b"PK\5\6" in tail:
                raise Finding(1, "end record", "something stands after it, or it is damaged")
            raise Finding(1, "archive", "not a ZIP archive, or cut off: there is no end record", False)
        count, length, offset = struct.unpack("<10xHII2x", tail[-22:])
        if (count == MAX16 or MAX32 in (length, offset)) and tail[-98:-94] == b"PK\6\6":
            count, length, offset = struct.unpack("<32xQQQ", tail[-98:-42])
        if count > 1_000_000 or offset > size:
            raise Finding(1, "end record", "more than 1,000,000 entries, or a central directory that is not there")
        file.seek(offset)
        for _ in range(count):
            head, entry = file.read(46), Entry()
            entry.dos, entry.crc, entry.size, n, x, c = struct.unpack("<12xII4xIHHH12x", head.ljust(46, b"\0"))
            rest = file.read(n + x + c)
            if head[:4] != b"PK\1\2" or len(rest) < n + x + c or n > 1000 or (entry.size == MAX32 and x < 12):
                raise Finding(1, "central directory", "damaged, or with a name longer than 1,000 bytes")
            entry.size = struct.unpack_from("<Q", rest, n + 4)[0] if entry.size == MAX32 else entry.size
            entry.name = rest[:n].decode("utf-8", "surrogateescape")
            local, central = headers(entry, at)
            entry.start, entry.canonical = at + len(local), head + rest == central
            at = entry.start + entry.size
            self.list.append(entry)
        names = {entry.name for entry in self.list}
        if not {"bagit.txt", "VERIFY.txt"} <= names and not any(name.startswith("proof/") for name in names):
            raise Finding(1, "archive", "not a hikae archive", False)
        end = end_records(count, length, offset)
        ok = tail.endswith(end) and file.tell() == offset + length == size - len(end)
        self.need(ok, 1, "end record", "not as the format says")
        if at != offset:
            raise Finding(1, "central directory", "the entries do not fill the file up to it")

    def read_data(self, file):
        """Step 1: headers, data and order; and the SHA-256 of all data."""
        order, at = (-1, ""), 0
        for entry in self.list:
            name, local, sha, crc, left = entry.name, headers(entry, at)[0], hashlib.sha256(), 0, entry.size
            file.seek(at)
            ok = entry.canonical and file.read(len(local)) == local
            self.need(ok, 1, name, "its local or its central header is not as the format says")
            file.seek(entry.start)
            while left and (data := file.read(min(left, MIB))):
                sha.update(data)
                crc, left = zlib.crc32(data, crc), left - len(data)
            self.need(crc == entry.crc and not left, 1, name, "CRC-32 differs")
            at, entry.sha, entry.vouched, match = entry.start + entry.size, sha.digest(), False, LAYOUT.fullmatch(name)
            key = (ROOTS.index(name) + 2 if name in ROOTS else name.startswith("proof/"), name)
            self.need(key > order, 1, name, "not in its place in the order of entries")
            order, entry.edition = key, int(match[1] or match[2] or 0) if match else 0
            if entry.edition:
                self.editions[entry.edition].append(entry)

    def check_names(self):
        """Step 2, but for payload that no fact vouches for."""
        folded = []
        for name, entry in self.entries.items():
            self.need(is_name(name) and LAYOUT.fullmatch(name), 2, name, "the format does not allow this name")
            known = UNICODE >= 14 or "Cn" not in map(unicodedata.category, name)
            self.need(known, 2, name, "not comparable: the Unicode tables of this Python are too old", False)
            limit = next(size for pattern, size in LIMITS if re.fullmatch(pattern, name))
            self.need(entry.size <= limit, 1, name, f"larger than the limit of {limit} bytes")
            fold = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
            folded.append(fold.replace("/", "\0"))  # sorted so, a folder stands right before what is in it
        folded.sort()
        for one, two in zip(folded, folded[1:]):
            clash = one == two or two.startswith(one + "\0")
            self.need(not clash, 2, two.replace("\0", "/"), "clashes with another name, or with a folder")
        proofs = [f"proof/{n:03}/{x}" for n in sorted(self.editions) for x in ("facts.jsonl", "seal.txt", "seal.txt.sig")]
        for name in proofs + [name for name in ROOTS + ["data/README.txt"] if name != "REPORT.html"]:
            self.need(name in self.entries, 2, name, "missing")
        self.need(self.editions, 2, "proof/", "there is no edition")

    def listing(self, names):
        """The SHA-256 of the list of these entries, in the form of sha256sum."""
        sha = hashlib.sha256()
        for name in sorted(names):
            sha.update(f"{self.entries[name].sha.hex()}  {name}\n".encode("utf-8", "surrogateescape"))
        return sha.digest()

    def check_bag(self, last):
        """Step 3, the README of step 2, and what of step 11 can be told without the program."""
        payload = {name for name in self.entries if name.startswith("data/")}
        tags = self.entries.keys() - payload - {"tagmanifest-sha256.txt"}
        made = [(2, "data/README.txt", hashlib.sha256(README.encode()).digest())]
        made += [(3, "bagit.txt", hashlib.sha256(BAGIT.encode()).digest())]
        made += [(3, "manifest-sha256.txt", self.listing(payload)), (3, "tagmanifest-sha256.txt", self.listing(tags))]
        for step, name, sha in made:
            ok = name not in self.entries or self.entries[name].sha == sha
            self.need(ok, step, name, "not what it has to be for this archive")
        if "bag-info.txt" in self.entries and self.entries["bag-info.txt"].size < MIB:
            info = BAG_INFO.fullmatch(b"".join(self.lines("bag-info.txt")))
    ...
