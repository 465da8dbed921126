#!/usr/bin/env python3
"""A second opinion on hikae archives, from docs/format.md alone: verify.py [--tsa-root PEM]... ARCHIVE-OR-FOLDER...

It shares no code with hikae and believes nothing that an archive says of itself: all is read and made again, and what
is not exactly so is a finding, `V<step of section 9> <subject>: <what>`. All archives form one run; a time counts only
below a root that you name. Exit code, as the last line: 0 intact, 1 altered, 2 wrong usage, 3 could not read or decide.
It needs Python 3.9 or later, verify_facts.py, verify_time.py and verify_der.py beside it, ssh-keygen, and openssl for the
time-stamps; nothing else."""
import base64, datetime, hashlib, io, itertools, json, pathlib, re, struct, sys, unicodedata
import verify_facts, verify_time, zlib
from collections import Counter, defaultdict

MAX16, MAX32, MIB, MODERN = 0xFFFF, 0xFFFFFFFF, 1 << 20, int(unicodedata.unidata_version.split(".")[0]) >= 14
ROOTS = "bagit.txt bag-info.txt manifest-sha256.txt tagmanifest-sha256.txt REPORT.html VERIFY.txt".split()
NEEDED = ("facts.jsonl", "seal.txt", "seal.txt.sig")  # in every edition
README = "f1e1f73b9d915dc59172a0788480b6c68b4f2a62db14cf9bdc9ed89f420b8167"  # section 7.1
BAGIT = "1712ecfb074bf29c4188ad3421032509159a09739fd604f8fe57038b4ddefcc9"  # both by SHA-256
LAYOUT = re.compile(  # groups: edition of payload, edition of proof, number of stamp
    r"data/((?!000)[0-9]{3})/(?:delivery/[1-9][0-9]{0,2}|documents|messages)/(?s:.+)|data/README\.txt"
    r"|proof/((?!000)[0-9]{3})/(?:facts\.jsonl|seal\.txt(?:\.sig)?|stamp-([1-9][0-9]?)\.(?:sha256"
    r"|[a-z0-9-]{1,32}\.tsr))|bag(?:it|-info)\.txt|(?:tag)?manifest-sha256\.txt|REPORT\.html|VERIFY\.txt")
LIMITS = ((r"(tag)?manifest-.*", 2048 * MIB), (r"proof/.*l\.txt", 512 * MIB), (r".*\.sig", 4096))
LIMITS += ((r".*\.tsr", MIB), (r"[^/]*", 16 * MIB), (r"(?s:.*)", 1 << 63))  # the first that fits counts
BANNED = """0-1F 7F-9F 5C 3A 2A 3F 22 3C 3E 7C 25 AD 34F 61C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E
    2060-206F 3164 FE00-FE0F FEFF FFA0 FFF0-FFFB 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF 2028-2029 E000-F8FF
    F0000-10FFFF FDD0-FDEF 5C8-5C9 897 1ACF-1AFF 1C89-1C8A A7CB-A7CF A7D2 A7D4 A7DA-A7DF 105C0-105FF
    10D40-10D8F 10EC0-10EFF 11380-113FF 11F40-11F42 16100-1613F 16D40-16D7F 16EA0-16EDF 1D127-1D128
    1D250-1D29F 1E08F 1E4EC-1E4EF 1E5EE-1E5EF 1E6C0-1E6FF D800-DFFF""".split()
