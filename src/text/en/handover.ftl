# Handover: the ticket, page one, the annex
point-not-recorded = not recorded
point-not-shown = not shown in this document
point-1 = Request
point-2 = Contract
point-3 = Amount
point-4 = Deadline and acceptance terms
point-5 = Delivered
point-6 = The client's words of receipt
point-7 = The client's last message
point-8 = Reminders
point-9 = Time without a message from the client
point-10 = Records that you can look at
point-11 = Limits of this document

request-after-guide = Regarding contract { $contract }: { $days ->
    [7] one week has
   *[other] { $days } days have
 } passed since the { $report }, and there has been no { $acceptance }. May I ask you to contact the client and, if there is no answer, to consider the next step of the { $acceptance } procedure?
request-after-guide-bare = { $days ->
    [7] One week has
   *[other] { $days } days have
 } passed since the { $report }, and there has been no { $acceptance }. May I ask you to contact the client and, if there is no answer, to consider the next step of the { $acceptance } procedure?
request-reported = Regarding contract { $contract }: my record holds no message from the client after the { $report }. May I ask you to contact the client?
request-reported-bare = My record holds no message from the client after the { $report }. May I ask you to contact the client?

point-platform = Platform: { $platform }
point-contract = Contract: { $value }
point-client = The client's display name: { $value }
point-worker = My display name: { $value }
point-title = Title: { $value }
point-fee = Fee: { $value }
point-escrow = { $escrow }: { $value }
point-escrow-missing = { $escrow }: not recorded
point-deadline = Deadline: { $value }
point-deadline-missing = Deadline: not recorded
point-inspection = Terms of { $acceptance }: { $value }
point-inspection-missing = Terms of { $acceptance }: not recorded

point-round-report = Round { $round }: { $when }, { $report }
point-round-attached = Round { $round }: { $when }, attached to a message (no { $report } is recorded)
point-round-link = Round { $round }: { $when }, link sent (no { $report } is recorded)
point-round-unsent = Round { $round }: no sending is recorded
point-file = { $name } ({ $length }, { $size })
point-file-bare = { $name } ({ $size })
point-files-more = { $count } more ({ $size } together)
point-delivered-missing = no delivery is recorded

point-receipt-declared = On round { $round } ({ $delivered }): “{ $quote }” ({ $when }, my own record)
point-receipt-quoted = First message after round { $round } ({ $delivered }): “{ $quote }” ({ $when })
point-receipt-withheld = After round { $round } ({ $delivered }) there is a message of { $when } (its words are not shown in this document).
point-receipt-none = The submitted record holds no word of receipt or approval from the client on round { $round } ({ $delivered }).
point-receipt-none-retake = The submitted record holds no word of receipt or approval from the client on the revised files ({ $delivered }).
point-receipt-unclear = Whether there was an answer to round { $round } ({ $delivered }) cannot be told from this record.
point-receipt-missing = no words of receipt are recorded

point-last = { $when } (its words are not shown in this document)
point-last-quoted = { $when } “{ $quote }”
point-last-request = { $when }, request for changes: “{ $quote }”
point-last-unclear = This cannot be told from this record.

point-reminders = { $count ->
    [one] Once
   *[other] { $count } times
 } in messages on { $platform }: { $moments }
point-chase = { $chase }: { $when }
point-chase-result = { $chase }: { $when } (result: { $result })
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
point-silence-record = To the latest message in the record ({ $last }): { $days ->
    [one] one day
   *[other] { $days } days
 }.
point-silence-unclear = The time without a message cannot be told from this record.
point-own-unsent = { $count ->
    [one] One message of mine was
   *[other] { $count } messages of mine were
 } taken back; the record does not hold what was said.
point-guide = { $platform }'s guide: { $acceptance } within { $days } days after the { $report } (public information, checked { $checked }; please see the live rules)

point-look = Please look at the { $report } on the contract's page on { $platform }, with its time and files, and at the message history. Your own records outweigh this document.
point-code = A seal code (beginning { $begin }) stands in a message.
point-code-message = A seal code (beginning { $begin }) stands in the message of { $when }. Please see whether that entry is unedited.

point-limits = This document was made from my own sealed record alone. Pasted threads and exports are my copies; deleted messages, other channels and what came later were not checked. Times are those of my record. It does not judge the quality of the work.
point-contact = Please answer through the inquiry on this contract. I will send the originals and how to check them if you tell me how.

ticket-bullet = { "- " }
ticket-escrow = { $escrow }: { $fee }, { $date }
ticket-fee = Fee: { $fee }
ticket-reports = { $report }: { $rounds }
ticket-report-only = { $when }
ticket-report-round = round { $round } { $when }
ticket-report-retake = revised { $when }
ticket-report-joint = { "; " }
ticket-change = Request for changes: { $when }; revised files sent: { $sent }
ticket-change-same-day = Request for changes: { $when }; revised files sent: same day { $sent }
ticket-change-open = Request for changes: { $when }
ticket-last = The client's last message: { $when } (within my record)
ticket-last-platform = The client's last message: { $when } (within the messages on { $platform })
ticket-reminders = My reminders: { $days }
ticket-chase = { $chase }: { $day }
ticket-chase-result = { $chase }: { $day } (result: { $result })
ticket-quality = I do not ask you to judge the quality of the work.
ticket-closing = There may well be a reason on the client's side. I will send documents in whatever way you prefer.

against-change-open = After the request for changes of { $when } no sending is recorded.
against-own-unsent = { $count ->
    [one] One message of yours was
   *[other] { $count } messages of yours were
 } taken back; the record does not hold what was said.
against-unnamed = { $file } of round { $round }: no sending is recorded (no message names this file)
against-link-lapsed = The link that was sent has expired ({ $date }).
against-inspection = An acceptance is recorded on { $when }.
against-payment = A payment is recorded on { $when }.
against-termination = A request to end the contract early is recorded on { $when }.
