//! Says an Answer in words.
