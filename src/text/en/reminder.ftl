# Drafts of reminders, as they are sent to the client
reminder-opening = I hope you are well.
reminder-first = I wanted to ask how the review of the audio that I delivered the other day is coming along. Even a short note on whether you would like any changes would be a great help.
reminder-first-revised = I wanted to ask how the review of the revised version that I sent the other day is coming along. Even a short note on whether you would like any changes would be a great help.
reminder-second = It looks as though the { $acceptance } is still open. If everything is in order, could you please complete it? If you would like changes, please tell me which.
reminder-third = If I do not hear from you by { $day }, I will ask { $support } about the next steps. If our messages have crossed, please excuse this one.
reminder-third-direct = If I do not hear from you by { $day }, I will seek advice on the next steps. If our messages have crossed, please excuse this one.
reminder-day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
reminder-day-year = { $date } { $year }
