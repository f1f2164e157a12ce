//! The figures: areas, quarters, offences, releases, counts; read from the project's JSON and validated once.
