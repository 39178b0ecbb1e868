//! Messages of JSON-RPC 2.0, as a client writes them and as the server answers.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;

/// Not JSON, or not framed.
pub const PARSE_ERROR: i32 = -32700;
/// JSON, but not a message, or not one that is allowed now.
pub const INVALID_REQUEST: i32 = -32600;
/// No such method.
pub const METHOD_NOT_FOUND: i32 = -32601;
/// The parameters are not those of the method.
pub const INVALID_PARAMS: i32 = -32602;
/// A request before `initialize`.
pub const SERVER_NOT_INITIALIZED: i32 = -32002;
/// The client canceled the request.
pub const REQUEST_CANCELED: i32 = -32800;

/// The id of a request.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Id {
    /// As most clients write it.
    Number(i64),
    /// As some do.
    Text(String),
}

/// What a client sent.
#[derive(Debug)]
pub enum Message {
    /// A request, which is answered, or a notification, which has no id and is not.
    Call(Call),
    /// The answer to a request of the server.
    Answer,
    /// Something else: the id, if there is one, the error and its description.
    Invalid(Option<Id>, i32, String),
}

/// A request or a notification.
#[derive(Debug)]
pub struct Call {
    /// None for a notification.
    pub id: Option<Id>,
    /// The method.
    pub method: String,
    params: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Raw<'m> {
    #[serde(borrow)]
    id: Option<&'m RawValue>,
    method: Option<String>,
    params: Option<Box<RawValue>>,
}

impl Message {
    /// Reads the content of a frame.
    pub fn parse(content: &[u8]) -> Message {
        let Ok(text) = str::from_utf8(content) else {
            return Message::Invalid(None, PARSE_ERROR, "the content is not UTF-8".to_owned());
        };
        match serde_json::from_str::<Raw<'_>>(text) {
            Ok(raw) => Message::of(raw),
            Err(error) => {
                let is_json = serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
                let code = if is_json { INVALID_REQUEST } else { PARSE_ERROR };
                Message::Invalid(None, code, described(&error))
            }
        }
    }

    fn of(raw: Raw<'_>) -> Message {
        let id = match raw.id.map(|id| serde_json::from_str::<Id>(id.get())) {
            Some(Ok(id)) => Some(id),
            None => None,
            Some(Err(_)) => {
                let why = "the id is neither a number nor a string".to_owned();
                return Message::Invalid(None, INVALID_REQUEST, why);
            }
        };
        match (raw.method, id) {
            (Some(method), id) => Message::Call(Call { id, method, params: raw.params }),
            (None, Some(_)) => Message::Answer,
            (None, None) => Message::Invalid(None, INVALID_REQUEST, "there is no method".to_owned()),
        }
    }
}

impl Call {
    /// Its parameters; an error says what is wrong with them.
    pub fn params<P: DeserializeOwned>(&self) -> Result<P, String> {
        let text = self.params.as_deref().map_or("null", RawValue::get);
        serde_json::from_str(text).map_err(|error| described(&error))
    }
}

/// What is wrong with a message. What serde says may contain text of a document.
fn described(error: &serde_json::Error) -> String {
    let what = if error.is_data() { "not what the protocol says" } else { "not valid JSON" };
    format!("{what}, at line {} column {}", error.line(), error.column())
}

/// What the server sends.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Sent<'s, T> {
    /// The answer to a request.
    Answer {
        /// Of the protocol.
        jsonrpc: Version,
        /// That of the request.
        id: &'s Id,
        /// What was asked for.
        result: T,
    },
    /// The answer to a request, or to what is not one.
    Error {
        /// Of the protocol.
        jsonrpc: Version,
        /// That of the request, if it could be read.
        id: Option<&'s Id>,
        /// What is wrong.
        error: ErrorObject<'s>,
    },
    /// A request.
    Request {
        /// Of the protocol.
        jsonrpc: Version,
        /// Its own.
        id: i64,
        /// The requested method.
        method: &'static str,
        /// Its parameters.
        params: T,
    },
    /// A notification.
    Notification {
        /// Of the protocol.
        jsonrpc: Version,
        /// What happened.
        method: &'static str,
        /// Its parameters.
        params: T,
    },
}

/// An error in an answer.
#[derive(Serialize)]
pub struct ErrorObject<'s> {
    /// One of the constants above.
    pub code: i32,
    /// What is wrong.
    pub message: &'s str,
}

/// The version of the protocol.
#[derive(Clone, Copy, Debug, Serialize)]
pub enum Version {
    /// The only one.
    #[serde(rename = "2.0")]
    Two,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_numbers_or_strings() {
        for (text, id) in [("7", Id::Number(7)), ("\"7\"", Id::Text("7".into()))] {
            let request = format!(r#"{{"jsonrpc":"2.0","id":{text},"method":"m","params":{{"a":1}}}}"#);
            let Message::Call(call) = Message::parse(request.as_bytes()) else { panic!("{text}") };
            assert_eq!((call.id.as_ref(), call.method.as_str()), (Some(&id), "m"));
            assert_eq!(call.params::<serde_json::Value>().expect("params")["a"], 1);
            assert_eq!(serde_json::to_string(&id).expect("JSON"), text);
        }
    }

    #[test]
    fn what_is_not_a_message_has_an_error() {
        for (text, code) in [
            ("{", PARSE_ERROR),
            ("", PARSE_ERROR),
            ("\u{feff}{}", PARSE_ERROR),
            ("[]", INVALID_REQUEST),
            ("{}", INVALID_REQUEST),
            ("{\"method\": 1}", INVALID_REQUEST),
            ("{\"id\": {}, \"method\": \"m\"}", INVALID_REQUEST),
        ] {
            match Message::parse(text.as_bytes()) {
                Message::Invalid(None, found, _) => assert_eq!(found, code, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
        assert!(matches!(Message::parse(b"{\"id\": 1, \"result\": null}"), Message::Answer));
        assert!(matches!(Message::parse(b"\xff"), Message::Invalid(None, PARSE_ERROR, _)));
    }
}
