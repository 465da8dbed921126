# Why something could not be done; ".next" is what to do.
error-read = { $path } could not be read: { $reason }
    .next = Check that the file is still there and that you may open it, then try again. If it is on a cloud drive, download it first.
error-write = { $path } could not be written: { $reason }
    .next = No half-written file was left behind. Check the free space and your rights in that folder, then try again.
error-not-found = { $path } is not there.
    .next = Check the spelling, or drag the file onto the terminal window to insert its path.
error-changed = { $path } changed while it was being read.
    .next = Nothing was sealed. Close the program that is writing to it, wait until it has finished, then seal again.
error-special = { $path } is a link or a special file, not a file.
    .next = Nothing was sealed. Put the file itself in its place, or go on without it: --skip-special
error-not-a-file = { $path } is a device or a pipe, not a file.
    .next = Choose a file.
error-exists = { $path } exists already.
    .next = Nothing is ever overwritten. Choose another name with -o, or move the existing file away.
error-interrupted = Stopped.
    .next = Nothing half-done was left behind.
error-not-a-zip = { $path } is not a ZIP file, so it is not a seal made by hikae.
    .next = Choose the ZIP file from the folder of seals (控え or seals).
error-cut-off = { $path } is cut off: its end is missing.
    .next = Copy or download it again. If the original has the same size, the rest is lost.
error-not-hikae = { $path } is a ZIP file, but not a seal made by hikae.
    .next = Choose the ZIP file from the folder of seals (控え or seals).
error-empty-file = { $path } is empty (0 bytes).
    .next = Copy or download it again.
error-is-folder = { $path } is a folder.
    .next = Choose a file in it.
error-no-seals = There is no seal in { $path }.
    .next = Choose the folder of seals (控え or seals) of a case, or a ZIP file.
error-refused = Not sealed, because hikae verify would call the archive altered. { $finding } [{ $detail }]
    .next = docs/findings.md has a section on the name in brackets. Change what is named, then seal again.
error-limit = Beyond a limit of the format: { $detail }
    .next = The limits are listed in docs/format.md, section 10.
error-nothing-to-seal = There is nothing to seal yet: no delivered file was found in { $path }.
    .next = Put the files that you delivered into a numbered folder (delivery/1 or 納品/1回目), then seal again.
error-unplaced = It is not clear where these files belong: { $detail }
    .next = Move them into a round (delivery/1), messages or documents, or say it: --place 'FILE=delivery/1' (or messages, documents, none)
error-round-clash = Two folders stand for the same round: { $detail }
    .next = Put the files of one round into one folder.
error-not-a-case = { $path } is not a case folder: it has neither case notes nor a folder of deliveries.
    .next = Make one with: hikae new FOLDER — or seal single files: hikae seal FILE… -o OUT.zip
error-broken-chain = The seals in { $path } do not verify ({ $detail }), so no new seal was added to them.
    .next = See what is wrong with: hikae verify FOLDER-OF-SEALS — if you have a copy of the seals, put it back.
error-other-key = The earlier seals of this case were signed with another key: { $detail }
    .next = Use that key again (--key FILE), or begin a new case folder. One case is signed with one key.
error-busy = Another hikae is at work in { $path }.
    .next = Wait until it has finished, then try again.
error-self-check = The finished archive { $path } did not pass its own check ({ $detail }), so it was not kept.
    .next = Nothing was sealed. Try again; if it happens again, check the disk and the memory of this computer.
error-clock = This computer's clock shows a time that a seal cannot hold: { $detail }
    .next = Set the clock (1980 to 2107), then try again.
error-key = The key could not be used: { $detail }
    .next = See: hikae key show
error-usage = { $detail }
    .next = See: hikae --help
error-browser = The browser made no PDF or picture: { $path } ({ $detail })
    .next = The HTML can be kept instead: set HIKAE_BROWSER=none, run again, and print it from a browser.
error-too-large-for-platform = { $path } is larger than the platform takes: { $detail }
    .next = Shorten the title or the quotations, or show less with --withhold.
error-random = The system gave no random numbers.
    .next = Nothing was sealed. Restart the computer and try again.
error-arguments = The arguments could not be understood.
    .next = See: hikae --help
error-arguments-unknown = Not known: { $argument }
    .next = See: hikae --help
error-arguments-missing = Something is missing: { $argument }
    .next = See: hikae --help
error-arguments-twice = This can be said only once, or not together with something else: { $argument }
    .next = See: hikae --help
error-arguments-value = '{ $value }' does not fit here: { $argument }
    .next = See: hikae --help
error-signer = '{ $text }' is neither a fingerprint nor a file with one OpenSSH public key.
    .next = Give the fingerprint (SHA256:…) that the worker told you, or the file with the public key.

reason-not-found = it is not there
reason-no-folder = the folder is not there
reason-not-a-folder = not a folder
reason-is-a-folder = it is a folder
reason-name-too-long = the name is too long
reason-system = { $words } (error { $number } of the system)
reason-permission = no permission
reason-storage-full = the disk is full
reason-read-only = the disk is read-only
reason-file-too-large = the file is too large for this disk
error-two-memos = There are two files of case notes: { $path }
    .next = Put what they say into one.
error-tsa = "{ $text }" is neither a time-stamp service that hikae knows nor an address.
    .next = Write an address that begins with http:// or https://, or one of: { $names }
error-tsa-offline = HIKAE_OFFLINE is set, so nobody may be asked, and --tsa names somebody to ask.
    .next = Leave out --tsa, or unset HIKAE_OFFLINE.
error-tsa-root = { $path } holds no certificate that can be read.
    .next = Give the root certificate of the authority, as PEM or DER.
error-dkim-key = { $path }, line { $line } holds no key of a mail signature (DKIM): { $why }
    .next = A line is SELECTOR._domainkey.DOMAIN, a blank, and the record, for example: s1._domainkey.example.com v=DKIM1; k=rsa; p=MIIB…
error-dkim-key-size = { $path } is too large for a list of keys ({ $limit } bytes).
dkim-key-name = it does not begin with SELECTOR._domainkey.DOMAIN.
dkim-key-form = the record is not of the form tag=value; tag=value.
dkim-key-version = the record is of another version than DKIM1.
dkim-key-revoked = the key was revoked (p= is empty).
dkim-key-kind = its kind (k=) is neither rsa nor ed25519.
dkim-key-key = p= is missing, or is no key of its kind.
dkim-key-service = the record is not for mail (s=).
dkim-key-twice = the name has another record on line { $first }.
error-authorities = { $path }, line { $line } could not be understood: { $text }
    .next = A line is NAME, URL, or NAME URL; "root PATH" adds a root certificate; "none" asks nobody.
