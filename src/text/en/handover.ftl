# Handover: the ticket, page one, the annex
point-not-recorded = not recorded
point-not-shown = not shown in this document
point-1 = Request
point-2 = Contract
point-3 = Amount
point-4 = Deadline and acceptance terms
point-5 = Delivered
point-6 = What the client wrote after each delivery
point-7 = The client's last message
point-8 = Reminders
point-9 = Time without a message from the client
point-10 = Where to look in your own records
point-11 = Limits of this document

request-after-guide = Regarding { $number } { $contract }: { $days ->
    [7] one week has
   *[other] { $days } days have
 } passed since the { $report }, and my record holds no { $acceptance }. I would like to ask you to { $ask }.
request-after-guide-bare = { $days ->
    [7] One week has
   *[other] { $days } days have
 } passed since the { $report }, and my record holds no { $acceptance }. I would like to ask you to { $ask }.
request-guide-passed = Regarding { $number } { $contract }: { $days ->
    [7] one week has
   *[other] { $days } days have
 } passed since the { $report }. I would like to ask you to { $ask }.
request-guide-passed-bare = { $days ->
    [7] One week has
   *[other] { $days } days have
 } passed since the { $report }. I would like to ask you to { $ask }.
request-reported = Regarding { $number } { $contract }: my record holds no message from the client after the { $report }. I would like to ask you to { $ask }.
request-reported-bare = My record holds no message from the client after the { $report }. I would like to ask you to { $ask }.
request-contact = Regarding { $number } { $contract }: I would like to settle how to go on after the { $report }, and to ask you to { $ask }.
request-contact-bare = I would like to settle how to go on after the { $report }, and to ask you to { $ask }.
request-ask = contact the client
chase-word = the platform's reminder to the client
against-client-wrote = The client wrote on { $when }, after the latest report of delivery. Please see first whether an answer is due.
handover-files = the files themselves: { $count } ({ $size } together)
handover-report-withheld = The report of the latest round is withheld by --withhold, so there is nothing that the request could rest on.
    .next = Leave that event out of --withhold.
handover-report-not-shown = Events are missing from these seals, so whether the latest round has a report of delivery is not known. The request cannot be made.
    .next = Try it with seals that show everything.
handover-retake-attached = No { $report } is recorded for the latest round: the revised files were only attached to a message. Please see whether the contract's page shows a button to deliver.
    .next = After the { $report }, write its time into the case notes, run hikae seal, and try again.
handover-outside-forbidden = There are records of { $channels }. { $platform } does not allow contact outside the platform. Nothing was written.
    .next = Add --outside include to hand them over, or --outside leave-out to leave them out.
handover-outside-forbidden-found = There are records of { $channels }. { $platform } does not allow contact outside the platform.
handover-outside-unknown = There are records of { $channels }. What { $platform } says of contact outside it is not known here. Nothing was written.
    .next = Please look at its rules; then add --outside include to hand them over, or --outside leave-out to leave them out.
handover-outside-unknown-found = There are records of { $channels }. What { $platform } says of contact outside it is not known here.
handover-second-print = 2. If asked, attach only what you printed from page1.html as a PDF (keep what is in { $keep })
handover-dates = The case notes hold dates that cannot be (see above). The papers would be wrong, so nothing was written.
    .next = Correct the case notes, run hikae seal, and try again.
handover-other-platform = The sealed case notes name “{ $sealed }” as the platform. No papers for { $platform } are made of it. Nothing was written.
    .next = Look at --to. If the case notes are wrong, correct them, run hikae seal, and try again.
handover-round-unclear = A { $report } is recorded, but not for which round.
    .next = Add “round 1” or “round 2” to that line of the case notes, run hikae seal, and try again.
handover-nothing-sent = It is not recorded that the work of the latest round was sent.
    .next = Write when you sent it into the case notes, as in “Message attachment: 2026/10/5 20:48 round 1”, run hikae seal, and try again.
