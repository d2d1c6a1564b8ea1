//! Asking the model, part by part.

use std::thread;
use std::time::Duration;

use claim::{Complaint, Report};
use serde::Deserialize;
use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::Response;

use crate::endpoint::Address;
use crate::{Endpoint, LlmError, Said, understand};

const PROMPT: &str = include_str!("../data/prompt.md");

/// The most bytes of a text that are sent together. Longer texts go in parts, so that none outgrows what a model can
/// hold in view and its answer what it may write.
const PART: usize = 24 << 10;

/// The most bytes of an answer: far above any list of claims about one part.
const ANSWER: u64 = 4 << 20;

/// The longest pause that a busy endpoint can ask for.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// The same seed every time: with temperature 0 a model that can repeat itself does.
const SEED: u32 = 1;

/// A reader of reports that asks a language model. It can be shared by threads.
#[derive(Debug)]
pub struct Reader {
    agent: Agent,
    endpoint: Endpoint,
    address: Address,
    name: String,
}

/// What became of one request.
enum Asked {
    Answered(Vec<u8>),
    /// Ask again; the endpoint may say after how long.
    Busy {
        status: u16,
        after: Option<Duration>,
    },
}

impl Reader {
    /// A reader that asks this endpoint. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`LlmError::Address`] where the address cannot be asked.
    pub fn new(endpoint: Endpoint) -> Result<Self, LlmError> {
        let address = Address::of(&endpoint.url)?;
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(endpoint.timeout))
            // Only the endpoint that was named gets the report and the key.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .user_agent(concat!("hustings/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        Ok(Self {
            agent,
            address,
            name: format!("llm-{}", endpoint.model),
            endpoint,
        })
    }

    /// The name of what read, as records keep it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads a report: what the model says of it and can be found in it, and complaints of all else.
    ///
    /// # Errors
    ///
    /// [`LlmError`] where the model gave no answer for some part of the text: then nothing is known of the report.
    pub fn read(&self, report: &Report) -> Result<(Said, Vec<Complaint>), LlmError> {
        let (mut said, mut complaints) = (Said::default(), Vec::new());
        for (start, part) in parts(&report.text, PART) {
            let answer = content(&self.ask(&self.question(report, part))?)?;
            complaints.extend(understand(report, start, part, &answer, &mut said)?);
        }
        said.settle();
        Ok((said, complaints))
    }

    fn question(&self, report: &Report, part: &str) -> Value {
        let unknown = || "unknown".to_owned();
        let day = report
            .published
            .map_or_else(unknown, |when| when.to_string());
        let outlet = report.publisher.clone().unwrap_or_else(unknown);
        json!({
            "model": self.endpoint.model,
            "temperature": 0,
            "seed": SEED,
            "stream": false,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": PROMPT},
                {"role": "user", "content": format!(
                    "publisher: {outlet}\npublished: {day}\ntitle: {}\n\n{part}",
                    report.title
                )},
            ],
        })
    }

    fn ask(&self, question: &Value) -> Result<Vec<u8>, LlmError> {
        let mut pause = self.endpoint.pause;
        let attempts = self.endpoint.attempts.max(1);
        let mut last = 0;
        for attempt in 1..=attempts {
            match self.ask_once(question)? {
                Asked::Answered(answer) => return Ok(answer),
                Asked::Busy { status, after } => {
                    last = status;
                    if attempt < attempts {
                        thread::sleep(after.unwrap_or(pause).min(LONGEST_PAUSE));
                        pause = pause.saturating_mul(2);
                    }
                }
            }
        }
        Err(LlmError::Busy {
            address: self.address.shown.clone(),
            status: last,
            attempts,
        })
    }

    fn ask_once(&self, question: &Value) -> Result<Asked, LlmError> {
        let mut request = self
            .agent
            .post(&self.address.full)
            .content_type("application/json")
            .header("accept", "application/json");
        if let Some(key) = &self.endpoint.key {
            request = request.header("authorization", key.header());
        }
        let response = request
            .send(question.to_string())
            .map_err(|error| self.failed(&error))?;
        let status = response.status().as_u16();
        if status == 429 || status >= 500 {
            let after = seconds_to_wait(&response);
            return Ok(Asked::Busy { status, after });
        }
        let body = response
            .into_body()
            .into_with_config()
            .limit(ANSWER)
            .read_to_vec()
            .map_err(|error| self.failed(&error))?;
        if status == 200 {
            return Ok(Asked::Answered(body));
        }
        let said = String::from_utf8_lossy(&body);
        let key = self.endpoint.key.as_ref();
        Err(LlmError::Refused {
            address: self.address.shown.clone(),
            status,
            said: short(&key.map_or_else(|| said.to_string(), |key| key.hidden_in(&said))),
        })
    }

    fn failed(&self, error: &ureq::Error) -> LlmError {
        match error {
            ureq::Error::Timeout(_) => LlmError::Timeout(self.endpoint.timeout.as_secs()),
            ureq::Error::BodyExceedsLimit(_) => LlmError::TooLong(ANSWER),
            ureq::Error::Http(_) => {
                LlmError::Address("it, or the key, holds characters that cannot be sent")
            }
            error => LlmError::Unreachable {
                address: self.address.shown.clone(),
                reason: short(&error.to_string()),
            },
        }
    }
}

