#![no_main]
//! Any bytes, read as Pdf: an error or drafts that keep what they promise.

use bayan_import::draft::Format;
use libfuzzer_sys::fuzz_target;

mod promise;

fuzz_target!(|bytes: &[u8]| promise::keep(Format::Pdf, bytes));
