# Screens and help.
help-template =
    <about-with-newline>
    <usage-heading> <usage>

    <all-args><after-help>
help-heading-commands = Commands
help-heading-arguments = What to work on
help-heading-options = Options
help-heading-examples = Examples:
help-help = this help
help-version = the version
help-hikae = hikae keeps a copy as proof of what you delivered. Without a command: a menu, or what fits the paths dropped on it.
help-hikae-examples =
    { "  " }hikae new minato-narration      a folder for one job, with a memo to fill in
    { "  " }hikae seal minato-narration     seals what is new in it
    { "  " }hikae verify minato-narration/seals
help-hikae-dropped = files or a folder, as dropped on the program
help-hikae-lang = language of the screen: ja or en (else that of the system)
help-hikae-color = colour: auto, always, never
help-hikae-quiet = only the result
help-hikae-json = the result as JSON
help-verify = Checks seals strictly and prints a verdict with its grounds.
help-verify-archives = seals (ZIP files), or a folder of them: checked together, as one case
help-verify-signer = the signer you expect: a fingerprint (SHA256:…) or a file with the OpenSSH public key
help-verify-require = proofs that must be there: time, signer, chain, payload (exit code 4 if one is missing)
help-verify-examples =
    { "  " }hikae verify seals/001.zip
    { "  " }hikae verify seals --require chain,payload
    { "  " }hikae verify 001.zip --signer SHA256:1Lt0B6m58n9i5yp9hABit7qhCJ/7aR7kRxt8QRziO8k --json

    Exit codes: 0 every requirement held; 1 altered; 2 usage; 3 could not read or decide;
    4 intact, but a required proof is missing.
help-show = Shows the facts inside a seal: files, memo, events, and who says what.
help-show-archives = seals (ZIP files), or a folder of them
help-show-examples = { "  " }hikae show seals/001.zip
help-contains = Tells whether a file is one of the sealed files, byte for byte.
help-contains-archive = the seal, or a folder of seals
help-contains-files = files or folders, for example as downloaded again from the platform
help-contains-examples =
    { "  " }hikae contains seals Downloads/ep1.wav

    Exit codes: 0 all are sealed files; 1 for at least one it is not established.

progress-verifying = Checking
progress-sealing = Sealing

verdict-intact = INTACT
    .next = The same as when the seal was made. It does not show that the content is true.
verdict-altered = ALTERED
    .next = At least one thing contradicts the seal. What it says is not to be relied on.
verdict-undecided = UNDECIDED
    .next = Something that decides could not be checked. This is not a confirmation.
verify-missing = Required, but missing: { $proofs }
verify-more-findings = … and { $count } more of the same kinds.
ground-time = Time
ground-time-none = no trusted time: the dates rest on the signer's own clock
ground-signer = Signer
ground-signer-none = no signature that holds
ground-signer-named = { $key }
    the key that you named
ground-signer-found = { $key }
    found in the archive: consistent, not identified
ground-shown = Shown
ground-shown-all = everything: { $facts } facts, { $files } files
ground-shown-part = { $facts } of { $facts_sealed } facts, { $files } of { $files_sealed } files
    the rest was withheld by whoever made this copy
ground-report = Texts
ground-report-same = VERIFY.txt made again and equal; no report in this version
ground-report-not-checked = report and instructions: not checked, do not rely on them
ground-editions = Editions
ground-edition = { $edition }: { $sealed }, seal code { $code }
ground-chain = Later editions may exist. A chain shows the order, not that no other chain exists.

show-edition = Edition { $edition }, sealed { $sealed } by the signer's own clock
show-code = Seal code: { $code }
show-files = Files (name as found, bytes, first digits of SHA-256):
show-memo = Case memo (the worker's own words):
show-events = Events (declared by the worker):
show-round = round { $count }
show-other = Other facts: { $count }
show-withheld = Withheld by whoever made this copy: { $count } facts

contains-same = { $file }: the same bytes as the sealed file { $sealed }
contains-not-established = { $file }: not established. No sealed file has these bytes.
contains-meaning =
    Same bytes show that the file is the sealed one. Different bytes do not show that it is another
    recording: platforms convert files.
