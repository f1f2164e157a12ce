//! The page's address.

pub mod address;
