"""The time-stamps of hikae archives (RFC 3161) through openssl, for verify.py: docs/format.md, section 6.

What a token says is read here, strictly, with verify_der.py, since `openssl ts -verify` takes more than the format
allows: bytes after a response, times that are none, SHA-1 and MD5, other content. Its signature is checked by `openssl
cms -verify`, its path to a root at its own genTime by `openssl ts -verify`, or by `openssl cms -verify` where the other
cannot read it. What cannot be checked counts as no time, and says so."""
import base64, datetime, hashlib, pathlib, re, shutil, subprocess, tempfile, time
from collections import defaultdict, namedtuple
from verify_der import (
    Contradiction, INTEGER, NO_TOKEN, NoTime, OCTETS, OID, PART, SEQUENCE, SET, SHA_1, SHA_2, TIME,
    algorithm, certificate, demand, exactly, hash_of, number, octets, oid, parts, read, read_whole,
    signed_with, usable, whole, wrapped,
)

TST_INFO, SIGNED_DATA = "2a864886f70d0109100104", "2a864886f70d010702"  # object identifiers, encoded
CONTENT_TYPE, MESSAGE_DIGEST = "2a864886f70d010903", "2a864886f70d010904"  # signed attributes
NAMES = {"2a864886f70d010910020c": 1, "2a864886f70d010910022f": 2}  # signingCertificate: RFC 2634, RFC 5816
ROOTS, NOW = [], int(time.time())  # the files of roots that the reader names, and the reader's time
# late, made: since 1970, with and without what the accuracy leaves open; only where it counts as a time
Result = namedtuple("Result", "name altered late made words")
Token = namedtuple("Token", "bare made late words path")
Path = namedtuple("Path", "signer came facts named")  # what a path is made from, and the certificates that are named


def run(call, stdin=b"", **files):  # in a folder with these files; None: it is not installed
    if not shutil.which(call[0]):
        return None
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            pathlib.Path(folder, name).write_bytes(data)
        return subprocess.run(call, cwd=folder, input=stdin, capture_output=True, timeout=99)


def openssl(*call, **files):
    done = run(["openssl", *call], **files)
    return done and done.returncode


def names_of(attribute, kind):  # the certificates that a signingCertificate attribute names
    lists = parts(attribute)
    demand(lists and 1 <= len(parts(lists[0])) <= 16)
    found = []
    for entry in parts(lists[0]):
        fields, name = parts(entry), "sha1" if kind == 1 else "sha256"
        if kind == 2 and fields and fields[0].tag == SEQUENCE:
            first, fields = algorithm(fields[0]), fields[1:]
            name = "sha1" if first[0] == SHA_1 else SHA_2[hash_of(parts(entry)[0])]
        demand(1 <= len(fields) <= 2)
        told = None
        if fields[1:]:
            issuer, serial = exactly(fields[1], SEQUENCE, INTEGER)
            [directory] = parts(issuer)
            demand(directory.tag == PART[4] and read_whole(directory.body).tag == SEQUENCE)
            told = directory.body, serial.body
        found.append((name, octets(fields[0]), told))
    return found


def is_named(raw, facts, name):
    return hashlib.new(name[0], raw).digest() == name[1] and name[2] in (None, facts[:2])


def digest_of(listing):
    return hashlib.sha256(listing).digest()


