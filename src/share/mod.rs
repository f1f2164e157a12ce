//! The page's address, and what is taken elsewhere.

pub mod address;
pub mod clipboard;
pub mod take;
