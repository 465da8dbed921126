# Asking authorities for the time.
stamp-asking = Asking for a time-stamp: { $services }. What leaves this computer is this hash, and nothing else:
    { "  " }{ $hash }
stamp-pause = One service wishes { $seconds } seconds between two requests; waiting.
stamp-made = Time-stamped: { $time }, by { $authority }
stamp-made-unknown = Time-stamped: { $time }, by { $service }, an authority that hikae does not know ({ $reason }). It is kept, and counts as trusted time only for whoever believes its root certificate.
    .next = To name the root certificate: --tsa-root FILE
stamp-no-answer = No time-stamp from { $service }: { $reason }
stamp-clock = Please note: this computer's clock is { $minutes } minutes away from the time of the authority.
    .next = Set the clock before the next seal. The time-stamp itself is not affected.
no-answer-timed-out = nothing came within { $seconds } seconds.
no-answer-unreachable = it could not be reached ({ $reason }).
no-answer-status = it answered with HTTP status { $status } instead of a time-stamp.
no-answer-too-large = its answer was larger than any time-stamp ({ $limit } bytes).
no-answer-not-a-token = its answer was not a time-stamp over this hash ({ $reason }).
seal-time-none = The seal is complete, and has no trusted time: its date rests on this computer's clock.
    .next = To add a time-stamp later: hikae stamp { $path }
seal-time-not-asked = No authority was asked for the time: the date rests on this computer's clock.
    .next = To add a time-stamp later: hikae stamp { $path }
