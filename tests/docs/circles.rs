//! No circle of files: whoever reads a file can read what it stands on first, down to the ground.
//!
//! An arrow goes from a file to another where the first uses an item that the second defines. Re-exports are followed
//! to the definition, so a `mod.rs` that only declares and re-exports what lies below it is a door and in nobody's way.
//! Read are tokens, so what stands inside a macro's brackets counts too.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::Path;
use std::slice;

/// The most lines of a file.
const LINES: usize = 500;

/// A module's path from the top of the crate; each module here is a file.
type Name = Vec<String>;

/// What one file says of others.
#[derive(Default)]
struct File {
    /// The modules that are files of their own, tests left out.
    children: Vec<String>,
    /// The items of its own.
    defined: BTreeSet<String>,
    uses: Vec<Use>,
    /// Every other path, with the modules inside this file that it stands in.
    paths: Vec<(Name, Vec<String>)>,
}

/// One name that a `use` brings.
struct Use {
    name: String,
    path: Vec<String>,
    within: Name,
    is_public: bool,
}

impl File {
    fn read(text: &str) -> Self {
        let mut file = Self::default();
        file.tokens(text.parse().expect("the file is Rust"), &[], true);
        file
    }

    fn tokens(&mut self, stream: TokenStream, within: &[String], at_top: bool) {
        let trees = without_tests(stream);
        let mut at = 0;
        let mut is_public = false;
        while let Some(tree) = trees.get(at) {
            match tree {
                TokenTree::Group(group) => {
                    // `pub(crate) use …` stays public
                    is_public &= group.delimiter() == Delimiter::Parenthesis;
                    self.tokens(group.stream(), within, false);
                    at += 1;
                }
                TokenTree::Ident(word) if word == "pub" => {
                    is_public = true;
                    at += 1;
                }
                TokenTree::Ident(word) if word == "use" && !is_sign(&trees, at + 1, '<') => {
                    let end = end_of(&trees, at);
                    self.imports(&trees[at + 1..end], &[], within, is_public);
                    (at, is_public) = (end, false);
                }
                TokenTree::Ident(word) if word == "mod" => {
                    let name = trees[at + 1].to_string();
                    match trees.get(at + 2) {
                        Some(TokenTree::Group(group)) => {
                            let inner = [within, &[name]].concat();
                            self.tokens(group.stream(), &inner, false);
                        }
                        _ => self.children.push(name),
                    }
                    (at, is_public) = (at + 3, false);
                }
                TokenTree::Ident(word) => {
                    if at_top && DEFINES.contains(&word.to_string().as_str()) {
                        self.defined.extend(trees[at + 1..].iter().find_map(ident));
                    }
                    let (path, end) = path(&trees, at);
                    let is_field = is_sign(&trees, at.wrapping_sub(1), '.');
                    let is_label = path.len() == 1 && is_sign(&trees, end, ':');
                    let is_rest = at >= 2 && is_sign(&trees, at - 1, ':') && is_sign(&trees, at - 2, ':');
                    if !is_field && !is_label && !is_rest {
                        self.paths.push((within.to_vec(), path));
                    }
                    (at, is_public) = (end, false);
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {
                    is_public = false;
                    at += 1;
                }
            }
        }
    }

    /// The names of one tree of a `use`.
    fn imports(&mut self, trees: &[TokenTree], before: &[String], within: &[String], is_public: bool) {
        let (mut path, mut alias) = (before.to_vec(), None);
        let mut at = 0;
        while let Some(tree) = trees.get(at) {
            match tree {
                TokenTree::Group(list) => {
                    let inner: Vec<TokenTree> = list.stream().into_iter().collect();
                    for part in inner.split(|tree| is(tree, ',')).filter(|part| !part.is_empty()) {
                        self.imports(part, &path, within, is_public);
                    }
                    return;
                }
                TokenTree::Ident(word) if word == "as" => {
                    alias = trees.get(at + 1).and_then(ident);
                    break;
                }
                TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
                TokenTree::Ident(word) => path.push(word.to_string()),
                tree if is(tree, '*') => path.push("*".to_owned()),
                _ => {}
            }
            at += 1;
        }
        let Some(last) = path.last().cloned() else { return };
        self.uses.push(Use { name: alias.unwrap_or(last), path, within: within.to_vec(), is_public });
    }
}

/// What comes before the name of an item.
const DEFINES: &[&str] =
    &["fn", "struct", "enum", "union", "trait", "type", "const", "static", "macro_rules"];

fn is(tree: &TokenTree, sign: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn is_sign(trees: &[TokenTree], at: usize, sign: char) -> bool {
    trees.get(at).is_some_and(|tree| is(tree, sign))
}

fn ident(tree: &TokenTree) -> Option<String> {
    match tree {
        TokenTree::Ident(word) if !["fn", "mut", "unsafe", "async"].contains(&word.to_string().as_str()) => {
            Some(word.to_string())
        }
        _ => None,
    }
}

/// The path that begins here, and where it ends.
fn path(trees: &[TokenTree], mut at: usize) -> (Vec<String>, usize) {
    let mut path = Vec::new();
    while let Some(TokenTree::Ident(word)) = trees.get(at) {
        path.push(word.to_string());
        at += 1;
        if !(is_sign(trees, at, ':') && is_sign(trees, at + 1, ':')) {
            break;
        }
        at += 2;
    }
    (path, at)
}

/// Where the item that begins here ends: behind its semicolon, or its braces where it is no `use`.
fn end_of(trees: &[TokenTree], from: usize) -> usize {
    let mut is_use = false;
    for (at, tree) in trees.iter().enumerate().skip(from) {
        match tree {
            TokenTree::Ident(word) if word == "use" => is_use = true,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace && !is_use => return at + 1,
            tree if is(tree, ';') => return at + 1,
            _ => {}
        }
    }
    trees.len()
}

fn is_for_tests(attribute: &str) -> bool {
    attribute == "[cfg(test)]" || attribute.starts_with("[cfg(all(test,")
}

/// The tokens without what is compiled for tests alone.
fn without_tests(stream: TokenStream) -> Vec<TokenTree> {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(tree) = trees.get(at) {
        if is(tree, '#')
            && let Some(TokenTree::Group(attribute)) = trees.get(at + 1)
            && is_for_tests(&attribute.to_string().replace(' ', ""))
        {
            at = end_of(&trees, at + 2);
        } else {
            kept.push(tree.clone());
            at += 1;
        }
    }
    kept
}

/// All files of a crate by their modules.
struct Crate(BTreeMap<Name, File>);

impl Crate {
    /// The files that are reached from the root; `text` gives a module's text.
    fn read(text: &dyn Fn(&[String]) -> String) -> Self {
        let mut files = BTreeMap::new();
        let mut open = vec![Name::new()];
        while let Some(name) = open.pop() {
            let file = File::read(&text(&name));
            open.extend(file.children.iter().map(|child| [&name[..], slice::from_ref(child)].concat()));
            files.insert(name, file);
        }
        Self(files)
    }

    fn of(root: &Path) -> Self {
        Self::read(&|name| {
            let base = name.iter().fold(root.to_owned(), |path, part| path.join(part));
            let places = match name.is_empty() {
                true => vec![root.join("lib.rs")],
                false => vec![base.with_extension("rs"), base.join("mod.rs")],
            };
            let read = places.iter().find_map(|path| fs::read_to_string(path).ok());
            read.unwrap_or_else(|| panic!("no file of {}", name.join("::")))
        })
    }

    /// From the top of the crate, what this path names where it stands; none if it leads out of the crate.
    fn absolute(&self, file: &[String], within: &[String], path: &[String]) -> Option<Name> {
        let mut base = [file, within].concat();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => return Some(path[1..].to_vec()),
            "self" => return Some([&base[..], &path[1..]].concat()),
            "super" => {
                while rest.first().is_some_and(|part| part == "super") {
                    base.pop()?;
                    rest = &rest[1..];
                }
                return Some([&base[..], rest].concat());
            }
            _ => {}
        }
        let known = &self.0[file];
        let import = known.uses.iter().find(|import| import.name == path[0] && import.path != path);
        if let Some(import) = import {
            let target = self.absolute(file, &import.within, &import.path)?;
            return Some([&target[..], &path[1..]].concat());
        }
        let is_child = path.len() > 1 && known.children.contains(&path[0]);
        is_child.then(|| [file, path].concat())
    }

    /// The file that defines what stands at this place; none where that is a module.
    fn definition(&self, place: &[String], depth: usize) -> Option<Name> {
        assert!(depth < 20, "{} is re-exported in a circle", place.join("::"));
        let files = (0..place.len()).rev().find(|&end| self.0.contains_key(&place[..end + 1]));
        let end = files.map_or(0, |end| end + 1);
        let (name, rest) = place.split_at(end);
        let item = rest.first()?;
        let file = &self.0[name];
        if let Some(import) = file.uses.iter().find(|import| import.name == *item)
            && !file.defined.contains(item)
            && let Some(target) = self.absolute(name, &import.within, &import.path)
        {
            return self.definition(&[&target[..], &rest[1..]].concat(), depth + 1);
        }
        Some(name.to_vec())
    }

    /// Which file uses what of which other one.
    fn arrows(&self) -> Arrows {
        let mut arrows = Arrows::new();
        for (name, file) in &self.0 {
            let doors = |target: &Name| target.starts_with(name);
            let imported = file.uses.iter().filter_map(|import| {
                let target = self.absolute(name, &import.within, &import.path)?;
                assert!(
                    target.last().is_none_or(|last| last != "*")
                        || !self.0.contains_key(&target[..target.len() - 1]),
                    "{} imports all of {}: that hides what it uses",
                    name.join("::"),
                    target.join("::")
                );
                (!(import.is_public && doors(&target))).then_some((target, &import.path))
            });
            let used = file.paths.iter();
            let used = used.filter_map(|(within, path)| Some((self.absolute(name, within, path)?, path)));
            for (target, path) in imported.chain(used) {
                if let Some(other) = self.definition(&target, 0)
                    && other != *name
                {
                    arrows.entry(name.clone()).or_default().entry(other).or_insert(path.join("::"));
                }
            }
        }
        arrows
    }
}

/// By file the files that it uses, each with the path by which it does.
type Arrows = BTreeMap<Name, BTreeMap<Name, String>>;

/// The shortest circle through each file that lies on one, each circle once, the shortest first.
fn circles(arrows: &Arrows) -> Vec<Vec<Name>> {
    let mut found: Vec<Vec<Name>> = arrows.keys().filter_map(|file| way_back(arrows, file)).collect();
    for circle in &mut found {
        let first = (0..circle.len()).min_by_key(|at| &circle[*at]).unwrap_or_default();
        circle.rotate_left(first);
    }
    found.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    found.dedup();
    found
}

fn way_back(arrows: &Arrows, from: &Name) -> Option<Vec<Name>> {
    let mut came: BTreeMap<&Name, &Name> = BTreeMap::new();
    let mut open = VecDeque::from([from]);
    while let Some(file) = open.pop_front() {
        for other in arrows.get(file).into_iter().flat_map(|used| used.keys()) {
            if other == from {
                let mut way = vec![from.clone()];
                let mut at = file;
                while at != from {
                    way.insert(1, at.clone());
                    at = came[at];
                }
                return Some(way);
            }
            if !came.contains_key(other) {
                came.insert(other, file);
                open.push_back(other);
            }
        }
    }
    None
}

/// A circle, one line an arrow.
fn told(arrows: &Arrows, circle: &[Name]) -> String {
    let next = circle.iter().cycle().skip(1);
    let line = |(file, other): (&Name, &Name)| {
        format!("{} uses {} of {}", file.join("/"), arrows[file][other], other.join("/"))
    };
    circle.iter().zip(next).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_files_stand_on_each_other_in_a_circle() {
    let arrows = Crate::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).arrows();
    assert!(arrows.len() > 200, "{} files with arrows: are they still read?", arrows.len());
    let circles = circles(&arrows);
    let told: Vec<String> = circles.iter().map(|circle| told(&arrows, circle)).collect();
    assert!(
        told.is_empty(),
        "{} files lie on circles; move what is shared below them:\n\n{}",
        told.len(),
        told.join("\n\n")
    );
}

#[test]
fn no_file_is_past_its_length() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    super::rooms::sources(&src, &mut files);
    assert!(!files.is_empty());
    let lines = |path: &Path| fs::read_to_string(path).expect("a text").lines().count();
    let long: Vec<_> = files.iter().filter(|path| lines(path) > LINES).collect();
    assert!(long.is_empty(), "past {LINES} lines, to be split by what they hold: {long:?}");
}

