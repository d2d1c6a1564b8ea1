//! `hustings export --to FORMAT`: claims in the formats of others.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use claim::Race;
use export::{annotations, columnar, documents, ftm, jsonld, tidy};
use record::{Cut, Record};
use serde_json::json;

use super::counted;
use crate::args::{Export, Format};
use crate::failure::{Failure, Outcome};
use crate::settings::{Form, Settings, cut, zone_of};
use crate::{screen, talk};

pub(crate) fn run(typed: &Export, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let asked = Asked {
        record: &record,
        race: typed.race.as_ref(),
        cut: cut(typed.cut, &zone_of(typed.race.as_ref()))?,
        left_out: Cell::new(0),
    };
    if typed.out == Path::new("-") {
        if typed.to == Format::Parquet && io::stdout().is_terminal() {
            return Err(Failure::new(anyhow!("Parquet is nothing for a terminal"))
                .hint("name a folder with --out, or send the output on with > or |"));
        }
        let claims = asked.stream(typed.to, BufWriter::new(io::stdout()))?;
        talk::say(
            settings,
            &format!("{}.", counted(claims, "claim", "claims")),
        );
        asked.say_left_out(settings);
        return Ok(Outcome::Done);
    }
    fs::create_dir_all(&typed.out)
        .with_context(|| format!("the folder {} cannot be made", typed.out.display()))?;
    let mut folder = Folder {
        path: &typed.out,
        files: Vec::new(),
    };
    let claims = asked.files(typed.to, &mut folder)?;
    if settings.form == Form::Json {
        screen::json(
            &mut io::stdout().lock(),
            &json!({
                "claims": claims,
                "left_out": asked.left_out.get(),
                "files": folder.files,
            }),
        )?;
    }
    let names: Vec<String> = folder
        .files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    talk::say(
        settings,
        &format!(
            "{} in {}.",
            counted(claims, "claim", "claims"),
            match names.as_slice() {
                [.., last] if names.len() > 4 => format!("{} files up to {last}", names.len()),
                names => names.join(", "),
            }
        ),
    );
    asked.say_left_out(settings);
    Ok(Outcome::Done)
}

/// A folder that is written into. Each file gets its name when it is whole.
struct Folder<'a> {
    path: &'a Path,
    files: Vec<PathBuf>,
}

impl Folder<'_> {
    fn write(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut BufWriter<File>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let path = self.path.join(name);
        let part = self.path.join(format!("{name}.part"));
        let told = || format!("{} cannot be written", path.display());
        let mut out = BufWriter::new(File::create(&part).with_context(told)?);
        fill(&mut out)?;
        out.flush().with_context(told)?;
        fs::rename(&part, &path).with_context(told)?;
        self.files.push(path);
        Ok(())
    }
}

/// What is exported.
struct Asked<'a> {
    record: &'a Record,
    race: Option<&'a Race>,
    cut: Cut,
    /// How many of the claims the format has no place for.
    left_out: Cell<u64>,
}

