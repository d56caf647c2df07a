//! The cutting and folding of text against what others expect of it: the Unicode break tests, and the Arabic tests of two
//! search engines. Where Bayan departs on purpose, the departure is named here with its reason, and one that no longer
//! occurs fails.

mod arabic_pairs;
mod hostile;
mod unicode;
