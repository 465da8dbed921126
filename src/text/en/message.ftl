# Reading messages, and what is said of silence
help-read = Shows how a message export or a pasted thread is understood, before it is sealed.
help-read-exports = Exports, mails, pasted threads, or a folder of them
help-read-participant = A name and whose it is: NAME=ROLE (me, client, other, system, unknown). Any number of times
help-read-zone = Time zone (for example Asia/Tokyo)
help-read-day_order = Order of the numbers in dates: dmy, mdy, ymd
help-read-copied = When the thread was copied (for example "2026/11/20 09:12")
help-read-case = Case folder (the one that holds the export, if not given)
help-read-answers = Answers about lines that were not understood, one a line: 14-15 = yes (yes, no, unknown, mine)
help-read-csv = The timeline as CSV
help-read-save = Add the names, the zone and the day order given here to the case notes
help-read-reminder = Note your message of this time in the case notes as a request to check; can be given several times
help-read-auto_reply = Note the client's message of this time in the case notes as an automatic reply; can be given several times
help-read-no_pager = Do not stop at each page
help-read-examples =
    { "  " }hikae read minato-narration/messages
    { "  " }hikae read thread.txt --participant "Minato Works=client" --participant Mugi=me
    { "  " }hikae read minato-narration/messages --reminder "2026-10-20 10:00"
    { "  " }hikae read chat.txt --day-order dmy --zone Europe/Berlin --csv

help-seal-dkim_key = File with key records of mail signatures (DKIM), one a line: SELECTOR._domainkey.DOMAIN RECORD

message-format-pasted = copied from the screen (by the worker)
message-format-line = LINE
message-format-mail = e-mail
message-format-whatsapp = WhatsApp
message-format-slack = Slack
message-format-chatwork = Chatwork
message-format-discord = Discord
message-format-telegram = Telegram
message-format-pdf = PDF
message-format-image = picture
message-format-media = video or audio
message-format-web-page = saved page
message-format-thread-page = saved page that was not read
message-format-json = JSON
message-format-zip = ZIP
message-format-text = text
message-format-binary = other file
message-format-empty = empty file
message-format-outlook-msg = mail of Outlook (.msg)
message-format-outlook-pst = mailbox of Outlook (.pst)
message-format-office = document
message-format-teams-copy = copy out of Teams
message-format-signal-copy = conversation of Signal
message-format-sms-backup = backup of short messages
message-format-meta-json = data of Messenger or Instagram
message-format-skype-json = data of Skype or Teams
message-format-zoom-chat = chat of Zoom
message-format-line-elsewhere = LINE, in another language
message-format-contact = a contact card
message-format-kakaotalk = KakaoTalk
message-place-line = line { $from }
message-place-lines = lines { $from } to { $to }
message-place-bytes = bytes { $from } to { $to }

role-worker = worker
role-client = client
role-other = other
role-system = system
role-unknown = unknown
role-ground-memo = case notes
role-ground-flag = given here
role-ground-service = the service
role-ground-none = nobody said