impl Asked<'_> {
    fn say_left_out(&self, settings: &Settings) {
        let left_out = self.left_out.get();
        if left_out > 0 {
            talk::say(
                settings,
                &format!(
                    "{} of them left out: FollowTheMoney has no place for polls, ratings, standings and ages, nor for what is denied or only possible.",
                    counted(left_out, "is", "are")
                ),
            );
        }
    }

    /// One stream: the table, the annotations, a graph a line, the entities.
    fn stream(&self, format: Format, mut out: impl Write + Send) -> Result<u64, Failure> {
        match format {
            Format::Csv => self.csv(out),
            Format::Parquet => self.parquet(out),
            Format::Annotations => self.annotations(out),
            Format::Jsonld => {
                let mut graphs = jsonld::Writer::new(|_: Option<&Race>, graph: &str| {
                    out.write_all(graph.as_bytes())?;
                    Ok(out.write_all(b"\n")?)
                });
                let claims = self.each(|claim| graphs.claim(claim))?;
                graphs.finish()?;
                out.flush()?;
                Ok(claims)
            }
            Format::Ftm => {
                let mut writer = ftm::Writer::new(&mut out, io::sink())?;
                let claims = self.each(|claim| writer.claim(claim))?;
                self.left_out.set(writer.finish()?);
                out.flush()?;
                Ok(claims)
            }
        }
    }

    fn files(&self, format: Format, folder: &mut Folder<'_>) -> Result<u64, Failure> {
        let mut claims = 0;
        match format {
            Format::Csv => {
                folder.write("documents.jsonl", |out| self.documents(out))?;
                folder.write("claims.csv", |out| {
                    claims = self.csv(out)?;
                    Ok(())
                })?;
            }
            Format::Parquet => folder.write("claims.parquet", |out| {
                claims = self.parquet(out)?;
                Ok(())
            })?,
            Format::Annotations => folder.write("annotations.jsonl", |out| {
                claims = self.annotations(out)?;
                Ok(())
            })?,
            Format::Jsonld => {
                let mut graphs = jsonld::Writer::new(|race: Option<&Race>, graph: &str| {
                    let name = race.map_or_else(|| "unsettled".to_owned(), ToString::to_string);
                    folder
                        .write(&format!("{name}.jsonld"), |out| {
                            Ok(out.write_all(graph.as_bytes())?)
                        })
                        .map_err(|failure| io::Error::other(failure.error).into())
                });
                claims = self.each(|claim| graphs.claim(claim))?;
                graphs.finish()?;
            }
            Format::Ftm => {
                for (name, schema) in ftm::SCHEMAS {
                    fs::create_dir_all(folder.path.join("model"))?;
                    folder.write(&format!("model/{name}"), |out| {
                        Ok(out.write_all(schema.as_bytes())?)
                    })?;
                }
                claims = self.ftm(folder)?;
            }
        }
        Ok(claims)
    }

    /// Entities and statements come from one pass, so both files are open at once.
    fn ftm(&self, folder: &mut Folder<'_>) -> Result<u64, Failure> {
        let mut claims = 0;
        let statements = folder.path.join("statements.csv.part");
        folder.write("entities.ftm.json", |entities| {
            let mut writer =
                ftm::Writer::new(entities, BufWriter::new(File::create(&statements)?))?;
            claims = self.each(|claim| writer.claim(claim))?;
            self.left_out.set(writer.finish()?);
            Ok(())
        })?;
        let path = folder.path.join("statements.csv");
        fs::rename(&statements, &path)?;
        folder.files.push(path);
        Ok(claims)
    }

    fn csv(&self, out: impl Write) -> Result<u64, Failure> {
        let mut table = tidy::Writer::new(out)?;
        let claims = self.each(|claim| table.claim(claim))?;
        table.finish()?;
        Ok(claims)
    }

    fn parquet(&self, out: impl Write + Send) -> Result<u64, Failure> {
        let mut table = columnar::Writer::new(out)?;
        let claims = self.each(|claim| table.claim(claim))?;
        table.finish()?;
        Ok(claims)
    }

    fn annotations(&self, mut out: impl Write) -> Result<u64, Failure> {
        let mut writer = annotations::Writer::new(&mut out, |document| {
            Ok(self.record.handed_document(document)?)
        });
        let claims = self.each(|claim| writer.claim(claim))?;
        out.flush()?;
        Ok(claims)
    }

    fn documents(&self, out: &mut impl Write) -> Result<(), Failure> {
        for document in self.record.documents_inside(self.race, self.cut)? {
            documents::write(out, &self.record.handed_document(document)?)?;
        }
        Ok(())
    }

    /// Hands each claim to `take`, and counts them.
    fn each(
        &self,
        mut take: impl FnMut(&record::HandedClaim) -> export::Result<()>,
    ) -> Result<u64, Failure> {
        let mut claims = 0;
        self.record
            .hand_on(self.race, self.cut, |claim| -> export::Result<()> {
                claims += 1;
                take(&claim)
            })?;
        Ok(claims)
    }
}
