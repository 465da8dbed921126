//! The same steps in PowerShell, for Windows: from version 5.1 on, which comes with Windows 10. No name of an archive's
//! files stands in a command: what PowerShell would read in one never gets there.

/// Every line of these lists, against the file that it names; prints what differs or is missing.
pub fn lists(names: &[&str]) -> Vec<String> {
    vec![
        format!("foreach ($line in Get-Content -Encoding UTF8 {}) {{", names.join(", ")),
        "  $hash, $name = $line -split '  ', 2".into(),
        "  if ((Get-FileHash -Algorithm SHA256 -LiteralPath $name).Hash -ne $hash) { \"CHANGED: $name\" }"
            .into(),
        "}".into(),
    ]
}

/// The signature, by any key. Only `cmd` can hand a file to the input of a program.
pub fn signature(proof: &str) -> Vec<String> {
    let proof = proof.replace('/', "\\");
    vec![format!(
        "cmd /c \"ssh-keygen -Y check-novalidate -n seal@hikae -s {proof}\\seal.txt.sig < {proof}\\seal.txt\""
    )]
}

/// The signature, by the key of a person.
pub fn signer(proof: &str, allowed: &str) -> Vec<String> {
    let proof = proof.replace('/', "\\");
    vec![
        format!("Set-Content -Encoding ascii allowed_signers '{allowed}'"),
        format!(
            "cmd /c \"ssh-keygen -Y verify -f allowed_signers -I worker -n seal@hikae -s {proof}\\seal.txt.sig < {proof}\\seal.txt\""
        ),
    ]
}

/// The SHA-256 of a file, in lowercase as it stands elsewhere.
pub fn hash(name: &str) -> Vec<String> {
    vec![format!("(Get-FileHash -Algorithm SHA256 {name}).Hash.ToLower()")]
}

/// Every fact, against the leaves of the seal.
pub fn facts(proof: &str) -> Vec<String> {
    vec![
        "$sha = [Security.Cryptography.SHA256]::Create()".into(),
        "$leaves = @{}".into(),
        format!(
            "foreach ($line in [IO.File]::ReadAllLines(\"$($PWD.ProviderPath)/{proof}/seal.txt\")) {{ $leaves[$line.Split(' ')[0]] = 1 }}"
        ),
        format!(
            "foreach ($line in [IO.File]::ReadAllLines(\"$($PWD.ProviderPath)/{proof}/facts.jsonl\")) {{"
        ),
        "  $bytes = $sha.ComputeHash([Text.Encoding]::UTF8.GetBytes($line))".into(),
        "  $leaf = [BitConverter]::ToString($bytes).Replace('-', '').ToLower()".into(),
        "  if (-not $leaves[$leaf]) { \"NOT SEALED: $leaf\" }".into(),
        "}".into(),
    ]
}

/// Every file, against the facts.
pub fn files(proof: &str, data: &str) -> Vec<String> {
    vec![
        format!("$facts = [IO.File]::ReadAllText(\"$($PWD.ProviderPath)/{proof}/facts.jsonl\")"),
        format!("foreach ($file in Get-ChildItem -Recurse -File -LiteralPath {data}) {{"),
        "  $name = $file.FullName.Substring($PWD.ProviderPath.TrimEnd('\\').Length + 1).Replace('\\', '/')".into(),
        "  $hash = (Get-FileHash -Algorithm SHA256 -LiteralPath $file.FullName).Hash.ToLower()".into(),
        "  $fact = '\\{\"file\":\\{\"path\":\"' + [regex]::Escape($name) + '\",\"size\":[0-9]+,\"sha256\":\"' + $hash + '\"\\}\\}'".into(),
        "  if ($facts -cnotmatch $fact) { \"NOT SEALED: $name\" }".into(),
        "}".into(),
    ]
}

/// A root certificate, fetched and hashed.
pub fn root(fetch: &str) -> Vec<String> {
    vec![
        format!("curl.exe -fL -o root.crt '{fetch}'"),
        "openssl x509 -in root.crt -out root.pem".into(),
        "openssl x509 -in root.crt -outform DER -out root.der".into(),
        "(Get-FileHash -Algorithm SHA256 root.der).Hash.ToLower()".into(),
    ]
}
