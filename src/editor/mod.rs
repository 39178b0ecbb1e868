//! What an editor asks about a document, answered without any I/O: the language server (`cli::server`) reads and writes.
//!
//! `frame` and `message` read the protocol, whatever a client sends. A document is a [`text_document::TextDocument`];
//! everything inside works on byte offsets, and `position` converts them in one place, for both directions and all three
//! encodings. `client` is what a client can do. The types of the protocol come from the crate `gen-lsp-types`; what clients
//! send is read by smaller structs, because few of its fields are needed and none of `initialize` is certain to be there.
//!
//! Nothing is remembered between requests, so an answer is always about the text that is given. Text of a file that gets
//! into an answer is redacted like that of a report; only edits of the document itself contain it as it is.
//!
//! Layer 18: may import `text` to `examples`.

pub mod actions;
pub mod capabilities;
pub mod client;
pub mod completion;
pub mod diagnostics;
pub mod docs;
pub mod edits;
pub mod frame;
pub mod hover;
pub mod linked;
pub mod message;
pub mod navigation;
pub mod params;
pub mod position;
pub mod reading;
pub mod text_document;
pub mod uri;

pub use gen_lsp_types as lsp;