read-file = File
read-format = Format
read-format-dialect = { $format } / { $dialect }
read-certainty = Reading
read-certainty-understood = everything was understood
read-certainty-understood-with-gaps = parts were not understood
read-certainty-ambiguous = it can be read in several ways
read-certainty-not-understood = not a format that is read; the file is sealed as it is, and recorded as not read
read-boundaries = Boundaries
read-boundaries-form = by the look of lines: a line of this look inside a text would be taken for a record
read-encoding = Characters
read-encoding-guessed = taken for { $encoding }
read-period = Period
read-period-span = { $from } to { $to }
read-until = Covers until
read-until-saved = { $until } (when the export was saved)
read-until-declared = { $until } (when it was copied, as declared)
read-until-range = { $until } (the end of the range that was exported)
read-until-changed = { $until } (when the file was last changed)
read-until-last-message = { $until } (the last record; when it was exported is not known)
read-zone = Time zone
read-zone-declared = { $zone } (as declared)
read-zone-default = { $zone } (since none was given)
read-count = Count
read-count-messages = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
read-count-system = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}, { $system ->
    [one] { $system } record of the service
   *[other] { $system } records of the service
}
read-participants = Participants
read-participant = { $name }: { $role } ({ $ground }), { $count }
read-furniture = Set aside
read-furniture-count = { $count ->
    [one] { $count } line
   *[other] { $count } lines
} (taken for the frame of the page)
read-gaps = Not understood
read-gaps-none = nothing
read-doubts = Not sure
read-doubt = { $place }: "{ $text }" ({ $why })
read-doubts-how = These lines may be messages. In a terminal, hikae read asks about each of them; in scripts, use --answers FILE
read-doubts-more = { $count ->
    [one] { $count } more line is
   *[other] { $count } more lines are
} not clear. Run the same command again to be asked about the rest.
read-ask-line = { $places }: "{ $text }". Is this a message from the client? (yes / no / mine / don't know):
read-ask-lines = { $places }: "{ $text }". Is any of these a message from the client? (yes / no / mine / don't know):
read-ask-line-sure = { $places }: "{ $text }". Is this a message from the client? (yes / mine / don't know):
read-ask-act = { $places }: "{ $text }". Does this show something that the client said or did? (yes / no / mine / don't know):
read-ask-around = { $places }, around the messages: "{ $text }". Does any of this show something that the client said or did (a message, an acceptance, a rating, a reaction)? (yes / no / don't know):
read-answer-never-text = A line with the client's whole name and a date is a message, or nobody knows.
    .next = Please answer yes, mine, or don't know.
read-answers-one-file = Answers in a file are about the lines of one message file.
    .next = Name one message file with --answers.
read-answers-form = Not an answer: { $line }
    .next = Write one a line, for example: 14-15 = yes (yes, no, unknown, mine)
read-answers-no-doubt = No such lines are in doubt in { $file }: { $line }
    .next = hikae read { $file } lists the lines that can be answered.
read-answers-never-text = A line with the client's whole name and a date is never text: { $line }
    .next = Answer yes, mine, or unknown.
gap-why-name-and-time = a name and a time
gap-why-name = a name alone
gap-why-time = a date or time alone
gap-why-service = what the site says somebody did
gap-why-load-more = the page has more messages than were copied
gap-why-count = fewer messages than the export announces
gap-why-record = a record that could not be read
gap-why-cut-off = the file ends in the middle
gap-why-too-long = too long
gap-why-sender = several people could have sent it
gap-why-boundary = it is not clear where a record ends
gap-why-around = around the messages
gap-why-goes-back = its time is before that of the record above it
gap-why-unread = not understood
read-needs = Needed
read-need-participants = whose the names are: --participant NAME=ROLE, or in the case notes: name (channel): NAME = ROLE
read-need-day-order = which number is the day: --day-order dmy, or in the case notes: day order: dmy
read-need-copy-time = when the thread was copied, for times such as "3 hours ago": --copied TIME, or in the case notes: copied at: TIME
read-need-line-ends = line ends were changed, so that boundaries inside a quotation are open: try the file as exported
read-odd = To note
odd-time-skipped = { $place }: a moment that cannot be told, or that the zone does not have
odd-weekday-differs = { $place }: the weekday does not fit the date
odd-time-goes-back = { $place }: earlier than the record before
odd-id-time-differs = { $place }: the number of the message holds another time than is written
odd-text-too-long = { $place }: too long for its text to be recorded
odd-unreadable = { $place }: characters that could not be read
odd-name-unclear = { $place }: two names fit
odd-cut-off = { $place }: it ends in the middle
odd-zone-unknown = { $place }: the time zone is not known; the moment may be up to 14 hours earlier or 12 hours later
odd-arrival-differs = { $place }: it arrived more than a day before or after it says that it was sent
read-more = … and { $count } more
read-nothing = There is no file: { $path }
    .next = Name an export, or a folder of them.
read-reminder-unknown = { $text }: no single message fits this time ({ $count } do).
    .next = Give the time as the timeline shows it. A reminder is a message of yours, an automatic reply one of the client. Example: --reminder "2026-10-20 10:00"
read-proposal = When the thread was copied is not given. The file was last changed { $modified }.
    .next = If that is right, write into the case notes: copied at: { $modified }
read-ask-role =
    Who is "{ $name }" ({ $count ->
        [one] { $count } message
       *[other] { $count } messages
    })?
      1 the client   2 me   3 somebody else   4 the system   5 not known
    Number:
read-pager = space = go on, q = end
read-ask-save = Add these answers to the case notes? (y/n):
read-saved = Added to the case notes: { $path }
read-save-no-case = No case notes were found.
    .next = Name the case folder with --case. Lines to add: { $lines }
read-save-encoding = The case notes are not UTF-8, so nothing was added: { $path }
    .next = Please add these lines: { $lines }
read-participant-unknown = Not of the form NAME=ROLE: { $text }
    .next = For example: --participant "Minato Works=client"
read-zone-unknown = Not a time zone that is known: { $text }
    .next = For example: --zone Asia/Tokyo
read-copied-unknown = Not a date and a time: { $text }
    .next = For example: --copied "2026/11/20 09:12"
read-edited = (edited)
read-attached = attached: { $files }

silence-heading = Messages of the client, as far as the record goes:
silence-statement = Within these copies ({ $exports }), no message by the client is recorded after { $since }. Other ways of contact, deleted messages and anything after the copying were not checked.
silence-statement-platform = Within the messages on { $platform } ({ $exports }), no message by the client is recorded after { $since }. Other ways of contact, deleted messages and anything after the copying were not checked.
silence-export-saved = { $count } { $format }, saved { $until }
silence-export-declared = { $count } { $format }, copied { $until } (as declared)
silence-export-last-message = { $count } { $format }, last record { $until }
silence-export-range = { $count } { $format }, exported up to { $until }
silence-export-changed = { $count } { $format }, file last changed { $until }
silence-export-sealed = { $count } { $format }, sealed { $until }
silence-export-zone = , time zone as declared
silence-export-zone-assumed = , read as Japan time (Asia/Tokyo), since no time zone was given
silence-export-joint = { "; " }
silence-days = Up to the end of the record ({ $until }): { $days ->
    [one] { $days } whole day
   *[other] { $days } whole days
} ({ $calendar } by the calendar).
silence-days-declared = Up to the time of copying ({ $until }, as declared): { $days ->
    [one] { $days } whole day
   *[other] { $days } whole days
} ({ $calendar } by the calendar).
silence-days-record = Up to the last record of the copy ({ $last }): { $days ->
    [0] less than a day
    [one] { $days } whole day
   *[other] { $days } whole days
}.
silence-delivery = Since the delivery ({ $when }, as declared): { $days ->
    [0] less than a day
    [one] { $days } whole day
   *[other] { $days } whole days
}.
silence-delivery-round = Since the delivery of round { $round } ({ $when }, as declared): { $days ->
    [0] less than a day
    [one] { $days } whole day
   *[other] { $days } whole days
}.
silence-after-other = Besides, { $count ->
    [one] { $count } message by a third person stands
   *[other] { $count } messages by third persons stand
} after that moment.
silence-after-system = Besides, { $count ->
    [one] { $count } record of the service stands
   *[other] { $count } records of the service stand
} after that moment.
silence-auto-replies = { $count ->
    [one] { $count } later record is declared an automatic reply by the worker and not counted as a message; its words are listed apart.
   *[other] { $count } later records are declared automatic replies by the worker and not counted as messages; their words are listed apart.
}
silence-auto-unclear = { $count ->
    [one] { $count } declared automatic reply fits no single message, and nothing was left out for it.
   *[other] { $count } declared automatic replies fit no single message, and nothing was left out for them.
}
silence-own-unsent = { $count ->
    [one] { $count } message of ours was taken back; what it said is not in the record.
   *[other] { $count } messages of ours were taken back; what they said is not in the record.
}
silence-edited = { $count ->
    [one] { $count } message of the client is marked as edited; when is not shown.
   *[other] { $count } messages of the client are marked as edited; when is not shown.
}
silence-lacking = An earlier copy holds { $count ->
    [one] { $count } message
   *[other] { $count } messages
} that the later one lacks.
silence-transcripts = { $count ->
    [one] { $count } thread is a transcript (date, name: text), no copy
   *[other] { $count } threads are transcripts (date, name: text), no copies
} of a page.
silence-answered = { $count ->
    [one] { $count } line is
   *[other] { $count } lines are
} read as the worker says.
silence-set-aside = After that moment, { $count ->
    [one] { $count } line was
   *[other] { $count } lines were
} left out by the worker's judgement.
silence-not-read = { $count ->
    [one] { $count } further item (a picture, a PDF) was not read.
   *[other] { $count } further items (pictures, PDFs) were not read.
}
silence-none = The time without a message from the client can't be measured:
silence-next-joint = { " " }
silence-name-joint = { ", " }
silence-no-client = No participant is marked as the client.
    .next = Write the client's name into the case notes as the record shows it: client: NAME.
silence-no-client-named = No participant is marked as the client. Names in the record without a role: { $names }
    .next = Write the client's name into the case notes as the record shows it: client: NAME. Where it differs on a channel: name (LINE): NAME = client.
silence-no-message = The record holds no message by the client.
    .next = Add a copy that holds the client's messages.
silence-no-understanding = { $file }: this export could not be read. It may hold messages by the client.
    .next = Export it again in a form that is read, or add a copy from the screen. hikae read "{ $file }" shows how it is read.
silence-no-ambiguous = { $file }: where one record ends and the next begins can be read in several ways.
    .next = Add the file as it was exported, with its line ends unchanged. hikae read "{ $file }" shows how it is read.
silence-no-day-order = { $file }: the order of day and month in its dates is open.
    .next = Write it into the case notes: day order: mdy (or dmy).
silence-no-copy-time = { $file }: it has times such as "3 hours ago", and nobody says when it was copied.
    .next = Write into the case notes, with the name of the file: copied at ({ $last }): 2026-11-20 09:12.
silence-no-gap = { $file } ({ $range }): { $why }. It may be later than the client's last message.
    .next = Run hikae read "{ $file }" and say what these lines are.
silence-no-gap-again = { $file } ({ $range }): { $why }. It may be later than the client's last message.
    .next = Copy the thread again with everything loaded, or export it again, and add it. hikae read "{ $file }" shows how it is read.
silence-why-name-and-time = a name and a time, but whose message it is is not clear
silence-why-name = a line with a name, which may or may not begin a message
silence-why-time = a line with a time, but whose message it is is not clear
silence-why-service = a line of the service, which does not show clearly who did what
silence-why-load-more = there is more to load, so the copy does not hold all messages
silence-why-count = the export announces more messages than it holds
silence-why-record = not a record of this format
silence-why-cut-off = cut off in the middle
silence-why-too-long = too long to be recorded
silence-why-sender = several people could have sent it
silence-why-boundary = where one record ends and the next begins is not clear
silence-why-around = lines above or below the messages, which may show something that the client said or did
silence-why-goes-back = its time is before that of the record above it, and may be wrong
silence-why-unread = a part that could not be read
silence-no-answer = { $file } ({ $range }): what these lines are is still open. They may be later than the client's last message.
    .next = Run hikae read "{ $file }" to answer again.
silence-no-answer-client = { $file } ({ $range }): a message of the client, as the worker says, but from when is not known.
    .next = Add a copy that shows its time.
silence-no-unknown = { $file }: nobody said who "{ $name }" is, and they acted after the client's last message.
    .next = Write into the case notes who it is (me, client, other, system): name: { $name } = client. hikae read "{ $file }" asks as well.
silence-no-unknown-nameless = { $file }: there is a record by nobody knows whom after the client's last message.
    .next = Look at it with hikae read "{ $file }", and add a copy that shows the name if there is one.
silence-no-alike = { $file }: "{ $name }" resembles the client's name, and acted after the client's last message.
    .next = If it is the client, write into the case notes: name: { $name } = client.
silence-no-undated = { $file }: something without a time (a reaction, for example) may be later than the client's last message.
    .next = Add an export that shows its time, if there is one. hikae read "{ $file }" shows it.
silence-no-coverage = { $file }: it ends before the client's last message.
    .next = Export or copy the talk again, and add it.
silence-no-begins = { $file }: it was exported from a moment on that is later than the client's last message.
    .next = Export the talk again from its beginning, and add it.
silence-no-not-declared = { $file }: nobody says when it was copied or exported, and its last record is before the client's last message.
    .next = If that was later, write it into the case notes, with the name of the file: copied at ({ $last }): 2026-11-20 09:12. If not, export or copy the talk again.
silence-no-lacks = { $file }: it lacks { $count ->
    [one] { $count } message
   *[other] { $count } messages
 } that an earlier copy holds. The record reaches only to the end of the earlier copy, which is before the client's last message.
    .next = Copy the thread again with everything loaded, and add it.
silence-no-apart = { $file }: it begins after the earlier copy ends, and what stood between them is not known.
    .next = Copy the thread again from where the earlier copy still reaches, and add it.
silence-no-copied = { $file }: the declared time of copying is before the last record.
    .next = Correct the line "copied at" in the case notes.
silence-no-ahead = { $file }: the declared time of copying ({ $when }) is later than now, or than the sealing.
    .next = Correct the line "copied at" in the case notes.
silence-no-outside = On a channel that was left out, the client wrote later, or something there may be later.
    .next = Look at the records of that channel as well.
silence-no-noted = The case notes have "{ $event }" ({ $when }), which is later than the client's last message in the copies.
    .next = Add a copy that holds it, or check the date in the case notes.
silence-no-noted-undated = The time of "{ $event }" in the case notes could not be read. It may be later than the client's last message.
    .next = Write a date and a time into that line of the case notes.
silence-no-unsealed = { $file }: it is not sealed yet.
    .next = Run hikae seal, and try again.
silence-no-withheld = Edition { $edition } has sealed more than is shown here ({ $kind }), so nothing can be said of last, first, how many or none.
    .next = Try it with a copy that shows everything (for a handover, withhold less).
silence-no-withheld-notes = Lines of the case notes of edition { $edition } are not shown here. What they say is not known, so nothing is said of last or none.
    .next = Try it with a copy that shows everything (for a handover, add --show "case/*").
silence-no-edition = Edition { $edition } is not here.
    .next = Bring all editions together, from the first to the last.
silence-no-recorded = The case notes record "{ $event }" ({ $when }).
    .next = If that is wrong, correct the case notes.
silence-no-recorded-undated = The case notes record "{ $event }", and its time could not be read.
    .next = Write a date and a time into that line of the case notes.
silence-no-before = The case notes of edition { $edition } record "{ $event }" ({ $when }), and the present ones no longer do.
    .next = If it happened, write it back into the case notes. What was sealed stays, so nothing is said of its absence.
silence-no-before-undated = The case notes of edition { $edition } record "{ $event }", and the present ones no longer do.
    .next = If it happened, write it back into the case notes. What was sealed stays, so nothing is said of its absence.
silence-no-line = Line { $line } of the case notes is not understood, and may tell of something on { $when }: { $written }
    .next = If it tells of an event, write it again with its date and round alone. If it does not matter, put "#" before it, and seal.
silence-no-line-undated = Line { $line } of the case notes is not understood; what it tells of, and when that was, is not known: { $written }
    .next = If it tells of an event, write it again with its date and round alone. If it does not matter, put "#" before it, and seal.
silence-no-told = { $file }: a message after the delivery ({ $when }) has words for an acceptance or a payment.
    .next = If that message is about an acceptance or a payment, write it into the case notes. Even if it is not, nothing is said of their absence.
silence-no-told-undated = { $file }: a message of unknown time has words for an acceptance or a payment.
    .next = If that message is about an acceptance or a payment, write it into the case notes. Even if it is not, nothing is said of their absence.
silence-no-told-own = { $file }: a message of your own after the delivery ({ $when }) reads as if there had been an acceptance or a payment.
    .next = If there was one, write its day into the case notes. Even if there was none, it is not said that there was none.
silence-no-told-own-undated = { $file }: a message of your own, of unknown time, reads as if there had been an acceptance or a payment.
    .next = If there was one, write its day into the case notes. Even if there was none, it is not said that there was none.
silence-no-told-lines = { $file } ({ $range }): lines that were not understood have words for an acceptance or a payment.
    .next = If they tell of one, write its day into the case notes. Even if they do not, it is not said that there was none.
silence-no-paper = { $file }: the name of the file has a word for an acceptance or a payment.
    .next = If it is the paper of one, write its day into the case notes. Even if it is not, it is not said that there was none.
silence-outside-note = Messages from outside the platform are included ({ $formats }). Where a platform asks an application for contact outside, do not hand them in as they are.
round-reply-none = After the delivery of round { $round } ({ $delivered }, as declared), no message by the client is in this record.
round-reply-some = After the delivery of round { $round } ({ $delivered }, as declared), { $count ->
    [one] { $count } message by the client follows.
   *[other] { $count } messages by the client follow.
}
round-reply-least = After the delivery of round { $round } ({ $delivered }, as declared), at least { $count ->
    [one] { $count } message
   *[other] { $count } messages
} by the client can be told; something in the record was not understood or is not here.
round-reply-quoted = After the delivery of round { $round } ({ $delivered }, as declared), { $count ->
    [one] { $count } message by the client follows.
   *[other] { $count } messages by the client follow.
} The first, { $when }: "{ $quote }"
reminder-line = Reminder: { $when }, in these words:
reminder-line-bare = Reminder: { $when } (as declared)
nudge-line-requested = The platform was asked to contact the client: { $when }, in these words:
nudge-line-requested-bare = The platform was asked to contact the client: { $when } (as declared)
nudge-line-sent = The platform contacted the client: { $when }, in these words:
nudge-line-sent-bare = The platform contacted the client: { $when } (as declared)
auto-reply-line = Automatic reply (as the worker declares): { $when }, in these words:
auto-reply-line-bare = Automatic reply (as the worker declares): { $when } fits no message, or more than one, and nothing was left out for it
show-conversations = Messages (as sealed: read from the exports):
show-conversation = record { $k }: { $format }, { $count }, { $certainty }  { $source }
show-timeline = Timeline (as sealed: messages as read from the exports, events as the worker declares them):
show-withheld-text = (text withheld)
show-grade = Grades: A signed by a third party and checked with a key obtained independently; B consistent in itself; C an unsigned export; D copied by hand, or declared
mail-none = no signature (DKIM)
mail-pass = signature (DKIM) holds: { $domain }
mail-fail = signature (DKIM) does not hold: { $domain }
mail-expired = signature (DKIM) had expired when the mail arrived, or when it arrived is not known: { $domain }
mail-no-key = signed (DKIM), but there is no key to check it with: { $domain }
mail-weak = signature (DKIM) holds, but its key is weak or it does not cover all that is read here, and shows little: { $domain }
mail-unaligned = signature (DKIM) holds, but it is of another domain than the sender: { $domain }
mail-malformed = signature (DKIM) is not well formed
mail-test = counts as unsigned (DKIM): its key is marked as a test: { $domain }
mail-unknown = a result on its signature (DKIM) that is not known here: { $word }
mail-sealed-none = when sealed: no signature (DKIM)
mail-sealed-pass = when sealed: signature (DKIM) correct: { $domain } (not checked here)
mail-sealed-fail = when sealed: signature (DKIM) not correct: { $domain } (not checked here)
mail-sealed-expired = when sealed: signature (DKIM) expired when the mail arrived, or its arrival not known: { $domain } (not checked here)
mail-sealed-no-key = when sealed: signed (DKIM), but there was no key to check it with: { $domain }
mail-sealed-weak = when sealed: signature (DKIM) correct, but its key weak, or not over all that was read: { $domain } (not checked here)
mail-sealed-unaligned = when sealed: signature (DKIM) correct, but of another domain than the sender: { $domain } (not checked here)
mail-sealed-malformed = when sealed: signature (DKIM) not well formed (not checked here)
mail-sealed-test = when sealed: counted as unsigned (DKIM), its key being marked as a test: { $domain }
mail-checked = Signatures were checked now, on the mails in this copy, with the key records in the archive.
read-signature = Signature (DKIM)
help-read-dkim_key = File with key records of mail signatures (DKIM), one a line: SELECTOR._domainkey.DOMAIN RECORD. Mails are checked with them
mail-meaning = A signature shows that the domain sent this content, as long as its key is to be trusted; not that it was read. With the key record only inside the archive the grade is C.
mail-asked = The key of a signature was looked up in DNS: { $name }
mail-offline = Keys of signatures were not looked up (--offline).
mail-not-found = The key of a signature was not found: { $name }
seal-conversation-unread = { $file }: not a message format that is read. The file is sealed as it is.
seal-conversation-open = { $file }: some lines were not parsed, or some names have no role.
    .next = hikae read shows them; answers can be written into the case notes before sealing.
reread-same = Messages were read again: { $count ->
    [one] { $count } record is as its facts say.
   *[other] { $count } records are as their facts say.
}
reread-sounds-same = Delivered audio was measured again: { $count ->
    [one] { $count } file is as its facts say.
   *[other] { $count } files are as their facts say.
}
reread-grades = Grades of the messages of edition { $edition }, record { $k } ({ $format }), with how many: { $grades }
reread-key-dns = checked with the key that is in DNS now. Domains change their keys; afterwards an earlier signature cannot be checked
reread-key-reader = checked with the key that you gave
reread-key-archive = checked with the record in the archive; anybody can make a key
help-verify-reread = Read disclosed messages and audio again and compare them with their facts (exit code 4 where they differ)
help-verify-offline = While reading again, do not ask DNS for keys of mail signatures
help-show-reread = Read disclosed messages and audio again, and grade the timeline by it
help-show-dkim_key = File with key records of mail signatures (DKIM)
help-show-offline = While reading again, do not ask DNS for keys of mail signatures
help-verify-dkim_key = File with key records of mail signatures (DKIM). What holds by a key that you obtained yourself is grade A

looks-empty = { $file }: an empty file.
    .next = Export or copy it again.
looks-pdf = { $file }: a PDF. It is kept and not read.
    .next = To have the messages in the timeline, copy the thread from the screen into a text file beside it.
looks-image = { $file }: a picture. It is kept and not read.
    .next = To have the messages in the timeline, copy the thread from the screen into a text file beside it.
looks-media = { $file }: video or audio. It is kept and not read.
    .next = If it holds what somebody said, declare that as an event in the case notes.
looks-web-page = { $file }: a saved page. It is kept and not read.
    .next = To have the messages in the timeline, copy the thread from the screen into a text file beside it.
looks-thread-page = { $file }: a saved page in which no thread was found. It names the client, or shows a day and a time, and may hold messages.
    .next = Copy the thread from the screen into a text file instead, or write the names that it shows into the case notes. If it is no thread, put it into documents.
looks-outlook-msg = { $file }: it looks like a mail saved by Outlook (.msg) that is broken.
    .next = Save the mail again, or as .eml (in Outlook on the web: "Save as" or "Download").
looks-mail-index = { $file }: it looks like the index of a mail program, which holds no mails. What is read is the mailbox beside it.
looks-outlook-pst = { $file }: it looks like a mailbox of Outlook (.pst), which is not read.
    .next = Save the mails of this job as .eml, one file each.
looks-office = { $file }: it looks like a document of an office program, which is not read.
    .next = If messages are in it, copy them into a text file.
looks-teams-copy = { $file }: it looks like messages copied out of Teams, which are not read as such.
    .next = Write name, date and time above each message, as they stand on the screen, and both names into the case notes; then it is read as a copied thread.
looks-signal-copy = { $file }: it looks like a conversation of Signal or a similar export, which is not read as such.
    .next = Write name, date and time above each message, as they stand on the screen, and both names into the case notes; then it is read as a copied thread.
looks-sms-backup = { $file }: it looks like a backup of short messages, which is not read.
    .next = Copy the conversation from the screen into a text file.
looks-meta-json = { $file }: it looks like data of Messenger or Instagram, which is not read.
    .next = Copy the conversation from the screen into a text file.
looks-skype-json = { $file }: it looks like data of Skype or Teams, which is not read.
    .next = Copy the conversation from the screen into a text file.
looks-zoom-chat = { $file }: it looks like the chat of a meeting in Zoom, which is not read: it has no dates.
    .next = Declare what was agreed as an event in the case notes.
looks-kakaotalk = { $file }: it looks like an export of KakaoTalk, which is not read.
    .next = Copy the conversation from the screen into a text file.
looks-line-elsewhere = { $file }: it looks like an export of LINE in a language whose dates are not read.
    .next = Set the LINE app to Japanese or English, export the talk again, and add it.
looks-contact = { $file }: a contact card. It is kept and not read.
    .next = Nothing has to be done: it holds no messages.
looks-zip = { $file }: a ZIP that holds no export that is read.
    .next = Unpack it and put the files of the conversation into the folder.
looks-json = { $file }: JSON that is no export that is read.
    .next = docs/messages.md lists what is read. A conversation can also be copied from the screen into a text file.
looks-text = { $file }: a text in which no messages were found.
    .next = Write the client's name and your own, as the thread shows them, into the case notes; "hikae read" then shows what is found.
looks-binary = { $file }: a kind of file that is not known.
    .next = Export the conversation again, or copy it from the screen into a text file.
