//! The page's address, and what is taken elsewhere.

pub mod address;
mod builder;
pub mod clipboard;
pub mod embed;
pub mod take;
