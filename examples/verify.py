#!/usr/bin/env python3
"""A second opinion on hikae archives, written from docs/format.md alone: verify.py ARCHIVE-OR-FOLDER...

It shares no code with the hikae program and believes nothing that an archive says of itself: the ZIP is read byte
by byte, every sum is made again, and what is not exactly as the format says is a finding, `V<step> <subject>:
<what>`. All arguments form one run. The last line is the verdict; exit code: 0 intact, 1 altered, 2 wrong usage,
3 could not read or decide. It needs Python 3.9 and, for the equation of the signature, ssh-keygen; nothing else.
"""
import base64, hashlib, json, re, shutil, struct, subprocess, sys, tempfile, unicodedata, zlib
from collections import Counter, defaultdict
from datetime import datetime
from itertools import accumulate, islice
from pathlib import Path
from types import SimpleNamespace

MAX16, MAX32, MIB, UNICODE = 0xFFFF, 0xFFFFFFFF, 1 << 20, int(unicodedata.unidata_version.split(".")[0])
ROOTS = "bagit.txt bag-info.txt manifest-sha256.txt tagmanifest-sha256.txt REPORT.html VERIFY.txt".split()
FIXED = {  # section 7.1: the SHA-256 of the two texts
    "data/README.txt": "f1e1f73b9d915dc59172a0788480b6c68b4f2a62db14cf9bdc9ed89f420b8167",
    "bagit.txt": "1712ecfb074bf29c4188ad3421032509159a09739fd604f8fe57038b4ddefcc9",
}
LAYOUT = re.compile(  # groups: edition of payload, edition of proof, number of stamp
    r"data/((?!000)[0-9]{3})/(?:delivery/[1-9][0-9]{0,2}|documents|messages)/(?s:.+)|data/README\.txt"
    r"|proof/((?!000)[0-9]{3})/(?:facts\.jsonl|seal\.txt|seal\.txt\.sig|stamp-([1-9][0-9]?)\.(?:sha256|"
    r"[a-z0-9-]{1,32}\.tsr))|bag(?:it|-info)\.txt|(?:tag)?manifest-sha256\.txt|REPORT\.html|VERIFY\.txt"
)
LIMITS = [(r"(tag)?manifest-.*", 2048 * MIB), (r"proof/.*l\.txt", 512 * MIB), (r".*\.sig", 4096), (r".*\.tsr", MIB)]
LIMITS += [(r"[^/]*", 16 * MIB), (r"(?s:.*)", 1 << 63)]  # section 10; the first that fits counts
BANNED = """0-1F 7F-9F 5C 3A 2A 3F 22 3C 3E 7C 25 AD 34F 61C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E
    2060-206F 3164 FE00-FE0F FEFF FFA0 FFF0-FFFB 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF 2028-2029 E000-F8FF
    F0000-10FFFF FDD0-FDEF 5C8-5C9 897 1ACF-1AFF 1C89-1C8A A7CB-A7CF A7D2 A7D4 A7DA-A7DF 105C0-105FF 10D40-10D8F
    10EC0-10EFF 11380-113FF 11F40-11F42 16100-1613F 16D40-16D7F 16EA0-16EDF 1D127-1D128 1D250-1D29F 1E08F
    1E4EC-1E4EF 1E5EE-1E5EF 1E6C0-1E6FF D800-DFFF""".split() + [f"{plane:X}FFFE-{plane:X}FFFF" for plane in range(17)]
