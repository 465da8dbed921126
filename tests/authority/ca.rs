//! The certificates of an authority, made by `openssl ca`: a root, where wanted an intermediate, and the one that signs.
//! `openssl x509 -req` and `openssl req -x509` take dates only since OpenSSL 3.4; `openssl ca` always did.

use super::openssl::must;
use std::fs;
use std::path::{Path, PathBuf};

/// The key of an authority, and of those above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    Rsa2048,
    Rsa4096,
    /// The key itself says RSASSA-PSS (RFC 4055 section 1.2), with SHA-256 and 32 bytes of salt.
    RsaPss,
    P256,
    P384,
}

impl KeyKind {
    pub const ALL: [Self; 5] = [Self::Rsa2048, Self::Rsa4096, Self::RsaPss, Self::P256, Self::P384];

    /// How the files in tests/keys/authority call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rsa2048 => "rsa2048",
            Self::Rsa4096 => "rsa4096",
            Self::RsaPss => "rsapss",
            Self::P256 => "p256",
            Self::P384 => "p384",
        }
    }

    /// The hash that it signs with unless told otherwise.
    pub fn digest(self) -> &'static str {
        match self {
            Self::Rsa2048 | Self::RsaPss | Self::P256 => "sha256",
            Self::P384 => "sha384",
            Self::Rsa4096 => "sha512",
        }
    }

    /// A committed throw-away key.
    pub fn key(self, role: &str) -> PathBuf {
        let keys = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys/authority");
        keys.join(format!("{role}-{}.pem", self.name()))
    }
}

/// What stands between the root and the certificate that signs, and what lies beside it in a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chain {
    /// The root issued the signing certificate.
    Direct,
    /// One intermediate; tokens hold it.
    Intermediate,
    /// One intermediate, and tokens hold much more, all of it allowed: the root, a stranger, certificates with the same
    /// subject and another key, and an expired one with the same subject and the same key.
    Crowded,
}

/// What is wrong with the certificates. All of these have to be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Extended key usage serverAuth.
    WrongUsage,
    /// timeStamping, not marked critical (RFC 3161 section 2.3).
    UsageNotCritical,
    /// No extended key usage.
    NoUsage,
    /// timeStamping and emailProtection (RFC 3161 section 2.3 allows only one).
    ExtraUsage,
    /// anyExtendedKeyUsage, critical.
    AnyUsage,
    /// The signing certificate may only encipher keys (RFC 5280 section 4.2.1.3).
    KeyUsage,
    /// An extension that nobody knows, marked critical, in the signing certificate (RFC 5280 section 4.2).
    UnknownCritical,
    /// The signing certificate ended in 2021.
    Expired,
    /// The signing certificate begins in 2090.
    NotYetValid,
    /// The intermediate says CA:false (RFC 5280 section 6.1.4 (k)).
    NotCa,
    /// The intermediate has no basic constraints.
    NoBasicConstraints,
    /// The intermediate may not sign certificates (RFC 5280 section 6.1.4 (n)).
    CaKeyUsage,
    /// The root allows no intermediate: pathlen:0 and one more (RFC 5280 section 6.1.4 (l)).
    PathTooLong,
    /// The intermediate ended in 2021.
    CaExpired,
    /// The token does not hold the intermediate.
    CaMissing,
    /// The intermediate in the token has the right name and another key: it did not sign.
    CaTwin,
    /// All was issued by another root with the same subject, which lies in the token.
    OtherRoot,
    /// The signing certificate is signed over SHA-1.
    Sha1,
}

impl Fault {
    pub const ALL: [Self; 18] = [
        Self::WrongUsage,
        Self::UsageNotCritical,
        Self::NoUsage,
        Self::ExtraUsage,
        Self::AnyUsage,
        Self::KeyUsage,
        Self::UnknownCritical,
        Self::Expired,
        Self::NotYetValid,
        Self::NotCa,
        Self::NoBasicConstraints,
        Self::CaKeyUsage,
        Self::PathTooLong,
        Self::CaExpired,
        Self::CaMissing,
        Self::CaTwin,
        Self::OtherRoot,
        Self::Sha1,
    ];

    /// Whether it needs an intermediate to show.
    fn is_above(self) -> bool {
        use Fault::*;
        matches!(self, NotCa | NoBasicConstraints | CaKeyUsage | PathTooLong | CaExpired | CaMissing | CaTwin)
    }
}

/// From when until when, as `openssl ca` takes it: `YYYYMMDDHHMMSSZ`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validity {
    pub from: String,
    pub until: String,
}