handover-settled = The case notes record an acceptance or a payment. There is nothing to ask for, and nothing was written.
    .next = If that is not so, correct the case notes, run hikae seal, and try again.

point-platform = Platform: { $platform }
point-contract = { $number }: { $value }
point-client = The client's display name: { $value }
point-worker = My display name: { $value }
point-title = Title: { $value }
point-fee = Fee: { $value }
point-changed-line = "{ $item }" reads otherwise in the case notes of edition { $edition }.
point-changed-event = The time of "{ $event }" is another one in the case notes of edition { $edition }.
point-changed-more = { $count ->
    [one] One more place
   *[other] { $count } more places
} in earlier case notes, not shown here, say something else.
point-escrow = In { $escrow } since: { $value }
point-escrow-missing = In { $escrow } since: not recorded
point-escrow-hidden = In { $escrow } since: not shown in this document
point-deadline = Deadline: { $value }
point-deadline-missing = Deadline: not recorded
point-deadline-hidden = Deadline: not shown in this document
point-inspection = Terms of { $acceptance }: { $value }
point-inspection-missing = Terms of { $acceptance }: not recorded

point-inspection-hidden = Terms of { $acceptance }: not shown in this document
point-round-report = Round { $round }: { $when }, { $report }
point-round-attached = Round { $round }: { $when }, attached to a message (no { $report } is recorded)
point-round-link = Round { $round }: { $when }, link sent (no { $report } is recorded)
point-round-unsent = Round { $round }: no sending is recorded
point-round-attached-plain = Round { $round }: { $when }, attached to a message
point-round-link-plain = Round { $round }: { $when }, link sent
point-round-hidden = Round { $round }: how it was sent is not shown in this document
point-file = { $name } ({ $length }, { $size })
point-file-bare = { $name } ({ $size })
point-files-more = { $count } more ({ $size } together)
point-delivered-missing = no delivery is recorded

point-receipt-declared = On round { $round } ({ $delivered }): “{ $quote }” ({ $when }, my own record)
point-receipt-quoted = After round { $round } ({ $delivered }): “{ $quote }” ({ $when })
point-receipt-withheld = After round { $round } ({ $delivered }) there is a message of { $when } (its words are not shown in this document).
point-receipt-none = The submitted record holds no word of receipt or approval from the client on round { $round } ({ $delivered }).
point-receipt-none-retake = The submitted record holds no word of receipt or approval from the client on the revised files ({ $delivered }).
point-receipt-unclear = Whether there was an answer to round { $round } ({ $delivered }) cannot be told from this record.
point-receipt-missing = not recorded

point-last = { $when } (its words are not shown in this document)
point-last-quoted = { $when } “{ $quote }”
point-last-request = { $when }, request for changes: “{ $quote }”
point-rewritten = What was written on { $moments } differs between the copies that were sealed. Quotations are from the latest copy.
point-last-unclear = This cannot be told from this record.

point-reminders = { $count ->
    [one] Once
   *[other] { $count } times
 } in messages on { $platform }: { $moments }
point-reminders-noted = { $count ->
    [one] Once
   *[other] { $count } times
 } by my own notes: { $moments } (not found in the copies as shown)
point-reminders-open = { $count ->
    [one] Once
   *[other] { $count } times
 } by my own notes: { $moments } (which message it was does not follow from its time)
point-chase = Asked for { $chase }: { $when }
point-chase-result = Asked for { $chase }: { $when } (result: { $result })
point-nudge = { $platform }'s own reminder to the client: { $when }
point-reminders-missing = not recorded

point-silence = From { $since } to { $until }, { $days ->
    [one] one whole day
   *[other] { $days } whole days
 }: within the submitted record, no message from the client is recorded.
point-silence-declared = From { $since } to { $until }, the time at which the copy was made as declared by me, { $days ->
    [one] one whole day
   *[other] { $days } whole days
 }: within the submitted record, no message from the client is recorded.
