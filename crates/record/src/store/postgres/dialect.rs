//! From the schema files, which are SQLite's, to what PostgreSQL takes.
//!
//! The files keep to a small part of SQL (`store/mod.rs` says which), so this is a matter of a few words: types, the
//! comparison that takes an absent value for a value, and triggers, whose condition moves into a function.

/// The statements of a schema file, for PostgreSQL.
pub(crate) fn statements(file: &str) -> Vec<String> {
    split(file)
        .iter()
        .map(|statement| {
            let words = words(statement);
            match words.first().map(String::as_str) {
                Some("CREATE") if words.get(1).is_some_and(|word| word == "TRIGGER") => {
                    trigger(statement)
                }
                Some("DROP") if words.get(1).is_some_and(|word| word == "TRIGGER") => {
                    without_trigger(&words)
                }
                _ => typed(statement),
            }
        })
        .collect()
}

/// A statement with `?1`, `?2`, … as PostgreSQL counts its parameters: `$1`, `$2`, ….
pub(crate) fn parameters(statement: &str) -> String {
    statement.replace('?', "$")
}

/// Statements end at a semicolon, those that make a trigger at `END;`. Comments go.
fn split(file: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut statement = String::new();
    for line in file.lines() {
        let line = without_comment(line).trim_end();
        if line.trim().is_empty() {
            continue;
        }
        statement.push_str(line);
        statement.push('\n');
        let whole = !statement.trim_start().starts_with("CREATE TRIGGER") || line.ends_with("END;");
        if line.ends_with(';') && whole {
            found.push(statement.trim().trim_end_matches(';').to_owned());
            statement.clear();
        }
    }
    found
}

/// A line without what follows `--` outside quotes.
fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    let mut last = ' ';
    for (at, character) in line.char_indices() {
        match character {
            '\'' => quoted = !quoted,
            '-' if last == '-' && !quoted => return &line[..at - 1],
            _ => {}
        }
        last = character;
    }
    line
}

fn words(statement: &str) -> Vec<String> {
    statement.split_whitespace().map(str::to_owned).collect()
}

/// Types and the comparison with absent values. Texts are compared byte by byte, as SQLite does.
fn typed(statement: &str) -> String {
    let (sql, options) = match statement.strip_suffix("WITHOUT ROWID") {
        Some(rest) => (rest.trim_end(), true),
        None => (statement, false),
    };
    debug_assert!(!options || sql.ends_with(')'), "{sql}");
    let mut translated = String::new();
    let mut word = String::new();
    let mut quoted = false;
    for character in sql.chars().chain(['\n']) {
        if quoted {
            quoted = character != '\'';
            translated.push(character);
            continue;
        }
        if character.is_alphanumeric() || character == '_' {
            word.push(character);
            continue;
        }
        translated.push_str(match word.as_str() {
            "INTEGER" => "BIGINT",
            "BLOB" => "BYTEA",
            "TEXT" => "TEXT COLLATE \"C\"",
            other => other,
        });
        word.clear();
        quoted = character == '\'';
        translated.push(character);
    }
    compared(translated.trim_end())
}

/// `IS NOT x` and `IS x`, which in PostgreSQL are for `NULL` alone.
fn compared(sql: &str) -> String {
    sql.replace(" IS NOT NULL", " IS\u{1}NOT NULL")
        .replace(" IS NULL", " IS\u{1}NULL")
        .replace(" IS NOT DISTINCT FROM ", " IS\u{1}NOT DISTINCT FROM ")
        .replace(" IS DISTINCT FROM ", " IS\u{1}DISTINCT FROM ")
        .replace(" IS NOT ", " IS DISTINCT FROM ")
        .replace(" IS NEW.", " IS NOT DISTINCT FROM NEW.")
        .replace(" IS OLD.", " IS NOT DISTINCT FROM OLD.")
        .replace('\u{1}', " ")
}

/// `CREATE TRIGGER name BEFORE act ON table [WHEN condition] BEGIN SELECT RAISE(ABORT, 'words'); END`
fn trigger(statement: &str) -> String {
    let words = words(statement);
    let after = |word: &str| {
        let at = words.iter().position(|other| other == word)?;
        words.get(at + 1)
    };
    let (name, act, table) = (
        after("TRIGGER").map_or("", String::as_str),
        after("BEFORE").map_or("", String::as_str),
        after("ON").map_or("", String::as_str),
    );
    let (head, body) = statement.split_once("BEGIN").unwrap_or((statement, ""));
    let condition = head.split_once("WHEN").map_or_else(
        || "true".to_owned(),
        |(_, condition)| typed(condition.trim()),
    );
    let message = body.split('\'').nth(1).unwrap_or_default();
    guard(name, table, act, &condition, message)
}

/// A function and a trigger that refuse an act on a table where a condition holds.
pub(crate) fn guard(name: &str, table: &str, act: &str, condition: &str, message: &str) -> String {
    let row = if act == "DELETE" { "OLD" } else { "NEW" };
    format!(
        "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN \
         IF {condition} THEN RAISE EXCEPTION '{message}'; END IF; RETURN {row}; END $guard$; \
         CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
}

/// `DROP TRIGGER IF EXISTS table_no_update`: PostgreSQL wants to know of which table.
fn without_trigger(words: &[String]) -> String {
    let name = words.last().map_or("", String::as_str);
    let table = ["_no_update", "_no_delete", "_ends_once", "_only_redacted"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(name);
    format!("DROP TRIGGER IF EXISTS {name} ON {table}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: &str, expect: &[&str]) {
        assert_eq!(statements(file), expect);
    }

    #[test]
    fn types_are_exchanged_and_quotes_left_alone() {
        check(
            "-- What is it;\nCREATE TABLE t (\n  id INTEGER PRIMARY KEY, -- a number; counted\n  a TEXT CHECK (a IN ('TEXT'))\n);\n",
            &[
                "CREATE TABLE t (\n  id BIGINT PRIMARY KEY,\n  a TEXT COLLATE \"C\" CHECK (a IN ('TEXT'))\n)",
            ],
        );
        check(
            "CREATE TABLE t (h BLOB, PRIMARY KEY (h)) WITHOUT ROWID;\nCREATE INDEX i ON t (h) WHERE h IS NOT NULL;",
            &[
                "CREATE TABLE t (h BYTEA, PRIMARY KEY (h))",
                "CREATE INDEX i ON t (h) WHERE h IS NOT NULL",
            ],
        );
    }

    #[test]
    fn a_trigger_becomes_a_function() {
        check(
            "DROP TRIGGER IF EXISTS t_no_update;\n\
             CREATE TRIGGER t_once BEFORE UPDATE ON t\nWHEN NEW.a IS NOT OLD.a OR NEW.b IS NULL\nBEGIN\n  SELECT RAISE(ABORT, 'no: once');\nEND;\n",
            &[
                "DROP TRIGGER IF EXISTS t_no_update ON t",
                "CREATE OR REPLACE FUNCTION t_once() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN \
                 IF NEW.a IS DISTINCT FROM OLD.a OR NEW.b IS NULL THEN RAISE EXCEPTION 'no: once'; END IF; RETURN NEW; \
                 END $guard$; CREATE TRIGGER t_once BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION t_once()",
            ],
        );
    }

    #[test]
    fn parameters_are_counted_with_a_dollar() {
        assert_eq!(parameters("a = ?1 AND b = ?12"), "a = $1 AND b = $12");
    }
}
