"""The time-stamps of hikae archives (RFC 3161) through openssl, for verify.py: docs/format.md, section 6.

What a token says is read here, strictly, since `openssl ts -verify` takes more than the format allows: bytes after a
response, times that are none, SHA-1 and MD5, other content. Its signature is checked by `openssl cms -verify`, its
path to a root at its own genTime by `openssl ts -verify`. What cannot be checked counts as no time, and says so."""
import base64, datetime, hashlib, pathlib, re, shutil, subprocess, tempfile, time
from collections import defaultdict, namedtuple

TST_INFO, SIGNED_DATA = "2a864886f70d0109100104", "2a864886f70d010702"  # object identifiers, encoded
CONTENT_TYPE, MESSAGE_DIGEST = "2a864886f70d010903", "2a864886f70d010904"  # signed attributes
SIGNING_CERTIFICATE = ("2a864886f70d010910020c", "2a864886f70d010910022f")  # RFC 2634, RFC 5816
SHA_256 = "608648016503040201"
HASHES = {20: "sha1", 32: "sha256", 48: "sha384", 64: "sha512"}  # by their lengths
SIGNED = "|".join(  # SHA-256, -384, -512, each with RSA (also PSS) or ECDSA; all else is too weak, or not known
    rf"60864801650304020{n} (?:2a864886f70d0101(?:01|0a|0{'abcd'[n]})|2a8648ce3d(?:0201|04030{n + 1}))"
    for n in (1, 2, 3)
)
SEQUENCE, SET, TIME, OCTETS, PARTS = 0x30, 0x31, 0x18, 0x04, 0xA0  # tags; PARTS: [0] with values in it
SECONDS = {0x02: 1, 0x80: 1e-3, 0x81: 1e-6}  # the fields of an accuracy
ROOTS, NOW = [], int(time.time())  # the files of roots that the reader names, and the reader's time
NO_TOKEN = "not a response of RFC 3161, or not whole"
Value = namedtuple("Value", "tag raw body parts")
# late, made: since 1970, with and without what the accuracy leaves open; only where it counts as a time
Result = namedtuple("Result", "name altered late made words")
Token = namedtuple("Token", "bare made late words")


class Contradiction(ValueError):
    pass


def demand(ok, what=NO_TOKEN):  # otherwise the token contradicts its list, or itself
    if not ok:
        raise Contradiction(what)


def read(data, depth=0):  # the value of BER that `data` begins with, and the values in it
    size, at, parts, endless = data[1], 2, [], data[1] == 0x80
    if size > 0x80:
        at = size - 0x80 + 2
        size = int.from_bytes(data[2:at], "big")
    start, end = at, len(data) if endless else at + size
    demand(end <= len(data) and depth < 48)
    while data[0] & 0x20 and at < end and not (endless and data[at] == data[at + 1] == 0):
        parts.append(read(data[at:end], depth + 1))
        at += len(parts[-1].raw)
    end = at + 2 if endless else end
    demand(end <= len(data) and (data[0] & 0x20 or not endless))
    return Value(data[0], data[:end], data[start:end], parts)


def octets(value):  # the bytes of a value that may come in pieces
    return b"".join(map(octets, value.parts)) if value.parts else bytes(value.body)


def named(value):  # an algorithm, or what else begins with an object identifier
    return octets(value.parts[0]).hex()


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


def is_named(certificate, attribute):  # does a signingCertificate attribute name this one as the signer's?
    *_, first = [part for part in attribute.parts[0].parts[0].parts if part.tag == OCTETS]
    if hashlib.new(HASHES[len(first.body)], certificate).digest() != first.body:
        return False
    body = read(certificate).parts[0].parts
    body = body[body[0].tag == PARTS :]  # the version may be left out
    last = attribute.parts[0].parts[0].parts[-1]
    told = [last.parts[0].parts[0].body, last.parts[1].raw] if last.tag == SEQUENCE else None
    return told in (None, [body[2].raw, body[0].raw])


