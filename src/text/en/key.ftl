# Keys: why one could not be used, what to know about one that can, and the screens of "hikae key".
key-ask-passphrase = Passphrase for { $path }:
key-ask-passphrase-again = That passphrase does not open { $path }. Once more:
key-ask-passphrase-new = New passphrase:
key-ask-passphrase-repeat = The same passphrase again:

key-error-not-a-key = { $path } is not a key file that hikae knows.
    .next = Give a key made by hikae (key.pem), an OpenSSH private key (id_ed25519), or its .pub file if the private key is in ssh-agent.
key-error-damaged = { $path } begins like a key file, but is incomplete or damaged.
    .next = Put the file back from a backup. The file was not changed.
key-error-other-type = { $path } holds a key of the type { $kind }. Seals use Ed25519 keys only.
    .next = Leave --key out to use hikae's own key, or make an Ed25519 key: ssh-keygen -t ed25519
key-error-putty = { $path } is a key as PuTTY stores it, which hikae does not read.
    .next = In PuTTYgen, choose Conversions, then "Export OpenSSH key (force new file format)", and give that file.
key-error-encryption = { $path } has a passphrase, but is encrypted in a way that hikae does not read.
    .next = Save it again with ssh-keygen -p -f FILE (an OpenSSH key) or with openssl pkcs8 -topk8 (a PEM key).
key-error-needs-passphrase = { $path } has a passphrase, and none was given.
    .next = Run the command in a terminal window, where hikae can ask for it.
key-error-wrong-passphrase = The passphrase does not open { $path }.
    .next = Check the keyboard layout, capitals and input mode, then try again. Without the passphrase, nobody can open this key; a new one can be made: hikae key new --replace
key-error-exists = There is a key already: { $path }
    .next = See it with: hikae key show — or make another one, and keep this one beside it: hikae key new --replace
key-error-no-key = There is no key yet ({ $path }).
    .next = It is made at the first seal, or now with: hikae key new
key-error-not-read-back = The new key file could not be read back, so { $path } was left as it was.
    .next = Check the disk, then try again.
key-error-passphrase-empty = An empty passphrase would protect nothing. Nothing was changed.
    .next = Try again with a few words. To take the passphrase away: hikae key protect --remove
key-error-passphrase-differs = The two passphrases are not the same. Nothing was changed.
    .next = Try again.
key-error-cannot-ask = A passphrase can only be asked for in a terminal window. Nothing was changed.
    .next = Run the command there.
key-error-signer-name = '{ $name }' cannot stand as a name in a list of allowed signers.
    .next = Use letters, digits, and . _ @ - without spaces, for example: voice@example.com

sign-error-message = The text to sign could not be read: { $reason }
    .next = Nothing was sealed. Try again.
sign-error-bad = The signature that was made does not match its own key, so it was not used.
    .next = Nothing was sealed. Try again; if it happens again, check this computer's memory.
sign-error-program = ssh-keygen could not be run: { $reason }
    .next = It comes with OpenSSH. Install it, or leave --key out to use hikae's own key.
sign-error-refused = ssh-keygen did not sign with the key { $path }: { $reason }
    .next = Add the private key to ssh-agent (ssh-add FILE) and look for it with ssh-add -l, then try again.
sign-error-other-key = ssh-keygen signed with another key ({ $key }) than the one in { $path }.
    .next = Nothing was sealed. Check which file --key names.
sign-error-answer = What ssh-keygen gave back for { $path } cannot be used: { $reason }
    .next = Nothing was sealed. Check the version with ssh -V (8.2 or later), or leave --key out to use hikae's own key.

key-notice-loose = Other people on this computer may be able to get at { $path } (permissions { $mode }).
    .next = To keep it to yourself: chmod { $private } "{ $path }"
key-notice-ssh-key = This seal is signed with an SSH key. Whoever knows its public key, for example from a GitHub account, can tell that seal and account belong together.
    .next = To keep them apart, leave --key out: hikae then uses a key of its own.
key-notice-created = A key for your seals was made: { $path }
    .next = It lets a reader see that your seals were signed with the same key. It does not show who you are. Please keep a copy in a safe place; a passphrase can be set with: hikae key protect

key-label-fingerprint = Fingerprint
key-label-public = Public key
key-label-file = File
key-label-passphrase = Passphrase
key-passphrase-set = set
key-passphrase-none = none (to set one: hikae key protect)
key-meaning = A seal signed with this key shows that it comes from the holder of this key. It does not show who that is: tell your fingerprint to those who should know it.
key-new-made = A new key was made.
key-new-kept = The key until now is kept as { $path }
    .next = One case is signed with one key. For cases that have begun, go on with the former key: hikae seal CASE --key "{ $path }"
key-new-backup = Please keep a copy of the key file in a safe place. Without it, later seals of the same case cannot be added.
key-protect-set = The passphrase is set.
    .next = Copies of the key file made before (backups, other computers) still open as they did. Replace them with a copy of the present file. If the passphrase is forgotten, nobody can open the key.
key-protect-removed = The passphrase was taken away.
    .next = Whoever can read the file can now use the key. Copies made before still need the passphrase that they had.

help-key = Shows, makes, protects and exports the key that signs your seals.
help-key-examples =
    { "  " }hikae key show
    { "  " }hikae key protect
    { "  " }hikae key public > hikae.pub

    The key lies in the configuration folder (or in HIKAE_HOME). It is made at the first seal.
help-key-show = Shows the fingerprint of the key and where it lies.
help-key-show-examples = { "  " }hikae key show --json
help-key-new = Makes a key. One that is there already is kept beside it.
help-key-new-replace = use the new key from now on, although there is one; the former one is kept
help-key-new-protect = ask for a passphrase for the new key
help-key-new-examples =
    { "  " }hikae key new
    { "  " }hikae key new --replace --protect
help-key-protect = Sets or changes the passphrase of the key.
help-key-protect-remove = take the passphrase away
help-key-protect-examples =
    { "  " }hikae key protect
    { "  " }hikae key protect --remove
help-key-public = Prints the public key, as an OpenSSH line that can be passed on.
help-key-public-allowed_signers = as a line for the allowed_signers file of ssh-keygen, with this name (hikae if none is given)
help-key-public-examples =
    { "  " }hikae key public > hikae.pub
    { "  " }hikae key public --allowed-signers voice@example.com >> allowed_signers
    { "  " }ssh-keygen -Y verify -f allowed_signers -I voice@example.com -n seal@hikae -s seal.txt.sig < seal.txt