/// The circles of made-up files: pairs of a module and its text.
fn circles_of(files: &[(&str, &str)]) -> Vec<String> {
    let text = |name: &[String]| {
        let name = name.join("/");
        files.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned()).expect(&name)
    };
    let written =
        |circle: &Vec<Name>| circle.iter().map(|name| name.join("/")).collect::<Vec<_>>().join(" > ");
    circles(&Crate::read(&text).arrows()).iter().map(written).collect()
}

const NONE: [String; 0] = [];

#[test]
fn a_circle_is_found() {
    let a = ("a", "use crate::b::{self as other, B}; pub struct A; fn f() { other::g() }");
    let root = ("", "mod a; mod b;");
    for b in [
        "use super::a::A; pub struct B; pub fn g() {}",
        "pub struct B; pub fn g() { println!(\"{:?}\", crate::a::A) }",
        "pub struct B; pub fn g<T>() where super::a::A: Into<T> {}",
        "pub struct B; pub fn g() {} mod inner { fn h(a: super::super::a::A) {} }",
    ] {
        assert_eq!(circles_of(&[root, a, ("b", b)]), ["a > b"], "{b}");
    }
    assert_eq!(circles_of(&[root, a, ("b", "pub struct B; pub fn g() {}")]), NONE);
}

#[test]
fn a_circle_through_a_re_export_is_found() {
    let root = ("", "mod room;");
    let a = ("room/a", "pub struct A; impl A { fn b(self) -> super::B { super::B } }");
    let b = ("room/b", "use crate::room::A; pub struct B(A);");
    let door = ("room", "mod a; mod b; pub use a::A; pub(crate) use self::b::B;");
    assert_eq!(circles_of(&[root, door, a, b]), ["room/a > room/b"]);
    // the door is in nobody's way until it does something itself
    let b = ("room/b", "pub struct B;");
    assert_eq!(circles_of(&[root, door, a, b]), NONE);
    let door = ("room", "mod a; mod b; pub use a::A; pub use b::B; fn f(a: A) {} pub const MOST: u8 = 1;");
    assert_eq!(circles_of(&[root, door, a, b]), NONE);
    let b = ("room/b", "pub struct B([u8; super::MOST]);");
    assert_eq!(circles_of(&[root, door, a, b]), ["room > room/a > room/b"]);
}

#[test]
fn what_only_tests_use_makes_no_circle() {
    let root = ("", "mod a; mod b;");
    let a = (
        "a",
        "pub struct A; #[cfg(test)] mod tests { use crate::b::B; } #[cfg(all(test, unix))] mod more_tests;",
    );
    let b = ("b", "use crate::a::A; pub struct B(A); #[cfg(test)] use crate::a::{self}; fn f() { x.a(); }");
    assert_eq!(circles_of(&[root, a, b]), NONE);
}
