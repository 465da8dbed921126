# REPORT.html: what an archive holds, for reading. Both languages stand on one page.
report-title = Sealed record
report-title-of = Sealed record: { $title }
report-lead = This page shows what is in this archive, so that people can read it. hikae made it from the facts and the proofs in the archive. The page itself carries no signature: "hikae verify" makes it again and compares, and VERIFY.txt says how to check the archive without hikae.
report-place = Sounds play where the ZIP has been unzipped and this page is opened from its folder.
report-contents = On this page

report-archive = This archive
report-archive-by = Counted from the seals in this archive. A seal lists everything that was sealed, whether or not this copy shows it.
report-edition = Edition
report-sealed = Sealed (by the signer's own clock)
report-code = Seal code
report-shown = Shown in this copy
report-shown-all = all { $facts } facts; { $files } { $files ->
    [one] file
   *[other] files
}
report-shown-part = { $facts } of { $sealed } facts; { $here } of { $files } { $files ->
    [one] file
   *[other] files
}. The rest was withheld by whoever made this copy.
report-signer = Signing key
report-signer-meaning = One key signed the seal. Whose key it is, the archive does not show.
report-previous = names edition { $before } by its hash
report-previous-none = the first edition
report-previous-absent = names edition { $before } by its hash; that edition is not in this archive
report-more-editions = { $count } more editions are not printed here.

report-case = The job
report-case-by = Stated by the worker in the case notes, as written.
report-case-edition = As of edition { $edition }; what earlier editions say stands in their facts.jsonl.
report-key = Item
report-value = As written

report-rounds = Delivered files, by round
report-rounds-by = Size and hash: read by the sealing program. Names as found: claimed by the computer on which it was sealed. Measured values and drawings: as sealed (read from the samples by the program when it sealed; this page measures nothing). Dates of delivery: stated by the worker.
report-rounds-note = Files listed here were sealed. Whether and when they were delivered is to be seen in the platform's own record.
report-round = Round { $round }
report-round-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
report-round-files-part = Shown in this copy: { $count ->
    [one] { $count } file
   *[other] { $count } files
}
report-ahead = This lies after the sealing: it had not happened by then.
report-round-no-files = No file of this round is shown in this copy.
report-round-events = Stated by the worker for this round
report-sealed-in = edition { $edition }
report-withheld = This file was withheld by whoever made this copy.
report-no-fact = No size and hash of this file are shown in this copy.
report-bytes = { $bytes } bytes
report-inside = inside { $file }
report-wave = Drawing of the level over time
report-claims = The file's own claims (anyone can change them; not checked)
report-claim-guessed = { $value } (encoding guessed)
report-claims-more = { $count } more claims stand in facts.jsonl.
report-modified = File date on that computer
report-files-more = { $count } more files are not printed here; they stand in facts.jsonl.
report-audio-more = Of { $count } more files or parts of ZIP files, the measured values are not printed here; they stand in facts.jsonl.

report-papers = Papers and message files
report-papers-by = Size and hash: read by the sealing program. Names as found: claimed by the computer on which it was sealed. What the papers show is not checked.
report-name = Name as found
report-size = Size
report-hash = SHA-256

report-talks = Messages
report-talks-by = Read by the sealing program from the worker's copies: exports, mails, threads copied from the screen. They show what the copy says, not that the copy is whole or unedited.
report-talk = Record
report-format = Format
report-count = Messages
report-count-all = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
report-count-part = { $shown } of { $count } shown; the others were withheld by whoever made this copy
report-reading = Reading
report-until = Covers until
report-until-last = its last message (when it was exported is not stated)
report-until-copied = { $until } (copied then, as declared)
report-until-range = { $until } (end of the range that was exported)
report-until-changed = { $until } (when the file was last changed)
report-until-saved = { $until } (saved then)
report-zone-declared = Times are read in the time zone that the worker declared.
report-zone-assumed = No time zone was given: times are read as Japan time (Asia/Tokyo).
report-gap = Not understood: { $range }
report-open-participants = Whose the names are was not said.
report-open-day-order = Which number in a date is the day was not said.
report-open-copy-time = When the thread was copied was not said.
report-open-line-ends = Line ends were changed, so that boundaries inside a quotation are open.
report-gaps-more = { $count } more ranges were not understood.
report-file-of = File
report-talks-more = { $count } more records are not printed here; they stand in facts.jsonl.

report-timeline = Timeline
report-timeline-by = Messages as read from the worker's copies; events as the worker states them in the case notes.
report-grades = Grades: C a copy without a signature; D copied by hand, or stated by the worker. A mail whose signature the reader checks with a key obtained independently is grade A; this page checks nothing, and says C. What stands in the platform's own database outweighs all of them.
report-when = When
report-grade = Grade
report-who = Who
report-what = What
report-undated = time not known
report-stated = stated by the worker
report-event-round = { $event } (round { $round })
report-person = participant { $number }
report-role-worker = worker
report-role-client = client
report-role-other = third person
report-role-system = service
report-role-unknown = role not known
report-actor-worker = worker
report-actor-client = client
report-actor-platform = platform
report-kind-sticker = sticker
report-kind-image = picture
report-kind-video = video
report-kind-voice = voice
report-kind-file = file
report-kind-call = call
report-kind-location = location
report-kind-contact = contact
report-kind-reaction = reaction
report-kind-unsent = taken back; what it said is not in the record
report-kind-system = record of the service
report-attached = Attached: { $files }
report-attached-more = and { $count } more
report-evidence = Where it can be seen
report-text-withheld = (The words are withheld in this copy.)
report-text-not-printed = (The words are not printed here; they stand in facts.jsonl.)
report-text-either = (The words are not printed here; they stand in facts.jsonl, or are withheld.)
report-text-more = … { $count } more characters stand in facts.jsonl.
report-not-printed = Messages { $from } to { $to } of record { $k } are not printed here. Those that are shown stand in facts.jsonl.
report-events-more = { $count } more statements of the worker are not printed here; they stand in facts.jsonl.
report-rows-more = { $count } more rows are not printed here; they stand in facts.jsonl.
report-superseded = This is an earlier copy of a record that reaches further. Messages that stand there with the same time, name and words are printed once, from there.

report-silence = Replies of the client
report-silence-by = Drawn from the messages and events above. It holds for this record only.
report-silence-many = There are too many messages for a statement on this page; "hikae show" makes it.
report-silence-days = Up to the end of the record ({ $until }): { $days ->
    [one] { $days } whole period
   *[other] { $days } whole periods
} of 24 hours.
report-silence-days-declared = Up to the time of copying ({ $until }, as declared): { $days ->
    [one] { $days } whole period
   *[other] { $days } whole periods
} of 24 hours.
report-reminder = Reminder: { $when }: "{ $quote }"
report-silence-more = { $count } more reasons of this kind.

report-links = Seal codes in messages
report-links-by = As sealed: found by the sealing program in the worker's copies. Strong where the platform's own, unedited entry shows the same number: please look there.
report-link-code = Code
report-link-file = Found in
report-link-names = Names
report-link-seal = the seal of edition { $edition }
report-link-path = the file { $path }
report-link-unknown = nothing that was known when this was sealed
report-link-as-sealed = as sealed (not checked here)
report-link-in-text = the text of [{ $number }] on this page holds this code
report-link-not-in-text = the text of [{ $number }] on this page does not hold this code
report-link-differs = something that has another hash in this archive
report-links-more = { $count } more codes are not printed here; they stand in facts.jsonl.

report-proofs = What each proof shows, and what it does not
report-proof = Proof
report-shows = Shows
report-shows-not = Does not show
report-proof-hash = Hash (SHA-256)
report-proof-hash-yes = The file is the same, byte for byte, as when the seal was made.
report-proof-hash-no = Who made it, that it was delivered, how good it is.
report-proof-key = Signature of a self-made key
report-proof-key-yes = The holder of one key signed the seal, and nothing in it was changed since.
report-proof-key-no = Whose key it is in law.
report-proof-clock = Date of sealing
report-proof-clock-yes = What the clock of that computer said.
report-proof-clock-no = That the clock was right.
report-proof-time = Time-stamp of an authority (RFC 3161)
report-proof-time-yes = The seal existed no later than the time stated, give or take the accuracy stated with it, if the authority is believed.
report-proof-time-no = When a file was made, that it was sent, that it is true.
report-proof-no-time = Time-stamp of an authority
report-proof-no-time-yes = There is none in this archive.
report-proof-no-time-no = The date rests on the signer's own clock alone.
report-proof-export = Export or copied thread
report-proof-export-yes = What the worker's copy says.
report-proof-export-no = That it is whole or unedited.
report-proof-mail = Signature of a mail (DKIM)
report-proof-mail-yes = The domain sent these bytes, as long as its key is to be trusted.
report-proof-mail-no = That the mail was read. The key record in this archive could be anyone's.
report-proof-code = Seal code in the platform's own record
report-proof-code-yes = The number was posted at the time that the platform recorded.
report-proof-code-no = That an attachment is that file, until it is taken out and compared.
report-proof-silence = No reply in a copy
report-proof-silence-yes = There is none in this copy.
report-proof-silence-no = That there was none elsewhere.
report-proof-chain = Editions that name each other
report-proof-chain-yes = The order in which they were sealed.
report-proof-chain-no = That no other chain exists.

report-times = Time-stamps in this archive
report-times-by = What each of them says of itself. This page does not check them: VERIFY.txt has the commands, and the address of the authority's root certificate.
report-time-file = Time-stamp
report-time-says = It says
report-time-root = Root to check it with
report-time-root-none = none that hikae knows
report-time-unreadable = nothing that can be read
report-times-more = { $count } more time-stamps are not printed here; VERIFY.txt names them.

report-check = How to check
report-check-hikae = With hikae: the command below checks every byte, makes this page again and compares it.
report-check-stock = Without hikae: VERIFY.txt in this archive has the commands for sha256sum, ssh-keygen and openssl.
report-check-code = The seal code: the command below prints the number that stands above. If it was posted on the platform at delivery, the platform's own, unedited entry shows the same number, and when it was posted.
report-check-file = A file that was downloaded again from the platform: the command below says whether it is the sealed one.
report-check-key = The key: ask the worker for the public key, or for its fingerprint, and compare it with the signing key above.
report-end = Made by hikae from facts and proofs (revision { $revision } of this page). Not signed, not a statement of any authority.
