//! Writes a filing as CSV into a folder, for trying and for the bench: `csv FILE DIR`.

use std::error::Error;
use std::fs::File;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let file = File::open(arguments.next().ok_or("no file")?)?;
    let folder = PathBuf::from(arguments.next().ok_or("no folder")?);
    std::fs::create_dir_all(&folder)?;
    money::csv(file, money::Options::default(), |name| {
        File::create(folder.join(name))
    })?;
    Ok(())
}
