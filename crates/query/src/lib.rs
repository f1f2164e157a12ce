//! What is asked (a Query, which is the address) and what the dataset answers (an Answer).