BANNED += [f"{plane:X}FFFE-{plane:X}FFFF" for plane in range(17)]  # D800-DFFF: bytes that are not UTF-8
BANNED = "".join("\\U{:0>8}-\\U{:0>8}".format(*(2 * span.split("-"))[:2]) for span in BANNED)
SPACE, DOS = " \xa0\u1680\u2000-\u200a\u202f\u205f\u3000", r"con|prn|aux|nul|con(in|out)\$|(com|lpt)[0-9¹²³]"
BAD_NAME = re.compile(rf"[{BANNED}]|(^|/)([{SPACE}/]|\Z|(?ai:{DOS}) *([./]|\Z))|[{SPACE}.](/|\Z)")
SHAPES = """file path:path size:uint sha256:hex; origin path:path name:str name_hex?:bytes modified?:time;
    audio path:path container?:word codec?:word sample_rate_hz?:uint bit_depth?:uint channels?:uint
    frames?:uint duration_s?:dec sample_peak_dbfs?:dec true_peak_dbtp?:dec integrated_loudness_lufs?:dec
    loudness_range_lu?:dec rms_dbfs?:dec noise_floor_dbfs?:dec clipped_runs?:uint head_silence_s?:dec
    tail_silence_s?:dec digital_zero_s?:dec pcm_sha256?:hex unmeasured:[gap]; waveform path:path
    columns:uint min:b64 max:b64; claims path:path claims:[claim]; mail path:path dkim:word domain?:str
    selector?:str key_record?:str captured_at?:time captured_by?:word; event at?:at kind:word actor:word
    round?:uint quote?:str evidence?:str line?:uint; case key:str value:str line?:uint; link code:hex
    source:str k?:uint n?:uint target?:str edited?:bool; conversation k:uint source:str format:word
    dialect?:word count:uint certainty:word coverage_from?:at coverage_to?:at
    coverage_ground?:word gaps:[range] unanswered?:[word]; name k:uint n:uint
    name:str; text k:uint n:uint text:str; message k:uint n:uint at:at participant?:uint kind:word
    has_text:bool attachments:[str]; participant k:uint n:uint role:word ground:word; answer k:uint n:uint
    from:uint to:uint after:uint said:word text:str; claim name:str value:str guessed?:word; range
    unit:word from:uint to:uint after:uint why:word; gap field:str reason:word; at from?:time to?:time
    local?:str offset?:str zone?:str basis:basis"""
SHAPES = {row.split()[0]: [field.split(":") for field in row.split()[1:]] for row in SHAPES.split(";")}
TYPES = {**dict.fromkeys(SHAPES, dict), "uint": int, "bool": bool}  # and str, and lists
TALK = ("conversation", "participant", "name", "message", "text", "answer")  # the kinds with a `k`
PLAIN = tuple(kind for kind in SHAPES if kind not in TALK + ("at", "gap", "claim", "range"))
UNIQUE = {"event": "", "case": ["key"], "conversation": "k", **dict.fromkeys(TALK[1:], "kn")}
UNIQUE["link"] = ("code", "source", "k", "n")
WORDS = {"word": r"[a-z0-9-]{1,40}", "hex": r"[0-9a-f]{64}", "bytes": r"(?:[0-9a-f]{2})+", "str": r"(?s:.*)"}
WORDS["basis"], WORDS["time"] = r"utc|offset|(declar|assum)ed|unknown", r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z"
WORDS["dec"] = r"(?!-0(?:\.0*)?\Z)-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?|-inf"
WORDS["b64"] = r"(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?"  # the unused bits are zero
SEAL = r"hikae-seal 1\ncase ([0-9a-f]{32})\nedition ([1-9][0-9]{0,2})\nsealed (.{20})\nprevious (none|sha256:"
SEAL += r"[0-9a-f]{64})\nsigner (SHA256:[A-Za-z0-9+/]{43})\nfacts ([1-9][0-9]{0,6})\n\n"
LEAF = re.compile(rf"([0-9a-f]{{64}}) ({'|'.join(PLAIN)}|(?:{'|'.join(TALK)})\.[1-9][0-9]{{0,6}})\n".encode())
BAG_INFO = r"Bag-Software-Agent: hikae #\.#\.#(?:-[0-9a-z.-]{1,16})?\n(Report-Revision: [1-9][0-9]{0,3}\n)?"
BAG_INFO = BAG_INFO.replace("#", "(?:0|[1-9][0-9]{0,3})")
BAG_INFO += r"Bagging-Date: (.{10})\nHikae-Language: (?:ja|en)\nPayload-Oxum: (.+)\n"
BLOB = rb"(?s)SSHSIG\0\0\0\x01(.{4})((.{4})([a-z0-9@.-]+)\0.*)\0\0\0\nseal@hikae\0\0\0\0\0\0\0\x06sha512"
BLOB += rb"(.{4})(\0.*)"  # section 5; groups: key, its type, value of the signature, each after its length
ED25519 = rb"(?s)(\0\0\0\x0bssh-ed25519\0\0\0) (.{32})\|\1@(.{32})(.{32})"  # groups from 2: A, R, S
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # the field, the order of the group
SMALL = {0, 1, 0x5FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826}  # y of orders 4, 1 and 8,
SMALL |= {P - y for y in SMALL}  # and their opposites: these are all the points of small order
BEGIN, END = b"-----BEGIN SSH SIGNATURE-----\n", b"-----END SSH SIGNATURE-----\n"
RAW, FOUND = ("utf-8", "surrogateescape"), Counter()  # findings: [True] that alter, [False] of undecided
Entry = type("Entry", (), {"__slots__": "name size crc dos start sha edition vouched".split()})
Seal = type("Seal", (), {"labels": None, "signer": None, "shown": 0, "tokens": (), "facts": None})