point-silence-platform = Within the messages on { $platform }: from { $since } to { $until }, { $days ->
    [one] one whole day
   *[other] { $days } whole days
 }, no message from the client is recorded.
point-silence-platform-declared = Within the messages on { $platform }: from { $since } to { $until }, the time at which the copy was made as declared by me, { $days ->
    [one] one whole day
   *[other] { $days } whole days
 }, no message from the client is recorded.
point-silence-record = To the latest entry of the record ({ $last }): { $days ->
    [0] less than a day
    [one] one whole day
   *[other] { $days } whole days
 }.
point-silence-unclear = The time without a message cannot be told from this record.
point-silence-more = There { $count ->
    [one] is one more reason
   *[other] are { $count } more reasons
 }.
point-zone-assumed = The times in the copies were read as Japan time (Asia/Tokyo), since no time zone was given.
point-after-other = { $count ->
    [one] One later message is
   *[other] { $count } later messages are
 } by somebody else.
point-after-system = { $count ->
    [one] One later record is
   *[other] { $count } later records are
 } by the service itself.
point-auto-replies = { $count ->
    [one] One later record was
   *[other] { $count } later records were
 } marked by me as automatic replies and are not counted.
point-auto-unclear = { $count ->
    [one] One mark of an automatic reply fits
   *[other] { $count } marks of automatic replies fit
 } no single message; nothing was left out for it.
point-own-unsent = { $count ->
    [one] One message of mine was
   *[other] { $count } messages of mine were
 } taken back; the record does not hold what was said.
point-edited = { $count ->
    [one] One message of the client is
   *[other] { $count } messages of the client are
 } marked as edited; when is not shown.
point-lacking = An earlier copy holds { $count ->
    [one] one message
   *[other] { $count } messages
 } that the later one of the same thread lacks.
point-transcripts = { $count ->
    [one] One thread is a transcript that I wrote down, no copy
   *[other] { $count } threads are transcripts that I wrote down, no copies
} of a page.
point-answered = Of my copies, { $count ->
    [one] one line is
   *[other] { $count } lines are
 } read as I told the program to.
point-set-aside = { $count ->
    [one] One line was
   *[other] { $count } lines were
 } left out by my judgement (they are in the annex, which I keep).
point-not-read = { $count ->
    [one] One record was
   *[other] { $count } records were
 } not read (pictures, PDF and the like).
point-guide = { $platform }'s guide: { $acceptance } within { $days } days after the { $report } (public pages, read { $checked }; please see the live rules)

point-look = Please look at the { $report } on the contract's page on { $platform }, with its time and files, and at the message history. Your own records outweigh this document.
point-code = A seal code (beginning { $begin }) stands in a message.
point-code-message = A seal code (beginning { $begin }) stands in the message of { $when }. Please see whether that entry is unedited.

point-limits = This document was made from my own sealed record alone. Pasted threads and exports are my copies; deleted messages, other channels and what came later were not checked. Times are those of my record. It does not judge the quality of the work.
point-contact = Please answer through the inquiry on this contract. I will send the originals and how to check them if you tell me how.

ticket-bullet = { "- " }
ticket-escrow = Fee: { $fee }, in { $escrow } since { $date }
ticket-fee = Fee: { $fee }
ticket-reports = Delivered ({ $report }): { $rounds }
ticket-report-only = { $when }
ticket-report-round = round { $round } { $when }
ticket-report-retake = revised { $when }
ticket-report-joint = { "; " }
ticket-change = Request for changes: { $when }; revised files sent: { $sent }
ticket-change-same-day = Request for changes: { $when }; revised files sent: same day { $sent }
ticket-change-open = Request for changes: { $when }
ticket-last = The client's last message: { $when } (within my record)
ticket-last-platform = The client's last message: { $when } (within the messages on { $platform })
ticket-last-assumed = The client's last message: { $when } (within my record; the times on the screen were read as Japan time)
ticket-last-platform-assumed = The client's last message: { $when } (within the messages on { $platform }; the times on the screen were read as Japan time)
ticket-auto = Left out as automatic replies, in my judgement: { $count }
ticket-reminders = My reminders: { $days }
ticket-chase = Asked for { $chase }: { $day }
ticket-chase-result = Asked for { $chase }: { $day } (result: { $result })
ticket-quality = I do not ask you to judge the quality of the work.
ticket-closing = There may well be a reason on the client's side. I will send documents in whatever way you prefer.

