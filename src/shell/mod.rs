//! What stands around the views: loading and failure.

pub mod failure;
pub mod load;
pub mod parts;
