# The delivery message and the delivery note: what the client reads.
delivery-audio = Hello, and thank you for your order. I am delivering the audio that you asked for.
delivery-files = Hello, and thank you for your order. I am delivering the files that you asked for.
delivery-retake = Hello, here { $files ->
        [one] is the retake
       *[other] are the retakes
    } of { $names }.
delivery-retake-others = Hello, here { $files ->
        [one] is the retake
       *[other] are the retakes
    } of { $names }. { $others ->
        [one] The other file is
       *[other] The other { $others } files are
    } unchanged.
delivery-retake-unclear = Hello, I am sending these files.
delivery-names-between = {", "}
delivery-names-more = { $first } and { $more } more files
delivery-file = - { $name }
delivery-file-timed = - { $name } ({ $duration })
delivery-seconds = 0:{ $ss }
delivery-minutes = { $minutes }:{ $ss }
delivery-hours = { $hours }:{ $mm }:{ $ss }
delivery-total = { $count } files in all
delivery-closing = Please have a look when you can. If you would like anything changed, let me know.
delivery-closing-retake = Please have a look when you can.
delivery-code = Note: a number for checking the delivered files later. No action is needed.
delivery-note = Delivery note
delivery-note-round = Round { $round }
delivery-note-size = { $bytes ->
        [one] 1 byte
       *[other] { $bytes } bytes
    }