impl Validity {
    pub fn new(from: impl Into<String>, until: impl Into<String>) -> Self {
        Self { from: from.into(), until: until.into() }
    }
}

/// An authority to be.
#[derive(Debug, Clone)]
pub struct Plan {
    pub kind: KeyKind,
    pub chain: Chain,
    pub fault: Option<Fault>,
    /// Of the certificate that signs.
    pub valid: Validity,
    pub style: Style,
}

/// How `openssl ts -reply` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// ESSCertIDv2 with SHA-256, an accuracy of a second, no name.
    Usual,
    /// ESSCertID with SHA-1, an accuracy down to microseconds, ordering, the name of the authority.
    Old,
}

impl Style {
    /// The section of the configuration.
    pub fn section(self) -> &'static str {
        match self {
            Self::Usual => "stamp",
            Self::Old => "stamp_old",
        }
    }
}

impl Plan {
    pub fn new(kind: KeyKind) -> Self {
        let valid = Validity::new("20150101000000Z", "20450101000000Z");
        Self { kind, chain: Chain::Direct, fault: None, valid, style: Style::Usual }
    }

    pub fn faulty(fault: Fault) -> Self {
        let chain = if fault.is_above() { Chain::Intermediate } else { Chain::Direct };
        Self { chain, fault: Some(fault), ..Self::new(KeyKind::P256) }
    }

    pub fn subject(&self, role: &str) -> String {
        format!("/C=JP/O=hikae tests, proves nothing/CN={role} {}", self.kind.name())
    }
}

/// The files of an authority: `root.pem`, `tsa.pem`, and `chain.pem`, what tokens hold beside `tsa.pem`.
pub fn establish(folder: &Path, plan: &Plan) {
    let mut config = CONFIG.replace("DIGEST", plan.kind.digest());
    if plan.fault == Some(Fault::Sha1) {
        config = config.replace("default_md = sha256", "default_md = sha1");
    }
    fs::write(folder.join("ca.cnf"), config).unwrap();
    fs::write(folder.join("index.txt"), "").unwrap();
    let desk = Desk { folder, plan };
    let past = Validity::new("20190101000000Z", "20210101000000Z");
    let long = Validity::new("20100101000000Z", "20500101000000Z");
    let fault = plan.fault;

    let constraints =
        if fault == Some(Fault::PathTooLong) { "critical,CA:true,pathlen:0" } else { "critical,CA:true" };
    let root = ca_extensions(Some(constraints), "keyCertSign,cRLSign");
    desk.issue("root", "root", "root", None, &root, &long);
    let mut issuer = ("root", plan.kind.key("root"));
    if fault == Some(Fault::OtherRoot) {
        desk.issue("other", "root", "twin", None, &root, &long);
        issuer = ("other", plan.kind.key("twin"));
    }

    let mut beside = Vec::new();
    if plan.chain != Chain::Direct {
        let constraints = match fault {
            Some(Fault::NotCa) => Some("critical,CA:false"),
            Some(Fault::NoBasicConstraints) => None,
            _ => Some("critical,CA:true"),
        };
        let usage = if fault == Some(Fault::CaKeyUsage) { "digitalSignature" } else { "keyCertSign,cRLSign" };
        let valid = if fault == Some(Fault::CaExpired) { &past } else { &long };
        let extensions = ca_extensions(constraints, usage);
        desk.issue("intermediate", "intermediate", "intermediate", Some(&issuer), &extensions, valid);
        if plan.chain == Chain::Crowded || fault == Some(Fault::CaTwin) {
            desk.issue("intermediate_twin", "intermediate", "twin", Some(&issuer), &extensions, &long);
            beside.push("intermediate_twin");
        }
        if !matches!(fault, Some(Fault::CaMissing | Fault::CaTwin)) {
            beside.push("intermediate");
        }
        issuer = ("intermediate", plan.kind.key("intermediate"));
    }
    if fault == Some(Fault::OtherRoot) {
        beside.push("other");
    }

    let valid = match fault {
        Some(Fault::Expired) => past.clone(),
        Some(Fault::NotYetValid) => Validity::new("20900101000000Z", "20990101000000Z"),
        _ => plan.valid.clone(),
    };
    let extensions = signer_extensions(fault);
    desk.issue("tsa", "authority", "tsa", Some(&issuer), &extensions, &valid);
    if plan.chain == Chain::Crowded {
        desk.issue("tsa_twin", "authority", "twin", Some(&issuer), &extensions, &valid);
        desk.issue("tsa_before", "authority", "tsa", Some(&issuer), &extensions, &past);
        desk.issue("stranger", "stranger", "twin", None, &root, &long);
        beside.splice(0..0, ["stranger", "tsa_twin", "tsa_before", "root"]);
    }
    let chain = beside.iter().map(|name| fs::read_to_string(folder.join(format!("{name}.pem"))).unwrap());
    fs::write(folder.join("chain.pem"), chain.collect::<String>()).unwrap();
}