against-change-open = After the request for changes of { $when }, no later round with a new file is recorded as sent.
direct-delivery = delivery
request-direct = Please look into what followed the delivery of the work below.
point-direct = Kind of contract: { $value }
point-direct-unnamed = Kind of contract: my case notes name no site.
point-files-hidden = { $count ->
    [one] One more file of this round is
   *[other] { $count } more files of this round are
 } not shown in this document.
point-files-unknown = { $count ->
    [one] One sealed file is
   *[other] { $count } sealed files are
 } not shown in the seals from which this document was made.
point-look-direct = Please look at your own mails and messages. They outweigh this document.
point-contact-direct = Please answer to the message with which this document came. The originals and the way to check them can be sent on request.
point-reminders-part = In messages ({ $platform }): { $moments } (not all records are shown in this document, so how many there were is not said)
point-reminders-noted-part = By my own record (case notes): { $moments } (not all records are shown in this document, so how many there were, and whether messages hold them, is not said)
ticket-title = Title: { $title }
ticket-reminders-noted = Reminders (by my case notes alone): { $days }
ticket-reminders-open = My reminders (as my case notes have them): { $days }
ticket-zone-jst = Times are in Japan time (JST).
ticket-zone-utc = Times are in UTC.
ticket-zone = Times are those of { $zone }.
page-made-zone = Made { $date } / times of { $zone }

against-own-unsent = { $count ->
    [one] One message of yours was
   *[other] { $count } messages of yours were
 } taken back; the record does not hold what was said.
against-edited = { $count ->
    [one] One message of the client is
   *[other] { $count } messages of the client are
 } marked as edited; when is not known.
against-lacking = An earlier copy holds { $count ->
    [one] one message
   *[other] { $count } messages
 } that the later one of the same thread lacks. Last and none are said only up to the end of the earlier copy.
against-rewritten = The client’s words of { $when } differ between the copies that were sealed.
against-ahead = “{ $event }” in the case notes ({ $when }) is later than the sealing. It is not taken as done.
against-unread-line = Line { $line } of the case notes looks like “{ $event }”, and was not read as such: { $written }
against-open-line = Line { $line } of the case notes is not understood. Nothing is said of an acceptance or a payment: { $written }
against-removed = The case notes of edition { $edition } had "{ $event }" ({ $when }). The present ones have not.
against-removed-undated = The case notes of edition { $edition } had "{ $event }". The present ones have not.
against-changed-line = "{ $item }" is not what the case notes of edition { $edition } say ("{ $value }"). What was sealed stays, and the papers say that they differ.
against-changed-event = The time of "{ $event }" is not what the case notes of edition { $edition } say ({ $when }). What was sealed stays, and the papers say that they differ.
against-unnamed = { $file } of round { $round }: no sending is recorded (no message names this file)
against-unnamed-more = { $count } more files of round { $round } without a record of sending
against-link-lapsed = The link that was sent has expired ({ $date }).
against-inspection = An acceptance is recorded on { $when }.
against-payment = A payment is recorded on { $when }.
against-termination = A request to end the contract early is recorded on { $when }.

