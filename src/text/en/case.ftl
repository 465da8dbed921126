# The case: its notes, its folder, its rounds.

case-line = Line { $line } of the case notes

case-notice-encoding-guessed = The case notes do not say how their characters are encoded; they were read as { $encoding }, which is a guess.
    .next = Please check that the text looks right. Saved as UTF-8, it needs no guess.
case-notice-characters-unreadable = { $count ->
        [one] One character
       *[other] { $count } characters
    } in the case notes could not be read and { $count ->
        [one] shows
       *[other] show
    } as �.
    .next = Write the place again and save the file as UTF-8.
case-notice-no-colon = { case-line }: there is no colon after a name. The line was kept as a note, as it stands: { $written }
    .next = Put a colon between the name and its content, as in "Client name: …".
case-notice-unknown-name = { case-line }: the name "{ $written }" is not known. The line was kept as a note, as it stands.
    .next = As a note it can stay. To record it as an item, use one of the names in the template.
case-notice-twice = { case-line }: "{ $written }" also stands on line { $first }. Line { $first } counts; this line is kept too.
    .next = Keep only the right one.
case-notice-delivery-unclear = { case-line }: "{ $written }" alone does not tell whether this was a completion report, a message attachment or a link. The line was kept as a note, as it stands.
    .next = Name the line "Completion report", "Message attachment" or "Link sent".
case-notice-date-impossible = { case-line }: "{ $written }" is not a date of the calendar, or in a year that cannot be used. It was kept as written.
    .next = Please check the date.
case-notice-date-unclear = { case-line }: "{ $written }" can be read as two dates, so it was not read as one. It was kept as written.
    .next = Write year, month and day in this order, as in 2026-10-04.
case-notice-date-missing = { case-line }: no date could be read. It was kept as written: { $written }
    .next = Write it as in 2026-10-04 9:58. The time can be left out if you do not know it.
case-notice-several-dates = { case-line }: there is more than one date. The first one was used, the rest was kept as written: { $written }
    .next = Write one date a line. The end of a link can be written as "expires 2026-10-12".
case-notice-year-assumed = { case-line }: "{ $written }" has no year; by the other dates it was read as { $read }.
    .next = If that is wrong, add the year.
case-notice-year-unclear = { case-line }: "{ $written }" has no year, and the other dates do not settle it. It was kept as written.
    .next = Add the year.
case-notice-weekday-differs = { case-line }: by the calendar, "{ $written }" is a { $weekday ->
        [mon] Monday
        [tue] Tuesday
        [wed] Wednesday
        [thu] Thursday
        [fri] Friday
        [sat] Saturday
       *[sun] Sunday
    }. The date was used.
    .next = Please check whether the date or the day of the week is right.
case-notice-after-midnight = { case-line }: "{ $written }" counts past midnight; it was read as { $read }, the next day.
    .next = If that is wrong, write the time with an hour from 0 to 23.
case-notice-time-impossible = { case-line }: no clock shows the time in "{ $written }". Only the date was used.
    .next = Please check the time.
case-notice-time-unread = { case-line }: the time in "{ $written }" could not be read with certainty. Only the date was used.
    .next = Write the time right after the date, as in 21:05.
case-notice-time-skipped = { case-line }: "{ $written }" does not exist in this time zone, because clocks were changed. It was kept as written.
    .next = Please check the time, or the line with the time zone.
case-notice-zone-unknown = { case-line }: the time zone "{ $written }" is not known. The dates were read in Japan's time.
    .next = Write a name such as Asia/Tokyo or Europe/Paris.
case-notice-round-impossible = { case-line }: "{ $written }" cannot be a round.
    .next = Rounds run from 1 to 999.
case-notice-several-rounds = { case-line }: there is more than one round ({ $written }). The line was put in neither.
    .next = Write one round a line.
case-notice-round-missing = { case-line }: these notes have several rounds, and this line does not say which one it belongs to.
    .next = Add "round 1" or "round 2" to the line.
case-notice-quote-open = { case-line }: a quotation has no closing mark. It was kept as written: { $written }
    .next = Add the closing quotation mark.
case-notice-event-unclear = { case-line }: it could not be told whether this has happened, has not happened yet, or is planned. It does not count as an event and was kept as a note: { $written }
    .next = If it has happened, write its date, time and round alone; words that were said can stand in quotation marks. Put any other explanation on a line "Remarks" without a date. What has not happened can be left out.
case-notice-description-bare = { case-line }: what was asked for is not in quotation marks, so it could not be told whether this has happened. It does not count as an event and was kept as a note: { $written }
    .next = Put what was asked for in quotation marks, such as: Change request: 2026-10-05 14:03 round 1 "the opening more slowly"
case-notice-event-twice = { case-line }: the same event as on line { $first }. Both were kept: { $written }
    .next = If it happened once, remove one of the lines.
case-notice-role-unclear = { case-line }: it does not say whose name this is: { $written }
    .next = Write it as in "Name (LINE): … = client" or "Name (LINE): … = me".
case-notice-channel-missing = { case-line }: it does not say which channel is meant: { $written }
    .next = Put the channel in parentheses, as in "Outside contact (LINE): approved".
case-notice-permission-unclear = { case-line }: "{ $written }" could not be read as the state of the application. It counts as not known.
    .next = Write "approved", "not applied" or "unknown".
case-notice-measure-unread = { case-line }: no value that can be measured was read from "{ $written }". It was kept as written.
    .next = To have it compared, write it as in "Sample rate: 48 kHz" or "Noise floor: -60 dB".
case-notice-fee-unread = { case-line }: no amount was read from "{ $written }". It was kept as written.
    .next = If there is an amount, write it with its currency, as in "22,000 yen (tax included)" or "USD 150". Otherwise it can stay.

case-memo-too-large = The case notes are too large (at most { $limit } bytes).
    .next = Put long texts in files of their own, in the folder "documents".
case-memo-line-too-large = { case-line } is too long (at most { $limit } bytes).
    .next = Put long texts in files of their own, in the folder "documents".

case-round-clash = More than one folder stands for round { $round }: { $folders }
    .next = Put them together, or rename one so that its round is plain.
case-unplaced-at-root = { $path }: this lies directly in the case folder, so it is not clear what it is.
    .next = Move what was delivered to "delivery/1", correspondence to "messages", anything else to "documents".
case-unplaced-no-round = { $path }: this lies directly in the delivery folder, so it is not clear in which round it was delivered.
    .next = Move it to the folder of its round, such as "delivery/1".
case-unplaced-unreadable-round = { $path }: the name of the folder does not tell which round it was.
    .next = Rename the folder to the number of its round, such as "1" or "2".
case-unplaced-unknown-folder = { $path }: this lies outside the folders of a case.
    .next = Move what was delivered to "delivery/1", correspondence to "messages", anything else to "documents".

# Dates that cannot be
odd-line = { $line ->
    [0] The case notes
   *[other] Line { $line } of the case notes
 }
odd-before-escrow = { odd-line }: "{ $what }" ({ $when }) is dated before "{ $escrow }" ({ $other }).
    .next = Please check which of the two dates is wrong.
odd-before-sent = { odd-line }: "{ $what }" ({ $when }) is dated before anything was sent ({ $other }).
    .next = Please check which of the two dates is wrong.
odd-before-round = { odd-line }: "{ $what }" ({ $when }) is dated before round { $round } ({ $other }).
    .next = Please check the number of the round, and which of the two dates is wrong.
odd-ahead = { odd-line }: "{ $what }" ({ $when }) lies in the future.
    .next = Correct the date if it is wrong. If it is planned, put it on a line "Remarks".
