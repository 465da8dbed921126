"""BER, DER, and what tokens and certificates are made of (X.690, RFC 5280, RFC 5652), for verify_time.py: docs/format.md,
section 6. Everything has exactly the form that it must have; what has not contradicts itself, or counts as no time."""
import datetime
from collections import namedtuple

SHA_1 = "2b0e03021a"
SHA_2 = {f"60864801650304020{n}": f"sha{bits}" for n, bits in ((1, 256), (2, 384), (3, 512))}
RSA, RSA_PSS, MGF_1 = (f"2a864886f70d0101{n}" for n in ("01", "0a", "08"))
RSA_WITH = {f"2a864886f70d01010{'abcd'[n]}": f"60864801650304020{n}" for n in (1, 2, 3)}
EC_KEY = "2a8648ce3d0201"
EC_WITH = {f"2a8648ce3d04030{n + 1}": f"60864801650304020{n}" for n in (1, 2, 3)}
KEY_ID = "551d0e"  # subjectKeyIdentifier
INTEGER, BITS, OCTETS, NULL, OID, TIME, SEQUENCE, SET = 0x02, 0x03, 0x04, 0x05, 0x06, 0x18, 0x30, 0x31  # tags
PART = [0xA0, 0xA1, 0xA2, 0xA3, 0xA4]  # [0] to [4] with values in them
UNIVERSAL = {1, 2, 3, 4, 5, 6, 9, 10, 12, 13, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x1A, 0x1B, 0x1E, 0x30, 0x31}
NO_TOKEN = "not a response of RFC 3161, or not whole"
TOO_WEAK = "made in a way that is too weak or not supported"
Value = namedtuple("Value", "tag raw body")


class Contradiction(ValueError):
    pass


class NoTime(Exception):
    pass


def demand(ok, what=NO_TOKEN):  # otherwise the token contradicts its list, or itself
    if not ok:
        raise Contradiction(what)


def usable(ok, what=TOO_WEAK):  # otherwise it counts as no time
    if not ok:
        raise NoTime(what)


def header(data, at):  # tag, length (None: indefinite) and where the content begins
    demand(at + 2 <= len(data) and data[at] & 0x1F != 0x1F)
    tag, size, start = data[at], data[at + 1], at + 2
    if size == 0x80:
        return tag, None, start
    if size > 0x80:
        start += size - 0x80
        demand(start <= len(data))
        size = int.from_bytes(data[at + 2 : start], "big")
    demand(start + size <= len(data))
    return tag, size, start


def wrapped(tag, content):
    size = b"" if len(content) < 0x80 else len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + content if size else bytes([tag, len(content)]) + content


def to_der(data, at=0, depth=48):  # BER to DER: definite, shortest lengths and whole octet strings; and its end
    tag, size, start = header(data, at)
    if not tag & 0x20:
        demand(size is not None)
        return wrapped(tag, data[start : start + size]), start + size
    out, at, pieces = [], start, tag == OCTETS | 0x20
    while data[at : at + 2] != b"\0\0" if size is None else at < start + size:
        demand(depth > 0)
        if pieces:
            piece, length, begin = header(data, at)
            demand(piece == OCTETS and length is not None)
            out.append(data[begin : begin + length])
            at = begin + length
        else:
            inner, at = to_der(data, at, depth - 1)
            out.append(inner)
        demand(size is None or at <= start + size)
    return wrapped(OCTETS if pieces else tag, b"".join(out)), at + 2 if size is None else at


def whole(data):  # the one value that these bytes are, in DER
    der, end = to_der(data)
    demand(end == len(data), "more than a response")
    return read(der)


def read(der, at=0):  # the value of DER that begins there
    tag, size, start = header(der, at)
    demand(tag & 0xC0 or tag in UNIVERSAL)
    return Value(tag, der[at : start + size], der[start : start + size])


def parts(value, tag=SEQUENCE):  # the values in one of this tag
    demand(value.tag == tag)
    found, at = [], 0
    while at < len(value.body):
        found.append(read(value.body, at))
        at += len(found[-1].raw)
    return found


def exactly(value, *tags):  # a sequence of these values; None: of any tag
    found = parts(value)
    demand(len(found) == len(tags) and all(tag in (None, part.tag) for tag, part in zip(tags, found)))
    return found


def octets(value):
    demand(value.tag == OCTETS)
    return value.body


def oid(value):
    body, arc = value.body, 0
    demand(value.tag == OID and 2 <= len(body) <= 39 and body[0] < 120 and body[-1] < 0x80)
    for byte in body[1:]:
        arc = arc << 7 | byte & 0x7F
        demand(arc < 1 << 32)
        arc *= byte > 0x7F
    return body.hex()


def number(value, most=None):  # a number in its shortest form; up to `most`, it is not negative
    body = value.body
    demand(value.tag & 0x1F == INTEGER or value.tag & 0x80)
    demand(body and not (body[1:] and (body[0], body[1] >> 7) in ((0, 0), (255, 1))))
    count = int.from_bytes(body, "big", signed=True)
    demand(most is None or 0 <= count <= most)
    return count


