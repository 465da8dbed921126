# VERIFY.txt: instructions for somebody who trusts nothing that hikae says.
verify-txt-title = How to check this archive with stock tools
verify-txt-edition = Edition { $edition }, sealed { $sealed } by the signer's own clock. Seal code: { $code }
verify-txt-before =
    Unzip the archive, open a terminal in the folder that holds this file, and run the commands as
    they stand, but for those with AAAA...: what to write there is said above them. They need sha256sum (Linux) or shasum (macOS), and ssh-keygen (part of OpenSSH, also
    on macOS and Windows 10 and later); on Windows, the lines are for PowerShell. hikae itself is not
    needed. Its format is described in docs/format.md of the program.
verify-txt-shell = Linux, macOS:
verify-txt-mac = macOS, where sha256sum is missing:
verify-txt-windows = Windows (PowerShell):
verify-txt-everywhere = Linux, macOS, Windows:
verify-txt-silent = In PowerShell, this prints nothing if nothing was changed.
verify-txt-expect = Expected:
verify-txt-bag =
    That the files are complete and unchanged since this copy was made (a convenience, not yet a
       proof: whoever changes a file can change the lists too).
verify-txt-bagit = The folder is also a valid bag (RFC 8493): bagit.py --validate .
verify-txt-signature = That the seal of edition { $edition } was signed with the key that it names.
verify-txt-signer =
    It shows that one key signed the seal; it does not show whose key it is. If you have the
    worker's public key from the worker, write it in place of ssh-ed25519 AAAA... (as they stand, these
    lines fail). Compare the fingerprint above with those of the other editions:
verify-txt-code = That the seal code of edition { $edition } is the SHA-256 of its seal.txt.
verify-txt-previous =
    The line "previous" of this seal.txt names the seal code of edition { $before }:
        { $hash }
verify-txt-facts =
    That every fact shown of edition { $edition } is in the seal ({ $shown } of { $sealed } shown). A fact is one line of
       facts.jsonl; the SHA-256 of the line, without its line feed, stands in seal.txt. This prints
       nothing if all are sealed:
verify-txt-facts-mac = On macOS without sha256sum, write: shasum -a 256
verify-txt-no-facts = Of edition { $edition }, no fact is shown in this copy.
verify-txt-files =
    That every file of edition { $edition } is the one that a sealed fact names, by name and SHA-256.
       This prints nothing if all are:
verify-txt-no-time =
    Time: there is no time-stamp of an outside authority. The date rests on the signer's own clock
       and proves nothing.
verify-txt-time =
    Time: that an outside authority signed the hash of seal and signature, with its own clock
       (RFC 3161). This needs OpenSSL 3 (openssl version; on Windows it is part of Git for Windows). Each
       time-stamp is checked by itself.
verify-txt-token = Time-stamp { $name } covers the seal and its signature, if both hashes are those of the list:
verify-txt-token-unreadable = Not a time-stamp that can be read: { $name }
verify-txt-root =
    The root certificate "{ $root }", fetched from the authority itself. Never take it from this
    archive: anyone can make an authority of their own. Compare its hash with a source that you trust.
verify-txt-root-unknown =
    The authority is not one that hikae knows. Get its root certificate from the authority itself,
    decide whether you believe it, and save it as root.pem (in PEM form).
verify-txt-gen-time =
    The number after -attime is the time in the time-stamp, in seconds since 1970. OpenSSL does not
    compare the two, so please look:
verify-txt-cms =
    The other command of OpenSSL for time-stamps cannot read this one, so it is checked as what it
    is underneath: signed data (CMS).
verify-txt-cms-info =
    What was signed: the long value is the SHA-256 of the list, in capitals here; the last value is the
    time, in UTC, and the number after -attime is the same in seconds since 1970. OpenSSL compares
    neither, so please look:
verify-txt-time-limits =
    This shows that the seal existed no later than that time, give or take the accuracy that the
    token itself may state (a line "Accuracy"), if the authority is believed. It does not show when
    the files were made or sent. Whether the authority's certificate was revoked is not checked here.
verify-txt-report =
    REPORT.html is for reading. It carries no signature; hikae makes it again and compares it
    (hikae verify --require report). Nothing above depends on it.
verify-txt-limits =
    What this shows: the files are the same, byte for byte, as when the seal was made, and one key
    signed the seal. What it does not show: who made the files, that they were delivered, that their
    content is true, or that no other seals exist. What is missing from this copy was withheld by
    whoever made the copy.
