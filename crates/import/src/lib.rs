//! Reads the Home Office's and the ONS's tables and writes the dataset's JSON.