def algorithm(value):  # an AlgorithmIdentifier: its name, and its parameters if there are any but NULL
    found = parts(value)
    demand(1 <= len(found) <= 2)
    return oid(found[0]), found[1] if found[1:] and found[1].raw != b"\5\0" else None


def hash_of(value):  # the SHA-2 that an algorithm is
    name, parameters = algorithm(value)
    demand(parameters is None, "parameters where an algorithm has none")
    usable(name in SHA_2)
    return name


def signed_with(value, digest):  # the hash that a signature of this algorithm rests on
    name, parameters = algorithm(value)
    if name == RSA_PSS:
        usable(len(parts(value)) == 2)
        return pss_hash(parameters or parts(value)[1])
    demand(parameters is None or name == EC_KEY, "parameters where an algorithm has none")
    usable(name in (RSA, EC_KEY) or name in RSA_WITH or name in EC_WITH)
    return RSA_WITH.get(name) or EC_WITH.get(name) or digest


def pss_hash(value):  # RSASSA-PSS-params (RFC 4055): hash and mask are stated, and rest on the same hash
    found = parts(value)
    demand([part.tag for part in found] == sorted({part.tag for part in found} & set(PART[:4])))
    field = {part.tag: parts(part, part.tag) for part in found}
    demand(all(len(inner) == 1 for inner in field.values()))
    field = {tag: inner[0] for tag, inner in field.items()}
    demand(PART[2] not in field or field[PART[2]].tag == INTEGER and number(field[PART[2]], 0xFFFF) >= 0)
    demand(PART[3] not in field or field[PART[3]].tag == INTEGER and number(field[PART[3]], 255) >= 0)
    for tag in PART[:2]:
        algorithm(field[tag]) if tag in field else None
    usable(PART[0] in field)
    digest = hash_of(field[PART[0]])
    usable(PART[1] in field)
    mask = parts(field[PART[1]])
    demand(len(mask) == 2)
    algorithm(mask[1])
    usable(oid(mask[0]) == MGF_1)
    usable(hash_of(mask[1]) == digest)
    demand(PART[3] not in field or number(field[PART[3]]) == 1)
    return digest


def certificate(raw):  # issuer, serial number and the identifier of the key; None: it cannot be read
    try:
        outer = exactly(read(raw), SEQUENCE, SEQUENCE, BITS)
        body = parts(outer[0])
        if body[0].tag == PART[0]:
            [version] = parts(body[0], PART[0])
            demand(version.tag == INTEGER and number(version, 2) >= 0)
            body = body[1:]
        serial, signed, issuer, validity, subject, key, *more = body
        demand(serial.tag == INTEGER and len(serial.body) <= 21 and number(serial) is not None)
        demand(signed.raw == outer[1].raw and algorithm(signed) and bits(outer[2]))
        spki = exactly(key, SEQUENCE, BITS)
        demand(algorithm(spki[0]) and bits(spki[1]) and is_name(issuer) and is_name(subject))
        demand(all(is_date(date) for date in exactly(validity, None, None)))
        extensions = {}
        places = [0x81, 0x82, PART[3]]
        demand([part.tag for part in more] == [place for place in places if place in [part.tag for part in more]])
        for part in more:
            if part.tag != PART[3]:
                demand(bits(part))
                continue
            [every] = parts(part, PART[3])
            for extension in parts(every):
                name, *critical, value = parts(extension)
                demand(len(critical) <= 1 and all(c.raw in (b"\1\1\0", b"\1\1\xff") for c in critical))
                extensions.setdefault(oid(name), []).append(octets(value))
        known = {name: extensions[name] for name in EXTENSIONS if name in extensions}
        demand(all(len(values) == 1 and EXTENSIONS[name](read_whole(values[0])) for name, values in known.items()))
        return issuer.raw, serial.body, octets(read(extensions[KEY_ID][0])) if KEY_ID in extensions else None
    except (Contradiction, ValueError, LookupError):
        return None


def read_whole(der):
    value = read(der)
    demand(len(value.raw) == len(der))
    return value


def bits(value):  # a BIT STRING whose unused bits are told, and zero
    unused, last = value.body[0], value.body[-1] * (len(value.body) > 1)
    return unused < 8 and (len(value.body) > 1 or not unused) and not last & ((1 << unused) - 1)


def is_name(value):
    for part in parts(value):
        for pair in parts(part, SET):
            oid(exactly(pair, OID, None)[0])
    return True


def is_date(value):
    form = {0x17: "%y%m%d%H%M%SZ", TIME: "%Y%m%d%H%M%SZ"}[value.tag]
    text = value.body.decode("ascii")
    demand(len(text) == {0x17: 13, TIME: 15}[value.tag])
    return bool(datetime.datetime.strptime(text, form))


EXTENSIONS = {  # those that are read of every certificate, each at most once
    KEY_ID: lambda value: value.tag == OCTETS,
    "551d0f": lambda value: value.tag == BITS and bits(value),
    "551d13": lambda value: [part.tag for part in parts(value)] in ([], [1], [1, INTEGER], [INTEGER]),
    "551d25": lambda value: all(oid(part) for part in parts(value)),
}
