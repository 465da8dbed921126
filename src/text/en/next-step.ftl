# The next step (hikae status)
next-heading = The next step:
next-nothing = Nothing is due at present.
next-deliver = No delivery is recorded yet. When you have delivered, write the time of your { $delivery } into the case notes, and make a new edition with hikae seal.
next-deliver-direct = No delivery is recorded yet. When you have sent the files, write the time into the case notes, and make a new edition with hikae seal.
next-report = The revised version is recorded only as files attached to a message. See whether the contract's page shows the button 納品する (deliver).
next-report-first = The delivery is recorded only as files attached to a message. See whether the contract's page shows the button 納品する (deliver).
next-report-other = Of the latest round no { $delivery } is recorded, only files or a link that were sent.
next-revise = Changes were requested. When the new version is ready, see it through to the { $delivery }.
next-wait-guide = The guide of { $days } days from the { $delivery } ends on { $day }. Until then, simply wait. If nothing has come by { $after }, a reminder draft will appear here.
next-wait-acceptance = The { $days } days from the { $delivery } end on { $day }. Until then, simply wait. On { $after }, check whether the { $acceptance } is recorded.
next-wait-reminder = From { $after } on is a good time for the next reminder. Until then, simply wait.
next-wait-answer = The third reminder named { $day }. Until then, simply wait.
next-wait-chase-answer = The limit of { $chase } is { $day }. Until then, simply wait.
next-remind = Reminder { $number } may be sent. A draft:
next-remind-from = It is night: send it from { $time } on.
next-remind-by = { $day } is a weekday at least { $days } days after sending.
next-remind-paste = The draft has no seal code. Paste it into a message as it is.
next-check = The { $days } days from the { $delivery } have passed. Check whether the { $acceptance } is recorded. If it is not, { $support } can be asked.
next-await-decision = The answer on { $chase } is awaited.
next-apply-chase = Three reminders are recorded. See on the site that nothing came after them; then { $chase } can be applied for.
next-ask-support = This is the time at which { $support } can be asked. hikae handover makes what they need.
next-answer = There is a { $cancellation }. See what it says, and answer it soon.
next-answer-by = There is a { $cancellation }. See what it says, and answer it before { $day }.
next-await-payment = The { $acceptance } is recorded. When the payment has arrived, add a line "Payment:" to the case notes.
next-correct-date = A date in the case notes cannot be right. Correct it first: what is due next is counted from it.
next-clear-line = Line { $line } of the case notes leaves open whether something has happened. Write it anew first: what is due next depends on it.
next-buttons = About buttons:
next-vanishing = About to vanish:
next-link-ends = The link on line { $line } of the case notes ends on { $day } ({ $left ->
    [one] 1 day
   *[other] { $left } days
} left). Send the files anew before that if they are still needed.
next-link-ended = The link on line { $line } of the case notes ended on { $day }.
next-silence-guide = Within the record, { $days ->
    [one] 1 whole day
   *[other] { $days } whole days
} passed since the client's last message (until { $until }). The site's guide is { $guide } days from the latest { $delivery }.
next-silence = Within the record, { $days ->
    [one] 1 whole day
   *[other] { $days } whole days
} passed since the client's last message (until { $until }). The site's guide is not known.
next-record-old = The record reaches until { $until }. Before you send anything, see on the site whether something came after that.
next-record-old-direct = The record reaches until { $until }. Before you send anything, see in your mail whether something came after that.
next-basis-second-hand = {" "}(as others describe it, not the site itself)
next-basis-design-paper = {" "}(not confirmed by a page of the site)
next-as-of = What is said of { $platform } comes from stored copies of pages, read on { $read }, and not from the live site. Check the live rules before you act.
next-as-of-generic = hikae does not know the rules of the site that you use. Check its live rules before you act.
next-ask-adviser = This is the time at which an adviser can be asked. hikae handover --to freelance-110 makes notes for the hotline in Japan.
next-as-of-direct = The case notes name no site, and nothing else shows one: this is taken as direct work. If it is on a site, add a line "Platform:" to the case notes.
next-silence-direct = Within the record, { $days ->
    [one] 1 whole day
   *[other] { $days } whole days
} passed since the client's last message (until { $until }).