fn seconds_to_wait<T>(response: &Response<T>) -> Option<Duration> {
    let seconds = response.headers().get("retry-after")?.to_str().ok()?;
    seconds.trim().parse().ok().map(Duration::from_secs)
}

/// What the model wrote, out of the endpoint's answer.
fn content(answer: &[u8]) -> Result<String, LlmError> {
    #[derive(Deserialize)]
    struct Completion {
        choices: Vec<Choice>,
    }
    #[derive(Deserialize)]
    struct Choice {
        message: Message,
        finish_reason: Option<String>,
    }
    #[derive(Deserialize)]
    struct Message {
        content: Option<String>,
    }
    let completion: Completion =
        serde_json::from_slice(answer).map_err(|error| LlmError::NoAnswer(error.to_string()))?;
    let Some(choice) = completion.choices.into_iter().next() else {
        return Err(LlmError::NoAnswer("it holds no choice".to_owned()));
    };
    if choice.finish_reason.as_deref() == Some("length") {
        return Err(LlmError::CutOff);
    }
    let content = choice.message.content;
    content.ok_or_else(|| LlmError::NoAnswer("its message is empty".to_owned()))
}

/// The text in parts of at most so many bytes, each with the code points before it: cut at the ends of lines, where
/// there are none at spaces, else anywhere. At least one part, for a report that is only a title.
fn parts(text: &str, most: usize) -> Vec<(usize, &str)> {
    let (mut found, mut start, mut rest) = (Vec::new(), 0, text);
    while rest.len() > most {
        let head = &rest[..rest.floor_char_boundary(most)];
        let end = head
            .rfind('\n')
            .or_else(|| head.rfind(' '))
            .map_or(head.len(), |at| at + 1);
        let (part, after) = rest.split_at(end);
        found.push((start, part));
        start += part.chars().count();
        rest = after;
    }
    if !rest.is_empty() || found.is_empty() {
        found.push((start, rest));
    }
    found
}

/// The beginning of a foreign text, on one line.
pub(crate) fn short(text: &str) -> String {
    const LONGEST: usize = 200;
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.len() > LONGEST {
        words.truncate(words.floor_char_boundary(LONGEST));
        words.push('…');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, most: usize, expect: &[(usize, &str)]) {
        assert_eq!(parts(text, most), expect);
    }

    #[test]
    fn long_texts_go_in_parts() {
        check("", 10, &[(0, "")]);
        check("one line", 10, &[(0, "one line")]);
        check(
            "one\ntwo words\n",
            8,
            &[(0, "one\n"), (4, "two "), (8, "words\n")],
        );
        check("ééééé", 4, &[(0, "éé"), (2, "éé"), (4, "é")]);
    }

    #[test]
    fn nothing_is_lost_between_parts() {
        let text = "Jones “runs” again.\n\n".repeat(40);
        let together: String = parts(&text, 64).into_iter().map(|(_, part)| part).collect();
        assert_eq!(together, text);
    }
}
