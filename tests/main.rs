//! Tests of the whole: the program as it is built, its real window, its parts held against each other.

mod contract;
// The real window is driven through WebKit's own WebDriver. Windows and macOS have none that drives an embedded web view
// the same way; the tests of commands and components run there.
#[cfg(target_os = "linux")]
mod archives;
#[cfg(target_os = "linux")]
mod desktop;
#[cfg(target_os = "linux")]
mod exporting;
#[cfg(target_os = "linux")]
mod following;
#[cfg(target_os = "linux")]
mod forms;
#[cfg(target_os = "linux")]
mod frame;
#[cfg(target_os = "linux")]
mod hand;
#[cfg(target_os = "linux")]
mod importing;
#[cfg(target_os = "linux")]
mod library;
#[cfg(target_os = "linux")]
mod long;
#[cfg(target_os = "linux")]
mod made;
#[cfg(target_os = "linux")]
mod newcomer;
#[cfg(target_os = "linux")]
mod reading;
#[cfg(target_os = "linux")]
mod reviewing;
#[cfg(target_os = "linux")]
mod screens;
#[cfg(target_os = "linux")]
mod searching;
#[cfg(target_os = "linux")]
mod standing;
#[cfg(target_os = "linux")]
mod thousand;
#[cfg(target_os = "linux")]
mod timelines;
