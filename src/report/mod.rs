//! Reporters: what was found, as text for somebody.