BANNED = "".join("\\U{:0>8}-\\U{:0>8}".format(*(2 * x.split("-"))[:2]) for x in BANNED)  # D800-DFFF: was not UTF-8
SPACE, DEVICE = " \xa0\u1680\u2000-\u200a\u202f\u205f\u3000", r"con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]"
BAD_NAME = re.compile(rf"[{BANNED}]|(?:^|/)(?:[{SPACE}/]|\Z|(?ai:{DEVICE}) *(?:[./]|\Z))|[{SPACE}.](?:/|\Z)")
SHAPES = """file path:path size:uint sha256:hex; origin path:path name:str name_hex?:str modified?:time;
    audio path:path container?:word codec?:word sample_rate_hz?:uint bit_depth?:uint channels?:uint frames?:uint
        duration_s?:dec sample_peak_dbfs?:dec true_peak_dbtp?:dec integrated_loudness_lufs?:dec
        loudness_range_lu?:dec rms_dbfs?:dec noise_floor_dbfs?:dec clipped_runs?:uint head_silence_s?:dec
        tail_silence_s?:dec digital_zero_s?:dec pcm_sha256?:hex unmeasured:[gap];
    waveform path:path columns:uint min:b64 max:b64; claims path:path claims:[claim];
    mail path:path dkim:word domain?:str selector?:str key_record?:str captured_at?:time captured_by?:word;
    case key:str value:str line?:uint; link code:hex source:str k?:uint n?:uint target?:str edited?:bool;
    event at?:at kind:word actor:word round?:uint quote?:str evidence?:str line?:uint;
    conversation k:uint source:str format:word dialect?:word count:uint certainty:word coverage_from?:at
        coverage_to?:at gaps:[str]; participant k:uint n:uint role:word ground:word; name k:uint n:uint name:str;
    message k:uint n:uint at:at participant?:uint kind:word has_text:bool attachments:[str];
    text k:uint n:uint text:str; at from?:time to?:time local?:str offset?:str zone?:str basis:basis;
    gap field:str reason:word; claim name:str value:str guessed?:word"""
SHAPES = {row.split()[0]: [field.split(":") for field in row.split()[1:]] for row in SHAPES.split(";")}
PLAIN, TALK = tuple(SHAPES)[:9], tuple(SHAPES)[9:14]  # the last three are parts of others
UNIQUE = {**dict.fromkeys(PLAIN[:6], ["path"]), "case": ["key"], "conversation": ["k"]}
UNIQUE.update(dict.fromkeys(TALK[1:], ["k", "n"]))
WORDS = {"word": "[a-z0-9-]{1,40}", "hex": "[0-9a-f]{64}", "basis": "utc|offset|declared|unknown", "str": "(?s:.*)"}
WORDS["dec"] = r"(?!-0(?:\.0*)?\Z)-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?|-inf"
WORDS["b64"] = r"(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?"  # the unused bits are zero
TIME = "([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z"
SEAL = re.compile(
    r"hikae-seal 1\ncase ([0-9a-f]{32})\nedition ([1-9][0-9]{0,2})\nsealed (.{20})\nprevious (none|sha256:[0-9a-f]{64})"
    r"\nsigner (SHA256:[A-Za-z0-9+/]{43})\nfacts ([1-9][0-9]{0,6})\n\n"
)
LEAF = re.compile(("([0-9a-f]{64}) (%s|(?:%s)\\.[1-9][0-9]{0,6})\n" % ("|".join(PLAIN), "|".join(TALK))).encode())
BAG_INFO = re.compile(
    r"Bag-Software-Agent: hikae ([0-9a-z.-]{1,32})\nBagging-Date: (.{10})\nHikae-Language: (?:ja|en)\nPayload-Oxum: (.+)\n"
)
BEGIN, END = b"-----BEGIN SSH SIGNATURE-----\n", b"-----END SSH SIGNATURE-----\n"
BLOB = re.compile(  # groups: key, its type, value of the signature, each after its length
    rb"SSHSIG\0\0\0\x01(.{4})((.{4})([a-z0-9@.-]+)\0.*)\0\0\0\nseal@hikae\0\0\0\0\0\0\0\x06sha512(.{4})(\0.*)", re.DOTALL
)
ED25519 = re.compile(rb"\0\0\0\x0bssh-ed25519\0\0\0 (.{32})\|\0\0\0\x0bssh-ed25519\0\0\0@(.{32})(.{32})", re.DOTALL)
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # the field, the order of the group
SMALL = {0, 1, 0x5FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826}  # y of points of order 4, 1, 8;
SMALL |= {P - y for y in SMALL}  # with their opposites all y of points of small order
FOUND = Counter()  # how many findings there are: [True] that alter, [False] that leave it undecided
Stop = type("Stop", (Exception,), {})  # a finding, as for `need`, after which the archive cannot be read any further
Entry = type("Entry", (), {"__slots__": ("name", "size", "crc", "dos", "start", "sha", "edition", "vouched")})

def say(text):
    print("".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text))