def read_info(content):  # what a TSTInfo says: imprint, time, what may follow it, critical or not
    version, policy, imprint, serial, made, *more = parts(whole(content))
    digits = re.fullmatch(rb"([0-9]{14})(?:\.([0-9]+))?Z", made.body)
    demand(version.tag == INTEGER and number(version, 255) == 1 and oid(policy) and made.tag == TIME and digits)
    hashed = exactly(imprint, SEQUENCE, OCTETS)
    demand(algorithm(hashed[0])[0] in SHA_2 and algorithm(hashed[0])[1] is None, "over no SHA-2")
    demand(len(hashed[1].body) == int(SHA_2[algorithm(hashed[0])[0]][3:]) // 8, "over no SHA-2")
    demand(serial.tag == INTEGER and number(serial) is not None and len(serial.body) <= 65)
    places = [SEQUENCE, 1, INTEGER, PART[0], PART[1]]
    demand([part.tag for part in more] == [place for place in places if place in [part.tag for part in more]])
    field = {part.tag: part for part in more}
    demand(INTEGER not in field or number(field[INTEGER]) is not None and len(field[INTEGER].body) <= 65)
    spread = None
    if SEQUENCE in field and field[SEQUENCE].body:
        units = {INTEGER: (1, 2**32 - 1), 0x80: (1e-3, 999), 0x81: (1e-6, 999)}
        stated = parts(field[SEQUENCE])
        demand([part.tag for part in stated] == [tag for tag in units if tag in [part.tag for part in stated]])
        spread = sum(number(part, units[part.tag][1]) * units[part.tag][0] for part in stated)
    critical = False
    for extension in parts(field[PART[1]], PART[1]) if PART[1] in field else ():
        name, *flag, value = parts(extension)
        demand(len(flag) <= 1 and all(c.raw in (b"\1\1\0", b"\1\1\xff") for c in flag))
        demand(oid(name) and value.tag == OCTETS)
        critical = critical or bool(flag and flag[0].body[0])
    return [part.body for part in hashed][1], algorithm(hashed[0])[0], digits, spread, critical


def read_token(response, listing):  # a Token that its own signature holds for; or, in words, why it counts as no time
    try:
        return trusted_token(response, listing)
    except NoTime as why:
        return f"counts as no time: {why}"


def trusted_token(response, listing):
    reply = parts(whole(response))
    demand(1 <= len(reply) <= 2)
    [status, *_] = parts(reply[0])
    demand(status.tag == INTEGER and number(status, 255) <= 1, "a refusal, or no status")
    kind, held = exactly(reply[1], OID, PART[0])
    [signed] = parts(held, PART[0])
    demand(oid(kind) == SIGNED_DATA, "not a time-stamp")
    version, digests, content, *sets = parts(signed)
    kind, held = exactly(content, OID, PART[0])
    [octet_string] = parts(held, PART[0])
    demand(version.tag == INTEGER and number(version, 255) >= 0 and oid(kind) == TST_INFO, "not a time-stamp")
    demand([part.tag for part in sets] in ([SET], [PART[0], SET], [PART[1], SET], [PART[0], PART[1], SET]))
    came, lists = ([part for part in sets if part.tag == tag] for tag in PART[:2])
    came = parts(came[0], PART[0]) if came else []
    [signer] = parts(sets[-1], SET)
    sid_version, sid, digest, attributes, with_what, signature, *unsigned = parts(signer)
    demand(sid_version.tag == INTEGER and number(sid_version, 255) >= 0 and signature.tag == OCTETS)
    if sid.tag == SEQUENCE:
        issuer, serial = exactly(sid, None, INTEGER)
        number(serial)
    else:
        demand(sid.tag == 0x80)
    algorithm(digest), algorithm(with_what)
    demand([part.tag for part in unsigned] in ([], [PART[1]]))
    for attribute in parts(unsigned[0], PART[1]) if unsigned else ():
        demand(parts(exactly(attribute, OID, SET)[1], SET) is not None and oid(parts(attribute)[0]))
    named = [algorithm(value) for value in parts(digests, SET)]
    demand(len(named) <= 16 and algorithm(digest)[0] in [name for name, _ in named])
    demand(len(came) <= 64)
    body = octets(octet_string)
    imprint, imprint_hash, digits, spread, critical = read_info(body)
    made = datetime.datetime.strptime(digits[1].decode() + "+0000", "%Y%m%d%H%M%S%z")
    usable(not critical)
    for name, parameters in named:
        demand(name == SHA_1 or parameters is None, "parameters where an algorithm has none")
        usable(name == SHA_1 or name in SHA_2)
    hashed = hash_of(digest)
    usable(signed_with(with_what, hashed) == hashed)
    values, kinds = {}, (CONTENT_TYPE, MESSAGE_DIGEST, *NAMES)
    for attribute in parts(attributes, PART[0]):
        name, inner = exactly(attribute, OID, None)
        if oid(name) in kinds:
            demand(oid(name) not in values and len(parts(inner, SET)) == 1, "its signed attributes do not bind it")
            values[oid(name)] = parts(inner, SET)[0]
    ok = CONTENT_TYPE in values and MESSAGE_DIGEST in values and (values.keys() & NAMES.keys())
    ok = ok and oid(values[CONTENT_TYPE]) == TST_INFO
    ok = ok and octets(values[MESSAGE_DIGEST]) == hashlib.new(SHA_2[hashed], body).digest()
    demand(ok, "its signed attributes do not bind it")
    names = [names_of(values[name], kind)[0] for name, kind in NAMES.items() if name in values]
    facts = {part.raw: certificate(part.raw) for part in came if part.tag not in PART[1:3]}  # but attribute certificates
    is_by = lambda known: known[:2] == (issuer.raw, serial.body) if sid.tag == SEQUENCE else known[2] == sid.body
    signers = [raw for raw, known in facts.items() if known and is_by(known)]
    signers = [raw for raw in signers if all(is_named(raw, facts[raw], name) for name in names)]
    demand(signers, "the certificate that its signed attributes name is not in it")
    # what no signature covers is left out: who signed is one question, and where that leads another
    signer = wrapped(SEQUENCE, b"".join(p.raw for p in (sid_version, sid, digest, attributes, with_what, signature)))
    alone = wrapped(SEQUENCE, version.raw + digests.raw + content.raw + wrapped(SET, signer))
    alone = wrapped(SEQUENCE, bytes.fromhex("0609" + SIGNED_DATA) + wrapped(PART[0], alone))
    pem = b"-----BEGIN CERTIFICATE-----\n%b-----END CERTIFICATE-----\n" % base64.encodebytes(signers[0])
    call = ["cms", "-verify", "-noverify", "-nointern", "-inform", "DER", "-in", "token", "-certfile", "signer"]
    code = openssl(*call, token=alone, signer=pem)
    demand(code != 4, "its signature does not fit, or is not by the certificate that it names")
    usable(code in (0, None), "this openssl cannot check it")
    usable(all(facts.values()), "a certificate in it cannot be read")
    ok = SHA_2[imprint_hash] == "sha256" and imprint == digest_of(listing)
    demand(ok, "over something else than its list")
    usable(code == 0, "openssl is not installed")
    words = f"{made:%Y-%m-%dT%H:%M:%S}{'.' + digits[2].decode() if digits[2] else ''}Z "
    words += "(accuracy not stated)" if spread is None else f"+- {spread:.9g} s"
    made = made.timestamp()
    late = made + float(b"0." + (digits[2] or b"0")) + (spread or 0)
    others = [name for n, kind in NAMES.items() if n in values for name in names_of(values[n], kind)[1:]]
    return Token(reply[1].raw, made, late, words, Path(signers[0], came, facts, others))


def leads_to(root, at, token, response, listing):  # does its path to the root of this file hold at this time?
    common = ["-CAfile", root, "-attime", str(int(at)), "-auth_level", "2"]  # level 2: no SHA-1, no short keys
    if openssl("ts", "-verify", *common, "-data", "list", "-in", "reply", list=listing, reply=response) == 0:
        return True
    # `openssl ts` cannot read signers named by the identifiers of their keys, nor some RSASSA-PSS
    call = ["cms", "-verify", "-purpose", "timestampsign", "-inform", "DER", "-in", "token", *common]
    if openssl(*call, "-cades", token=token.bare) == 0:
        return True
    return names_beside(root, token.path) and openssl(*call, token=token.bare) == 0


def names_beside(root, path):  # does a signer name what is right, and openssl looks for in the path, and not there?
    pem = re.findall(rb"-----BEGIN CERTIFICATE-----(.*?)-----END", pathlib.Path(root).read_bytes(), re.S)
    try:
        anchors = [of_subject(base64.b64decode(body)) for body in pem]
        known = {raw: of_subject(raw) for raw, facts in path.facts.items() if facts}
    except (ValueError, LookupError):
        return False
    way, names = [], [path.facts[path.signer][0]]  # the certificates above the signer, by name
    while names:
        above = [raw for raw, (subject, _) in known.items() if subject == names[0] and raw not in way]
        way, names = way + above, names[1:] + [path.facts[raw][0] for raw in above]
    beside = [b"\x30" + part.raw[1:] for part in path.came if part.tag in PART[1:3]]  # attribute certificates
    twins = [raw for raw, whose in known.items() if whose in anchors]  # the root, cross-signed by another
    fits = lambda name, raws: any(hashlib.new(name[0], raw).digest() == name[1] for raw in raws)
    return any(fits(n, beside + twins) for n in path.named) and all(fits(n, beside + twins + way) for n in path.named)


def of_subject(raw):  # the subject and the key of a certificate
    body = parts(parts(read(raw))[0])
    body = body[body[0].tag == PART[0] :]
    return body[4].raw, body[5].raw


def check(stamps):  # a Result for each token; a stamp: its list and its (name, response)s
    roots = [(root, str(pathlib.Path(root).resolve())) for root in ROOTS]
    until, results = [NOW], []  # a time counts if its certificates last until now, or until a later one that counts
    for listing, tokens in reversed(stamps):
        stamp = []
        for name, response in tokens:
            try:
                token = read_token(response, listing)
            except (ValueError, LookupError, OverflowError) as fault:
                stamp.append(Result(name, True, None, None, str(fault) if type(fault) is Contradiction else NO_TOKEN))
                continue
            if isinstance(token, str):
                stamp.append(Result(name, False, None, None, token))
                continue
            then = [root for root in roots if leads_to(root[1], token.made, token, response, listing)]
            still = [root for root in then if any(leads_to(root[1], at, token, response, listing) for at in until)]
            if still:
                words = f"{token.words} by the root {still[0][0]}"
                stamp.append(Result(name, False, token.late, token.made, words))
            else:
                expired = "its certificates ran out before it was renewed"
                why = expired if then else "by an authority that nobody named, or not by right"
                stamp.append(Result(name, False, None, None, f"counts as no time: {token.words}, {why}"))
        until += [result.made for result in stamp if result.late]
        results = stamp + results
    return results


def report(seals):  # section 9, steps 8 and 9: all tokens; by when each edition existed, also by tokens on later ones
    yield from (f"{token.name}: {token.words}" for seal in seals for token in seal.tokens)
    times = defaultdict(set)
    for seal in sorted(seals, key=lambda seal: -seal.number):
        times[seal.sha] |= {token[2:] for token in seal.tokens if token.late}
        times[seal.previous[7:]] |= times[seal.sha]  # named by hash
    for edition, sealed, sha in sorted({(seal.number, seal.sealed, seal.sha) for seal in seals}):
        sealed = datetime.datetime.strptime(sealed + "+0000", "%Y-%m-%dT%H:%M:%SZ%z").timestamp()
        late, made, words = min(times[sha], default=(sealed, sealed, None))
        but = ", after which it is dated" if sealed > late + 300 else ""
        but = but or ", over a day after its date: shown since then only" * (made - sealed > 86400)
        yield f"edition {edition} existed no later than {words}{but}" if words else f"edition {edition}: no time shown"
