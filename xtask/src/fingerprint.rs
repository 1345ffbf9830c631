//! Fingerprints of files: by content for what a step reads, by name and size for what it wrote.

use crate::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::Xxh3;

/// Hash of the contents of files and folders; a missing one counts as absent, not as an error.
pub fn contents(root: &Path, inputs: &[&str], also: &str) -> Result<String, Error> {
    let mut hash = Xxh3::new();
    hash.update(also.as_bytes());
    for file in files(root, inputs)? {
        let bytes = fs::read(root.join(&file)).map_err(Error::file(&file))?;
        hash_name(&mut hash, &file);
        hash.update(&(bytes.len() as u64).to_le_bytes());
        hash.update(&bytes);
    }
    Ok(format!("{:032x}", hash.digest128()))
}

/// Hash of the names and sizes of files and folders.
pub fn listing(root: &Path, outputs: &[&str]) -> Result<String, Error> {
    let mut hash = Xxh3::new();
    for file in files(root, outputs)? {
        let size = fs::metadata(root.join(&file)).map_err(Error::file(&file))?.len();
        hash_name(&mut hash, &file);
        hash.update(&size.to_le_bytes());
    }
    Ok(format!("{:032x}", hash.digest128()))
}

fn hash_name(hash: &mut Xxh3, file: &Path) {
    hash.update(file.to_string_lossy().as_bytes());
    // No file name holds a zero byte, so two names can't run together.
    hash.update(&[0]);
}

/// All files below the given paths, relative to the root, sorted.
fn files(root: &Path, paths: &[&str]) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    while let Some(relative) = open.pop() {
        let path = root.join(&relative);
        if path.is_dir() {
            for entry in fs::read_dir(&path).map_err(Error::file(&path))? {
                open.push(relative.join(entry.map_err(Error::file(&path))?.file_name()));
            }
        } else if path.is_file() {
            found.push(relative);
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_see_edits_renames_and_settings() {
        let root = std::env::temp_dir().join(format!("xtask-fingerprint-{}", std::process::id()));
        fs::create_dir_all(root.join("a")).unwrap();
        let hash = |also: &str| contents(&root, &["a", "missing"], also).unwrap();
        fs::write(root.join("a/x"), "1").unwrap();
        let first = hash("");
        assert_eq!(first, hash(""));
        assert_ne!(first, hash("flag"));
        fs::write(root.join("a/x"), "2").unwrap();
        assert_ne!(first, hash(""));
        fs::write(root.join("a/x"), "1").unwrap();
        let listed = listing(&root, &["a"]).unwrap();
        fs::rename(root.join("a/x"), root.join("a/y")).unwrap();
        assert_ne!(first, hash(""));
        assert_ne!(listed, listing(&root, &["a"]).unwrap());
        fs::remove_dir_all(root).unwrap();
    }
}