def need(ok, step, subject, what, alters=True):
    if not ok:
        FOUND[alters] += 1
        say(f"V{step} {subject}: {what}")

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
    zip64 = b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 0x032D, 45, 0, 0, count, count, length, offset)
    zip64 += b"PK\6\7" + struct.pack("<IQI", 0, offset + length, 1)
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, small[0], *small, 0)
    return zip64 + end if small[0] == MAX16 or MAX32 in small else end

def is_name(name):
    if len(name) > 1000 or BAD_NAME.search(name) or len(name.encode()) > 1000:
        return False
    return unicodedata.normalize("NFC", name) == name and all(len(part.encode()) <= 240 for part in name.split("/"))

def moment(text):
    try:
        return datetime(*map(int, re.fullmatch(TIME, text).groups()))
    except (ValueError, AttributeError):
        return datetime.min

def fits(value, kind, number):
    """Whether a value is of a type, or an object of a shape, of section 4.2, in the edition of this number."""
    if kind[0] == "[":
        return type(value) is list and all(fits(item, kind[1:-1], number) for item in value)
    if kind in SHAPES and type(value) is dict:
        fields = {name.rstrip("?"): of for name, of in SHAPES[kind] if name[-1] != "?" or name[:-1] in value}
        ok = list(value) == list(fields) and all(fits(value[name], of, number) for name, of in fields.items())
        return ok and (kind != "at" or not {"from", "to"} & set(value) or value.get("from", "~") < value.get("to", ""))
    if kind in SHAPES or kind in ("uint", "bool") or type(value) is not str:
        return kind == "bool" and type(value) is bool or kind == "uint" and type(value) is int and 0 <= value < 2**53
    if kind == "path":
        return is_name(value) and (LAYOUT.fullmatch(value) or "--")[1] == f"{number:03}"
    return moment(value).year >= 1970 if kind == "time" else bool(re.fullmatch(WORDS[kind], value, re.ASCII))

