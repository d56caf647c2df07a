//! Why nothing came back.

use std::io;

use serde::{Deserialize, Serialize};

use crate::Limits;

/// Why nothing came back, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FetchError {
    /// It is no address of the web.
    #[error("“{address}” is no address of the web; one begins with https:// or http://")]
    NotAnAddress {
        /// As it was written.
        address: String,
    },
    /// It carries a name or a password.
    #[error("the address holds a name or a password, which are not sent; leave them out")]
    Password {
        /// The host.
        host: String,
    },
    /// There is no such host, or no network.
    #[error("there is no host called {host}; look at the address, and whether there is a connection")]
    NoSuchHost {
        /// The host.
        host: String,
    },
    /// Nothing listens there.
    #[error("{host} refuses the connection; the server may be down, try again later")]
    Refused {
        /// The host.
        host: String,
    },
    /// It can't be reached for another reason.
    #[error("{host} cannot be reached: {why}")]
    NotReached {
        /// The host.
        host: String,
        /// The system's words.
        why: String,
    },
    /// Its certificate is not to be trusted, or no safe connection came about.
    #[error("{host} does not prove that it is what it says ({why}); nothing was fetched")]
    NotTrusted {
        /// The host.
        host: String,
        /// What is wrong, technically.
        why: String,
    },
    /// It took too long.
    #[error("{host} did not answer whole within {seconds} seconds; try again later")]
    TookTooLong {
        /// The host.
        host: String,
        /// The longest time.
        seconds: u64,
    },
    /// The answer is too large, or has no end.
    #[error("what {host} sends is larger than {limit} bytes; no statement is")]
    TooLarge {
        /// The host.
        host: String,
        /// The most bytes.
        limit: u64,
    },
    /// There is nothing at this address.
    #[error("{host} has nothing at this address ({status}); it may have been moved or taken away")]
    NotFound {
        /// The host.
        host: String,
        /// 404 or 410.
        status: u16,
    },
    /// It is not for everybody.
    #[error(
        "{host} does not show this without a login ({status}); save the page from your browser and import the file"
    )]
    Forbidden {
        /// The host.
        host: String,
        /// 401, 403, 407 or 451.
        status: u16,
    },
    /// The server says that it can't.
    #[error("{host} answers with the error {status}; try again later")]
    Status {
        /// The host.
        host: String,
        /// The status.
        status: u16,
    },
    /// It is a picture, a film.
    #[error("what is at this address of {host} is {kind}, which holds no text")]
    WrongType {
        /// The host.
        host: String,
        /// The type its server names.
        kind: String,
    },
    /// It sends on and on.
    #[error("{host} sends on more than {limit} times; the address leads nowhere")]
    TooManyRedirects {
        /// The host.
        host: String,
        /// How often is followed.
        limit: u32,
    },
    /// It sends on to where is not followed.
    #[error("{host} sends on to {to}, which is not followed; if that is right, enter that address")]
    SentAway {
        /// The host.
        host: String,
        /// Where to.
        to: String,
    },
    /// It broke off, or is not as answers are.
    #[error("the answer of {host} breaks off ({why}); try again")]
    BrokenOff {
        /// The host.
        host: String,
        /// Why, technically.
        why: String,
    },
    /// It was called off.
    #[error("it was called off")]
    CalledOff,
}

pub(crate) fn of_status(host: &str, status: u16) -> FetchError {
    let host = host.to_owned();
    match status {
        404 | 410 => FetchError::NotFound { host, status },
        401 | 403 | 407 | 451 => FetchError::Forbidden { host, status },
        _ => FetchError::Status { host, status },
    }
}

pub(crate) fn of_ureq(host: &str, error: &ureq::Error, limits: &Limits) -> FetchError {
    let host = host.to_owned();
    let why = error.to_string();
    match error {
        ureq::Error::HostNotFound => FetchError::NoSuchHost { host },
        ureq::Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => {
            FetchError::TookTooLong { host, seconds: limits.connect.as_secs() }
        }
        ureq::Error::Timeout(_) => FetchError::TookTooLong { host, seconds: limits.whole.as_secs() },
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::Pem(_) => {
            FetchError::NotTrusted { host, why }
        }
        ureq::Error::Io(error) => of_io(host, error, limits),
        ureq::Error::ConnectionFailed | ureq::Error::ConnectProxyFailed(_) | ureq::Error::InvalidProxyUrl => {
            FetchError::NotReached { host, why }
        }
        ureq::Error::LargeResponseHeader(_, most) => FetchError::TooLarge { host, limit: *most as u64 },
        ureq::Error::BadUri(_) => FetchError::NotAnAddress { address: host },
        _ => FetchError::BrokenOff { host, why },
    }
}

fn of_io(host: String, error: &io::Error, limits: &Limits) -> FetchError {
    let why = error.to_string();
    if error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) {
        return FetchError::NotTrusted { host, why };
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused => FetchError::Refused { host },
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
            FetchError::TookTooLong { host, seconds: limits.whole.as_secs() }
        }
        io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::NetworkDown
        | io::ErrorKind::AddrNotAvailable => FetchError::NotReached { host, why },
        _ => FetchError::BrokenOff { host, why },
    }
}