fn ca_extensions(constraints: Option<&str>, usage: &str) -> String {
    let constraints = constraints.map(|c| format!("basicConstraints = {c}\n")).unwrap_or_default();
    format!("{constraints}keyUsage = critical,{usage}\nsubjectKeyIdentifier = hash\n")
}

fn signer_extensions(fault: Option<Fault>) -> String {
    let usage = match fault {
        Some(Fault::WrongUsage) => "extendedKeyUsage = critical,serverAuth\n",
        Some(Fault::UsageNotCritical) => "extendedKeyUsage = timeStamping\n",
        Some(Fault::NoUsage) => "",
        Some(Fault::ExtraUsage) => "extendedKeyUsage = critical,timeStamping,emailProtection\n",
        Some(Fault::AnyUsage) => "extendedKeyUsage = critical,anyExtendedKeyUsage\n",
        _ => "extendedKeyUsage = critical,timeStamping\n",
    };
    let unknown = match fault {
        Some(Fault::UnknownCritical) => "1.2.3.4.5.6 = critical,ASN1:NULL\n",
        _ => "",
    };
    let key_usage = if fault == Some(Fault::KeyUsage) { "keyEncipherment" } else { "digitalSignature" };
    // without the name of the issuer's key only the signature tells two roots with one subject apart
    let issuer = if fault == Some(Fault::OtherRoot) { "" } else { "authorityKeyIdentifier = keyid\n" };
    format!(
        "basicConstraints = critical,CA:false\nkeyUsage = critical,{key_usage}\n\
        subjectKeyIdentifier = hash\n{issuer}{usage}{unknown}"
    )
}

struct Desk<'a> {
    folder: &'a Path,
    plan: &'a Plan,
}

impl Desk<'_> {
    /// Issues NAME.pem for a subject and the key of a role; without an issuer it signs itself.
    fn issue(
        &self,
        name: &str,
        subject: &str,
        role: &str,
        issuer: Option<&(&str, PathBuf)>,
        extensions: &str,
        valid: &Validity,
    ) {
        let own = self.plan.kind.key(role).display().to_string();
        let (request, out, file) = (format!("{name}.csr"), format!("{name}.pem"), format!("{name}.cnf"));
        fs::write(self.folder.join(&file), format!("[extensions]\n{extensions}")).unwrap();
        let subject = self.plan.subject(subject);
        must(
            self.folder,
            &["req", "-new", "-config", "ca.cnf", "-key", &own, "-subj", &subject, "-out", &request],
            b"",
        );
        let mut args = vec!["ca", "-config", "ca.cnf", "-batch", "-notext", "-preserveDN", "-rand_serial"];
        args.extend(["-extfile", &file, "-extensions", "extensions", "-startdate", &valid.from]);
        args.extend(["-enddate", &valid.until, "-in", &request, "-out", &out]);
        let (cert, key) = match issuer {
            Some((name, key)) => (format!("{name}.pem"), key.display().to_string()),
            None => (String::new(), own),
        };
        args.extend(["-keyfile", &key]);
        if issuer.is_some() {
            args.extend(["-cert", &cert]);
        } else {
            args.push("-selfsign");
        }
        must(self.folder, &args, b"");
    }
}

/// For `openssl req`, `openssl ca` and `openssl ts`. Names of the policies: arcs under 1.2.3.4, registered by nobody.
const CONFIG: &str = "\
[req]
distinguished_name = name
[name]
[ca]
default_ca = issue
[issue]
database = index.txt
new_certs_dir = .
serial = issued
default_md = sha256
unique_subject = no
copy_extensions = none
policy = subject
[subject]
countryName = optional
organizationName = optional
commonName = supplied
[stamp]
serial = serial
signer_digest = DIGEST
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.2
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
certs = chain.pem
[stamp_old]
serial = serial
signer_digest = DIGEST
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.2
digests = sha256, sha384, sha512
accuracy = secs:1, millisecs:500, microsecs:100
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha1
certs = chain.pem
";
