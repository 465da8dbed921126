//! The certificates of an authority, made by `openssl ca`: a root, where wanted an intermediate, and the one that signs.
//! `openssl x509 -req` and `openssl req -x509` take dates only since OpenSSL 3.4; `openssl ca` always did. From 3.2 on it adds key
//! identifiers unless told `none`.

use super::openssl::must;
use super::plan::{Chain, Fault, Plan, Validity};
use std::fs;
use std::path::{Path, PathBuf};

/// The files of an authority: `root.pem`, `tsa.pem`, and `chain.pem`, what tokens hold beside `tsa.pem`.
pub fn establish(folder: &Path, plan: &Plan) {
    let digest = if plan.fault == Some(Fault::Sha1) { "sha1" } else { plan.kind.digest() };
    let config = CONFIG.replace("CERTIFICATE_DIGEST", digest).replace("DIGEST", plan.kind.digest());
    fs::write(folder.join("ca.cnf"), config).unwrap();
    fs::write(folder.join("index.txt"), "").unwrap();
    let mut desk = Desk { folder, plan, beside: Vec::new() };
    let root = desk.root();
    let issuer = if plan.chain == Chain::Direct { root } else { desk.intermediate(&root) };
    desk.signer(&issuer);
    let chain =
        desk.beside.iter().map(|name| fs::read_to_string(folder.join(format!("{name}.pem"))).unwrap());
    fs::write(folder.join("chain.pem"), chain.collect::<String>()).unwrap();
}

/// A certificate that issues others, and its key.
type Issuer = (&'static str, PathBuf);

const CA_USAGE: &str = "keyCertSign,cRLSign";

/// What ended in 2021.
fn ended() -> Validity {
    Validity::new("20190101000000Z", "20210101000000Z")
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
    // without the name of the issuer's key only the signature tells two issuers with one subject apart
    let named = !matches!(fault, Some(Fault::OtherRoot | Fault::CaTwin));
    let issuer = if named { "keyid" } else { "none" };
    format!(
        "basicConstraints = critical,CA:false\nkeyUsage = critical,{key_usage}\n\
        subjectKeyIdentifier = hash\nauthorityKeyIdentifier = {issuer}\n{usage}{unknown}"
    )
}

struct Desk<'a> {
    folder: &'a Path,
    plan: &'a Plan,
    /// Names of what tokens hold beside the signing certificate.
    beside: Vec<&'static str>,
}

impl Desk<'_> {
    fn has(&self, fault: Fault) -> bool {
        self.plan.fault == Some(fault)
    }

    fn root(&mut self) -> Issuer {
        let limit = if self.has(Fault::RootPathTooLong) { ",pathlen:0" } else { "" };
        let extensions = ca_extensions(Some(&format!("critical,CA:true{limit}")), CA_USAGE);
        self.issue("root", "root", "root", None, &extensions, &self.plan.above);
        if !self.has(Fault::OtherRoot) {
            return ("root", self.plan.kind.key("root"));
        }
        self.issue("other", "root", "twin", None, &extensions, &self.plan.above);
        self.beside.push("other");
        ("other", self.plan.kind.key("twin"))
    }

    fn intermediate(&mut self, root: &Issuer) -> Issuer {
        let plan = self.plan;
        let constraints = match plan.fault {
            Some(Fault::NotCa) => Some("critical,CA:false"),
            Some(Fault::NoBasicConstraints) => None,
            Some(Fault::PathTooLong) => Some("critical,CA:true,pathlen:0"),
            _ => Some("critical,CA:true"),
        };
        let usage = if self.has(Fault::CaKeyUsage) { "digitalSignature" } else { CA_USAGE };
        let valid = if self.has(Fault::CaExpired) { ended() } else { plan.above.clone() };
        let extensions = ca_extensions(constraints, usage);
        let (this, twin) = (("intermediate", plan.kind.key("intermediate")), plan.kind.key("twin"));
        if self.has(Fault::CaLoop) {
            self.issue("begin", "loop", "twin", None, &extensions, &valid);
            self.issue(
                "intermediate",
                "intermediate",
                "intermediate",
                Some(&("begin", twin)),
                &extensions,
                &valid,
            );
            self.issue("loop", "loop", "twin", Some(&this), &extensions, &valid);
            self.beside.extend(["loop", "intermediate"]);
            return this;
        }
        self.issue("intermediate", "intermediate", "intermediate", Some(root), &extensions, &valid);
        if plan.chain == Chain::Crowded || self.has(Fault::CaTwin) {
            self.issue("intermediate_twin", "intermediate", "twin", Some(root), &extensions, &plan.above);
            self.beside.push("intermediate_twin");
        }
        if !self.has(Fault::CaMissing) && !self.has(Fault::CaTwin) {
            self.beside.push("intermediate");
        }
        if self.has(Fault::PathTooLong) {
            self.issue("lower", "lower", "twin", Some(&this), &extensions, &valid);
            self.beside.push("lower");
            return ("lower", twin);
        }
        this
    }

    fn signer(&mut self, issuer: &Issuer) {
        let plan = self.plan;
        let valid = match plan.fault {
            Some(Fault::Expired) => ended(),
            Some(Fault::NotYetValid) => Validity::new("20900101000000Z", "20990101000000Z"),
            _ => plan.valid.clone(),
        };
        let extensions = signer_extensions(plan.fault);
        self.issue("tsa", "authority", "tsa", Some(issuer), &extensions, &valid);
        if plan.chain == Chain::Crowded {
            let strange = ca_extensions(Some("critical,CA:true"), CA_USAGE);
            self.issue("tsa_twin", "authority", "twin", Some(issuer), &extensions, &valid);
            self.issue("tsa_before", "authority", "tsa", Some(issuer), &extensions, &ended());
            self.issue("stranger", "stranger", "twin", None, &strange, &plan.above);
            self.beside.splice(0..0, ["stranger", "tsa_twin", "tsa_before", "root"]);
        }
    }

    /// Issues NAME.pem for a subject and the key of a role; without an issuer it signs itself.
    fn issue(
        &self,
        name: &str,
        subject: &str,
        role: &str,
        issuer: Option<&Issuer>,
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
default_md = CERTIFICATE_DIGEST
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