def say(text):
    print("".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text))

def need(ok, step, subject, what, alters=True):  # otherwise it is a finding
    if not ok:
        FOUND[alters] += 1
        say(f"V{step} {subject}: {what}")

def demand(ok, what, alters=True):  # otherwise it is a finding, and what is being read cannot be read on
    if not ok:
        raise type("Fault", (ValueError,), {"alters": alters})(what)

def headers(entry, offset):  # the local and the central header that section 8 gives to an entry there
    big, far, size = entry.size >= MAX32, offset >= MAX32, min(entry.size, MAX32)
    name, sizes = entry.name.encode(*RAW), struct.pack("<QQ", entry.size, entry.size) * big
    extras = sizes, sizes + struct.pack("<Q", offset) * far
    extras = [struct.pack("<HH", 1, len(extra)) + extra if extra else b"" for extra in extras]
    fixed = 45 if big or far else 10, 0 if name.isascii() else 0x800, 0, entry.dos, entry.crc, size, size
    local, central = (struct.pack("<HHHIIIIHH", *fixed, len(name), len(extra)) for extra in extras)
    central += struct.pack("<HHHII", 0, 0, 0, 0x81A40000, min(offset, MAX32))
    return b"PK\3\4" + local + name + extras[0], b"PK\1\2\x2d\3" + central + name + extras[1]

def is_one(file, tail, at):  # does the end record there describe a hikae archive, by the names in its directory?
    if at < 0:
        return False
    length, offset = struct.unpack_from("<II", tail, at + 12)
    file.seek(offset)
    directory, seen = io.BytesIO(file.read(length)), set()
    while len(head := directory.read(46)) == 46 and head[:4] == b"PK\1\2" and len(seen) < 100_000:
        n, x, c = struct.unpack_from("<HHH", head, 28)
        seen.add(directory.read(n))
        directory.read(x + c)
        if {b"bagit.txt", b"VERIFY.txt"} <= seen or any(name[:6] == b"proof/" for name in seen):
            return True
    return False

def is_name(name):  # section 7.2
    ok = len(name) <= 1000 and not BAD_NAME.search(name) and len(name.encode()) <= 1000
    return ok and unicodedata.is_normalized("NFC", name) and max(map(len, name.encode().split(b"/"))) <= 240

def edition_of(name):  # of an entry that a code can name: a seal, or a file
    match = LAYOUT.fullmatch(name) if is_name(name) else None
    named = match and (match[1] or (match[2] if name.endswith("/seal.txt") else None))
    return int(named) if named else None

def moment(text):
    try:
        return datetime.datetime(*map(int, re.fullmatch(WORDS["time"], text, re.ASCII).groups()))
    except (ValueError, AttributeError):
        return datetime.datetime.min

