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
help-hikae = hikae seals a copy of what you deliver, so that anyone can check later that it is unchanged. Without a command: a menu, or what fits the paths dropped on it.
help-hikae-examples =
    { "  " }hikae new minato-narration      a folder for one job, with case notes to fill in
    { "  " }hikae seal minato-narration     seals what is new in it
    { "  " }hikae verify minato-narration/seals
help-hikae-dropped = files or a folder, as dropped on the program
help-hikae-lang = interface language: ja or en (default: the system's)
help-hikae-color = colour: auto, always, never
help-hikae-quiet = only the result
help-hikae-json = the result as JSON
help-verify = Checks seals strictly and prints a verdict with its grounds.
help-verify-archives = seals (ZIP files), or a folder of them: checked together, as one case
help-verify-signer = the signer you expect: a fingerprint (SHA256:…) or a file with the OpenSSH public key
help-verify-require = proofs that must be there: time, signer, chain, payload, report (exit code 4 if one is missing)
help-verify-examples =
    { "  " }hikae verify seals/001.zip
    { "  " }hikae verify seals --require chain,payload
    { "  " }hikae verify 001.zip --signer SHA256:1Lt0B6m58n9i5yp9hABit7qhCJ/7aR7kRxt8QRziO8k --json

    Exit codes: 0 every requirement held; 1 altered; 2 usage; 3 could not read or decide;
    4 intact, but a required proof is missing.
help-show = Shows the facts inside a seal: files, case notes, events, and who says what.
help-show-archives = seals (ZIP files), or a folder of them
help-show-examples = { "  " }hikae show seals/001.zip
help-contains = Tells whether a file is one of the sealed files: the same bytes, or the same audio samples.
help-contains-archive = the seal, or a folder of seals
help-contains-files = files or folders, for example as downloaded again from the platform
help-contains-no_analysis = compare bytes alone, not audio samples
help-contains-examples =
    { "  " }hikae contains seals Downloads/ep1.wav

    Exit codes: 0 all are sealed files; 1 for at least one it is not established.

progress-verifying = Checking
progress-rereading = Reading again
progress-sealing = Sealing

verdict-intact = INTACT
    .next = What is here is the same as when the seal was made. It does not show that the content is true.
verdict-intact-sealed = Sealed facts and files: INTACT. REPORT.html and VERIFY.txt: NOT CHECKED
    .next = What was sealed is the same as when the seal was made. It does not show that the content is true. Do not rely on REPORT.html and VERIFY.txt.
verdict-altered = ALTERED
    .next = At least one thing contradicts the seal. Do not rely on it.
verdict-undecided = UNDECIDED
    .next = Something that decides could not be checked. This is not a confirmation.
verify-missing = Required, but missing: { $proofs }
verify-more-findings = … and { $count } more of the same kinds.
ground-time = Time
ground-time-none = no trusted time: the dates rest on the signer's own clock
ground-time-edition = edition { $edition }: existed no later than { $time }, by { $authority }
    (root { $root }, policy { $policy }; revocation not checked)
ground-time-through = edition { $edition }: existed no later than { $time }, through edition { $later }
ground-time-edition-none = edition { $edition }: no trusted time, the date rests on the signer's own clock
ground-time-also = also { $time }, by { $authority } ({ $entry })
ground-time-expired = expired, not renewed: { $time }, by { $authority } ({ $entry })
ground-time-unknown = by an unknown authority, counts as no time: { $entry }
accuracy-stated = ± { $seconds } s
accuracy-not-stated = (accuracy not stated)
ground-signer = Signer
ground-signer-none = no signature that holds for all of it
ground-signer-named = { $key }
    the key that you named
ground-signer-found = { $key }
    key found in the archive; its owner is not known
ground-shown = Shown
ground-shown-all = everything: { $facts } facts, { $files ->
        [one] 1 file
       *[other] { $files } files
    }
ground-shown-part = { $facts } of { $facts_sealed } facts, { $files } of { $files_sealed } files
    the rest was withheld by whoever made this copy
ground-shown-unknown = not known: not every seal could be read
ground-report = Texts
ground-report-same = REPORT.html and VERIFY.txt: regenerated, identical
ground-report-differs = REPORT.html or VERIFY.txt does not match the facts. Do not rely on it
ground-report-not-checked = REPORT.html and VERIFY.txt: not checked. Do not rely on them
ground-editions = Editions
ground-edition = { $edition }: { $sealed }
      seal code { $code }
ground-chain = Later editions may exist. A chain shows the order, not that no other chain exists.

show-edition = Edition { $edition }, sealed { $sealed } by the signer's own clock
show-code = Seal code: { $code }
show-files = Files (name as found, bytes, first digits of SHA-256):
show-memo = Case notes (the worker's own words):
show-events = Events (declared by the worker):
show-round = round { $count }
show-other = Other facts: { $count }
show-check = Values of audio and readings of messages are told as sealed. Where their files are in here, they can be checked now: hikae show --reread { $archives }
show-withheld = Withheld by whoever made this copy: { $count } facts

contains-same = { $file }: the same bytes as the sealed file { $sealed }
contains-not-established = { $file }: not established. No sealed file has these bytes.
contains-untold = { $file }: not established. { $count ->
        [one] Of 1 sealed file
       *[other] Of { $count } sealed files
    } this copy does not show what it is, so it may be one of those.
contains-no-file = There is no file in { $path }.
    .next = Choose the file as you downloaded it again.
contains-meaning =
    The same bytes, or the same samples, show that it is the sealed recording. Others do not show that it is
    another one: platforms convert files.

progress-comparing = Comparing
new-made = Made a case folder: { $path }
new-next =
    1. Write what you know into { $memo }.
    2. Put the files that you deliver into { $delivery }.
    3. Seal with hikae seal, and send the seal code with your delivery message.
seal-case-output = The seals of a case folder go into its own folder of seals. Leave out -o.
    .next = For example: hikae seal CASE
seal-needs-output = It is not clear where the seal should go.
    .next = For example: hikae seal FILE… -o OUT.zip — or a case folder: hikae seal CASE
seal-cleared = Cleared the temporary file of a run that did not finish: { $path }
seal-nothing-new = Nothing is new since the last seal ({ $files ->
        [one] 1 file
       *[other] { $files } files
    } as sealed).
seal-delivery-changed = Please note: { $file } has changed since it was sealed in edition { $edition }.
    .next = Delivered files should not change. If this is a retake, move it into the folder of the next round. The file as it is now is sealed as well; the earlier seal stays as it is.
seal-clock-before = This computer's clock ({ $now }) is before the last seal of this case ({ $last }).
    .next = Nothing was sealed. Set the clock, then try again. If the clock was wrong at the last seal, wait until that time has passed, or begin a new case folder.
seal-place-unknown = No such file for --place: { $file }
    .next = Write the name as it stands in "It is not clear where these files belong".
seal-ask-place =
    { $file }: what is it?
      1 a delivered file   2 a message   3 a document   4 leave it out
    Number:
seal-ask-round = Of which round of delivery:
seal-skipped-special = Left out (a link or a special file): { $path }
seal-left-out = Left out (files that the system makes): { $files }
seal-role = { $file } → { $role }
seal-made = Made and checked edition { $edition } ({ $files ->
        [one] 1 file
       *[other] { $files } files
    }): { $path }
seal-code = Seal code:
seal-code-use =
    Send this code with your delivery message, and the platform's own record holds it too. The code alone
    tells nothing of the content.
seal-message = Delivery message, ready to send:
seal-message-file = The same text as a file: { $path }
seal-note-file = A delivery note, to attach instead of pasting the number: { $path }
seal-message-unwritten = The seal is made, but the file of the delivery message could not be written: { $reason }
    .next = To see the message again: hikae seal --message-only
seal-message-none = No seal holds delivered files yet.
    .next = Put the files that you deliver into delivery/1, then: hikae seal CASE
seal-message-not-now = There is no new round of delivery in this seal, so it has no message.
    .next = Run it once more for the message of the last delivery.
seal-message-needs-case = --message-only is for case folders, and does not go with -o.
    .next = For example: hikae seal CASE --message-only
seal-nothing-to-send =
    There is no new round of delivery in it, so nothing needs to be sent.
seal-links-not-searched = { $file } is large, or holds very many codes: not all of them are recorded.
    .next = The file itself is sealed whole.
links = Codes that stand in the copies of messages:
link-known = { $file }: { $target }
link-absent = { $file }: { $target } (not compared: it is not here)
link-wrong = { $file }: said to be { $target }, but the value differs
link-message = It stands in message { $n } of record { $k }
link-message-edited = It stands in message { $n } of record { $k }, which was edited
links-sealed = Codes that are said to stand in the copies of messages (as sealed):
links-meaning-sealed =
    What is not marked as checked is the word of whoever sealed it. When a code was posted, the platform's own record tells:
    its unedited entry.
link-in-text = Checked now: the text of that message holds this code
link-not-in-text = Checked now: the text of that message does not hold this code
link-as-sealed = As sealed (not checked here)
link-unknown = { $file }: unknown code (not in the seals made before)
link-seal = seal code of edition { $edition }
link-file = SHA-256 of { $path }, edition { $edition }
links-meaning =
    This shows that the copies hold these codes. When a code was posted, the platform's own record tells: its unedited
    entry.
status-no-seal = There is no seal yet.
status-last =
    Seals: all checked, up to edition { $edition }, { $sealed } by the signer's own clock
    Seal code { $code }
status-new = For the next seal:
status-changed-file = { $file } (differs from edition { $edition })
status-delivery-changed = Please note: delivered files have changed since they were sealed:
status-changed = Changed (for the next seal):
status-gone = Sealed, and no longer in the folder (the seals still hold them):
status-unplaced = Please say where these belong:
status-special = Links or special files (they cannot be sealed):
status-memo = Please look at these lines of the case notes:
status-copy-time = { $file }: the case notes do not say when it was copied or exported. Statements reach no further than its last record.
    .next = Write into the case notes when you copied or exported it, such as "copied at ({ $last }): 2026-11-20 09:12".
status-memo-changed = The case notes have changed since they were last sealed (they go into the next seal).
status-unchanged = Files as sealed: { $count }
status-next-seal = To seal what is new: hikae seal { $case }
status-next-nothing = There is nothing new to seal.
menu-title = hikae: what would you like to do?
menu-new = make a case folder
menu-seal = seal what is new
menu-verify = check a seal
menu-status = see how a case stands
menu-show = look inside a seal
menu-read = read an export or a copied thread
menu-stamp = add time-stamps that are missing
menu-handover = make the handover for support
menu-help = help
menu-end = end
menu-no-number = There is no such number.
menu-ask = Number:
menu-path-new = Name of the folder to make:
menu-path-case = Case folder (drag it onto this window):
menu-path-read = An export or a copied thread (drag it onto this window):
menu-path-seal = A seal (ZIP) or the folder of seals (drag it onto this window):
menu-offer-seal = Seal now? (yes = Enter, no = n):
menu-not-a-case = { $path } is not a case folder. Make it one? (yes = Enter, no = n):
menu-which-case =
    { $files }
    Which case is this for? Case folder (drag it onto this window):
menu-no-command = There is no file { $text }, and no such command.
    .next = Commands: { $commands }. hikae --help tells more.
menu-needs-case = It is not clear which case this is for: { $files }
    .next = Put it into delivery/1, messages or documents of a case folder, then: hikae seal CASE
menu-copied = Copied { $file } to { $folder }. The original stays as it is.
setup-how = On this system, completions and manual pages can be set up like this:
    .next =
        hikae setup --completions bash > ~/.local/share/bash-completion/completions/hikae
        hikae setup --man-dir ~/.local/share/man/man1
setup-man-made = Wrote the manual pages to { $path }
setup-shortcuts-made = Added hikae to the desktop and to the Send-to menu.
windows-press-enter = Press Enter to close.
help-new = Makes a case folder with case notes to fill in.
help-new-dir = the folder to make
help-new-examples = { "  " }hikae new minato-narration
help-status = Compares a case folder with its seals: what is new, what has changed, what to do next.
help-status-case = the case folder (else the current one)
help-status-no_analysis = do not measure audio
help-status-examples = { "  " }hikae status minato-narration
help-seal = Seals what is new, and prints the delivery message with the seal code.
help-seal-paths = the case folder (else the current one); with -o, files or folders
help-seal-output = where the seal goes, when there is no case folder
help-seal-key = the key to use: one of hikae, an OpenSSH Ed25519 key, or the .pub file of a key in ssh-agent
help-seal-place = where a file belongs; ROLE is delivery/1, messages, documents or none
help-seal-skip_special = skip symlinks and special files
help-seal-offline = make no network requests: no time-stamp, no look-up of keys for signed mail
help-hikae-tsa = ask this time-stamp service instead: an address, or digicert, sectigo, globalsign, ssl-com, certum
help-hikae-tsa_root = also trust this root certificate (PEM or DER)
help-seal-no_analysis = do not measure audio
help-seal-message_only = only the delivery message (the last one, if nothing is new), for example for | pbcopy
help-seal-examples =
    { "  " }hikae seal minato-narration
    { "  " }hikae seal minato-narration --message-only | pbcopy
    { "  " }hikae seal ep1.wav brief.pdf -o out.zip
help-setup = Windows: shortcuts on the desktop and in the Send-to menu. Elsewhere: completions and manual pages.
help-setup-completions = print completions for bash, zsh, fish, elvish or powershell
help-setup-man = print the manual page
help-setup-man_dir = write a manual page for every command into a folder
help-setup-examples = { "  " }hikae setup --completions zsh > _hikae

item-client-name = Client
item-own-name = Own name
item-platform = Platform
item-contract-id = Contract number
item-contract-link = Contract page
item-title = Title
item-fee = Fee
item-tax = Tax
item-escrow-date = Escrow paid
item-commissioned = Commissioned
item-deadline = Deadline
item-specification = Specification
item-usage = Usage
item-inspection-terms = Inspection terms
item-change-rule = Rule for changes
item-reading-answer = Reading answer
item-zone = Time zone
item-day-order = Day order
item-copied-at = Thread copied
item-client-address = Client's address
item-company-number = Company number
item-client-employees = Client's employees
item-client-officers = Client's officers
item-receipt-day = Day of receipt
item-receipt-place = Place of receipt
item-inspection-day = Day of inspection
item-payment-due = Payment due
item-payment-method = Payment method
item-remarks = Remarks
item-invoice = Invoice
event-completion-report = Completion report
event-attachment = Attached to a message
event-link-sent = Link sent
event-acknowledgement = Acknowledgement
event-auto-reply = Automatic reply
event-change-request = Request for changes
event-reminder = Reminder
event-nudge-request = Request that the platform contacts the client
event-platform-nudge = Platform contacted the client
event-platform-reply = Answer of the platform
event-termination-request = Request to end early
event-inspection = Acceptance
event-payment = Payment
event-unknown = Event of an unknown kind
item-event-detail = Event, { $detail } (line { $line } of the notes)
item-event-detail-of = { $event }, { $detail } (line { $line } of the notes)
event-detail-result = result
event-detail-expiry = expiry
event-detail-checked = check
event-detail-note = note
item-name = Name
item-outside = Contact outside the platform
item-note = Note
help-stamp = Adds time-stamps to seals that have none, or whose time-stamps will not last. Nothing sealed changes.
help-stamp-paths = a case folder or a folder of seals: those in need; a seal (ZIP file): in any case
help-stamp-output = write the seal with its new time-stamp here, and leave the old file as it is
help-stamp-examples =
    { "  " }hikae stamp minato-narration
    { "  " }hikae stamp seals/001.zip --tsa digicert
