//! Adds filings up, for trying: `check FILE…`.
#![expect(
    clippy::print_stdout,
    reason = "an example is a program with a terminal"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "an example reads its own arguments"
)]

fn main() {
    for path in std::env::args().skip(1) {
        let found = std::fs::File::open(&path)
            .map_err(money::MoneyError::from)
            .and_then(|file| money::check(file, money::Options::default()));
        match found {
            Ok(checked) => {
                let off: Vec<String> = checked
                    .checks
                    .iter()
                    .filter(|check| !check.ok)
                    .map(|c| {
                        format!(
                            "{} stated {:?} computed {} ({}) {:?}",
                            c.line, c.stated, c.computed, c.from, c.explained
                        )
                    })
                    .collect();
                println!(
                    "{path} {} {} {}/{} {} checks {}",
                    checked.form,
                    checked.version,
                    checked.rows_out,
                    checked.rows_in,
                    checked.verdict.word(),
                    checked.checks.len()
                );
                for line in off {
                    println!("    OFF {line}");
                }
                for complaint in checked.complaints {
                    println!("    {complaint}");
                }
            }
            Err(error) => println!("{path} refused: {error}"),
        }
    }
}
