# audio: measured values, held against what was agreed, and what files say of themselves
item-format = File format
item-sample-rate = Sample rate
item-bit-depth = Bit depth
item-channels = Channels
item-lufs = Loudness
item-true-peak-max = True peak
item-peak-max = Peak
item-rms = RMS
item-noise-floor-max = Noise floor
item-profile = Audio profile
property-format = File format
property-sample-rate = Sample rate
property-bit-depth = Bit depth
property-channels = Channels
property-loudness = Loudness
property-true-peak = True peak
property-sample-peak = Peak
property-rms = RMS
property-noise-floor = Noise floor
property-file-count = Number of files
property-file-name = File names
property-sample-format = Samples
property-bit-rate = Bit rate
property-bit-rate-mode = Kind of bit rate
property-duration = Length
property-loudness-range = Loudness range
property-clipped-runs = Clipped places
property-head-silence = Silence at the head
property-tail-silence = Silence at the tail
files-value =
    { $count ->
        [1] 1 file
       *[other] { $count } files
    }
places-value =
    { $count ->
        [0] none
       *[other] { $count }
    }
seconds-value = { $seconds } s
channels-value =
    { $count ->
        [1] mono
        [2] stereo
       *[other] { $count } channels
    }
spec-at-most = at most { $value }
spec-at-least = at least { $value }
spec-below = below { $value }
spec-above = above { $value }
spec-between = { $least } to { $most }
spec-about = { $value }, a little more or less
spec-not = not { $value }
spec-and-not = { $value }, not { $not }
spec-or = { " or " }
spec-named = { $name } { $value }
spec-list = { ", " }
spec-quoted = "{ $words }"
spec-unread = Words of the agreement that could not be read: { $words }
    .next = Please check these yourself: they were not compared.
spec-twice = Agreed more than once, and not the same: { $property } ({ $words })
    .next = It was not compared. Ask the client which counts, and leave that one in the case notes.
spec-title = Agreed (as the case notes say) and measured:
spec-agreed = agreed { $value }
spec-met = as agreed
spec-not-met = not as agreed
spec-unmeasured = cannot be measured: { $reason }
spec-file-met = { $file }: all as agreed ({ $values })
spec-file-met-read = { $file }: as agreed, as far as the agreement could be read ({ $values })
spec-file-not-met =
    { $unmeasured ->
        [0] { $file }: { $count } not as agreed
       *[other] { $file }: { $count } not as agreed, { $unmeasured } cannot be measured
    }
spec-file-none = { $file }: cannot be measured: { $reason }
spec-file-unmeasured = { $file }: { $count } cannot be measured
spec-others-met = the others as agreed ({ $values })
spec-before-delivery = Before you deliver, please look at what is "not as agreed" above. The agreement is read by a program; what the case notes say counts.
measured-not = { $file }: not measured: { $reason }
measured-rest = { $file }: measured in part: { $reason }
measured-none-here = { $file }: this copy holds no measured values of it
show-audio = Audio (as sealed: measured when the seal was made):
show-audio-same = Measured again now: as sealed.
show-audio-differs = Measured again now: not as sealed. Below stands what was sealed.
show-audio-absent = The file is not in this copy, so nothing was measured. Below stands what was sealed.
show-claims = What files say of themselves (anyone can change it; not checked):
show-claims-more = … and { $count } more (all of them with --json)
show-claim-guessed = { $value } (encoding guessed)
audio-kind = Format
audio-length = Length
audio-length-value = { $time } ({ $frames } frames)
audio-loudness = Loudness
audio-loudness-value = { $integrated } LUFS
audio-loudness-range = { $integrated } LUFS, range { $range } LU
audio-peaks = Peak
audio-peaks-value = true peak { $true } dBTP, samples { $sample } dBFS
audio-rms = RMS
audio-noise-floor = Noise floor
audio-clipped = Clipping
audio-clipped-value =
    { $count ->
        [one] { $count } place where three or more samples are at full scale
       *[other] { $count } places where three or more samples are at full scale
    }
audio-silence = Silence
audio-silence-value = { $head } s at the beginning, { $tail } s at the end (up to -50 dBFS)
audio-zeros = Digital zero
audio-zeros-value = { $seconds } s in all
audio-unmeasured = Not measured: { $field }
field-integrated_loudness_lufs = loudness
field-loudness_range_lu = loudness range
field-noise_floor_dbfs = noise floor
field-head_silence_s = silence at the beginning
field-tail_silence_s = silence at the end
field-levels = levels
field-pcm_sha256 = hash of the samples
field-flac_md5 = FLAC's own MD5
field-rest = the rest
field-audio = audio
waveform-floor = silence
unmeasured-not-audio = it does not read as audio
unmeasured-format-not-supported = the format is not supported
unmeasured-codec-not-supported = the codec is not supported
unmeasured-encrypted = it is encrypted
unmeasured-no-frames = there is no audio in it
unmeasured-cut-off = the file ends too early
unmeasured-damaged = part of it is damaged
unmeasured-bytes-unread = some of its bytes could not be read as audio
unmeasured-more-follows = another recording follows in the same file
unmeasured-decoder-failed = reading it failed on the way
unmeasured-format-changes = sample rate or channels change on the way
unmeasured-beyond-limit = it is beyond what can be measured
unmeasured-order-needs-seeking = its order cannot be read inside a compressed ZIP
unmeasured-samples-not-numbers = some samples are not numbers
unmeasured-implausible = samples lie far above full scale, as in damaged files
unmeasured-too-short = it is too short
unmeasured-silence = it is close to silence throughout
unmeasured-no-pause = no pause of half a second
unmeasured-rate-too-low = the sample rate is too low
unmeasured-differs = what it states does not fit its samples
unmeasured-not-stated = it is not stated
unmeasured-no-bit-depth = this format has no bit depth
unmeasured-no-bit-rate = this format states no bit rate
unmeasured-no-sample-format = it is not told what its samples are
unmeasured-kind-not-measured = this kind of file is not measured
unmeasured-archive-not-opened = its contents are not looked at
unmeasured-entries-not-listed = it holds more files than are listed
unmeasured-not-analysed = not measured
progress-measuring = Measuring
progress-measuring-long = Measuring the audio takes longest here (--no-analysis seals without it).
contains-same-samples = { $file }: every audio sample is the same as in the sealed file { $sealed } (container or tags differ)
contains-withheld = { $file }: not established. For { $sealed } the seal states the same samples; but that file is not in this copy, so they cannot be compared now
contains-other-recording = { $file }: not established. Compared with the nearest sealed file { $sealed }, it differs in: { $differences }
contains-transcoded = { $file }: not established. It may be the sealed file { $sealed }, converted; its samples differ, so this comparison cannot tell (differs in: { $differences })
contains-unreadable = { $file }: not established. No sealed file has the same bytes, and it cannot be compared as audio ({ $reason })
difference-samples = the values of samples
difference-format = format { $sealed } → { $file }
difference-rate = sample rate { $sealed } → { $file }
difference-depth = bit depth { $sealed } → { $file }
difference-channels = channels { $sealed } → { $file }
difference-length = length { $sealed } s → { $file } s