def fits(value, kind, number):  # whether it is of a type, or an object of a shape, of section 4.2
    if type(value) is not TYPES.get(kind, list if kind[0] == "[" else str):
        return False
    if type(value) is list:
        return all(fits(item, kind[1:-1], number) for item in value)
    if type(value) is dict:
        fields = {name.rstrip("?"): of for name, of in SHAPES[kind] if name[-1] != "?" or name[:-1] in value}
        ok = list(value) == list(fields) and all(fits(value[name], fields[name], number) for name in value)
        ends = [value[end] for end in ("from", "to") if kind == "at" and ok and end in value]
        return ok and (not ends or (len(ends) == 2 and ends[0] < ends[1]))
    if type(value) is not str:
        return 0 <= value < 2**53
    if kind == "path":
        return is_name(value) and (LAYOUT.fullmatch(value) or "--")[1] == f"{number:03}"
    return moment(value).year >= 1970 if kind == "time" else re.fullmatch(WORDS[kind], value, re.ASCII)

def parse_fact(line, number):  # section 4.1: the salt, kind and body of a canonical line
    outside = b"".join(line.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')[::2])
    levels = itertools.accumulate((c in b"[{") - (c in b"]}") for c in outside)
    demand(max(levels, default=0) <= 8, "more than 8 levels")
    fact = json.loads(line.decode(), parse_int=lambda n: int(n[:17]), parse_float=str, parse_constant=str)
    ok = json.dumps(fact, ensure_ascii=False, separators=(",", ":")).encode() == line  # no field stands twice
    ok = ok and type(fact) is list and [*map(type, fact)] == [str, dict] and len(fact[1]) == 1
    demand(ok, "not a salt and a fact in canonical form")
    salt, [(kind, body)] = fact[0], fact[1].items()
    ok = len(salt) == 22 and fits(salt, "b64", 0) and kind in PLAIN + TALK and fits(body, kind, number)
    demand(ok, "its salt or its fields are not as the format says")
    return salt, kind, body

class Archive:
    def __init__(self, path):
        self.path, self.list, self.seals, self.editions = path, [], {}, defaultdict(list)

    def lines(self, name, limit=MIB):  # what is longer than the limit comes in pieces
        with open(self.path, "rb") as file:
            entry = self.entries.get(name)
            left = entry.size if entry and file.seek(entry.start) >= 0 else 0
            while left and (line := file.readline(min(left, limit))):
                left -= len(line)
                yield line

    def check(self):
        demand(self.path.is_file(), "not a file, or a folder without archives", False)
        with open(self.path, "rb") as file:
            self.read_directory(file)
            self.read_data(file)
        self.entries = {entry.name: entry for entry in self.list}
        self.check_names()
        steps = [(4, "seal.txt", self.read_seal), (7, "seal.txt.sig", self.check_signature)]
        steps += [(5, "facts.jsonl", self.check_facts), (8, "stamp-", self.check_stamps)]
        for number in sorted(self.editions):
            self.seals[number] = seal = Seal()
            for step, name, work in steps:
                try:
                    work(seal, number, f"proof/{number:03}/{name}")
                except ValueError as fault:
                    need(False, step, f"proof/{number:03}/{name}", fault, getattr(fault, "alters", True))
                    if step == 4 and not getattr(fault, "alters", True):
                        break  # what looks wrong beside it may be right in that version
        last = self.seals[max(self.seals)] if self.seals else Seal()
        for entry in self.list:
            seal = self.seals.get(entry.edition, last)
            need(not seal.labels or entry.dos == seal.dos, 1, entry.name, "its time is not that of the seal")
            ok = entry.vouched or not seal.labels or not entry.edition or not entry.name.startswith("data/")
            need(ok, 2, entry.name, "no disclosed fact vouches for this file")
        self.check_bag(last)

    def read_directory(self, file):  # step 1, what stands after the data
        size, at, read, made = file.seek(0, 2), 0, hashlib.sha256(), hashlib.sha256()
        file.seek(max(0, size - 66 * 1024))
        tail = file.read()
        ended = tail[-22:-18] == b"PK\5\6" and tail[-2:] == b"\0\0"
        what = "no end record (not a ZIP, or cut off), or not at the end"
        demand(ended, what, not ended and is_one(file, tail, tail.rfind(b"PK\5\6", 0, max(0, len(tail) - 18))))
        count, length, offset = struct.unpack("<10xHII2x", tail[-22:])
        if count == MAX16 or MAX32 in (length, offset):
            count, length, offset = struct.unpack("<32xQQQ", tail[-98:-42])
        demand(count <= 1_000_000 and offset <= size, "over 1,000,000 entries, or no central directory")
        file.seek(offset)
        for _ in range(count):
            head, entry = file.read(46).ljust(46, b"\0"), Entry()
            entry.dos, entry.crc, entry.size, n, x, c = struct.unpack("<12xII4xIHHH12x", head)
            rest, big = file.read(n + x + c), entry.size == MAX32
            ok = head[:4] == b"PK\1\2" and len(rest) == n + x + c and n <= 1000 and (x >= 12 or not big)
            demand(ok, "central directory damaged, or a name of more than 1,000 bytes")
            entry.size = struct.unpack_from("<Q", rest, n + 4)[0] if big else entry.size
            entry.name, entry.start = rest[:n].decode(*RAW), at
            local, central = headers(entry, at)
            at += len(local) + entry.size
            self.list.append(entry)
            read.update(head + rest)
            made.update(central)
        names = {entry.name if entry.name[:6] != "proof/" else "proof/" for entry in self.list}
        demand("proof/" in names or {"bagit.txt", "VERIFY.txt"} <= names, "not a hikae archive", False)
        count, length = len(self.list), file.tell() - offset
        small = min(count, MAX16), min(length, MAX32), min(offset, MAX32)
        if small[0] == MAX16 or MAX32 in small:
            made.update(b"PK\6\6" + struct.pack("<QHHIIQQ", 44, 0x032D, 45, 0, 0, count, count))
            made.update(struct.pack("<QQ4sIQI", length, offset, b"PK\6\7", 0, offset + length, 1))
        made.update(b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, small[0], *small, 0))
        read.update(file.read(99))
        ok = read.digest() == made.digest() and file.tell() == size
        need(ok, 1, "central directory", "it, or the end record, is not as the format says")
        demand(at == offset, "the entries do not fill the file up to the central directory")

    def read_data(self, file):  # step 1, what stands before it; and the SHA-256 of all data
        key, _ = (-1, ""), file.seek(0)
        for entry in self.list:
            name, local = entry.name, headers(entry, entry.start)[0]
            need(file.read(len(local)) == local, 1, name, "its local header is not as the format says")
            sha, crc, left = hashlib.sha256(), 0, entry.size
            while left and (data := file.read(min(left, MIB))):
                sha.update(data)
                crc, left = zlib.crc32(data, crc), left - len(data)
            need(crc == entry.crc and not left, 1, name, "CRC-32 differs")
            last, key = key, (ROOTS.index(name) + 2 if name in ROOTS else name.startswith("proof/"), name)
            need(key > last, 1, name, "not in its place in the order of entries")
            match, entry.start, entry.sha = LAYOUT.fullmatch(name), entry.start + len(local), sha.hexdigest()
            entry.edition, entry.vouched = int(match[1] or match[2] or 0) if match else 0, False
            if entry.edition:
                self.editions[entry.edition].append(name)

    def check_names(self):  # step 2, but for payload that no fact vouches for
        folded, needed = [], [f"proof/{n:03}/{name}" for n in self.editions or [1] for name in NEEDED]
        for name, size in ((entry.name, entry.size) for entry in self.list):
            limit = next(limit for pattern, limit in LIMITS if re.fullmatch(pattern, name))
            need(size <= limit, 1, name, f"larger than the limit of {limit} bytes")
            need(is_name(name) and LAYOUT.fullmatch(name), 2, name, "the format does not allow this name")
            need(MODERN or "Cn" not in map(unicodedata.category, name), 2, name, "new to this Python", False)
            fold = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
            folded.append(fold.replace("/", "\0"))  # sorted so, a folder stands right before what is in it
        for one, two in zip(sorted(folded), sorted(folded)[1:]):
            need(one != two and not two.startswith(one + "\0"), 2, two, "clashes with another name or folder")
        for name in needed + ["data/README.txt"] + ROOTS:  # of REPORT.html, bag-info.txt tells
            need(name in self.entries or name == "REPORT.html", 2, name, "missing")

    def read_seal(self, seal, number, name):  # step 4
        lines, leaf, labels = self.lines(name, 128), b"", Counter()
        head = b"".join(itertools.islice(lines, 8)).decode("ascii", "replace")
        match, version = re.fullmatch(SEAL, head), re.match("hikae-seal ([1-9][0-9]{,8})\n", head)
        demand(not version or version[1] == "1", "of a format version that is not known here", False)
        t = moment(match[3]) if match else datetime.datetime.min
        ok = 1980 <= t.year <= 2107 and int(match[6]) <= 4_000_000
        ok = ok and int(match[2]) == number and (number == 1) == (match[4] == "none")
        demand(ok, "its header is not as the format says, or of another edition than its folder")
        seal.case, _, seal.sealed, seal.previous, seal.signer, seal.count = match.groups()
        seal.dos = t.second // 2 | t.minute << 5 | t.hour << 11
        seal.dos |= t.day << 16 | t.month << 21 | t.year - 1980 << 25
        for line in lines:
            match = LEAF.fullmatch(line)
            demand(match and match[1] > leaf, "a leaf line is not as the format says, or not in its place")
            leaf = match[1]
            labels[match[2].decode()] += 1
        talks = sum(label.startswith("conversation.") for label in labels)
        for label, count in list(labels.items()):
            kind, _, k = label.partition(".")
            most = {"text": f"message.{k}", "name": f"participant.{k}"}.get(kind, label)
            ok = int(k or 0) <= talks and (kind != "conversation" or count == 1) and count <= labels[most]
            demand(ok, "the labels of its conversations do not go together")
        demand(sum(labels.values()) == int(seal.count), "the number of its leaves is not the number of facts")
        seal.number, seal.labels, seal.sha = number, labels, self.entries[name].sha

    def check_facts(self, seal, number, name):  # steps 5, 6 and 10; both files ascend by leaf
        seen, sealed, leaf, facts = set(), [b""], b"", verify_facts.Facts(seal.labels or {})
        leaves, seal.facts = itertools.islice(self.lines(name[:10] + "seal.txt", 128), 8, None), facts
        for place, line in enumerate(self.lines(name, MIB + 1) if seal.labels else [], 1):
            subject, last, leaf = f"{name} line {place}", leaf, hashlib.sha256(line[:-1]).hexdigest().encode()
            while sealed[0] < leaf and (row := next(leaves, b"")):
                sealed = row.split()
            demand(line[-1:] == b"\n" and leaf > last, f"line {place} is cut, too long or not in its place")
            try:
                demand(sealed[0] == leaf, "not in the seal")
                salt, kind, fact = parse_fact(line[:-1], number)
                label = f"{kind}.{fact['k']}" if kind in TALK else kind
                demand(sealed[1].decode() == label, "its label in the seal is another")
            except (ValueError, RecursionError) as fault:
                need(False, 5, subject, fault)
                continue
            key = repr([kind] + ([fact.get(field) for field in UNIQUE.get(kind, ["path"])] or [salt])).encode()
            for step, once in ((5, salt), (10, hashlib.sha256(key).digest())):
                need(once not in seen, step, subject, "its salt, or what it is about, stands twice")
                seen.add(once)
            seal.shown += 1
            if kind == "file" and fact["path"] in self.entries:
                entry = self.entries[fact["path"]]
                entry.vouched, same = True, (entry.size, entry.sha) == (fact["size"], fact["sha256"])
                need(same, 6, entry.name, "is not the file that was sealed")
            for what in facts.take(kind, fact):
                need(False, 10, subject, what)
        for what in facts.finish() if seal.labels else ():
            need(False, 10, name, what)
        for line in self.lines(name, MIB + 1) if facts.wanted else ():  # codes are looked for in the texts that are shown
            if line[26:].startswith(b'{"text":{'):
                facts.look(parse_fact(line[:-1], number)[2])
        for k, n, code in facts.missing():
            need(False, 10, name, f"text {n} of conversation {k} does not hold {code}")
        for path in facts.signed:
            ok = path not in self.entries or verify_facts.is_signed(self.lines(path, 99))
            need(ok, 10, path, "a mail that is not signed")

    def check_signature(self, seal, number, name):  # step 7
        demand(seal.labels, "not checked, as the seal cannot be read", False)
        armour = b"".join(itertools.islice(self.lines(name, 99), 99))
        blob = base64.b64decode(armour[len(BEGIN) : -len(END)].replace(b"\n", b""), validate=True)
        text, match = base64.b64encode(blob), re.fullmatch(BLOB, blob)
        ok = armour == BEGIN + b"".join(text[i : i + 70] + b"\n" for i in range(0, len(text), 70)) + END
        ok = ok and match and all(int.from_bytes(match[i], "big") == len(match[i + 1]) for i in (1, 3, 5))
        demand(ok, "its armour or its blob is not as the format says")
        fingerprint = "SHA256:" + base64.b64encode(hashlib.sha256(match[2]).digest()).decode().rstrip("=")
        need(seal.signer == fingerprint, 7, name, "its key is not the signer that the seal names")
        demand(match[4] == b"ssh-ed25519", "this kind of key is not supported", False)
        points = re.fullmatch(ED25519, match[2] + b"|" + match[6])
        a, r, s = (int.from_bytes(x, "little") for x in points.groups()[1:]) if points else (0, 0, 0)
        ok = s < L and all(y < P and y not in SMALL for y in (a % 2**255, r % 2**255))
        demand(ok, "malformed, or not valid by the strict rule of section 5")
        call = ["ssh-keygen", "-Y", "check-novalidate", "-n", "seal@hikae", "-s", "sig"]
        run = verify_time.run(call, b"".join(self.lines(name[:-4])), sig=armour)
        demand(run, "not checked: ssh-keygen is not installed", False)
        ok = run.returncode == 0 and fingerprint.encode() in run.stdout
        demand(ok, "ssh-keygen does not confirm the signature", run.returncode in (0, 255))

    def check_stamps(self, seal, number, base):  # step 8
        stamps, read, covered = defaultdict(list), [], [base[:10] + "seal.txt", base[:10] + "seal.txt.sig"]
        for match in filter(None, (re.match(base + "([0-9]+)", name) for name in self.editions[number])):
            stamps[int(match[1])].append(match.string)
        for place, (k, names) in enumerate(sorted(stamps.items()), 1):
            own, tokens = base + f"{place}.sha256", [name for name in names if name.endswith(".tsr")]
            demand(k == place and own in names and tokens, f"{place} is missing, or its list or its response")
            demand(self.entries[own].sha == self.listing(covered), f"{place} does not list what it covers")
            need(len(tokens) <= 16, 8, own, "over 16 tokens")
            tokens = [name for name in tokens[:16] if self.entries[name].size <= MIB]
            read.append((b"".join(self.lines(own)), [(name, b"".join(self.lines(name))) for name in tokens]))
            covered += names
        for token in verify_time.check(read):
            need(not token.altered, 8, token.name, token.words)
            seal.tokens += (token,)

    def listing(self, names):  # the SHA-256 of the list of these entries, in the form of sha256sum
        sha = hashlib.sha256()
        for name in sorted(self.entries.keys() & set(names)):
            sha.update(self.entries[name].sha.encode() + b"  " + name.encode(*RAW) + b"\n")
        return sha.hexdigest()

    def check_bag(self, last):  # step 3, and README.txt of step 2
        payload = {name for name in self.entries if name.startswith("data/")}
        made = {"data/README.txt": README, "bagit.txt": BAGIT, "manifest-sha256.txt": self.listing(payload)}
        made["tagmanifest-sha256.txt"] = self.listing({*self.entries} - payload - {"tagmanifest-sha256.txt"})
        for name in made.keys() & self.entries.keys():
            need(self.entries[name].sha == made[name], 2 + (name in ROOTS), name, "not what it has to be")
        info = b"".join(itertools.islice(self.lines("bag-info.txt", 99), 6)).decode("ascii", "replace")
        info, size = re.fullmatch(BAG_INFO, info), sum(self.entries[name].size for name in payload)
        ok = info and info[3] == f"{size}.{len(payload)}" and (not last.labels or info[2] == last.sealed[:10])
        need(ok, 3, "bag-info.txt", "not what it has to be")
        need("REPORT.html" in self.entries or info and not info[1], 2, "REPORT.html", "missing")

