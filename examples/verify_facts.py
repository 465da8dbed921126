"""What must hold among the disclosed facts of an edition (docs/format.md, section 4.3 from rule 4 on), for verify.py.

A fact can be well formed, sealed and signed, and still contradict itself, another fact, or the seal: then the archive
is altered, whoever signed it. Every function here gives what is wrong in words."""
import base64, datetime, re
from collections import Counter, defaultdict

SPOKEN, PEOPLE = ("message", "text"), ("participant", "name")
LOCAL = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d)(?::(\d\d)(?::(\d\d))?)?", re.ASCII)
OFFSET = re.compile(r"([+-])([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
LENGTH = {13: 3600, 16: 60, 19: 1}  # seconds of a local time, by how much of it is written
VERIFIED = ("pass", "unaligned", "weak", "expired")  # results that take a key
READ = VERIFIED + ("no-key", "fail")  # and those that take a signature whose tags could be read
SIGNED = READ + ("malformed",)  # and those that take a field
# letters and digits in full width as plain ones; between the digits of a code: space, what cannot be seen, breaks,
# hyphens, marks of quotation, and soft breaks of quoted-printable
WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
BETWEEN = "\t-\r \x85\xa0\xad\u1680\u2000-\u2013\u2028\u2029\u202f\u205f\u2060\u2212\u3000\ufeff\uff0d\uff1e>-"
BETWEEN = f"(?:[{BETWEEN}]|=(?=[\r\n]))*"


def seconds(text):  # of a local time, as if it were UTC, since 1970; None: words, or no calendar has it
    match = LOCAL.fullmatch(text)
    try:
        year, month, day, *clock = (int(part or 0) for part in match.groups())
        clock = datetime.time(*clock)
        days = datetime.date(year, month, day).toordinal() - datetime.date(1970, 1, 1).toordinal()
        return days * 86400 + clock.hour * 3600 + clock.minute * 60 + clock.second
    except (ValueError, AttributeError):
        return None


def fits(at):  # rule 8: a moment, its local time and its offset
    first = seconds(at.get("local", ""))
    if "from" not in at or first is None:
        return True
    start, end, length = seconds(at["from"][:19]), seconds(at["to"][:19]), LENGTH[len(at["local"])]
    offset = at.get("offset", "+00:00" if at["basis"] == "utc" else None)
    if offset is None:  # more than one reading is possible
        return start < first + length + 12 * 3600 and first - 14 * 3600 < end and length < end - start
    match = OFFSET.fullmatch(offset)
    if not match:
        return False
    east = sum(int(part or 0) * unit for part, unit in zip(match.groups()[1:], (3600, 60, 1)))
    first -= -east if match[1] == "-" else east
    return first <= start and end <= first + length if length == 3600 else (start, end) == (first, first + length)


def micros(text):  # None: below zero
    whole, _, part = text.partition(".")
    return None if text[0] == "-" else int(whole) * 10**6 + int(part.ljust(6, "0"))


def audio(fact):  # rule 15
    length = micros(fact["duration_s"]) if "duration_s" in fact else 0
    if {"duration_s", "frames", "sample_rate_hz"} <= fact.keys():
        rate = fact["sample_rate_hz"]
        if length is None or abs(length * rate - fact["frames"] * 10**6) > rate:
            return "its duration is not that of its frames"
    for part in ("head_silence_s", "tail_silence_s", "digital_zero_s") if "duration_s" in fact else ():
        silence = micros(fact.get(part, "0"))
        if part in fact and (length is None or silence is None or silence > length):
            return "a silence longer than the sound"
    if any(gap["field"] in fact and gap["field"] != "unmeasured" for gap in fact["unmeasured"]):
        return "a value that was not measured, and stands there"
    return impossible(fact)


def level(text):  # in millionths of a decibel; digital silence lies below all
    whole, _, part = text.lstrip("-").partition(".")
    size = 0 if text == "-inf" else int(whole) * 10**6 + int(part.ljust(6, "0"))
    return -(10**30) if text == "-inf" else -size if text[0] == "-" else size


def impossible(fact):  # rule 15: values that no sound has beside its others
    db = 10**6
    at = {name: level(fact[name]) for name in fact if name.endswith(("dbfs", "dbtp", "lufs", "lu"))}
    peak, most = at.get("sample_peak_dbfs"), (max(fact.get("channels", 32) - 1, 0)).bit_length()
    clipped = fact.get("clipped_runs", 0)
    if peak is not None:
        above = {"rms_dbfs": db // 100, "true_peak_dbtp": 12 * db, "noise_floor_dbfs": -10 * db}
        above["integrated_loudness_lufs"] = 6 * db + 3020000 * most
        if any(name in at and at[name] > peak + limit for name, limit in above.items()):
            return "a level above what its peak allows"
        if at.get("true_peak_dbtp", peak) < peak - db:
            return "a true peak below the samples"
        if ("head_silence_s" in fact or "tail_silence_s" in fact) and peak < -50 * db - db // 100:
            return "silence that ends, and a peak below it"
        if clipped and fact.get("bit_depth", 4) >= 4 and peak < -2 * db:
            return "clipped below full scale"
    if at.get("integrated_loudness_lufs", 0) < -70 * db - db // 100 or at.get("loudness_range_lu", 0) < 0:
        return "a loudness below what is measured"
    ends = [micros(fact[name]) for name in ("head_silence_s", "tail_silence_s", "duration_s") if name in fact]
    if len(ends) == 3 and None not in ends and ends[0] + ends[1] > ends[2] + 2:
        return "silences that are together longer than the sound"
    if {"channels", "frames"} <= fact.keys() and 3 * clipped > fact["channels"] * fact["frames"]:
        return "more clipped samples than samples"


def least_bytes(fact):  # of a file that holds the samples of an audio fact plainly
    plain = fact.get("codec") == "pcm" and fact.get("container") in ("wav", "rf64", "bw64", "aiff", "caf")
    plain = plain and {"frames", "channels", "bit_depth"} <= fact.keys()
    return fact["frames"] * fact["channels"] * -(-fact["bit_depth"] // 8) if plain else 0


def highest(fact):  # of a drawing: by the peak of an audio fact, or as a waveform fact has it
    if "min" in fact:
        values = b"".join(base64.urlsafe_b64decode(fact[n] + "=" * (-len(fact[n]) % 4)) for n in ("min", "max"))
        return max((abs(value - 128) for value in values), default=None)
    peak = fact.get("sample_peak_dbfs")
    return None if peak is None else 0.0 if peak == "-inf" else 127 * min(1.0, 10 ** min(float(peak) / 20, 1))


def mail(fact):  # rule 14
    signature, key = "domain" in fact and "selector" in fact, "key_record" in fact
    captured = "captured_at" in fact, "captured_by" in fact
    ok = (signature or fact["dkim"] not in READ) and (key or fact["dkim"] not in VERIFIED)
    return None if ok and (signature or not key) and captured == (key, key) else "a result that rests on nothing"


def waveform(fact):  # rule 7
    low, high = (base64.urlsafe_b64decode(fact[name] + "=" * (-len(fact[name]) % 4)) for name in ("min", "max"))
    ok = len(low) == len(high) == fact["columns"] and all(a <= b for a, b in zip(low, high))
    return None if ok else "not of its number of columns, or its lowest values lie above the highest"


def conversation(fact):  # rules 12 and 13
    if any(gap["from"] > gap["to"] for gap in fact["gaps"]):
        return "a range ends before it begins"
    whole = not fact["gaps"] and not fact.get("unanswered")
    return None if whole or fact["certainty"] != "understood" else "understood, and not wholly"


def answer(fact):  # rule 12
    return None if 1 <= fact["from"] <= fact["to"] else "its lines end before they begin"


ALONE = {"audio": audio, "mail": mail, "waveform": waveform, "conversation": conversation, "answer": answer}


def stands(code, text):  # rule 9
    digits = (digit if digit.isdigit() else f"[{digit}{digit.upper()}]" for digit in code)
    pattern = f"(?<![0-9A-Za-z]){BETWEEN.join(digits)}(?![0-9A-Za-z])"
    return re.search(pattern, text.translate(WIDE))


def is_signed(pieces):  # rule 14: the head of a mail has a field DKIM-Signature; long lines come in pieces
    begins = True
    for piece in pieces:
        if begins and piece in (b"\n", b"\r\n"):
            return False
        if begins and piece[:14].lower() == b"dkim-signature":
            return True
        begins = piece.endswith(b"\n")
    return False


class Facts:  # of one edition, as they come; its labels say how many there are of each kind
    def __init__(self, labels):
        self.labels, self.counts, self.spoken = labels, Counter(), {kind: set() for kind in SPOKEN}
        self.files, self.sizes, self.named, self.sources = {}, {}, set(), {}
        self.links, self.targets, self.wanted, self.signed = [], defaultdict(set), defaultdict(set), []
        self.bytes, self.least, self.drawn = {}, Counter(), defaultdict(dict)
        self.whole = False  # whether every file is named

    def take(self, kind, fact):  # what is wrong with one fact
        wrong, k, n = [], fact.get("k"), fact.get("n")
        messages, people = self.labels[f"message.{k}"], self.labels[f"participant.{k}"]
        most = self.labels[f"answer.{k}"] if kind == "answer" else people if kind in PEOPLE else messages
        ok = kind not in SPOKEN + PEOPLE + ("answer",) and (kind != "link" or None in (k, n)) or 1 <= n <= most
        ok = ok and (kind != "conversation" or fact["count"] == messages)
        ok = ok and ("participant" not in fact or 1 <= fact["participant"] <= people)
        ok = ok and all(part["after"] <= messages for part in fact.get("gaps", [fact] if kind == "answer" else []))
        wrong += [] if ok else ["a count or a number in it disagrees with the seal"]
        moments = (fact.get(name) for name in ("at", "coverage_from", "coverage_to"))
        wrong += [] if all(fits(at) for at in moments if at) else ["a local time contradicts its moment"]
        wrong += filter(None, [ALONE[kind](fact) if kind in ALONE else None])
        self.counts[k, fact.get("has_text")] += kind == "message"
        if kind in SPOKEN and not fact.get("has_text"):
            self.spoken[kind].add((k, n))
        if kind == "file":
            self.files[fact["path"]], self.bytes[fact["path"]] = fact["sha256"], fact["size"]
            if self.sizes.setdefault(fact["sha256"], fact["size"]) != fact["size"]:  # rule 11
                wrong.append("another file has its hash, and another size")
            return wrong
        names = [fact["path"]] if "path" in fact else fact.get("source", "").split(" ") if "source" in fact else []
        self.named |= {(kind, name) for name in names}
        if kind in ("audio", "waveform"):
            self.drawn[fact["path"]][kind] = highest(fact)
            self.least[fact["path"]] = max(self.least[fact["path"]], least_bytes(fact) if kind == "audio" else 0)
        if kind == "conversation":
            self.sources[k] = fact["source"]
        if kind == "mail" and fact["dkim"] in SIGNED:
            self.signed.append(fact["path"])
        if kind == "link":
            self.links.append((k, n, fact["code"], fact["source"]))
            self.targets[fact["code"]].add(fact.get("target"))
            wrong += [] if (k is None) == (n is None) else ["a conversation without a message, or the reverse"]
        return wrong

    def finish(self):  # what is wrong among them; and the codes that are to be looked for in texts
        for (k, has_text), count in self.counts.items():  # rule 6
            most = self.labels[f"text.{k}"] if has_text else self.labels[f"message.{k}"] - self.labels[f"text.{k}"]
            if count > most:
                yield f"conversation {k}: too many messages with has_text {has_text}"
        if self.spoken["text"] & self.spoken["message"]:
            yield "a message has no text, but here it is"
        for path, least in self.least.items():  # rule 15
            if least > self.bytes.get(path, least):
                yield f"{path}: more samples than the file can hold"
        for path, drawn in self.drawn.items():
            peak, shown = drawn.get("audio"), drawn.get("waveform")
            if None not in (peak, shown) and abs(peak - shown) > 1.01:
                yield f"{path}: a peak that is not drawn"
        self.whole = len(self.files) == self.labels["file"]
        for kind, name in sorted(self.named) if self.whole else ():  # rule 10
            above = (name[:at.start()] for at in re.finditer("/", name))
            inside = kind in ("audio", "waveform", "claims") and any(folder in self.files for folder in above)
            if name not in self.files and not inside:
                yield f"{kind}: {name} was never sealed"
        for k, n, code, source in self.links:
            if None not in (k, n) and self.sources.get(k, source) != source:
                yield f"a link to conversation {k} has another source"
            if (k, n) in self.spoken["text"]:
                self.wanted[k, n].add(code)
        for code, targets in self.targets.items():  # rule 16
            if len(targets) > 1:
                yield f"{code} is said to name two things"

    def look(self, fact):  # rule 9, in a text: strikes out what stands there
        codes = self.wanted.get((fact["k"], fact["n"]), set())
        codes -= {code for code in codes if stands(code, fact["text"])}

    def missing(self):
        return sorted((k, n, code) for (k, n), codes in self.wanted.items() for code in codes)


def check_targets(seals, edition_of):  # rule 16, over a run: what is wrong; `edition_of` an entry that a code may name
    codes, files, whole = defaultdict(set), {}, set()
    for seal in seals:
        codes[seal.number].add(seal.sha)
        files.update(seal.facts.files)
        whole |= {seal.number} if seal.facts.whole else set()
    for seal in seals:
        for code, target in ((code, name) for code, names in seal.facts.targets.items() for name in names if name):
            number = edition_of(target)
            ok = number is not None and number < seal.number
            if ok and target.startswith("proof/"):
                ok = number not in codes or code in codes[number]
            elif ok:
                ok = files.get(target, None if number in whole else code) == code
            if not ok:
                yield seal.number, f"{code} is not that of {target}"