page-title = Summary (page one)
page-made = Made { $date } / times are Japan time (JST)
page-made-utc = Made { $date } / times are UTC
annex-title = Annex (to keep)
annex-about = The ground of every sentence of page one, the files with their hashes, the timeline, and what each proof shows and does not. Made from the disclosed facts in handover.zip alone.
annex-editions = Seals
annex-edition = No.
annex-sealed = Made (by my computer's clock)
annex-code = Seal code
annex-shown = Shown
annex-shown-of = { $shown } of { $sealed } facts
annex-signer = Signing key:
annex-withheld = Withholding facts changes nothing that was signed or time-stamped. There may be later seals than these.
annex-claims = The ground of each sentence of page one
annex-grades = Grades: computable = can be computed again from the file / A = signed by a third party and checked with a key obtained independently / B = the record carries its own time, and it agrees / C = an unsigned export / D = a transcription, or my own statement. What the platform or the other side holds itself outweighs all of these.
annex-point = Point
annex-sentence = Sentence
annex-asserted = Asserted by
annex-grade = Grade
annex-facts = Facts (seal, kind, beginning of the hash)
annex-facts-more = { $count } more
annex-files = Delivered files
annex-files-left = { $count } more are not printed here. They are in facts.jsonl of handover.zip.
annex-round = Round
annex-name = File name (as on my computer)
annex-bytes = Bytes
annex-timeline = Timeline
annex-timeline-note = Messages are read from my copies; “stated” is what I recorded myself.
annex-timeline-left = { $count } rows between these are not printed here. They are in facts.jsonl of handover.zip.
annex-time = Time
annex-who = Who
annex-what = What
annex-aside = Lines left out by my judgement
annex-aside-note = Lines of my copies of which the program could not tell whether they are messages, and which I judged to be none.
annex-file = File
annex-place = Place
annex-proofs = What each proof shows, and what it does not
annex-check = How to check
annex-check-how = Unzip handover.zip and follow VERIFY.txt in it. hikae is not needed.
asserter-worker = my own statement
asserter-reading = read from my copy
asserter-program = read by the program from the file
asserter-computer = my computer's record
grade-computable = computable
grade-A = A
grade-B = B
grade-C = C
grade-D = D
who-worker = me
who-client = client
who-other = somebody else
who-system = service
who-unknown = unknown
who-declared = stated
timeline-withheld = (words not shown)
timeline-kind = ({ $kind })
timeline-attached = Attached: { $files }
timeline-round = { " " }(round { $round })
timeline-result = { " " }(result: { $result })
timeline-quote = “{ $quote }”
timeline-undated = no time recorded
timeline-event-completion-report = { $report }
timeline-event-attachment = Attached to a message
timeline-event-link-sent = Link sent
timeline-event-acknowledgement = Acknowledgement
timeline-event-change-request = Request for changes
timeline-event-reminder = Reminder
timeline-event-nudge-request = Asked the platform to contact the client
timeline-event-platform-nudge = The platform's own reminder
timeline-event-platform-reply = Answer of support
timeline-event-termination-request = Request to end the contract early
timeline-event-inspection = Acceptance
timeline-event-payment = Payment
timeline-event-auto-reply = Automatic reply
timeline-note = A line of the case notes: { $words }
proof-sha256 = SHA-256 (hash)
proof-sha256-meaning = Shows whether a file has the same bytes. It does not show who made it, whether it was delivered, or how good it is.
proof-key = The signing key
proof-key-meaning = Shows that the holder of the same key signed. It is a self-made key: it does not show who that is.
proof-clock = The computer's clock
proof-clock-meaning = What that computer claimed. It is no ground for a date.
proof-token = Time-stamp (RFC 3161)
proof-token-meaning = Shows that the seal existed by that time, if the authority is believed. It does not show when something was made or sent, or that it is true.
proof-export = Exports and pasted threads
proof-export-meaning = Show what my copy says. They do not show that it is unedited or complete.
proof-dkim = Signature of a mail (DKIM)
proof-dkim-meaning = Shows that the domain sent these bytes, while its key is trustworthy. It does not show that the mail was read.
proof-code = Seal code
proof-code-meaning = Where it stands in the record of the platform or of the other side, it shows that the number was posted at that time. Whether an attachment is that file shows when it is taken out and compared.
proof-chain = Chain of seals
proof-chain-meaning = Shows the order of the seals. It does not show that there is no other chain. No answer in this copy means no answer in this copy.

# hikae handover
help-handover = Makes the folder for support. What the recipient will see is listed before anything is written.
help-handover-case = The case folder
help-handover-to = To whom: crowdworks, lancers, coconala, skima, upwork, fiverr, generic (if not given, the platform of the case notes)
help-handover-output = The folder to make (if not given, inside the case folder)
help-handover-level = What handover.zip shows: hashes (no audio, no texts), messages (messages too), full (everything)
help-handover-show = Shown beyond the level (such as "case/usage", "text/1/*", "*.pdf"); may be given again
help-handover-withhold = Not shown (stronger than --show); may be given again
help-handover-outside = Records of contact outside the platform: include, leave-out
help-handover-document_lang = Language of the documents (if not given, that of the recipient)
help-handover-dry_run = Only list; write nothing
help-handover-examples =
    { "  " }hikae handover minato --to crowdworks
    { "  " }hikae handover minato --to upwork --dry-run
    { "  " }hikae handover minato --level messages --withhold "case/own-name"
handover-to-whom = It is not known whom this is for.
    .next = Name one of these with --to: { $platforms }
handover-unsealed = There are new or changed things that are not sealed ({ $count ->
    [0] the case notes
    [one] one file
   *[other] { $count } files
 }). They will not be in the handover.
    .next = Run hikae seal first to have them in it.
handover-no-report = No { $report } is recorded for the latest round. Files attached to a message, or a link, are not one. Please see whether the contract's page shows a button to deliver.
    .next = After the { $report }, write its time into the case notes, run hikae seal, and try again.
handover-outside = There are records of { $channels }. { $platform } asks for an application before contact outside the platform. Nothing was written.
    .next = Add --outside include to hand them over, or --outside leave-out to leave them out.
handover-outside-found = There are records of { $channels }. { $platform } asks for an application before contact outside the platform.
handover-outside-choose = 1 hand them over / 2 leave { $channels } out / Enter stop:
handover-nothing-written = Nothing was written.
handover-go-on = Write to { $folder }? (yes / no):
handover-will-see = What the recipient will see (ticket.txt and page one)
handover-package = Facts shown in handover.zip, which you keep
handover-kind = { $kind }: { $shown } of { $all }
handover-against = Records that may speak against you (please look first)
handover-early = { $platform }'s guide ({ $days } days) has not passed yet. The text only asks for contact.
handover-no-silence = There will be no sentence on the time without a message, since:
handover-no-acceptance = Nothing will be said of whether the { $acceptance } took place, since:
handover-no-browser = No browser was found: the pages stay as HTML, without PDF and picture.
    .next = Open page1.html in a browser and choose Print, then Save as PDF (without header and footer).
handover-written = The handover was made: { $folder }
handover-characters = ticket.txt has { $count } characters (target: about { $aim }; more is fine if the form takes it).
handover-rules = Based on public pages read on { $date }. Please see the live rules.
handover-first = 1. Compare the dates in ticket.txt with the site, then copy all of it into the support form
handover-second = 2. If asked, attach page1.pdf alone (keep what is in { $keep })
progress-handover = making the handover
kind-file = sizes and hashes of files
kind-origin = names as found
kind-audio = measured values of audio
kind-waveform = waveforms
kind-claims = what files say of themselves
kind-case = lines of the case notes
kind-event = stated events
kind-conversation = conversations
kind-participant = participants
kind-name = display names
kind-message = times and senders of messages
kind-text = texts of messages
kind-answer = what you said of lines
kind-mail = results on signed mail
kind-link = seal codes in messages

# Drafts for advisers
draft-freelance-110 = Notes for the Freelance Trouble hotline (draft)
draft-court-ja = List of exhibits (draft)
draft-us-902 = Certification of records, FRE 902(13) and (14) (draft)
draft-marked = A draft. Fill in the blanks and check every line before use. It was made from the worker's sealed record alone, and holds no legal judgement.
draft-blank = ________________
draft-blank-short = ______
draft-thread = The whole record, by time
draft-client = The client
draft-client-name = Name (display name on the service)
draft-client-address = Address
draft-company-number = Company number
draft-client-source = Source: my own case notes. Add it where a register or an invoice was seen.
draft-contract = The contract
draft-amount = Fee
draft-platform = Service
draft-contract-id = Contract
draft-title-of = Title
draft-commissioned = Commissioned on
draft-specification = What was to be delivered
draft-deadline = Deadline
draft-payment-due = Payment due
draft-invoice = Invoice
draft-papers = Contract papers
draft-days = Receipt and inspection
draft-receipt-day = Day of receipt
draft-inspection-day = Day of inspection
draft-inspection-unclear = does not follow from this record
draft-sixty = { $round ->
    [0] With the day of receipt { $day } as day 1, day 60 is { $last }.
   *[other] With { $day }, on which round { $round } was sent, as day 1, day 60 is { $last }.
 }
draft-sixty-note = Under the freelance act payment is due within 60 days from receipt, the day of receipt included. Please ask the adviser from which day they count.
draft-act = Whether the freelance act applies
draft-employees = Has the client employees?
draft-officers = Has the client two or more officers?
draft-act-note = As stated by me. Please ask the adviser whether the act applies.
draft-answers = Answers of the service
draft-applied = applied { $when }
draft-applied-result = applied { $when }; result: { $result } (the time is that of the application)
draft-wished = What I would like to discuss
draft-result = The result wished for
draft-further = Is further work wished for?
draft-exhibits = Exhibits
draft-column-number = No.
draft-column-exhibit = Exhibit
draft-column-original = Original or copy
draft-column-date = Date
draft-column-author = Author
draft-column-purpose = Purpose
draft-column-remarks = Remarks
draft-number-blank = No. __
draft-copy = copy
draft-talk = Messages ({ $format })
draft-grade = grade { $grade } (see the annex)
draft-hash = SHA-256: { $hash }
draft-seal = The seals (handover.zip)
draft-seal-remarks = To support the exhibits if their genuineness is disputed. Seal codes: { $codes }
draft-exhibits-note = The purpose is left blank. Where the date is blank, the facts shown do not say it.
draft-us-person = To be completed by a qualified person
draft-us-seals = The seals
draft-us-files = The files
draft-us-sign = Signature
draft-us-limits = Limits
draft-us-edition = Seal
draft-us-code = SHA-256 of its seal.txt
draft-us-file = File
draft-us-bytes = Bytes
draft-us-hash = SHA-256
draft-us-name = Name
draft-us-title = Position and qualification
draft-us-date = Date
draft-us-signature = Signature
draft-us-1 = 1. I am ________________, and I have the knowledge and training in electronic records described here: ________________.
draft-us-2 = 2. The files listed below were copied from ________________ by a process of digital identification: for each file the SHA-256 value of the copy was computed with ________________ on ________________ and compared with the value listed.
draft-us-3 = 3. The values were the same for these files: ________________.
draft-us-4 = 4. The records were made by an electronic process or system that produces an accurate result, on the following ground: ________________.
draft-us-limit = A value of SHA-256 shows that two copies have the same bytes. It does not show who made a file, when, or whether what it says is true. Messages are the worker's copies.
index-date = Date
index-what = What
index-amount = Amount
index-counterparty = Counterparty
index-contract = Contract
index-agreed = contract
index-delivered = delivery (round { $round })
index-paid = payment (my own record)
handover-adviser-written = The drafts for an adviser were made: { $folder }
handover-adviser-next = Fill in the blanks and check every line before use.