def check_chain(seals):  # step 9, over all editions of the run
    known, latest = {}, ""
    for seal in sorted(seals, key=lambda seal: seal.number):
        subject, before = f"edition {seal.number}", known.get(seal.number - 1)
        need(seal.case == seals[0].case, 9, subject, "of another case")
        need(seal.signer == seals[0].signer, 9, subject, "of another signer")
        need(known.setdefault(seal.number, seal).sha == seal.sha, 9, subject, "there are two of this number")
        need(not before or seal.previous[7:] == before.sha, 9, subject, "does not name the edition before it")
        need(seal.sealed >= latest, 9, subject, "was sealed before an earlier edition")
        latest = max(latest, seal.sealed)
    for number, what in verify_facts.check_targets(seals, edition_of):
        need(False, 10, f"edition {number}", what)

def main(arguments):
    archives, _ = [], (FOUND.clear(), verify_time.ROOTS.clear())
    while arguments[:1] == ["--tsa-root"] and arguments[1:]:
        verify_time.ROOTS.append(arguments[1])
        arguments = arguments[2:]
    if not arguments or any(argument.startswith("-") for argument in arguments):
        return print("usage: verify.py [--tsa-root PEM]... ARCHIVE-OR-FOLDER...", file=sys.stderr) or 2
    for path in map(pathlib.Path, arguments):
        archives += map(Archive, (sorted(path.glob("*.zip")) or [path]) if path.is_dir() else [path])
    for archive in archives:
        before, _ = sum(FOUND.values()), say(f"archive {archive.path}")
        try:
            archive.check()
            for number, seal in archive.seals.items() if before == sum(FOUND.values()) else ():
                files, here = seal.labels["file"], sum(x[:5] == "data/" for x in archive.editions[number])
                say(f"case {seal.case}, edition {number}, sealed {seal.sealed} by the signer's own clock")
                say(f"  signer {seal.signer} (found in the archive; it does not show who that is)")
                say(f"  {seal.shown} of {seal.count} facts shown, {files - here} of {files} files withheld")
        except Exception as fault:  # not as demanded; or unreadable, no memory, no room: in no case a pass
            need(False, 1, "archive", str(fault) or repr(fault), getattr(fault, "alters", False))
    seals = [seal for archive in archives for seal in archive.seals.values() if seal.labels]
    check_chain(seals)
    for line in verify_time.report(seals) if not FOUND else ():
        say(line)
    print("no revision of REPORT.html and VERIFY.txt is known here: do not rely on them")  # step 11
    intact = "Sealed facts and files: INTACT. REPORT.html and VERIFY.txt: NOT CHECKED"
    print("ALTERED" if FOUND[True] else "UNDECIDED" if FOUND[False] else intact)
    return 1 if FOUND[True] else 3 if FOUND[False] else 0

if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