def read_token(response, listing):  # a Token that its own signature holds for; or, in words, why it counts as no time
    reply = read(memoryview(response))
    demand(len(reply.raw) == len(response), "more than a response")
    demand(octets(reply.parts[0].parts[0]) in (b"\0", b"\1"), "a refusal, or no status")
    _, token = reply.parts
    _, _, content, *sets = token.parts[1].parts[0].parts
    [signer] = sets[-1].parts
    demand([named(token), named(content), sets[-1].tag] == [SIGNED_DATA, TST_INFO, SET], "not a time-stamp")
    content = octets(content.parts[1].parts[0])
    info = read(memoryview(content))
    version, policy, imprint, _, made, *more = info.parts
    digits = re.fullmatch(r"([0-9]{14})((?:\.[0-9]+)?)Z", octets(made).decode())
    ok = len(info.raw) == len(content) and octets(version) == b"\1" and made.tag == TIME and digits
    demand(ok, "not a TSTInfo, or its genTime is none")
    made = datetime.datetime.strptime(digits[1] + "+0000", "%Y%m%d%H%M%S%z")
    accuracy = more[0].parts if more and more[0].tag == SEQUENCE else []
    accuracy = [(int.from_bytes(part.body, "big"), SECONDS[part.tag]) for part in accuracy]
    demand(all(count < 1000 or unit == 1 for count, unit in accuracy), "its accuracy is out of its range")
    spread = sum(count * unit for count, unit in accuracy)
    words = f"{made:%Y-%m-%dT%H:%M:%S}{digits[2]}Z "
    words += f"+- {spread:.9g} s" if accuracy else "(accuracy not stated)"
    _, _, digest, attributes, algorithm, *_ = signer.parts
    extensions = [extension.parts for field in more if field.tag == 0xA1 for extension in field.parts]
    critical = any(len(parts) > 2 and any(parts[1].body) for parts in extensions)
    if critical or not re.fullmatch(SIGNED, f"{named(digest)} {named(algorithm)}"):
        return "counts as no time: made in a way that is too weak or not supported"
    values = {}
    for attribute in attributes.parts:
        values.setdefault(named(attribute), []).extend(attribute.parts[1].parts)
    names = [value for name in SIGNING_CERTIFICATE for value in values.get(name, [])]
    ok = names and all(len(values.get(name, [0])) == 1 for name in (CONTENT_TYPE, MESSAGE_DIGEST, *SIGNING_CERTIFICATE))
    ok = ok and MESSAGE_DIGEST in values and octets(values[CONTENT_TYPE][0]).hex() == TST_INFO
    demand(ok, "its signed attributes do not bind it")
    ok = named(imprint.parts[0]) == SHA_256 and octets(imprint.parts[1]) == hashlib.sha256(listing).digest()
    demand(ok, "over something else than its list")
    certificates = [part.raw for part in sets[0].parts] if sets[0].tag == PARTS else []
    signers = [certificate for certificate in certificates if all(is_named(certificate, name) for name in names)]
    demand(signers, "the certificate that its signed attributes name is not in it")
    pem = b"-----BEGIN CERTIFICATE-----\n%b-----END CERTIFICATE-----\n" % base64.encodebytes(signers[0])
    call = ["cms", "-verify", "-noverify", "-nointern", "-inform", "DER", "-in", "token", "-certfile", "signer"]
    code = openssl(*call, token=token.raw, signer=pem)
    demand(code != 4, "its signature does not fit, or is not by the certificate that it names")
    if code != 0:
        return f"counts as no time: {'openssl is not installed' if code is None else 'this openssl cannot check it'}"
    made = made.timestamp()
    return Token(token.raw, made, made + float(f"0{digits[2]}") + spread, words)


def leads_to(root, at, token, response, listing):  # does its path to the root of this file hold at this time?
    common = ["-CAfile", root, "-attime", str(int(at)), "-auth_level", "2"]  # level 2: no SHA-1, no short keys
    if openssl("ts", "-verify", *common, "-data", "list", "-in", "reply", list=listing, reply=response) == 0:
        return True
    # `openssl ts` cannot read signers named by the identifiers of their keys, nor some RSASSA-PSS
    call = ["cms", "-verify", "-cades", "-purpose", "timestampsign", "-inform", "DER", "-in", "token"]
    return openssl(*call, *common, token=token.bare) == 0


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
                expired, unknown = "its certificates ran out before it was renewed", "by an authority that nobody named"
                why = expired if then else f"{unknown}, or not by right"
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
    for number, sealed, sha in sorted({(seal.number, seal.sealed, seal.sha) for seal in seals}):
        sealed = datetime.datetime.strptime(sealed + "+0000", "%Y-%m-%dT%H:%M:%SZ%z").timestamp()
        late, made, words = min(times[sha], default=(sealed, sealed, None))
        but = ", after which it is dated" if sealed > late + 300 else ""
        but = but or ", over a day after its date: shown since then only" * (made - sealed > 86400)
        yield f"edition {number} existed no later than {words}{but}" if words else f"edition {number}: no time shown"