def parse_fact(line, number):
    """The salt, kind and body of a canonical line; ValueError for any other."""
    outside = b"".join(line.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')[::2])
    if max(accumulate((c in b"[{") - (c in b"]}") for c in outside), default=9) > 8:
        raise ValueError("empty, or of more than 8 levels")
    fact = json.loads(line.decode(), parse_int=lambda digits: int(digits[:17]), parse_float=str, parse_constant=str)
    same = json.dumps(fact, ensure_ascii=False, separators=(",", ":")).encode() == line  # so no field stands twice
    if not same or type(fact) is not list or [*map(type, fact)] != [str, dict] or len(fact[1]) != 1:
        raise ValueError("not a salt and a fact in canonical form")
    salt, [(kind, body)] = fact[0], fact[1].items()
    if len(salt) != 22 or not fits(salt, "b64", 0) or kind not in PLAIN + TALK or not fits(body, kind, number):
        raise ValueError("its salt or its fields are not as the format says")
    return salt, kind, body

def check_token(listing, token):
    """The place for the check of an RFC 3161 response over a list (`openssl ts -verify`)."""
    return "not checked"

class Archive:
    def __init__(self, path):
        self.path, self.list, self.seals, self.editions = path, [], {}, defaultdict(list)

    def lines(self, name, limit=MIB):
        """The data of an entry, line by line; what is longer than the limit comes in pieces."""
        with open(self.path, "rb") as file:
            entry = self.entries.get(name)
            left = entry.size if entry and file.seek(entry.start) >= 0 else 0
            while left and (line := file.readline(min(left, limit))):
                left -= len(line)
                yield line

    def check(self):
        with open(self.path, "rb") as file:
            self.read_directory(file)
            self.read_data(file)
        self.entries = {entry.name: entry for entry in self.list}
        self.check_names()
        for number in sorted(self.editions):
            self.seals[number] = seal = SimpleNamespace(number=number, labels=None, signer=None, shown=0, tokens=set())
            steps = [(4, "seal.txt", self.read_seal), (7, "seal.txt.sig", self.check_signature)]
            for step, name, work in steps + [(5, "facts.jsonl", self.check_facts), (8, "stamp-", self.check_stamps)]:
                try:
                    work(seal, f"proof/{number:03}/{name}")
                except ValueError as fault:
                    need(False, step, f"proof/{number:03}/{name}", fault)
        last = self.seals[max(self.seals)] if self.seals else SimpleNamespace(labels=None)
        for entry in self.list:
            seal, payload = self.seals.get(entry.edition, last), entry.edition and entry.name.startswith("data/")
            need(not seal.labels or entry.dos == seal.dos, 1, entry.name, "its time is not that of the seal")
            need(entry.vouched or not payload, 2, entry.name, "no disclosed fact vouches for this file")
        self.check_bag(last)

    def read_directory(self, file):
        """Step 1: what stands after the data, and the entries as the central directory lists them."""
        size, at, read, made = file.seek(0, 2), 0, hashlib.sha256(), hashlib.sha256()
        file.seek(max(0, size - 66 * 1024))
        tail = file.read()
        if tail[-22:-18] != b"PK\5\6" or tail[-2:] != b"\0\0":
            raise Stop(1, "end record", "not there (not a ZIP, or cut off), or not at the end", b"PK\5\6" in tail)
        count, length, offset = struct.unpack("<10xHII2x", tail[-22:])
        if (count == MAX16 or MAX32 in (length, offset)) and tail[-98:-94] == b"PK\6\6":
            count, length, offset = struct.unpack("<32xQQQ", tail[-98:-42])
        if count > 1_000_000 or offset > size:
            raise Stop(1, "end record", "more than 1,000,000 entries, or a central directory that is not there")
        file.seek(offset)
        for _ in range(count):
            head, entry = file.read(46), Entry()
            entry.dos, entry.crc, entry.size, n, x, c = struct.unpack("<12xII4xIHHH12x", head.ljust(46, b"\0"))
            rest = file.read(n + x + c)
            if head[:4] != b"PK\1\2" or len(rest) < n + x + c or n > 1000 or (entry.size == MAX32 and x < 12):
                raise Stop(1, "central directory", "damaged, or with a name longer than 1,000 bytes")
            entry.size = struct.unpack_from("<Q", rest, n + 4)[0] if entry.size == MAX32 else entry.size
            entry.name, entry.start = rest[:n].decode("utf-8", "surrogateescape"), at
            local, central = headers(entry, at)
            at += len(local) + entry.size
            self.list.append(entry)
            read.update(head + rest)
            made.update(central)
        names = {entry.name for entry in self.list}
        if not {"bagit.txt", "VERIFY.txt"} <= names and not any(name.startswith("proof/") for name in names):
            raise Stop(1, "archive", "not a hikae archive", False)
        read.update(file.read(99))
        made.update(end_records(count, length, offset))
        ok = read.digest() == made.digest() and file.tell() == size
        need(ok, 1, "central directory", "it, or the end record, is not as the format says")
        if at != offset:
            raise Stop(1, "central directory", "the entries do not fill the file up to it")

    def read_data(self, file):
        """Step 1: local headers, data and order; and the SHA-256 of all data."""
        key = (-1, "")
        file.seek(0)
        for entry in self.list:
            name, local, sha, crc, left = entry.name, headers(entry, entry.start)[0], hashlib.sha256(), 0, entry.size
            need(file.read(len(local)) == local, 1, name, "its local header is not as the format says")
            entry.start += len(local)
            while left and (data := file.read(min(left, MIB))):
                sha.update(data)
                crc, left = zlib.crc32(data, crc), left - len(data)
            need(crc == entry.crc and not left, 1, name, "CRC-32 differs")
            last, key = key, (ROOTS.index(name) + 2 if name in ROOTS else name.startswith("proof/"), name)
            need(key > last, 1, name, "not in its place in the order of entries")
            match, entry.sha, entry.vouched = LAYOUT.fullmatch(name), sha.digest(), False
            entry.edition = int(match[1] or match[2] or 0) if match else 0
            if entry.edition:
                self.editions[entry.edition].append(name)

    def check_names(self):
        """Step 2, but for payload that no fact vouches for."""
        folded = []
        for entry in self.list:
            name, limit = entry.name, next(size for pattern, size in LIMITS if re.fullmatch(pattern, entry.name))
            need(entry.size <= limit, 1, name, f"larger than the limit of {limit} bytes")
            need(is_name(name) and LAYOUT.fullmatch(name), 2, name, "the format does not allow this name")
            known = UNICODE >= 14 or "Cn" not in map(unicodedata.category, name)
            need(known, 2, name, "the Unicode tables of this Python are too old for it", False)
            fold = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
            folded.append(fold.replace("/", "\0"))  # sorted so, a folder stands right before what is in it
        folded.sort()
        for one, two in zip(folded, folded[1:]):
            clash = one == two or two.startswith(one + "\0")
            need(not clash, 2, two.replace("\0", "/"), "clashes with another name, or with a folder")
        names = [f"proof/{n:03}/{x}" for n in sorted(self.editions) for x in ("facts.jsonl", "seal.txt", "seal.txt.sig")]
        for name in names + ["data/README.txt"] + ROOTS:
            need(name in self.entries or name == "REPORT.html", 2, name, "missing")
        need(self.editions, 2, "proof/", "there is no edition")

    def read_seal(self, seal, name):
        """Step 4. ValueError where the seal is not as section 3 says."""
        lines, leaf, labels = self.lines(name, 128), b"", Counter()
        head = b"".join(islice(lines, 8)).decode("ascii", "replace")
        match, version = SEAL.fullmatch(head), re.match("hikae-seal (0|[1-9][0-9]*)\n", head)
        if version and version[1] != "1":
            raise Stop(4, name, f"format version {version[1]} is not known here", False)
        when = moment(match[3]) if match else datetime.min
        own = match and int(match[2]) == seal.number and (match[2] == "1") == (match[4] == "none")
        if not own or not 1980 <= when.year <= 2107 or int(match[6]) > 4_000_000:
            raise ValueError("its header is not as the format says, or of another edition than its folder")
        seal.case, _, seal.sealed, seal.previous, seal.signer, seal.count = match.groups()
        seal.dos = (when.year - 1980) << 25 | when.month << 21 | when.day << 16
        seal.dos |= when.hour << 11 | when.minute << 5 | when.second // 2
        for line in lines:
            match = LEAF.fullmatch(line)
            if not match or match[1] <= leaf:
                raise ValueError("a leaf line is not as the format says, or not in its place")
            leaf = match[1]
            labels[match[2].decode()] += 1
        talks = sum(label.startswith("conversation.") for label in labels)
        for label, count in list(labels.items()):
            kind, _, k = label.partition(".")
            most = {"text": f"message.{k}", "name": f"participant.{k}"}.get(kind, label)
            if (k and int(k) > talks) or (kind == "conversation" and count > 1) or count > labels[most]:
                raise ValueError("the labels of its conversations do not go together")
        need(sum(labels.values()) == int(seal.count), 4, name, "the number of its leaves is not the number of facts")
        seal.labels, seal.sha = labels, self.entries[name].sha.hex()

    def check_facts(self, seal, name):
        """Steps 5, 6 and 10, going through seal.txt and facts.jsonl side by side: both ascend by leaf."""
        salts, seen, counts, spoken, labels = set(), set(), Counter(), {"text": set(), "message": set()}, seal.labels
        leaves, sealed, leaf = islice(self.lines(name[:10] + "seal.txt", 128), 8, None), [b""], b""
        for place, line in enumerate(self.lines(name, MIB + 1) if labels else [], 1):
            subject, last, leaf = f"{name} line {place}", leaf, hashlib.sha256(line[:-1]).hexdigest().encode()
            while sealed[0] < leaf and (row := next(leaves, b"")):
                sealed = row.split()
            if line[-1:] != b"\n" or leaf <= last:
                raise ValueError(f"line {place} is over 1 MiB, or without line end, or not in its place; the rest unread")
            try:
                if sealed[0] != leaf:
                    raise ValueError("not in the seal")
                salt, kind, fact = parse_fact(line[:-1], seal.number)
                k, n = fact.get("k"), fact.get("n")
                if sealed[1].decode() != (f"{kind}.{k}" if kind in TALK else kind):
                    raise ValueError("its label in the seal is another")
            except (ValueError, RecursionError) as fault:
                need(False, 5, subject, fault)
                continue
            key = hashlib.sha256(repr([kind, *(fact[x] for x in UNIQUE.get(kind, ()))]).encode()).digest()
            need(salt not in salts, 5, subject, "its salt stands twice")
            need(kind not in UNIQUE or key not in seen, 10, subject, f"a second {kind} for the same thing")
            seal.shown, _, _ = seal.shown + 1, salts.add(salt), seen.add(key)
            entry = self.entries.get(fact["path"]) if kind == "file" else None
            if entry:
                entry.vouched, ok = True, (entry.size, entry.sha.hex()) == (fact["size"], fact["sha256"])
                need(ok, 6, entry.name, "is not the file that was sealed")
            messages, people = labels[f"message.{k}"], labels[f"participant.{k}"]
            ok = kind != "waveform" or {len(fact["min"]) * 3 // 4, len(fact["max"]) * 3 // 4} == {fact["columns"]}
            ok = ok and (kind != "conversation" or fact["count"] == messages)
            ok = ok and (kind not in TALK[1:] or 1 <= n <= (messages if kind in spoken else people))
            ok = ok and ("participant" not in fact or 1 <= fact["participant"] <= people)
            need(ok, 10, subject, "a count or a number in it does not agree with the seal, or with its columns")
            if kind in spoken:
                counts[k, fact.get("has_text")] += 1
                spoken[kind] |= {(k, n)} if not fact.get("has_text") else set()
        for (k, has_text), count in counts.items():
            most = {True: labels[f"text.{k}"], False: labels[f"message.{k}"] - labels[f"text.{k}"]}.get(has_text, count)
            need(count <= most, 10, name, f"conversation {k}: too many messages with has_text {has_text}")
        for k, n in sorted(spoken["text"] & spoken["message"]):
            need(False, 10, name, f"conversation {k}, message {n}: has no text, but here it is")

    def check_signature(self, seal, name):
        """Step 7. ValueError where the signature is not as section 5 says."""
        armour = b"".join(islice(self.lines(name, 99), 99))
        blob = base64.b64decode(armour[len(BEGIN) : -len(END)].replace(b"\n", b""), validate=True)
        text, match = base64.b64encode(blob), BLOB.fullmatch(blob)
        same = armour == BEGIN + b"".join(text[i : i + 70] + b"\n" for i in range(0, len(text), 70)) + END
        if not same or not match or any(int.from_bytes(match[i], "big") != len(match[i + 1]) for i in (1, 3, 5)):
            raise ValueError("its armour or its blob is not as the format says")
        fingerprint = "SHA256:" + base64.b64encode(hashlib.sha256(match[2]).digest()).decode().rstrip("=")
        need(seal.signer in (None, fingerprint), 7, name, "its key is not the signer that the seal names")
        if match[4] != b"ssh-ed25519":
            return need(False, 7, name, "this kind of key is not supported", False)
        points = ED25519.fullmatch(match[2] + b"|" + match[6])
        a, r, s = (int.from_bytes(x, "little") for x in points.groups()) if points else (0, 0, 0)
        if s >= L or any(y >= P or y in SMALL for y in (a % 2**255, r % 2**255)):
            raise ValueError("malformed, or not valid by the strict rule of section 5")
        tool = shutil.which("ssh-keygen")
        if not tool:
            return need(False, 7, name, "not checked: ssh-keygen is not installed", False)
        with tempfile.TemporaryDirectory() as folder, open(Path(folder, "seal.txt"), "w+b") as copy:
            Path(folder, "sig").write_bytes(armour)
            copy.writelines(self.lines(name[:-4]))
            copy.seek(0)
            call = [tool, "-Y", "check-novalidate", "-n", "seal@hikae", "-s", str(Path(folder, "sig"))]
            done = subprocess.run(call, stdin=copy, capture_output=True, timeout=600)
        ok = done.returncode == 0 and fingerprint.encode() in done.stdout
        need(ok, 7, name, "ssh-keygen does not confirm the signature", done.returncode in (0, 255))

    def check_stamps(self, seal, base):
        """Step 8. ValueError where the numbers of the stamps are not as section 6 says."""
        stamps, covered = defaultdict(list), [base[:10] + "seal.txt", base[:10] + "seal.txt.sig"]
        for name in self.editions[seal.number]:
            if LAYOUT.fullmatch(name)[3]:
                stamps[int(LAYOUT.fullmatch(name)[3])].append(name)
        for place, (k, names) in enumerate(sorted(stamps.items()), 1):
            own, tokens = base + f"{place}.sha256", [name for name in names if name.endswith(".tsr")]
            if k != place or own not in names or not tokens:
                raise ValueError(f"stamp {place} is missing, or its list or its response is")
            need(self.entries[own].sha == self.listing(covered), 8, own, "is not the list of what it has to cover")
            seal.tokens |= {check_token(own, name) for name in tokens}
            covered += names

    def listing(self, names):
        """The SHA-256 of the list of these entries, in the form of sha256sum."""
        sha = hashlib.sha256()
        for name in sorted(self.entries.keys() & set(names)):
            sha.update(f"{self.entries[name].sha.hex()}  {name}\n".encode("utf-8", "surrogateescape"))
        return sha.digest()

    def check_bag(self, last):
        """Step 3, the README of step 2, and what of step 11 can be told without the program."""
        payload = {name for name in self.entries if name.startswith("data/")}
        made = {name: bytes.fromhex(sha) for name, sha in FIXED.items()}
        made["manifest-sha256.txt"] = self.listing(payload)
        made["tagmanifest-sha256.txt"] = self.listing(self.entries.keys() - payload - {"tagmanifest-sha256.txt"})
        for name in made.keys() & self.entries.keys():
            need(self.entries[name].sha == made[name], 2 + (name not in payload), name, "not what it has to be")
        info = BAG_INFO.fullmatch(b"".join(islice(self.lines("bag-info.txt", 99), 5)).decode("ascii", "replace"))
        oxum = f"{sum(self.entries[name].size for name in payload)}.{len(payload)}"
        ok = info and info[3] == oxum and (not last.labels or info[2] == last.sealed[:10])
        need(ok, 3, "bag-info.txt", "not what it has to be")
        version = re.match(r"([0-9]+)\.([0-9]+)(?:\.|\Z)", info[1]) if info else None
        ok = "REPORT.html" not in self.entries or (version and (int(version[1]), int(version[2])) >= (0, 5))
        need(ok, 11, "REPORT.html", "the program version in bag-info.txt makes no report")

def check_chain(seals):
    """Step 9, over all editions of the run."""
    known, first, latest = {}, seals[0] if seals else None, ""
    for seal in sorted(seals, key=lambda seal: seal.number):
        subject, before = f"edition {seal.number}", known.get(seal.number - 1)
        same = (seal.case, seal.signer) == (first.case, first.signer)
        need(same, 9, subject, "of another case or another signer than the others of this run")
        need(known.setdefault(seal.number, seal).sha == seal.sha, 9, subject, "there are two of this number")
        named = not before or seal.previous == f"sha256:{before.sha}"
        need(named, 9, subject, "does not name the edition before it")
        need(seal.sealed >= latest, 9, subject, "was sealed before an earlier edition")
        latest = max(latest, seal.sealed)

def main(arguments):
    if not arguments or any(argument.startswith("-") for argument in arguments):
        print("usage: verify.py ARCHIVE-OR-FOLDER...", file=sys.stderr)
        return 2
    archives, clean = [], []
    FOUND.clear()
    for path in map(Path, arguments):
        archives += map(Archive, (sorted(path.glob("*.zip")) or [path]) if path.is_dir() else [path])
    for archive in archives:
        before = sum(FOUND.values())
        say(f"archive {archive.path}")
        try:
            if not archive.path.is_file():
                raise Stop(1, "archive", "not a file, or a folder without archives", False)
            archive.check()
        except Stop as stop:
            need(False, *stop.args)
        except Exception as fault:  # unreadable, no memory, no room: whatever it is, it is not a pass
            need(False, 1, "archive", f"could not be checked: {fault!r}", False)
        clean += [archive] if before == sum(FOUND.values()) else []
    before = sum(FOUND.values())
    check_chain([seal for archive in archives for seal in archive.seals.values() if seal.labels])
    for archive in clean if before == sum(FOUND.values()) else []:
        for number, seal in archive.seals.items():
            files, here = seal.labels["file"], sum(name.startswith("data/") for name in archive.editions[number])
            say(f"{archive.path}: case {seal.case}, edition {number}, sealed {seal.sealed} by the signer's own clock")
            say(f"  signer {seal.signer} (found in the archive; it does not show who that is)")
            say(f"  {seal.shown} of {seal.count} facts shown, {files - here} of {files} files withheld")
            say("".join(f"  stamps {result}" for result in sorted(seal.tokens)) or "  no stamps")
    print("instructions (VERIFY.txt, REPORT.html) not checked by this program, do not rely on them")
    print("ALTERED" if FOUND[True] else "UNDECIDED" if FOUND[False] else "INTACT")
    return 1 if FOUND[True] else 3 if FOUND[False] else 0

if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
